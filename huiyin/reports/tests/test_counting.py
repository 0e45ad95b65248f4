"""Every figure against items made by hand: what counts, and what does not."""

from datetime import date, timedelta

import pytest

from huiyin.reports import figures
from huiyin.reports.counting import added, count, days_taken, kept
from huiyin.suggestions.figures import Given, Item, Promise, series_of

TODAY = date(2026, 6, 30)
DAY = timedelta(days=1)
START, DUE = date(2026, 3, 9), date(2026, 6, 9)


def item(number="18-5-0001", **facts):
    known = {"pk": 1, "declared_on": START, "subject": "transport", "state": "handling"}
    known |= {"part": False, "key_item": False, "carried": False, "shown": "full"}
    return Item(**{**known, "closed_on": None, "number": number, "units": [7], **facts})


def given(day=DUE, canonical="solved", attitude="", result=""):
    return Given(day, "A", "已经解决", "solved", canonical, attitude, result)


def marks(*items):
    return added(bucket.counts() for bucket in count(items, TODAY).values())["whole"]


@pytest.mark.parametrize(
    ("clocks", "answer"),
    [
        ([], None),
        ([(START, DUE, DUE, None)], "in_time"),
        ([(START, DUE, DUE + DAY, None)], "late"),
        ([(START, DUE, None, None)], "open_late"),
        ([(START, TODAY, None, None)], None),
        ([(START, DUE, None, DUE)], None),
        ([(START, DUE, None, DUE + DAY)], "given_up"),
        ([(START, DUE, None, DUE + DAY), (DUE, TODAY + DAY, TODAY, None)], "late"),
        ([(START, DUE, None, DUE), (START, TODAY + DAY, TODAY, None)], "in_time"),
    ],
)
def test_a_case_is_in_time_only_if_none_of_its_clocks_ran_out(clocks, answer):
    assert kept(clocks, TODAY) == answer


def test_an_open_overdue_item_stands_in_the_denominator_of_on_time():
    found = marks(
        item(clocks=[(START, DUE, DUE, None)]),
        item("18-5-0002", clocks=[(START, DUE, None, None)]),
        item("18-5-0003", clocks=[(START, TODAY + DAY, None, None)]),
    )
    on_time = figures.on_time(found)
    assert (on_time.part, on_time.whole, found["reply.open_late"]) == (1, 2, 1)


def test_who_did_not_rate_is_not_counted_as_satisfied_or_dissatisfied():
    found = marks(
        item(replies=[given(attitude="satisfied", result="dissatisfied")]),
        item("18-5-0002", state="closed", replies=[given()]),
        item("18-5-0003", state="replied", replies=[given()]),
    )
    attitude, result = figures.ratings(found)
    assert (attitude.part, attitude.whole, result.part, result.whole) == (1, 1, 0, 1)
    assert (found["unrated"], found["waiting"]) == (1, 1)
    assert "没有评价的 1 件" in str(attitude.how)


def test_only_the_newest_reply_of_an_item_is_counted():
    old = given(canonical="not_now", attitude="satisfied", result="dissatisfied")
    new = given(attitude="satisfied", result="satisfied")
    found = marks(item(replies=[old, new]))
    assert (found["replied"], found["canonical.solved"], found["canonical.not_now"]) == (1, 1, 0)
    assert [*figures.rated(found, "result").values()] == [1, 0, 0]


def test_a_reply_that_follows_does_not_make_a_dissatisfied_judgement_go_away():
    bad = given(attitude="basically", result="dissatisfied")
    found = marks(
        item(state="closed", replies=[bad, given()]),
        item("18-5-0002", replies=[bad, given(attitude="satisfied", result="satisfied")]),
    )
    result, first = figures.ratings(found)[1], figures.first_round(found)
    assert (result.part, result.whole, first.part, first.whole) == (1, 2, 0, 2)
    assert (found["unrated"], found["waiting"]) == (0, 0)


def test_a_promise_the_deputy_judged_dissatisfied_was_not_kept():
    refuted = [Promise(DUE, "kept", DUE, "dissatisfied")]
    found = marks(item(replies=[given(canonical="committed")], promises=refuted))
    shown = figures.promises(found)
    assert (shown.part, shown.whole, found["promise.refuted"], found["solved"]) == (0, 1, 1, 0)


def test_a_first_contact_is_in_time_if_it_was_met_and_missed_if_its_day_passed_without():
    found = marks(
        item(first_contacts=[(START, DUE, DUE, None)]),
        item("18-5-0002", first_contacts=[(START, DUE, None, DUE + DAY)]),
        item("18-5-0003", first_contacts=[(START, DUE, None, DUE)]),
        item("18-5-0004", first_contacts=[(START, DUE, None, None)]),
    )
    shown = figures.first_contact(found)
    assert (shown.part, shown.whole) == (1, 3)


def test_what_was_taken_back_is_not_counted_as_handled_to_the_end():
    found = marks(
        item(state="closed", closed_on=DUE),
        item("18-5-0002", state="withdrawn", closed_on=DUE, withdrawn=True),
        item("18-5-0003"),
        item("18-5-0003-1", part=True, state="withdrawn", closed_on=DUE, withdrawn=True),
    )
    parts = [(one.name, one.part, one.whole) for one in figures.ended(found)]
    assert parts == [("closed", 1, 3), ("withdrawn", 1, 3)]
    assert found["open"] == 1


def test_a_promise_is_kept_only_if_it_was_kept_by_its_day():
    found = marks(
        item(
            replies=[given(canonical="committed")],
            promises=[
                Promise(DUE, "kept", DUE),
                Promise(DUE, "kept", DUE + DAY),
                Promise(DUE, "not_kept", DUE),
                Promise(DUE, "open", None),
                Promise(TODAY, "open", None),
            ],
        )
    )
    shown = figures.promises(found)
    assert (shown.part, shown.whole, found["promise.made"]) == (1, 4, 5)
    assert (found["promise.late"], found["promise.explained"]) == (1, 1)
    assert (found["promise.open_late"], found["promise.running"]) == (1, 1)
    parts = [(one.name, one.part, one.whole) for one in figures.all_promises(found)]
    assert parts == [
        ("promises", 1, 4),
        ("promises_kept", 2, 5),
        ("promises_overdue", 1, 5),
    ]


def test_a_committed_reply_is_solved_once_every_promise_is_kept():
    promised = [Promise(DUE, "kept", DUE)]
    assert marks(item(replies=[given(canonical="committed")], promises=promised))["solved"] == 1
    promised.append(Promise(DUE, "open", None))
    assert marks(item(replies=[given(canonical="committed")], promises=promised))["solved"] == 0


def test_contact_counts_up_to_the_day_of_the_first_reply():
    found = marks(
        item(contacted=DUE, replies=[given()]),
        item("18-5-0002", contacted=DUE + DAY, replies=[given()]),
        item("18-5-0003", contacted=START),
    )
    assert (found["contact.before"], found["replied"]) == (1, 2)


def test_parts_are_answers_that_are_owed_and_no_suggestions_of_their_own():
    clock = [(START, DUE, DUE, None)]
    rows = [
        item("18-5-0001", units=[]),
        item("18-5-0001-1", part=True, units=[7], clocks=clock, replies=[given()]),
        item("18-5-0001-2", part=True, units=[8], clocks=[(START, DUE, None, None)]),
    ]
    buckets = count(rows, TODAY)
    assert list(buckets) == ["18-5"]
    whole = buckets["18-5"].whole
    assert (whole["total"], whole["part"], whole["public.full"]) == (1, 2, 1)
    assert (whole["reply.due"], whole["reply.in_time"]) == (2, 1)
    assert buckets["18-5"].units["8"]["reply.open_late"] == 1


def test_an_item_led_by_two_units_is_counted_for_each_and_once_in_all():
    buckets = count([item(units=[7, 8])], TODAY)
    assert buckets["18-5"].whole["total"] == 1
    assert [buckets["18-5"].units[key]["total"] for key in ("7", "8")] == [1, 1]


def test_the_median_is_of_the_days_from_assignment_to_the_first_reply():
    taken = [item(f"18-5-000{n}", clocks=[(START, DUE, START + n * DAY, None)]) for n in (1, 2, 9)]
    assert days_taken(marks(*taken)) == 2
    assert days_taken(marks(*taken[:2])) == 1.5
    assert days_taken(marks()) is None


def test_counts_of_sessions_add_up_to_the_count_of_all():
    rows = [item("18-5-0001"), item("18-I2026-0001"), item("17-2-0009"), item("旧字 7 号")]
    buckets = count(rows, TODAY)
    assert sorted(buckets) == ["", "17-2", "18-5", "18-I2026"]
    assert added(bucket.counts() for bucket in buckets.values())["whole"]["total"] == 4


@pytest.mark.parametrize(
    ("number", "term", "session", "year"),
    [("18-5-0137", 18, 5, None), ("18-I2026-0137", 18, None, 2026), ("18-5-0137-2", 18, 5, None)],
)
def test_a_number_names_its_session(number, term, session, year):
    series = series_of(number)
    assert (series.term, series.session, series.year) == (term, session, year)


def test_no_figure_is_said_without_how_it_was_counted():
    found = marks(item(clocks=[(START, DUE, DUE, None)], replies=[given()]))
    shown = [
        *figures.headline(found),
        *figures.timeliness(found),
        *figures.canonical(found),
        *figures.ratings(found),
        figures.solved(found),
        figures.promises(found),
        figures.publicity(found),
    ]
    assert [one.name for one in shown if len(str(one.how)) < 12] == []
    assert [one.name for one in shown if one.whole is None and one.value is None] == []
