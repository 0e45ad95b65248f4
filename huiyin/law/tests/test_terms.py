import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.law import terms
from huiyin.law.arithmetic import Arithmetic
from huiyin.law.calendar import WorkCalendar, months_after, official_calendar
from huiyin.law.errors import NotInForce, UnknownYear
from huiyin.law.terms import Dated, Term

CALENDAR = official_calendar()
THREE_MONTHS = Term(3, "month", "甲法第一条", event="assigned")
FIVE_DAYS = Term(5, "wd", "惯例", event="message_received")


def due(term, start):
    return term.due(start, CALENDAR)


@pytest.mark.parametrize(
    ("term", "start", "due_on"),
    [
        (THREE_MONTHS, date(2026, 9, 9), date(2026, 12, 9)),
        (THREE_MONTHS, date(2025, 11, 30), date(2026, 2, 28)),  # a Saturday, but worked
        (THREE_MONTHS, date(2026, 11, 30), date(2027, 3, 1)),  # 28 February is a Sunday
        (THREE_MONTHS, date(2026, 7, 1), date(2026, 10, 8)),  # National Day
        (THREE_MONTHS, date(2025, 11, 17), date(2026, 2, 24)),  # Spring Festival
        (THREE_MONTHS, date(2026, 7, 10), date(2026, 10, 10)),  # a Saturday, but worked
        (FIVE_DAYS, date(2026, 11, 24), date(2026, 12, 1)),
        (FIVE_DAYS, date(2026, 9, 28), date(2026, 10, 10)),
        (FIVE_DAYS, date(2026, 2, 12), date(2026, 2, 26)),
        (Term(10, "d", "惯例"), date(2026, 9, 21), date(2026, 10, 8)),
        (Term(30, "d", "惯例"), date(2026, 11, 2), date(2026, 12, 2)),
    ],
)
def test_a_term_ends_on(term, start, due_on):
    assert due(term, start).due_on == due_on


@settings(max_examples=1500, deadline=None)
@given(st.dates(date(2024, 1, 1), date(2026, 8, 31)), st.sampled_from([1, 2, 3]))
def test_a_term_of_months_moves_only_off_days_of_rest(start, n):
    result = due(Term(n, "month", "甲法"), start)
    passed = (result.due_on - months_after(start, n)).days
    skipped = [months_after(start, n) + timedelta(days=i) for i in range(passed)]
    assert CALENDAR.is_working_day(result.due_on)
    assert not any(CALENDAR.is_working_day(day) for day in skipped)


@settings(max_examples=500, deadline=None)
@given(
    st.dates(date(2024, 1, 1), date(2027, 6, 30)),
    st.integers(1, 40),
    st.sampled_from(["month", "wd", "d"]),
)
def test_the_arithmetic_survives_json(start, n, unit):
    n = min(n, 6) if unit == "month" else n
    arithmetic = due(Term(n, unit, "甲法", event="assigned"), start).arithmetic
    assert Arithmetic.from_data(json.loads(json.dumps(arithmetic.as_data()))) == arithmetic


def test_a_plain_term_is_said_in_both_languages():
    arithmetic = due(THREE_MONTHS, date(2026, 9, 9)).arithmetic
    assert arithmetic.words("zh-hans") == (
        "自2026年9月9日交办之日起3个月（次日起算），至2026年12月9日届满"
    )
    assert arithmetic.words("en") == (
        "3 months from assignment on 9 September 2026 (counted from the next day), "
        "ending on 9 December 2026"
    )


def test_working_days_name_the_days_left_out_and_made_up():
    arithmetic = due(FIVE_DAYS, date(2026, 9, 28)).arithmetic
    assert arithmetic.words("zh-hans") == (
        "自2026年9月28日收到留言之日起5个工作日"
        "（次日起算，不计国庆节，计入10月10日调休上班），至2026年10月10日届满"
    )
    assert arithmetic.words("en") == (
        "5 working days from receipt of the message on 28 September 2026 "
        "(counted from the next day, leaving out National Day, "
        "counting 10 October as worked in exchange), ending on 10 October 2026"
    )
    assert [step.words("zh-hans") for step in arithmetic.steps] == [
        "2026年9月28日为起始日，不计入",
        "2026年10月1日至2026年10月7日：国庆节，不计入",
        "2026年10月10日为调休上班日，计入",
        "2026年10月10日为最后一日",
    ]


def test_a_shifted_term_says_from_where_and_why():
    arithmetic = due(THREE_MONTHS, date(2026, 7, 3)).arithmetic
    assert arithmetic.words("zh-hans") == (
        "自2026年7月3日交办之日起3个月（次日起算），至2026年10月3日届满；"
        "该日为国庆节，顺延至2026年10月8日"
    )
    assert [step.words("en") for step in arithmetic.steps] == [
        "3 July 2026 is the day of the event and is not counted",
        "3 October 2026 is the last day",
        "3 October 2026 to 7 October 2026: National Day",
        "so it moves to 8 October 2026",
    ]


def test_a_term_into_a_year_only_expected_is_provisional():
    result = due(THREE_MONTHS, date(2026, 11, 24))
    assert (result.due_on, result.provisional) == (date(2027, 2, 24), True)
    assert result.arithmetic.missing_notices == (2027,)
    assert result.arithmetic.words("zh-hans") == (
        "自2026年11月24日交办之日起3个月（次日起算），至2027年2月24日届满；"
        "2027年节假日安排尚未公布，遇法定休假日顺延"
    )


def test_working_days_over_the_new_year_keep_going_and_say_they_are_provisional():
    result = due(FIVE_DAYS, date(2026, 12, 28))
    assert (result.due_on, result.provisional) == (date(2027, 1, 5), True)
    assert result.arithmetic.words("en") == (
        "5 working days from receipt of the message on 28 December 2026 "
        "(counted from the next day, leaving out New Year's Day, the weekend), "
        "ending on 5 January 2027; the public holidays of 2027 are not published yet, "
        "so it is worked out again then"
    )


def test_working_days_that_end_before_the_last_days_of_december_are_final():
    assert not due(FIVE_DAYS, date(2026, 12, 18)).provisional
    assert due(FIVE_DAYS, date(2026, 12, 21)).provisional


def test_months_into_a_year_without_a_file_are_given_unshifted_and_provisional():
    result = due(THREE_MONTHS, date(2027, 10, 1))
    assert (result.due_on, result.due_on.isoweekday()) == (date(2028, 1, 1), 6)
    assert result.arithmetic.words("zh-hans").endswith(
        "；2028年节假日安排尚未公布，遇法定休假日顺延"
    )


def test_working_days_into_a_year_without_a_file_are_refused():
    with pytest.raises(UnknownYear, match="2028年部分节假日安排的通知"):
        due(FIVE_DAYS, date(2027, 12, 28))


def test_an_empty_calendar_still_counts_months():
    result = THREE_MONTHS.due(date(2026, 9, 9), WorkCalendar([]))
    assert (result.due_on, result.provisional) == (date(2026, 12, 9), True)


@pytest.mark.parametrize("wrong", [(0, "month"), (-1, "wd"), (3, "week")])
def test_a_term_without_a_length_or_a_known_unit_is_refused(wrong):
    with pytest.raises(ValueError, match="no such term"):
        Term(*wrong, "甲法")


def test_a_term_from_an_unknown_event_is_refused():
    with pytest.raises(ValueError, match="no such event: 交办"):
        Term(3, "month", "甲法", event="交办")


def test_the_version_of_the_day_applies():
    reply = terms.SUGGESTION_REPLY
    assert reply.on(date(2017, 3, 1)).source == "代表法（2015）第四十二条第一款"
    assert reply.on(date(2025, 3, 11)).source == "代表法（2015）第四十二条第一款"
    assert reply.on(date(2025, 3, 12)).source == "代表法（2025）第五十一条第二款"
    assert reply.on(date(2026, 9, 9)).source_en == "Deputies Law (2025), art. 51 ¶2"
    assert terms.SUGGESTION_REPLY_MAX.on(date(2026, 9, 9)).words("en") == "6 months"


def test_a_day_before_the_first_version_is_refused():
    with pytest.raises(NotInForce) as refusal:
        terms.SUGGESTION_REPLY.on(date(2015, 8, 28))
    assert str(refusal.value) == "2015年8月28日没有有效的规定：代表建议的答复期限"
    assert refusal.value.words("en").startswith("No rule is in force on 28 August 2015")


def test_a_day_in_a_gap_is_refused():
    rule = Dated("试", {date(2020, 1, 1): 1, date(2021, 1, 1): None, date(2022, 1, 1): 2})
    assert [rule.on(date(2020, 12, 31)), rule.on(date(2022, 1, 1))] == [1, 2]
    with pytest.raises(NotInForce):
        rule.on(date(2021, 6, 1))


def test_a_draft_law_stays_open_thirty_days():
    term = terms.CONSULTATION.on(date(2026, 11, 24))
    assert (term.n, term.unit, term.source) == (30, "d", "立法法（2023）第四十条")


def test_the_traffic_light_turns_at_fifteen_days_and_when_late():
    assert [terms.light(n) for n in (16, 15, 0, -1)] == ["green", "yellow", "yellow", "red"]
