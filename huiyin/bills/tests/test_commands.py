"""What time itself brings about for bills."""

from io import StringIO

from django.core.management import call_command

from huiyin.bills.procedure import State
from huiyin.bills.tests.chamber import CLOSES
from huiyin.bills.tests.test_drafting import mandate_state, state_of
from huiyin.bills.tests.test_session import clock
from huiyin.deputies.procedure import State as MandateState


def run(name):
    said = StringIO()
    call_command(name, stdout=said)
    return said.getvalue().strip()


def test_reports_are_counted_from_the_close_of_the_session_once(under_shanghai):
    bill = under_shanghai.at_committee()
    said = [run("close_sessions") for _again in range(2)]
    assert [line[0] for line in said] == ["1", "0"]
    assert clock(bill, "bill_report")[0] == CLOSES
    assert bill.docket.moves.filter(verb="close_session").count() == 1


def test_under_rules_without_a_period_the_close_is_noted_once_too(chamber):
    bill = chamber.at_committee()
    said = [run("close_sessions") for _again in range(2)]
    assert [line[0] for line in said] == ["1", "0"]
    assert not bill.docket.deadlines.exists()


def test_a_draft_ends_with_the_mandate_and_a_filed_bill_does_not(chamber):
    draft, filed = chamber.joined(count=1), chamber.filed()
    mandate_state(chamber.cast.lin, MandateState.EXPIRED)
    assert run("end_bill_drafts")[0] == "1"
    assert (state_of(draft), state_of(filed)) == (State.WITHDRAWN, State.FILED)
