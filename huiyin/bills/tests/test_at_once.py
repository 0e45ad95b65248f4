"""Two people at the same step of a bill in the same moment, which only PostgreSQL allows."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from huiyin.bills.procedure import State
from huiyin.bills.services import committee, drafting, leaving, session
from huiyin.bills.tests.chamber import AFTER, IN_SESSION, Chamber
from huiyin.congresses.models import Seat
from huiyin.congresses.scope import within
from huiyin.procedure.models import Docket
from tests.at_once import at_once
from tests.cast import Cast
from tests.visitor import Visitor

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chamber():
    """The chamber, outside any scope: every thread opens its own."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    cast = Cast()
    with within(cast.county):
        return Chamber(cast)


def race(chamber, make, *acts):
    """Take ``acts`` of one bill at once, each with a copy of its own; return the bill as it is
    read afterwards and how many acts were refused."""
    with within(chamber.cast.county):
        bill = make()
        copies = [chamber.again(bill) for _act in acts]
    pairs = zip(acts, copies, strict=True)
    refused = at_once(chamber.cast, *(lambda act=act, copy=copy: act(copy) for act, copy in pairs))
    with within(chamber.cast.county):
        return chamber.again(bill), refused


def moves(bill, *verbs):
    return bill.docket.moves.filter(verb__in=verbs).count()


def test_a_bill_filed_twice_at_once_is_filed_once(chamber):
    bill, refused = race(chamber, chamber.joined, chamber.file, chamber.file)
    assert (refused, bill.docket.state) == (1, State.FILED)
    with within(chamber.cast.county):
        assert moves(bill, "file") == 1


def test_a_bill_is_not_filed_with_a_name_that_is_taken_off_in_the_same_moment(chamber):
    other = chamber.others[0].person.user
    bill, refused = race(
        chamber, chamber.joined, chamber.file,
        lambda copy: leaving.leave(copy, by=other, at=IN_SESSION),
    )  # fmt: skip
    with within(chamber.cast.county):
        left = moves(bill, "leave")
        # Ten are needed and ten stood by it: filed first it falls short, else it is not filed.
        assert (left, refused) in ((1, 0), (1, 1))
        assert bill.docket.state in (State.WITHDRAWN, State.COSIGNING)
        assert (bill.filed_at is not None) is (refused == 0)


def test_of_two_clerks_who_register_at_once_one_gives_the_number(chamber):
    second = chamber.cast._official("另一位", chamber.cast.affairs, Seat.Role.CLERK)
    bill, refused = race(
        chamber, chamber.filed,
        *(lambda copy, by=by: session.register(copy, public=True, by=by, at=IN_SESSION)
          for by in (chamber.zhao, second)),
    )  # fmt: skip
    assert (refused, bill.docket.state, bill.docket.number) == (1, State.REGISTERED, "18-5-议001")


def test_of_two_decisions_of_the_presidium_at_once_one_stands(chamber):
    bill, refused = race(
        chamber, chamber.before_presidium,
        lambda copy: session.put_on_agenda(copy, by=chamber.zhao, at=IN_SESSION),
        lambda copy: session.refuse(copy, reason="不属于职权", by=chamber.zhao, at=IN_SESSION),
    )  # fmt: skip
    assert (refused, bill.docket.state in (State.ON_AGENDA, State.NOT_A_BILL)) == (1, True)
    with within(chamber.cast.county):
        assert moves(bill, "put_on_agenda", "refuse") == 1


def test_a_report_of_the_committee_given_twice_at_once_is_one(chamber):
    def closed():
        bill = chamber.at_committee()
        committee.session_closed(bill, at=AFTER)
        return bill

    def report(copy):
        committee.report(copy, proposal="unit", body="问题属实。", by=chamber.cai, at=AFTER)

    bill, refused = race(chamber, closed, report, report)
    with within(chamber.cast.county):
        assert (refused, moves(bill, "report")) == (1, 1)
        assert bill.papers.filter(kind="report").count() == 1


def test_a_draft_changed_while_another_confirms_is_confirmed_by_nobody_unread(chamber):
    other, text = chamber.others[0], {"title": "另一个案由", "grounds": "另写", "plan": "另写"}

    def asked():
        bill = chamber.draft()
        chamber.invite(bill, other)
        return bill

    bill, _refused = race(
        chamber, asked,
        lambda copy: drafting.edit(copy, by=chamber.lin, at=IN_SESSION, **text),
        lambda copy: chamber.confirm(copy, other, at=IN_SESSION),
    )  # fmt: skip
    with within(chamber.cast.county):
        given = bill.sponsors.get()
        assert given.answer in ("voided", "invited")


def test_of_two_forms_sent_at_once_one_is_answered_that_it_is_no_longer_lawful(chamber):
    with within(chamber.cast.county):
        code = chamber.filed().docket.code

    def send(_n):
        try:
            sent = Visitor(chamber.zhao).post(f"/desk/bills/{code}/register/", public="yes")
            return sent.status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2))) == [302, 409]
    with within(chamber.cast.county):
        assert Docket.objects.get(code=code).moves.filter(verb="register").count() == 1
