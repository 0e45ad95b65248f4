import tomllib
from bisect import bisect_right
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.law.calendar import (
    Status,
    WorkCalendar,
    holiday_year,
    months_after,
    official_calendar,
)
from huiyin.law.datafiles import SHIPPED, read
from huiyin.law.errors import BadData, UnknownYear

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)


def days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def every_working_day():
    """Read the files anew, without the code under test."""
    off, worked = set(), set()
    for path in (SHIPPED / "holidays").glob("*.toml"):
        table = tomllib.loads(path.read_text())
        worked |= set(table["worked"])
        for run in table["off"]:
            off |= set(days(run["first"], run["last"]))
    weekdays = {day for day in days(FIRST, LAST) if day.isoweekday() <= 5}
    return sorted(((weekdays - off) | worked) & set(days(FIRST, LAST)))


WORKING = every_working_day()


@settings(max_examples=3000, deadline=None)
@given(st.dates(FIRST, date(2026, 6, 30)), st.integers(1, 100))
def test_working_days_equal_a_count_through_the_list(start, n):
    assert official_calendar().after(start, n) == WORKING[bisect_right(WORKING, start) + n - 1]


@settings(max_examples=500, deadline=None)
@given(st.dates(FIRST, LAST), st.integers(0, 300))
def test_working_days_between_two_days_equal_the_list(first, span):
    last = min(first + timedelta(days=span), LAST)
    expected = sum(first < day <= last for day in WORKING)
    assert official_calendar().working_days_between(first, last) == expected


def month_by_month(start, months):
    """Step one month at a time on the first, then take the day or the last there is."""
    first = start.replace(day=1)
    for _ in range(months):
        first = (first + timedelta(days=31)).replace(day=1)
    for day in range(start.day, 0, -1):
        try:
            return first.replace(day=day)
        except ValueError:
            continue


@settings(max_examples=4000, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_equal_a_walk_month_by_month(start, months):
    assert months_after(start, months) == month_by_month(start, months)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 9, 9), 3, date(2026, 12, 9)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
    ],
)
def test_a_month_without_the_day_ends_on_its_last(start, months, last):
    assert months_after(start, months) == last


def test_weekends_worked_for_a_holiday_are_working_days():
    calendar = official_calendar()
    assert date(2026, 2, 28).isoweekday() == 6
    assert calendar.is_working_day(date(2026, 2, 28))
    assert not calendar.is_working_day(date(2026, 3, 1))
    assert not calendar.is_working_day(date(2026, 10, 7))
    assert calendar.working_day_from(date(2026, 10, 3)) == date(2026, 10, 8)


def test_the_years_known_officially_are_those_with_a_notice():
    years = official_calendar().years
    notices = {year: str(e.published) for year, e in years.items() if e.status == Status.NOTICE}
    old = {2017: "2016-12-01", 2018: "2017-11-30"}
    assert notices == old | {2024: "2023-10-25", 2025: "2024-11-12", 2026: "2025-11-04"}
    assert years[2027].status == Status.EXPECTED


#: Weekdays off and weekend days worked, read off the notices themselves: 国办发明电〔2016〕17号 and
#: 〔2017〕12号.
NOTICES = {
    2017: (
        "01-02 01-27 01-30 01-31 02-01 02-02 04-03 04-04 05-01 05-29 05-30 "
        "10-02 10-03 10-04 10-05 10-06",
        "01-22 02-04 04-01 05-27 09-30",
    ),
    2018: (
        "01-01 02-15 02-16 02-19 02-20 02-21 04-05 04-06 04-30 05-01 06-18 09-24 "
        "10-01 10-02 10-03 10-04 10-05",
        "02-11 02-24 04-08 04-28 09-29 09-30",
    ),
}


@pytest.mark.parametrize("year", NOTICES)
def test_the_days_of_2017_and_2018_are_those_of_the_notices(year):
    calendar, whole = official_calendar(), days(date(year, 1, 1), date(year, 12, 31))
    off = [d for d in whole if d.weekday() < 5 and not calendar.is_working_day(d)]
    worked = [d for d in whole if d.weekday() >= 5 and calendar.is_working_day(d)]
    found = tuple(" ".join(f"{d:%m-%d}" for d in each) for each in (off, worked))
    assert found == NOTICES[year]


def test_an_unknown_year_names_the_missing_notice():
    with pytest.raises(UnknownYear) as refusal:
        official_calendar().after(date(2027, 12, 30), 5)
    assert str(refusal.value) == "缺少国务院办公厅关于2028年部分节假日安排的通知"
    assert refusal.value.words("en") == (
        "The State Council's notice on public holidays of 2028 is missing"
    )
    assert refusal.value.year == 2028


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 12, 27), None),
        (date(2026, 12, 28), 2027),
        (date(2027, 3, 1), 2027),
        (date(2029, 3, 1), 2029),
    ],
)
def test_a_day_is_final_only_when_the_notice_deciding_it_is_out(day, year):
    assert official_calendar().missing_notice(day) == year


def test_a_notice_may_take_days_of_the_december_before():
    table = plain_year() | {
        "year": 2019,
        "published": date(2018, 12, 6),
        "off": [run(date(2018, 12, 30), date(2019, 1, 1))],
        "worked": [date(2018, 12, 29)],
    }
    calendar = WorkCalendar([holiday_year("2019.toml", table), expected_year(2018)])
    assert calendar.is_working_day(date(2018, 12, 29))
    assert not calendar.is_working_day(date(2018, 12, 31))


def run(first, last):
    return {"name": "元旦", "name_en": "New Year's Day", "first": first, "last": last}


def plain_year():
    return {
        "year": 2026,
        "status": "notice",
        "source": "通知",
        "published": date(2025, 11, 4),
        "off": [run(date(2026, 1, 1), date(2026, 1, 3))],
        "worked": [date(2026, 1, 4)],
    }


def expected_year(year):
    table = {"year": year, "status": "expected", "source": "办法", "off": []}
    return holiday_year(f"{year}.toml", table)


@pytest.mark.parametrize(
    ("fault", "english"),
    [
        ({"off": [run(date(2026, 1, 3), date(2026, 1, 1))]}, "a holiday ends before it begins"),
        ({"off": [run(date(2026, 1, 1), date(2026, 1, 3))] * 2}, "two holidays overlap"),
        ({"worked": [date(2027, 1, 3)]}, "a day lies outside 2026"),
        ({"off": [run(date(2025, 12, 27), date(2026, 1, 1))]}, "a day lies outside 2026"),
        ({"worked": [date(2026, 1, 5)]}, "a make-up day is not on a weekend"),
        ({"worked": [date(2026, 1, 3)]}, "a day is both off and worked"),
        ({"published": None}, "a notice, and only a notice, has its day"),
        ({"status": "expected"}, "a notice, and only a notice, has its day"),
        ({"status": "rumour"}, "missing or wrong: 'rumour' is not a valid Status"),
    ],
)
def test_a_year_that_contradicts_itself_is_refused(fault, english):
    with pytest.raises(BadData) as refusal:
        holiday_year("2026.toml", plain_year() | fault)
    assert refusal.value.english == f"2026.toml: {english}"


def test_a_year_without_a_source_is_refused():
    table = plain_year()
    del table["source"]
    with pytest.raises(BadData, match=r"2026\.toml：缺少或写错 'source'"):
        holiday_year("2026.toml", table)


def test_a_deployment_adds_a_year_by_a_file(tmp_path, monkeypatch):
    folder = tmp_path / "holidays"
    folder.mkdir()
    (folder / "2028.toml").write_text(
        'year = 2028\nstatus = "expected"\nsource = "试"\noff = []\n', encoding="utf-8"
    )
    monkeypatch.setenv("HUIYIN_LAW_DATA", str(tmp_path))
    calendar = official_calendar.__wrapped__()
    assert sorted(calendar.years) == [2017, 2018, 2024, 2025, 2026, 2027, 2028]


def test_a_file_that_is_no_toml_is_refused(tmp_path):
    path = tmp_path / "2030.toml"
    path.write_text("year = ", encoding="utf-8")
    with pytest.raises(BadData, match=r"2030\.toml 不是有效的 TOML"):
        read(path)
