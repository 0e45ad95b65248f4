from datetime import date, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from huiyin.kit import charts, clocks, samples

TODAY = date(2026, 11, 24)
LOOKS = [
    (samples.RUNNING, "running", 57, "还剩 57 天"),
    (samples.NEAR, "near", 5, "还剩 5 天"),
    (samples.LAST_DAY, "near", 0, "今天到期"),
    (samples.OVER, "over", 12, "已超期 12 天"),
    (samples.MET, "met", 13, "按期完成"),
    (samples.LATE, "met_late", 8, "超期 8 天完成"),
]


@pytest.mark.parametrize(("deadline", "state", "days", "words"), LOOKS)
def test_a_clock_says_how_its_deadline_stands(deadline, state, days, words):
    pill = clocks.pill(deadline, TODAY)
    page = Template("{% load ui %}{% clock deadline today %}")
    with translation.override("zh-hans"):
        shown = page.render(Context({"deadline": deadline, "today": TODAY}))

    assert (pill["state"], pill["days"]) == (state, days)
    assert f"</svg>{words}</span>" in shown


@pytest.mark.parametrize("deadline", [samples.MET, samples.LATE])
def test_the_clock_of_a_reply_never_says_that_the_matter_was_closed(deadline):
    page = Template("{% load ui %}{% statutory_clock deadline today title='' %}")
    with translation.override("zh-hans"):
        shown = page.render(Context({"deadline": deadline, "today": TODAY}))

    assert "完成于" in shown and "办结" not in shown


SHORT = [(7, "running"), (3, "running"), (2, "near"), (0, "near")]


@pytest.mark.parametrize(("left", "state"), SHORT)
def test_a_short_term_is_near_its_end_only_in_its_last_third(left, state):
    due = TODAY + timedelta(left)
    assert clocks.state(samples.Deadline(due - timedelta(7), due), TODAY) == state


def test_the_line_runs_to_the_outermost_day_it_is_given():
    line = clocks.bar(
        samples.Deadline(date(2026, 9, 9), date(2026, 12, 9)), TODAY, date(2027, 3, 9)
    )

    assert (line.day_number, line.now.x, line.due.x, line.longest.x) == (76, "42%", "50.3%", "100%")
    assert (line.used, line.beyond) == ("42%", "0%")


def test_an_overdue_line_runs_on_to_today():
    line = clocks.bar(samples.OVER, TODAY)

    assert (line.now.x, line.due.x, line.used, line.beyond) == ("100%", "88.5%", "88.5%", "11.5%")
    assert (line.now.anchor, line.longest) == ("end", None)


def test_a_line_that_starts_and_ends_on_one_day_can_be_drawn():
    line = clocks.bar(samples.Deadline(TODAY, TODAY), TODAY)

    assert (line.day_number, line.now.x) == (0, "0%")


def test_a_share_of_nothing_is_no_number():
    assert (charts.share(0, 0), charts.share(405, 412)) == (None, "98.3")
    assert (charts.percent(1, 0), charts.percent(40, 30)) == ("0%", "100%")


def test_the_parts_of_a_whole_follow_each_other():
    parts = charts.shares([("for", 3, "green"), ("against", 1, "over")])

    assert [(part["x"], part["percent"]) for part in parts] == [("0%", 75), ("75%", 25)]


def test_columns_of_nothing_can_be_drawn():
    assert charts.columns([])["items"] == []
    assert charts.columns([("1", 0)])["items"][0]["height"] == 0
