"""Counting days the way statutes do.

**Months.** A term of months ends on the same day of its last month, or on that month's
last day if there is none; the day of the event is not counted (民法典 arts. 201–202).

**Working days** follow the yearly notice of the State Council: days off, and weekends
worked to make up for them (调休). A year's file in ``data/holidays`` says how it is known:

* ``status = "notice"``: the notice is published. The arithmetic is final.
* ``status = "expected"``: not yet published. The file holds only the days that the
  regulation on national holidays itself makes days off, which no notice can take away; it
  knows no make-up day. Answers are given, and marked *provisional*: they are to be worked
  out anew when the notice is loaded. This is a choice: each December the terms begun in
  it run into a year whose notice may be missing, and refusing them would stop the work of
  every congress. A deployment that would rather refuse replaces the file by one without
  the year (see ``datafiles``).
* no file: ``UnknownYear``, which names the missing notice.

**The last days of December** belong to two notices, since a long New Year holiday can
begin there (29 December 2007 and 2018 were worked Saturdays). From 28 December a day is
provisional until the next year's notice is loaded.

All of China keeps UTC+8 without summer time: a day here is a local date.
"""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from huiyin.law.datafiles import refuse, tables
from huiyin.law.errors import UnknownYear

ONE_DAY = timedelta(days=1)
SATURDAY = 5
NEXT_NOTICE_DECIDES_FROM = 28  # December


def months_after(start: date, months: int) -> date:
    """Return the same day ``months`` later, or that month's last day if it is shorter.

    >>> months_after(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


class Status(StrEnum):
    NOTICE = "notice"
    EXPECTED = "expected"


@dataclass(frozen=True)
class Festival:
    """Days off in one run, both ends included."""

    name: str
    name_en: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        for offset in range((self.last - self.first).days + 1):
            yield self.first + offset * ONE_DAY


@dataclass(frozen=True)
class HolidayYear:
    """What is known of one year. ``published`` is the day of the notice, if there is one."""

    year: int
    status: Status
    source: str
    published: date | None
    festivals: tuple[Festival, ...]
    worked: frozenset[date]


class WorkCalendar:
    """The years loaded; asked about any other year it raises ``UnknownYear``."""

    def __init__(self, years: Iterable[HolidayYear]) -> None:
        self.years = {entry.year: entry for entry in years}
        self._off = {
            day: festival
            for entry in self.years.values()
            for festival in entry.festivals
            for day in festival.days()
        }
        self._worked = frozenset().union(*(entry.worked for entry in self.years.values()))

    def festival(self, day: date) -> Festival | None:
        return self._off.get(day)

    def is_made_up(self, day: date) -> bool:
        """Is ``day`` a weekend day worked to make up for a holiday?"""
        return day in self._worked

    def is_working_day(self, day: date) -> bool:
        if day.year not in self.years:
            raise UnknownYear(day.year)
        return day in self._worked or (day.weekday() < SATURDAY and day not in self._off)

    def missing_notice(self, day: date) -> int | None:
        """Return the year whose notice may still change ``day``, or ``None`` if it is final."""
        if self._status(day.year) is not Status.NOTICE:
            return day.year
        last_days = day.month == 12 and day.day >= NEXT_NOTICE_DECIDES_FROM
        if last_days and self._status(day.year + 1) is not Status.NOTICE:
            return day.year + 1
        return None

    def after(self, start: date, days: int) -> date:
        """Return the ``days``-th working day after ``start``; ``start`` is not counted."""
        day = start
        while days:
            day += ONE_DAY
            days -= self.is_working_day(day)
        return day

    def working_day_from(self, day: date) -> date:
        """Return ``day`` itself if it is a working day, else the next one."""
        return day if self.is_working_day(day) else self.after(day, 1)

    def working_days_between(self, first: date, last: date) -> int:
        """Count the working days after ``first`` up to and with ``last``; 0 if none."""
        span = range(1, (last - first).days + 1)
        return sum(self.is_working_day(first + offset * ONE_DAY) for offset in span)

    def _status(self, year: int) -> Status | None:
        entry = self.years.get(year)
        return entry.status if entry else None


@cache
def official_calendar() -> WorkCalendar:
    """Load every year of ``data/holidays`` and of the deployment's own directory, once."""
    return WorkCalendar(holiday_year(name, table) for name, table in tables("holidays"))


def holiday_year(name: str, table: dict[str, Any]) -> HolidayYear:
    """Read one year's table; ``BadData`` names the file and the fault."""
    try:
        entry = HolidayYear(
            year=table["year"],
            status=Status(table["status"]),
            source=table["source"],
            published=table.get("published"),
            festivals=tuple(
                Festival(off["name"], off["name_en"], off["first"], off["last"])
                for off in table["off"]
            ),
            worked=frozenset(table.get("worked", [])),
        )
    except (KeyError, ValueError) as error:
        raise refuse(name, f"缺少或写错 {error}", f"missing or wrong: {error}") from error
    if fault := _fault(entry):
        raise refuse(name, *fault)
    return entry


def _fault(entry: HolidayYear) -> tuple[str, str] | None:
    """Name the first thing a year's table says that cannot be true."""
    off = [day for festival in entry.festivals for day in festival.days()]
    every, off_once = [*off, *entry.worked], set(off)
    weekdays = [day for day in entry.worked if day.weekday() < SATURDAY]
    is_notice = entry.status is Status.NOTICE
    faults = {
        ("放假起止日期颠倒", "a holiday ends before it begins"): any(
            festival.first > festival.last for festival in entry.festivals
        ),
        ("两段放假重叠", "two holidays overlap"): len(off) != len(off_once),
        (f"有日期不属于{entry.year}年", f"a day lies outside {entry.year}"): any(
            not _belongs(day, entry.year) for day in every
        ),
        ("调休上班日应为周末", "a make-up day is not on a weekend"): bool(weekdays),
        ("同一天既放假又上班", "a day is both off and worked"): bool(entry.worked & off_once),
        ("有且只有已公布的通知须写公布日期", "a notice, and only a notice, has its day"): (
            is_notice != (entry.published is not None)
        ),
    }
    return next((fault for fault, found in faults.items() if found), None)


def _belongs(day: date, year: int) -> bool:
    december_before = (day.year, day.month) == (year - 1, 12)
    return day.year == year or (december_before and day.day >= NEXT_NOTICE_DECIDES_FROM)
