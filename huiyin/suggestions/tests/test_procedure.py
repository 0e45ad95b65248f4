"""The table of the procedure against everybody and every state: what is not in it is refused."""

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.congresses.models import Organ, Seat
from huiyin.congresses.services import organ
from huiyin.procedure.models import Docket
from huiyin.suggestions.models import Cosign
from huiyin.suggestions.procedure import SUGGESTION, State
from tests.cast import SPRING
from tests.matrix import buttons, lawful, offered, put_into, tried

VERBS = sorted({step.verb for step in SUGGESTION.steps})
#: Who holds which role in the case of ``everybody_has_a_part``; "" is the platform itself.
ROLES = {
    "": {"system"},
    "lin": {"mover", "drafter", "asker", "lead_deputy", "rater", "inviter", "relayer"},
    "zhou": {"invited"},
    "chen": {"confirmed_cosigner"},
    "zhao": {"deputy_affairs", "impartial_affairs", "urger", "consultation_reviewer"},
    "office": {"dispatcher", "urger"},
    "qian": {"unit_receiver"},
    "sun": {"unit_receiver", "unit_handler"},
    "li": {"unit_reviewer"},
    "wu": {"unit_reviewer", "unit_head", "extension_approver"},
    "zheng": {"last_co_unit"},
    "wang": set(),
    "chu": set(),
}


@pytest.fixture
def case(at_home):
    """An assigned suggestion in which every role is held by somebody: an invitation and a
    signature, a request for more time, a consultation to review, an office that dispatched it."""
    cast, case = at_home, at_home.assigned()
    cast.chen = cast._deputy("陈联名", cast.county, cast.term, cast.zhao, district=cast.district)
    government = organ(cast.county, Organ.Kind.GOVERNMENT_OFFICE, "县政府办公室")
    cast.office = cast._official("何政办", government, Seat.Role.CLERK)
    case.assignments.create(organ=government, role="office", part="", assigned_at=SPRING)
    Cosign.objects.create(suggestion=case, mandate=cast.zhou, invited_at=SPRING)
    Cosign.objects.create(
        suggestion=case, mandate=cast.chen, invited_at=SPRING, answer=Cosign.Answer.CONFIRMED
    )
    day = SPRING.date()
    case.extensions.create(
        ground="hard", reason="难", planned_on=day, asked_by=cast.sun, asked_at=SPRING
    )
    case.consultations.create(text="问", audience="everyone", ends_on=day, asked_at=SPRING)
    return case


def people(cast):
    """Every person of the cast by name, with their account; None is the platform."""
    return {
        name: None
        if not name
        else getattr(cast, name).person.user
        if name in ("lin", "zhou", "chen")
        else getattr(cast, name)
        for name in ROLES
    }


@pytest.mark.parametrize("state", State.values)
def test_from_each_state_only_the_table_leads_on_and_only_for_its_roles(at_home, case, state):
    shown, everybody = put_into(case, state), people(at_home)
    assert tried(shown, everybody, VERBS, at=SPRING) == lawful(SUGGESTION, state, ROLES)


@pytest.mark.parametrize("state", State.values)
def test_the_buttons_are_exactly_the_steps_one_may_take(at_home, case, state):
    shown, everybody = put_into(case, state), people(at_home)
    assert buttons(shown, everybody) == offered(SUGGESTION, state, ROLES)


def test_nobody_begins_a_suggestion_for_another_deputy(at_home):
    from huiyin.suggestions.services.drafting import draft

    with pytest.raises(PermissionDenied):
        draft(lead=at_home.lin, title="t", problem="p", advice="a", by=at_home.wang, at=SPRING)
    assert not Docket.objects.filter(kind="suggestion").exists()
