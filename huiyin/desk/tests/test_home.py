"""The first page of the desk: what waits, for whom, in which order."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from huiyin.congresses.scope import within
from huiyin.congresses.services import seat
from huiyin.desk.queries import Cursor
from huiyin.suggestions.services import drafting
from tests.visitor import Visitor, text_of


@pytest.fixture
def lin(cast):
    return Visitor(cast.lin.person.user)


def fill(cast, days):
    """Messages to Lin received so many days ago each."""
    with within(cast.county):
        return [
            cast.voice(title=f"第 {n} 件", at=now() - timedelta(days=ago))
            for n, ago in enumerate(days)
        ]


def titles(answer):
    return [row.docket.title for row in answer.context["rows"]]


def cards(answer):
    return {each["card"].name: each["card"].count for each in answer.context["queues"]}


def test_the_most_endangered_stands_first_and_what_has_no_day_last(cast, lin):
    fill(cast, [0, 40, 20])
    with within(cast.county):
        cast.draft()
    draft = "关于增设夜班公交线路的建议"
    answer = lin.get("/desk/")
    assert titles(answer) == ["第 1 件", "第 2 件", "第 0 件", draft]
    assert cards(answer) == {
        "over": "2",
        "soon": "1" if answer.context["rows"][2].due_on else "0",
        "": "4",
        "voice.received": "3",
        "suggestion.drafting": "1",
    }


def test_one_thing_is_searched_in_one_place(cast, lin):
    assert text_of(lin.get("/desk/")).count('name="q"') == 1
    assert text_of(lin.get("/desk/suggestions/")).count('id="desk-search"') == 1


def test_a_card_a_kind_and_words_narrow_the_list(cast, lin):
    fill(cast, [0, 40])
    with within(cast.county):
        cast.draft()
    assert titles(lin.get("/desk/", queue="over")) == ["第 1 件"]
    assert titles(lin.get("/desk/", queue="voice.received")) == ["第 1 件", "第 0 件"]
    assert titles(lin.get("/desk/", kind="suggestion")) == ["关于增设夜班公交线路的建议"]
    assert titles(lin.get("/desk/", q="第 0")) == ["第 0 件"]
    nothing = lin.get("/desk/", q="没有这件", queue="no.such", kind="x", after="x~y", at="x")
    assert (nothing.status_code, titles(nothing)) == (200, [])


def test_the_list_is_turned_forth_and_back_without_loss(cast, lin):
    fill(cast, range(45))
    first = lin.get("/desk/")
    second = lin.client.get("/desk/" + first.context["older"])
    third = lin.client.get("/desk/" + second.context["older"])
    seen = titles(first) + titles(second) + titles(third)
    assert (len(seen), len(set(seen)), third.context["older"]) == (45, 45, "")
    back = lin.client.get("/desk/" + third.context["newer"])
    assert titles(back) == titles(second)
    assert titles(lin.client.get("/desk/" + back.context["newer"])) == titles(first)


@pytest.mark.parametrize(
    "text", ["", "x", "none~", "2026-02-30~5", "none~5x", "2026-03-09~" + "9" * 30]
)
def test_a_spoilt_cursor_begins_at_the_start(text):
    assert Cursor.read(text) is None


def test_a_cursor_reads_back_what_it_wrote():
    for place in (Cursor(None, 7), Cursor(now().date(), 9)):
        assert Cursor.read(str(place)) == place


def test_a_look_at_one_shows_it_and_leads_to_its_steps(cast, lin):
    (voice,) = fill(cast, [1])
    shown = lin.get("/desk/", at=voice.docket.code)
    page = text_of(shown)
    assert shown.context["preview"]["acts"][0][0] == "answer"
    assert f"/desk/voices/{voice.docket.code}/#answer" in page
    assert "138" not in page  # a deputy answers on the page and sees no number, not even masked


def test_a_look_at_what_is_not_ones_own_shows_nothing_of_it(cast, lin):
    with within(cast.county):
        case = cast.submitted()
    shown = lin.get("/desk/", at=case.docket.code)
    assert (shown.status_code, shown.context["preview"]) == (200, None)


def test_whoever_owes_a_word_finds_the_case_though_another_holds_it(cast):
    with within(cast.county):
        asked = cast.draft(title="请附议")
        drafting.invite(asked, mandate=cast.zhou, by=cast.lin.person.user, at=now())
        cast.assigned()
    assert titles(Visitor(cast.zhou.person.user).get("/desk/")) == ["请附议"]
    assert titles(Visitor(cast.zheng).get("/desk/")) == ["关于增设夜班公交线路的建议"]


def test_only_this_congress_is_shown_to_somebody_with_seats_in_two(cast):
    seat(cast.chu, cast.affairs, "clerk")
    with within(cast.county):
        cast.submitted()
    assert len(titles(Visitor(cast.chu).get("/desk/"))) == 1
    cast.client = Visitor(cast.chu).client
    elsewhere = cast.client.get("/c/yunhe/desk/", headers={"host": "yunjiang.test"})
    assert (elsewhere.status_code, titles(elsewhere)) == (200, [])


def test_under_a_prefix_every_link_keeps_it(cast):
    with within(cast.county):
        case = cast.submitted()
    answer = Visitor(cast.zhao).client.get("/c/yunxi/desk/", headers={"host": "yunjiang.test"})
    assert f'href="/c/yunxi/desk/suggestions/{case.docket.code}/"' in text_of(answer)


@pytest.mark.parametrize(
    "path", ["", "review/", "reveal/", "commitments/", "take-up/", "voices/", "suggestions/"]
)
def test_without_a_seat_or_mandate_here_there_is_no_desk(cast, path):
    for name in ("wang", "chu"):
        assert Visitor(getattr(cast, name)).get(f"/desk/{path}").status_code == 404
    assert Visitor().get(f"/desk/{path}").status_code == 302


def test_the_navigation_names_only_rooms_one_has_business_in(cast):
    def rooms(user):
        return [
            one["label"] for one in Visitor(user).get("/desk/").context["desk_nav"] if "url" in one
        ]

    shared = ["待办", "群众留言", "代表建议", "代表议案", "承诺台账"]
    assert rooms(cast.lin.person.user) == [*shared, "通知", "助理"]
    assert rooms(cast.zhao) == [*shared, "内容审核", "信息发布", "网站", "年度报告", "通知"]
    assert rooms(cast.sun) == ["待办", "代表建议", "代表议案", "承诺台账", "通知"]


def test_the_page_costs_as_many_queries_for_three_as_for_thirty(cast, lin):
    def cost(count):
        fill(cast, [1] * count)
        lin.get("/desk/")
        with CaptureQueriesContext(connection) as asked:
            lin.get("/desk/")
        return len(asked)

    few = cost(3)
    assert (cost(27), few <= 15) == (few, True)
