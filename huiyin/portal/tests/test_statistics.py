from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from huiyin.portal.tests.test_lists import matters
from huiyin.reports import queries
from huiyin.suggestions.services import assigning, office, rating
from tests.cast import SPRING
from tests.reading import links, words
from tests.visitor import Visitor, queries_of

#: So long ago that every term has run out today.
LONG_AGO = now() - timedelta(days=400)


def rated(cast, **facts):
    case = cast.replied()
    good = {"attitude": "satisfied", "result": "satisfied", "reason": ""}
    rating.rate(case, by=cast.lin.person.user, at=SPRING, **good | facts)
    return case


def test_the_statistics_say_part_and_whole_and_how_they_were_counted(at_home):
    rated(at_home)
    at_home.assigned(at=LONG_AGO)
    page = words(Visitor().get("/suggestions/statistics/"))
    assert "法定期限内答复 50.0 % 1 / 2 件" in page
    assert "分母：已经答复的，加上期限已过仍未答复的" in page
    assert "期限内没有评价的 0 件" in page
    assert "统计时间：" in page
    assert "正在解决或列入计划 100.0%" in page
    assert "县交通运输局" in page


def test_the_list_behind_a_figure_is_one_click_away(at_home):
    late = at_home.assigned(at=LONG_AGO)
    rated(at_home)
    page = Visitor().get("/suggestions/statistics/")
    assert "/suggestions/?late=1" in links(page)
    behind = Visitor().get("/suggestions/", late="1")
    assert matters(behind) == [f"/matters/{late.docket.code}/"]


def test_statistics_of_one_session_are_counted_alone(at_home):
    at_home.assigned()
    page = words(Visitor().get("/suggestions/statistics/", series="18-I2026"))
    assert "第十八届闭会期间（2026 年）" in page
    assert "受理编号的建议 1 件" in page
    assert words(Visitor().get("/suggestions/statistics/", year="2026"))
    assert words(Visitor().get("/suggestions/statistics/", series="9-9", year="x"))


def test_without_any_suggestion_the_statistics_say_so(at_home):
    assert "还没有统计数字" in words(Visitor().get("/suggestions/statistics/"))


@pytest.mark.parametrize("path", ["/suggestions/statistics/", "/suggestions/?unit=1&late=1"])
def test_a_page_of_figures_asks_as_much_however_many_cases_there_are(at_home, path):
    counts = []
    for _round in range(2):
        at_home.replied()
        counts.append(queries_of(path))
    assert counts[0] == counts[1]
    assert counts[0] <= 15


def test_a_remembered_count_costs_the_page_little(at_home):
    rated(at_home)
    Visitor().get("/suggestions/statistics/")
    with CaptureQueriesContext(connection) as asked:
        Visitor().get("/suggestions/statistics/")
    assert len(asked) <= 4


# --- Narrowing the list -------------------------------------------------------------------


@pytest.fixture
def two(at_home):
    """One good, closed suggestion about transport, and one that was just assigned elsewhere."""
    good = at_home.replied()
    good.subject = "transport"
    good.save(update_fields=["subject"])
    rating.rate(
        good,
        attitude="satisfied",
        result="satisfied",
        reason="",
        by=at_home.lin.person.user,
        at=SPRING,
    )
    other = at_home.submitted()
    office.accept(other, public=True, by=at_home.zhao, at=SPRING)
    assigning.assign(other, lead=at_home.finance, lead_part="全部", by=at_home.zhao, at=SPRING)
    return good, other


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "both"),
        ({"subject": "transport"}, "good"),
        ({"class": "committed"}, "good"),
        ({"class": "solved"}, "none"),
        ({"rated": "satisfied"}, "good"),
        ({"rated": "dissatisfied"}, "none"),
        ({"deputy": "林晓禾"}, "both"),
        ({"deputy": "周建平"}, "none"),
        ({"series": "18-I2026"}, "both"),
        ({"series": "18-5"}, "none"),
        ({"key": "1"}, "none"),
        ({"late": "kept"}, "good"),
        ({"late": "after"}, "none"),
        ({"late": "x"}, "both"),
        ({"subject": "nonsense", "class": "x", "series": "%", "unit": "x"}, "both"),
    ],
)
def test_the_list_can_be_narrowed_by_every_question(two, asked, found):
    good, other = (f"/matters/{case.docket.code}/" for case in two)
    expected = {"both": [other, good], "good": [good], "none": []}[found]
    assert matters(Visitor().get("/suggestions/", **asked)) == expected


def test_the_list_can_be_narrowed_to_one_unit(two, at_home):
    _good, other = two
    page = Visitor().get("/suggestions/", unit=at_home.finance.pk)
    assert matters(page) == [f"/matters/{other.docket.code}/"]
    assert "清除条件" in words(page)


def test_questions_of_the_list_are_kept_from_page_to_page_and_tab_to_tab(two):
    page = Visitor().get("/suggestions/", subject="transport", q="夜班")
    assert any("state=closed" in href and "subject=transport" in href for href in links(page))


def test_a_years_series_are_offered_though_nothing_was_raised_in_them(at_home):
    page = words(Visitor().get("/suggestions/"))
    assert "第十八届闭会期间（2026 年）" in page
    assert queries.series_words("18-I2022") in page
