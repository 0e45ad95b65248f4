"""Holding a procedure against its own table: every state, verb and person."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiyin.procedure.models import Docket, Move
from huiyin.procedure.queries import case_of, open_steps
from huiyin.procedure.services import advance
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


def put_into(case, state):
    """Return the case as it is read anew, in ``state``."""
    Docket.objects.filter(pk=case.docket_id).update(state=state)
    return case_of(Docket.objects.get(pk=case.docket_id))


def reached(case, verb, user, *, at, **facts):
    """The state a step leads to, tried and undone; None if it was refused."""
    try:
        with transaction.atomic():
            move = advance(case, verb, by=user, at=at, **facts)
            raise _Undo
    except _Undo:
        return move.target
    except (NotLawful, PermissionDenied):
        return None


def tried(case, people, verbs, *, at):
    """``{(verb, name): state reached}`` of everything each of ``people`` may do now."""
    return {
        (verb, name): target
        for name, user in people.items()
        for verb in verbs
        if (target := reached(case, verb, user, at=at)) is not None
    }


def lawful(table, state, roles):
    """The same as the table has it, for people in the roles ``{name: roles}``."""
    return {
        (step.verb, name): step.target
        for step in table.open_to(state)
        for name, held in roles.items()
        if step.by in held
    }


def buttons(case, people):
    """``{name: verbs}`` of the steps each of ``people`` is offered; none for the platform."""
    return {
        name: {step.verb for step in open_steps(case, user)} if user else set()
        for name, user in people.items()
    }


def offered(table, state, roles):
    """The same as the table has it."""
    return {
        name: {
            step.verb for step in table.open_to(state) if step.by in held and step.by != "system"
        }
        for name, held in roles.items()
    }
