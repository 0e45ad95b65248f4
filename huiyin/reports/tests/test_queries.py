from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from huiyin.congresses.models import Session
from huiyin.reports import figures, queries
from huiyin.reports.models import Tally
from huiyin.reports.services import count_suggestions
from huiyin.suggestions.figures import items
from huiyin.suggestions.services import assigning, extending, office, rating
from huiyin.suggestions.tests import scenes
from tests.cast import SPRING

DAY = timedelta(days=1)


def whole(congress, at):
    return queries.chosen(queries.counted(congress, at)).whole


def test_the_figures_of_a_congress_are_those_of_its_cases(at_home):
    done = at_home.replied()
    rating.rate(
        done,
        attitude="satisfied",
        result="dissatisfied",
        reason="没有期限",
        by=at_home.lin.person.user,
        at=SPRING,
    )
    at_home.assigned()
    at_home.submitted()  # no number yet: not counted

    found = whole(at_home.county, SPRING + 120 * DAY)

    assert (found["total"], found["reply.due"], found["reply.in_time"]) == (2, 2, 1)
    assert (found["replied"], found["contact.before"], found["canonical.committed"]) == (1, 1, 1)
    assert (found["attitude.satisfied"], found["result.dissatisfied"]) == (1, 1)
    assert (found["promise.made"], found["promise.running"]) == (1, 1)
    assert found["again.due"] == 1
    assert found["days.0"] == 1


def test_figures_are_split_by_unit(at_home):
    at_home.assigned()
    counts = queries.chosen(queries.counted(at_home.county, SPRING)).counts
    assert [(line.label, line.total) for line in queries.by_unit(counts)] == [("县交通运输局", 1)]


def test_a_chunk_takes_a_fixed_number_of_queries(at_home, django_assert_max_num_queries):
    for _number in range(4):
        at_home.replied()
    with django_assert_max_num_queries(11):  # nine, the end, and the keys of the rules
        assert len(list(items(at_home.county))) == 4


def test_items_are_the_same_however_they_are_read(at_home):
    for _number in range(3):
        at_home.replied()
    assert [one.pk for one in items(at_home.county, chunk=2)] == [
        one.pk for one in items(at_home.county)
    ]


def test_a_session_counts_in_the_year_in_which_it_sat(at_home):
    today = localdate(SPRING)
    Session.objects.create(term=at_home.term, number=5, starts_on=today, ends_on=today)
    at_home.assigned()
    rows = queries.counted(at_home.county, SPRING)
    assert [(row.series, row.year) for row in rows] == [("18-5", 2026)]
    assert queries.series_words("18-5") == "第十八届第五次会议"
    assert queries.series_words("18-I2026") == "第十八届闭会期间（2026 年）"
    assert queries.series_words("") == "其他编号"


def test_the_nightly_count_is_kept_and_counted_anew(at_home):
    at_home.assigned()
    assert count_suggestions(at_home.county, at=SPRING) == 1
    at_home.assigned()
    Tally.objects.create(
        congress=at_home.county, series="9-9", counted_at=SPRING, counts={"whole": {}}
    )
    call_command("count_suggestions", verbosity=0)
    kept = Tally.objects.get(congress=at_home.county)
    assert (kept.series, kept.counts["whole"]["total"]) == ("18-I2026", 2)


def test_a_large_congress_is_shown_as_it_was_counted_at_night(at_home, monkeypatch):
    at_home.assigned()
    count_suggestions(at_home.county, at=SPRING)
    at_home.assigned()
    monkeypatch.setattr(queries, "SMALL", 1)
    rows = queries.tallies(at_home.county, SPRING + DAY)
    assert [(row.counted_at, row.counts["whole"]["total"]) for row in rows] == [(SPRING, 1)]


@pytest.mark.parametrize(("series", "year", "total"), [("18-I2026", None, 1), (None, 2025, 0)])
def test_a_choice_of_series_or_year_is_counted_alone(at_home, series, year, total):
    at_home.assigned()
    rows = queries.counted(at_home.county, SPRING)
    assert queries.chosen(rows, series=series, year=year).whole["total"] == total


def test_a_suggestion_in_parts_is_one_in_its_session_and_one_for_each_unit(at_home):
    case = at_home.submitted()
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    parts = [(at_home.transport, "线路"), (at_home.finance, "补贴")]
    assigning.split(case, parts=parts, by=at_home.zhao, at=SPRING)
    rows = queries.counted(at_home.county, SPRING + 120 * DAY)
    (line,) = queries.by_series(rows)
    assert (line.total, line.replies.part, line.replies.whole) == (1, 0, 2)
    assert [one.total for one in queries.by_unit(queries.chosen(rows).counts)] == [1, 1]


def test_an_extended_reply_is_late_in_the_figures_after_the_day_that_was_agreed(at_home):
    for answered_on in (1, 2):
        case = at_home.handling(co=False)
        facts = {"ground": "wide", "reason": "涉及三个乡镇", "planned_on": date(2026, 7, 1)}
        extending.ask_extension(case, by=at_home.sun, at=scenes.on(6, 1), **facts)
        extending.grant_extension(case, by=at_home.wu, at=scenes.on(6, 2))
        scenes.answered(case, at_home, at=scenes.on(7, answered_on))
    on_time = figures.on_time(whole(at_home.county, scenes.on(7, 2)))
    assert (on_time.part, on_time.whole) == (1, 2)
