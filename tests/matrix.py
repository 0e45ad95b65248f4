"""Holding a procedure against its own table: every state, verb and person."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiyin.procedure.models import Docket, Move
from huiyin.procedure.table import NotLawful


class _Undo(Exception):
    pass


@contextmanager
def lawful_only(table, state, verb, role):
    """Put a case into ``state``, try ``verb`` as somebody in ``role``, and undo it all.

    Yields ``(case_of, outcome)``: ``case_of(case)`` returns the case in that state,
    ``outcome(act)`` runs the act and checks that it did just what the table says.
    """
    allowed = [step for step in table.open_to(state) if step.verb == verb]
    cases = []

    def case_of(case):
        Docket.objects.filter(pk=case.docket_id).update(state=state)
        case.docket.refresh_from_db()
        cases.append(case)
        return case

    def outcome(act):
        docket = cases[0].docket
        before = Move.objects.filter(docket=docket.pk).count()
        if not allowed:
            with pytest.raises(NotLawful):
                act()
        elif allowed[0].by != role:
            with pytest.raises(PermissionDenied):
                act()
        else:
            act()
            assert Docket.objects.get(pk=docket.pk).state == allowed[0].target
        taken = bool(allowed) and allowed[0].by == role
        assert Move.objects.filter(docket=docket.pk).count() == before + taken

    try:
        with transaction.atomic():
            yield case_of, outcome
            raise _Undo
    except _Undo:
        pass
