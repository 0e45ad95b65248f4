"""The list an office works from: who sees what, how it is narrowed, turned and counted."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from huiyin.accounts.models import User
from huiyin.deputies.assistants import appoint_assistant
from huiyin.suggestions import workbench
from huiyin.suggestions.services import drafting, office
from huiyin.suggestions.workbench import Filters, Place
from tests.cast import SPRING

TODAY = localdate(SPRING)


def seen(cast, user, today=TODAY, **asked):
    who = workbench.reader(user, cast.county)
    filters = Filters.read(asked)
    rows = workbench.narrowed(workbench.listed(who, cast.county), filters, today, cast.county)
    return [row.docket.title for row in workbench.page(rows, filters, limit=50)]


def named(cast, title, lead=None, at=SPRING):
    lead = lead or cast.lin
    case = drafting.draft(
        lead=lead, title=title, problem="夜班", advice="开行", by=lead.person.user, at=at
    )
    return drafting.submit(case, declared=True, by=lead.person.user, at=at)


def accepted(cast, title, **facts):
    case = named(cast, title, **facts)
    office.accept(case, public=False, by=cast.zhao, at=SPRING)
    return case


def test_everybody_sees_their_own_part_and_the_office_all_that_was_handed_in(at_home):
    at_home.draft(title="草稿")
    named(at_home, "待审核", lead=at_home.zhou)
    at_home.handling()
    handled = "关于增设夜班公交线路的建议"
    assert seen(at_home, at_home.zhao) == [handled, "待审核"]
    assert seen(at_home, at_home.lin.person.user) == [handled, "草稿"]
    assert seen(at_home, at_home.zhou.person.user) == ["待审核"]
    assert seen(at_home, at_home.sun) == seen(at_home, at_home.zheng) == [handled]
    assert not workbench.reader(at_home.wang, at_home.county)
    assert not workbench.reader(at_home.chu, at_home.county)


def test_an_assistant_sees_drafts_and_nothing_that_was_handed_in(at_home):
    cui = User.objects.create_user("cui", label="崔助理", kind=User.Kind.OFFICIAL)
    appoint_assistant(at_home.lin, username="cui", by=at_home.lin.person.user, at=SPRING)
    at_home.draft(title="草稿")
    named(at_home, "待审核")
    assert workbench.reader(cui, at_home.county)
    assert seen(at_home, cui) == ["草稿"]


def test_the_list_is_narrowed_by_state_clock_subject_unit_lead_and_session(at_home):
    one = accepted(at_home, "甲", lead=at_home.zhou)
    office.classify(one, subject="transport", by=at_home.zhao, at=SPRING)
    due = at_home.handling().docket.due_on
    two, zhao = "关于增设夜班公交线路的建议", at_home.zhao
    assert seen(at_home, zhao, state="accepted") == ["甲"]
    assert seen(at_home, zhao, clock="over", today=due + timedelta(days=1)) == [two]
    assert seen(at_home, zhao, clock="soon", today=due) == [two]
    assert seen(at_home, zhao, clock="later", today=due - timedelta(days=8)) == [two]
    assert seen(at_home, zhao, clock="none") == ["甲"]
    assert seen(at_home, zhao, subject="transport") == ["甲"]
    assert seen(at_home, zhao, unit=str(at_home.finance.pk)) == [two]
    assert seen(at_home, zhao, lead="周") == ["甲"]
    assert seen(at_home, zhao, session="between") == [two, "甲"]
    assert seen(at_home, zhao, session="1") == []
    assert seen(at_home, zhao, state="accepted", lead="林") == []


def test_words_numbers_and_names_are_found_wherever_the_item_stands(at_home):
    named(at_home, "关于路灯的建议", lead=at_home.zhou)
    case = accepted(at_home, "关于渡口的建议")
    zhao = at_home.zhao
    assert seen(at_home, zhao, q="路灯") == ["关于路灯的建议"]
    assert seen(at_home, zhao, q="渡口") == ["关于渡口的建议"]
    assert seen(at_home, zhao, q="夜班") == ["关于渡口的建议"]
    assert seen(at_home, zhao, q=case.docket.number) == ["关于渡口的建议"]
    assert seen(at_home, zhao, q=case.docket.code.lower()) == ["关于渡口的建议"]
    assert seen(at_home, zhao, q="周建平") == ["关于路灯的建议"]
    assert seen(at_home, zhao, q="火星") == seen(at_home, zhao, q="？！") == []


@pytest.mark.parametrize("order", ["new", "due"])
def test_the_pages_hold_every_item_once(at_home, order):
    for n in range(7):
        at_home.assigned(at=SPRING - timedelta(days=n % 3))
    who, found, after = workbench.reader(at_home.zhao, at_home.county), [], None
    while True:
        rows = workbench.listed(who, at_home.county)
        page = workbench.page(rows, Filters(order=order), after=after, limit=2)
        found += page[:2]
        if len(page) <= 2:
            break
        after = Place.read(str(workbench.place_of(page[1], order)))
    assert len({row.pk for row in found}) == len(found) == 7
    if order == "due":
        days = [row.docket.due_on for row in found]
        assert days == sorted(days)
    else:
        assert [row.pk for row in found] == sorted((row.pk for row in found), reverse=True)


def test_the_chips_count_what_they_show_and_never_a_whole_table(at_home):
    for n in range(3):
        named(at_home, f"第 {n} 件")
    case = at_home.handling()
    who = workbench.reader(at_home.zhao, at_home.county)
    with CaptureQueriesContext(connection) as asked:
        found = workbench.counts(who, at_home.county, TODAY)
    assert found == {"submitted": "3", "handling": "1"} | {
        name: number for name, number in found.items() if name in ("over", "soon")
    }
    assert len(asked) == 1
    assert "COUNT(" not in asked[0]["sql"].upper()
    own = workbench.reader(at_home.sun, at_home.county)
    late = case.docket.due_on + timedelta(days=1)
    assert workbench.counts(own, at_home.county, late) == {"handling": "1", "over": "1"}


def test_a_number_above_the_largest_is_said_so(at_home):
    assert (workbench._shown(99), workbench._shown(100)) == ("99", "99+")


def test_filters_keep_what_can_be_meant_and_forget_the_rest():
    asked = QueryDict("state=accepted&clock=no&unit=x&session=between&q= 夜班 &order=new&after=5")
    filters = Filters.read(asked)
    assert filters == Filters(state="accepted", session="between", q="夜班")
    assert filters.address() == "?state=accepted&session=between&q=%E5%A4%9C%E7%8F%AD"
    assert filters.address(state="", after="7~") == "?session=between&q=%E5%A4%9C%E7%8F%AD&after=7~"
    assert Filters.read(QueryDict(filters.address()[1:])) == filters


@pytest.mark.parametrize("text", ["", "x", "~", "5~2026-02-30", "9" * 20, "５"])
def test_a_spoilt_place_begins_at_the_start(text):
    assert Place.read(text) is None


def test_a_place_is_read_as_it_was_written():
    assert Place.read("5~2026-03-09") == Place(5, date(2026, 3, 9))
    assert Place.read("5~") == Place(5)
