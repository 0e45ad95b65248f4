"""Bills among what waits at the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiyin.bills.tests.chamber import TEXT, chamber_of
from huiyin.congresses.scope import within
from tests.visitor import Visitor, text_of


@pytest.fixture
def chamber(cast):
    return chamber_of(cast)


def waiting(user):
    return [
        (row.docket.title, str(row.kind), str(row.state), row.who)
        for row in Visitor(user).get("/desk/").context["rows"]
    ]


def test_a_bill_waits_for_who_holds_it_and_says_who_leads_it(cast, chamber):
    with within(cast.county):
        bill = chamber.filed()
    row = (TEXT["title"], "议案", "已提出", "林晓禾 等 10 人")
    assert (waiting(cast.zhao), waiting(chamber.lin)) == ([row], [])
    shown = text_of(Visitor(cast.zhao).get(f"/desk/?at={bill.docket.code}"))
    assert TEXT["grounds"] in shown and "登记编号" in shown


def test_a_deputy_asked_to_join_and_a_body_that_was_consulted_see_it_waiting(cast, chamber):
    from huiyin.bills.services import committee
    from huiyin.bills.tests.chamber import AFTER

    with within(cast.county):
        draft = chamber.draft(title="关于甲的议案")
        chamber.invite(draft, chamber.others[0])
        asked = chamber.at_committee(title="关于乙的议案")
        committee.consult(asked, unit=cast.finance, by=chamber.cai, at=AFTER)
    assert [row[0] for row in waiting(chamber.others[0].person.user)] == ["关于甲的议案"]
    assert [row[0] for row in waiting(cast.zheng)] == ["关于乙的议案"]
    assert [row[0] for row in waiting(chamber.cai)] == ["关于乙的议案"]


def test_bills_are_found_by_kind_and_by_the_name_of_their_lead(cast, chamber):
    with within(cast.county):
        chamber.filed()
        cast.submitted()
    zhao = Visitor(cast.zhao)
    assert len(zhao.get("/desk/?kind=bill").context["rows"]) == 1
    assert len(zhao.get("/desk/?q=林晓禾").context["rows"]) == 2
    assert len(zhao.get("/desk/?queue=bill.filed").context["rows"]) == 1


def test_many_bills_cost_as_many_questions_as_one(cast, chamber):
    def cost():
        zhao.get("/desk/")
        with CaptureQueriesContext(connection) as asked:
            zhao.get("/desk/")
        return len(asked)

    zhao = Visitor(cast.zhao)
    with within(cast.county):
        chamber.filed()
    few = cost()
    with within(cast.county):
        for _number in range(4):
            chamber.filed()
    assert (cost(), few <= 15) == (few, True)
