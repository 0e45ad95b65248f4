"""How a due date came about: kept with the deadline, shown to anyone who asks."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from huiyin.law.errors import is_chinese
from huiyin.law.vocabulary import EVENTS, UNITS

Kind = Literal["start", "skipped", "made_up", "end", "month_end", "rest", "shifted", "unsettled"]

MONTHS = (
    "January February March April May June July August September October November December"
).split()


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def english_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def quantity(n: int, unit: str, language: str) -> str:
    """
    >>> quantity(3, "month", "zh-hans"), quantity(5, "wd", "en"), quantity(1, "d", "en")
    ('3个月', '5 working days', '1 day')
    """
    if is_chinese(language):
        return f"{n}{UNITS[unit].zh}"
    return f"{n} {UNITS[unit].en}{'' if n == 1 else 's'}"


@dataclass(frozen=True)
class Step:
    """One step of the count, for a page that shows them in a list.

    ``start``     the day of the event, not counted
    ``skipped``   days off from ``first`` to ``last``, named ``name``
    ``made_up``   a weekend day worked instead of a holiday, counted
    ``end``       the last day as counted
    ``month_end`` the last month has no such day, so its last day was taken
    ``rest``      the last day is a day off, named ``name``
    ``shifted``   the day it moved to
    ``unsettled`` the notice for the year of ``first`` is missing
    """

    kind: Kind
    first: date
    last: date
    name: str = ""
    name_en: str = ""

    def words(self, language: str) -> str:
        day = chinese_day if is_chinese(language) else english_day
        run = day(self.first)
        if self.last != self.first:
            run += ("至" if is_chinese(language) else " to ") + day(self.last)
        zh, en = _STEPS[self.kind]
        text, name = (zh, self.name) if is_chinese(language) else (en, self.name_en)
        return text.format(run=run, name=name, year=self.first.year)


_STEPS: dict[str, tuple[str, str]] = {
    "start": ("{run}为起始日，不计入", "{run} is the day of the event and is not counted"),
    "skipped": ("{run}：{name}，不计入", "{run}: {name}, not counted"),
    "made_up": ("{run}为调休上班日，计入", "{run} is a make-up working day and is counted"),
    "end": ("{run}为最后一日", "{run} is the last day"),
    "month_end": (
        "该月没有对应日，以月末日{run}为最后一日",
        "the month has no such day, so its last day is taken: {run}",
    ),
    "rest": ("{run}：{name}", "{run}: {name}"),
    "shifted": ("顺延至{run}", "so it moves to {run}"),
    "unsettled": (
        "{year}年节假日安排尚未公布，公布后重算",
        "the public holidays of {year} are not published yet; to be worked out again then",
    ),
}


@dataclass(frozen=True)
class Arithmetic:
    """The count from ``start`` to ``due``.

    ``event``           key of ``EVENTS``: what happened on ``start``; may be empty
    ``ends_on``         last day as counted, before any shift
    ``missing_notices`` years whose notice may still change the result
    """

    start: date
    n: int
    unit: str
    event: str
    ends_on: date
    due: date
    steps: tuple[Step, ...]
    missing_notices: tuple[int, ...] = ()

    @property
    def provisional(self) -> bool:
        return bool(self.missing_notices)

    def words(self, language: str) -> str:
        """Say the count in one sentence, in Chinese or in English."""
        if is_chinese(language):
            return "".join(self._chinese())
        return "".join(self._english())

    def as_data(self) -> dict[str, Any]:
        """Return what JSON can hold; ``from_data`` reads it back."""
        data = asdict(self)
        data["steps"] = [step | _iso(step, "first", "last") for step in data["steps"]]
        data["missing_notices"] = list(self.missing_notices)
        return data | _iso(data, "start", "ends_on", "due")

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Arithmetic":
        steps = tuple(Step(**step | _days(step, "first", "last")) for step in data["steps"])
        plain = data | _days(data, "start", "ends_on", "due")
        return cls(**plain | {"steps": steps, "missing_notices": tuple(data["missing_notices"])})

    def _chinese(self) -> Iterator[str]:
        event = f"{EVENTS[self.event].zh}之日" if self.event else ""
        yield f"自{chinese_day(self.start)}{event}起{quantity(self.n, self.unit, 'zh')}（次日起算"
        if skipped := self._names("skipped"):
            yield f"，不计{'、'.join(skipped)}"
        if made_up := self._of("made_up"):
            yield f"，计入{'、'.join(f'{s.first.month}月{s.first.day}日' for s in made_up)}调休上班"
        yield f"），至{chinese_day(self.ends_on)}届满"
        for rest in self._of("rest"):
            yield f"；该日为{rest.name}，顺延至{chinese_day(self.due)}"
        for year in self.missing_notices:
            yield f"；{year}年节假日安排尚未公布，"
            yield "暂按法定节日推算，公布后重算" if self.unit == "wd" else "遇法定休假日顺延"

    def _english(self) -> Iterator[str]:
        event = f"{EVENTS[self.event].en} on " if self.event else ""
        yield f"{quantity(self.n, self.unit, 'en')} from {event}{english_day(self.start)}"
        yield " (counted from the next day"
        if skipped := self._names("skipped", english=True):
            yield f", leaving out {', '.join(skipped)}"
        if made_up := self._of("made_up"):
            days = ", ".join(f"{s.first.day} {MONTHS[s.first.month - 1]}" for s in made_up)
            yield f", counting {days} as worked in exchange"
        yield f"), ending on {english_day(self.ends_on)}"
        for rest in self._of("rest"):
            yield f"; that day is off ({rest.name_en}), so it moves to {english_day(self.due)}"
        for year in self.missing_notices:
            yield f"; the public holidays of {year} are not published yet, so "
            yield (
                "it is worked out again then"
                if self.unit == "wd"
                else "it moves if that day is off"
            )

    def _of(self, kind: str) -> list[Step]:
        return [step for step in self.steps if step.kind == kind]

    def _names(self, kind: str, *, english: bool = False) -> list[str]:
        names = (step.name_en if english else step.name for step in self._of(kind))
        return list(dict.fromkeys(names))


def _iso(data: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: data[name].isoformat() for name in names}


def _days(data: dict[str, Any], *names: str) -> dict[str, date]:
    return {name: date.fromisoformat(data[name]) for name in names}
