"""The periods national law gives someone to act, each with its article.

Changing a number here changes what is lawful. An amendment adds a dated line and never
edits one, so a case stays under the law of the day its clock started.

A term ends at the end of ``due_on``: the first day late is the day after. If the last day
is a day off, the term ends on the next working day. Two notes on that rule:

* 民法典 art. 203 speaks of civil periods; procedures of congresses follow it by analogy.
* It says 法定休假日 (statutory days of rest). We read weekends into it, as procedural law
  and common practice do: a reply nobody can deliver on a Sunday is not late on Monday.
  ``LAST_DAY_SHIFTS`` is that one choice. Terms of working days never need it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Generic, Literal, TypeVar

from huiyin.law import citations
from huiyin.law.arithmetic import Arithmetic, Step, chinese_day, english_day, quantity
from huiyin.law.calendar import WorkCalendar, months_after, official_calendar
from huiyin.law.errors import NotInForce, UnknownYear, is_chinese
from huiyin.law.vocabulary import EVENTS, UNITS

#: Whether a last day that is a holiday or a weekend moves to the next working day.
LAST_DAY_SHIFTS = True
LAST_DAY_SOURCE = citations.CIVIL_CODE.at("203.1")

#: Months ahead a reply may promise something: the life of a congress. Practice, no law sets it.
PROMISED_AHEAD = 60
#: Days after a reply that the office waits for a rating no rule sets a period for. Practice.
WAIT_FOR_RATING = 90

Unit = Literal["month", "wd", "d"]
#: ``law``: a national statute. ``rule``: a congress's own regulation. ``practice``: neither.
Basis = Literal["law", "rule", "practice"]
T = TypeVar("T")


@dataclass(frozen=True)
class Due:
    """When a term ends, why, and under which rule.

    ``arithmetic`` counts the whole term; ``agreed`` says that an earlier day within it was set.
    """

    due_on: date
    arithmetic: Arithmetic
    source: str
    source_en: str
    agreed: bool = False

    @property
    def provisional(self) -> bool:
        """A missing holiday notice may still move ``due_on``: work it out again when it is out."""
        return self.arithmetic.provisional and not self.agreed

    def within(self, day: date) -> "Due":
        """Return what is due on ``day``, as agreed, but never after the term itself.

        >>> due = SUGGESTION_REPLY_MAX.on(date(2026, 3, 9)).due(date(2026, 3, 9))
        >>> due.within(date(2026, 7, 1)).due_on, due.within(date(2027, 1, 1)).due_on
        (datetime.date(2026, 7, 1), datetime.date(2026, 9, 9))
        """
        return replace(self, due_on=day, agreed=True) if day < self.due_on else self

    def words(self, language: str) -> str:
        counted = self.arithmetic.words(language)
        if not self.agreed:
            return counted
        if is_chinese(language):
            return f"{counted}；经同意，在此限度内定于{chinese_day(self.due_on)}"
        return f"{counted}; within this limit {english_day(self.due_on)} was agreed"


@dataclass(frozen=True)
class Term:
    """A period of ``n`` months, working days or calendar days, running from ``event``.

    ``profile`` is the key of the rule profile that sets it; empty for bare national law.
    """

    n: int
    unit: Unit
    source: str
    note: str = ""
    source_en: str = ""
    event: str = ""
    basis: Basis = "law"
    profile: str = ""

    def __post_init__(self) -> None:
        if self.n < 1 or self.unit not in UNITS:
            raise ValueError(f"no such term: {self.n} {self.unit}")
        if self.event and self.event not in EVENTS:
            raise ValueError(f"no such event: {self.event}")

    def words(self, language: str) -> str:
        return quantity(self.n, self.unit, language)

    def due(self, start: date, calendar: WorkCalendar | None = None) -> Due:
        """Count from ``start``, the local day of the event, by the official calendar.

        Raises ``UnknownYear`` if a term of working days runs into a year without a file.
        A term of months or days is then given unshifted, and provisional.
        """
        counted = self._working_days if self.unit == "wd" else self._by_date
        arithmetic = counted(start, calendar or official_calendar())
        return Due(arithmetic.due, arithmetic, self.source, self.source_en)

    def _by_date(self, start: date, calendar: WorkCalendar) -> Arithmetic:
        if self.unit == "month":
            last = months_after(start, self.n)
        else:
            last = start + timedelta(days=self.n)
        short = self.unit == "month" and last.day != start.day
        steps = [_step("start", start), _step("month_end" if short else "end", last)]
        try:
            due = calendar.working_day_from(last) if LAST_DAY_SHIFTS else last
        except UnknownYear:
            due = last
        if due != last:
            steps += [*_runs_off(last, due - timedelta(days=1), "rest", calendar)][:1]
            steps.append(_step("shifted", due))
        return self._arithmetic(start, last, due, steps, _missing(last, due, calendar))

    def _working_days(self, start: date, calendar: WorkCalendar) -> Arithmetic:
        due = calendar.after(start, self.n)
        first = start + timedelta(days=1)
        steps = [_step("start", start), *_runs_off(first, due, "skipped", calendar)]
        steps += [_step("made_up", day) for day in _days(first, due) if calendar.is_made_up(day)]
        steps = [*sorted(steps, key=lambda step: step.first), _step("end", due)]
        return self._arithmetic(start, due, due, steps, _missing(first, due, calendar))

    def _arithmetic(
        self, start: date, last: date, due: date, steps: list[Step], missing: tuple[int, ...]
    ) -> Arithmetic:
        steps = steps + [_step("unsettled", date(year, 1, 1)) for year in missing]
        return Arithmetic(start, self.n, self.unit, self.event, last, due, tuple(steps), missing)


def last_promise(day: date) -> date:
    """Return the last day that a promise made on ``day`` may name.

    >>> last_promise(date(2026, 3, 9))
    datetime.date(2031, 3, 9)
    """
    return months_after(day, PROMISED_AHEAD)


def unrated_after(issued: date) -> date:
    """Return the last day to wait for a rating where the rules set no period for it.

    >>> unrated_after(date(2026, 3, 9))
    datetime.date(2026, 6, 7)
    """
    return issued + timedelta(days=WAIT_FOR_RATING)


def _step(kind: str, day: date) -> Step:
    return Step(kind, day, day)  # type: ignore[arg-type]


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _runs_off(first: date, last: date, kind: str, calendar: WorkCalendar) -> Iterator[Step]:
    """Give the days off from ``first`` to ``last``, each run of one name as one step."""
    run: Step | None = None
    for day in _days(first, last):
        if calendar.is_working_day(day):
            continue
        festival = calendar.festival(day)
        name, name_en = (festival.name, festival.name_en) if festival else ("周末", "the weekend")
        if run and run.name == name and day - run.last == timedelta(days=1):
            run = replace(run, last=day)
            continue
        if run:
            yield run
        run = Step(kind, day, day, name, name_en)  # type: ignore[arg-type]
    if run:
        yield run


def _missing(first: date, last: date, calendar: WorkCalendar) -> tuple[int, ...]:
    years = {calendar.missing_notice(day) for day in _days(first, last)}
    return tuple(sorted(year for year in years if year))


@dataclass(frozen=True)
class Dated(Generic[T]):
    """A rule whose content depends on the day: the newest version in force applies.

    ``versions`` maps the first day of each version to it; ``None`` is a gap, when the
    rule was repealed and nothing stood in its place.
    """

    name: str
    versions: dict[date, T | None]

    def on(self, day: date) -> T:
        """Return the version in force; ``NotInForce`` before the first one and in a gap."""
        begun = [since for since in self.versions if since <= day]
        version = self.versions[max(begun)] if begun else None
        if version is None:
            raise NotInForce(
                f"{chinese_day(day)}没有有效的规定：{self.name}",
                f"No rule is in force on {english_day(day)}: {self.name}",
            )
        return version


def _statute(n: int, unit: Unit, source: tuple[str, str], event: str, note: str = "") -> Term:
    return Term(n, unit, source[0], note, source[1], event)


# The days the amended laws came into force; that of 2025 was adopted the day before.
DEPUTIES_LAW_2015 = date(2015, 8, 29)
DEPUTIES_LAW_2025 = date(2025, 3, 12)
LEGISLATION_LAW_2023 = date(2023, 3, 15)
NETWORK_SECURITY_1997 = date(1997, 12, 30)

_HARD = "涉及面广、处理难度大的"
SUGGESTION_REPLY = Dated(
    "代表建议的答复期限",
    {
        DEPUTIES_LAW_2015: _statute(3, "month", citations.DEPUTIES_2015.at("42.1"), "assigned"),
        DEPUTIES_LAW_2025: _statute(3, "month", citations.DEPUTIES_2025.at("51.2"), "assigned"),
    },
)
SUGGESTION_REPLY_MAX = Dated(
    "代表建议的最长答复期限",
    {
        DEPUTIES_LAW_2015: _statute(
            6, "month", citations.DEPUTIES_2015.at("42.1"), "assigned", _HARD
        ),
        DEPUTIES_LAW_2025: _statute(
            6, "month", citations.DEPUTIES_2025.at("51.2"), "assigned", _HARD
        ),
    },
)
#: How long a draft law stays open for opinion, "generally not less than".
CONSULTATION = Dated(
    "法律草案征求意见的最短期限",
    {LEGISLATION_LAW_2023: _statute(30, "d", citations.LEGISLATION_2023.at("40"), "published")},
)
#: When a site that went on line has to be filed with the police.
POLICE_FILING = Dated(
    "网站公安备案的期限",
    {
        NETWORK_SECURITY_1997: _statute(
            30, "d", citations.NETWORK_SECURITY_2011.at("12"), "site_opened"
        )
    },
)

#: Days before a due date on which somebody is reminded, and weekly once late. Practice.
REMIND_BEFORE = (30, 15, 7, 3, 1)
REMIND_AGAIN_AFTER = 7
#: Who hears of a running clock, from how many days before its day on; -1 is the first day late.
#: The people who handle it, the head of their unit, the office above that unit, and the organ
#: that serves deputies; of a promise made to them the deputy too. Practice.
REMINDED_FROM = {"handlers": 30, "heads": 7, "deputy": 7, "above": 0, "serving": -1}
SOON = 15

#: Days for which a deputy may ask the people before writing: at least, at most. Practice.
OPINIONS_OPEN = (7, 90)


def opinions_until(day: date) -> tuple[date, date]:
    """Return the first and the last day on which opinions asked for on ``day`` may end.

    >>> opinions_until(date(2026, 3, 9))
    (datetime.date(2026, 3, 16), datetime.date(2026, 6, 7))
    """
    least, most = OPINIONS_OPEN
    return day + timedelta(days=least), day + timedelta(days=most)


def light(days_left: int) -> Literal["green", "yellow", "red"]:
    """Give the traffic light of a running clock: red when late, yellow from 15 days before.

    >>> light(16), light(15), light(0), light(-1)
    ('green', 'yellow', 'yellow', 'red')
    """
    if days_left < 0:
        return "red"
    return "yellow" if days_left <= SOON else "green"
