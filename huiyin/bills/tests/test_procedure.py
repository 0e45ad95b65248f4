"""The table of the procedure against everybody and every state: what is not in it is refused."""

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.bills.models import Bill, Sponsor
from huiyin.bills.procedure import BILL, State
from huiyin.bills.services import drafting
from huiyin.bills.tests.chamber import IN_SESSION, LAST_MEETING, TEXT
from huiyin.procedure.models import Docket
from tests.cast import SPRING
from tests.matrix import buttons, lawful, offered, put_into, tried

VERBS = sorted({step.verb for step in BILL.steps} - {"draft", "note"})
#: Who holds which role in the case of ``everybody_has_a_part``; "" is the platform itself.
ROLES = {
    "": {"system"},
    "lin": {"mover", "lead_deputy", "inviter", "delegate", "objector"},
    "joined": {"cosponsor", "objector"},
    "asked": {"invited"},
    "zhao": {"secretariat", "presidium", "withdrawal_judge", "standing_committee", "unit_judge"},
    "cai": {"committee"},
    "chang": {"standing_committee", "unit_judge"},
    "sun": {"unit"},
    "zheng": {"consulted"},
    "wang": set(),
    "chu": set(),
}


@pytest.fixture
def everybody_has_a_part(chamber):
    """A bill in which every role is held by somebody."""
    bill = chamber.screening()
    Sponsor.objects.create(bill=bill, mandate=chamber.others[10], invited_at=SPRING)
    bill.consulted.create(organ=chamber.cast.finance, asked_at=SPRING)
    Bill.objects.filter(pk=bill.pk).update(
        unit=chamber.cast.transport,
        delegation="河东代表团",
        ending_asked_at=SPRING,
        objections_until=LAST_MEETING,
    )
    return chamber.again(bill)


def people(chamber):
    """Everybody by name, with their account; None is the platform."""
    known = {
        "": None,
        "lin": chamber.lin,
        "joined": chamber.others[0].person.user,
        "asked": chamber.others[10].person.user,
        "cai": chamber.cai,
        "chang": chamber.chang,
    }
    return {name: known[name] if name in known else getattr(chamber.cast, name) for name in ROLES}


@pytest.mark.parametrize("state", State.values)
def test_from_each_state_only_the_table_leads_on_and_only_for_its_roles(
    chamber, everybody_has_a_part, state
):
    shown, everybody = put_into(everybody_has_a_part, state), people(chamber)
    assert tried(shown, everybody, VERBS, at=IN_SESSION) == lawful(BILL, state, ROLES)


@pytest.mark.parametrize("state", State.values)
def test_the_buttons_are_exactly_the_steps_one_may_take(chamber, everybody_has_a_part, state):
    shown, everybody = put_into(everybody_has_a_part, state), people(chamber)
    assert buttons(shown, everybody) == offered(BILL, state, ROLES)


def test_nobody_begins_a_bill_for_another_deputy(chamber):
    with pytest.raises(PermissionDenied):
        drafting.draft(lead=chamber.cast.lin, by=chamber.cast.wang, at=SPRING, **TEXT)
    assert not Docket.objects.filter(kind="bill").exists()


def test_every_state_of_the_law_is_in_the_table_and_has_words():
    assert len(State.values) == 23
    assert all(str(state.label) for state in State)
    assert {step.target for step in BILL.steps} == set(State.values)
