"""The clocks of a suggestion, written a second time from the texts and sharing no line with them.

Everything a case's clocks depend on is in its moves: ``clocks(moves, key)`` goes through them in
order and says what must be stored. Numbers are those of domain.md 2.7; days are counted one by
one. Only the public holidays are read from the notices in ``law/data``.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

HOLIDAYS = Path(__file__).parents[1] / "huiyin" / "law" / "data" / "holidays"
ONE = timedelta(days=1)

M3, M6 = (3, "m", "given"), (6, "m", "given")
#: What national law and custom give where a province's text is silent.
NATIONAL = {"reply": M3, "reply_max": M6, "receipt": (3, "wd", "given"), "redo": (1, "m", "again")}
#: Profile → period → (number, unit, event). Events: ``handed_in``, ``accepted``, ``given`` to a
#: unit, ``had`` by it, ``asked`` back, ``released``, opinion ``empty``, ``answered``, ``again``,
#: ``reported``.
PROFILES = {
    "national": {},
    "npc": {},
    "beijing-2014": {"feedback": (15, "wd", "answered"), "redo": (2, "m", "again")},
    "zhejiang-2016": {
        "accept": (7, "d", "accepted"),
        "return": (10, "d", "had"),
        "co_opinion": (2, "m", "had"),
    },
    "shanghai-2015": {
        "assign": (7, "wd", "handed_in"),
        "return": (7, "wd", "had"),
        "co_opinion": (1, "m", "had"),
    },
    "shandong-2017": {
        "assign": (5, "d", "handed_in"),
        "return": (5, "d", "had"),
        "co_opinion": (1, "m", "had"),
    },
    "qingdao-2021": {
        "assign": (5, "wd", "handed_in"),
        "return": (5, "wd", "had"),
        "co_opinion": (1, "m", "had"),
    },
    "chongqing-2018": {
        "assign": (10, "wd", "handed_in"),
        "return": (10, "wd", "given"),
        "reassign": (10, "wd", "released"),
        "first_contact": (20, "wd", "had"),
        "co_opinion": (30, "wd", "given"),
        "co_opinion_redo": (5, "wd", "empty"),
        "feedback": (20, "wd", "answered"),
        "redo": (2, "m", "again"),
        "commitment_feedback": (20, "wd", "reported"),
    },
    "henan-2017": {
        "return": (10, "wd", "given"),
        "reassign": (10, "wd", "asked"),
        "co_opinion": (2, "m", "had"),
        "feedback": (10, "wd", "answered"),
    },
}
#: What each text says of powers; absent where it is silent.
POWERS = {
    "beijing-2014": {"consent", "committee_orders_redo"},
    "zhejiang-2016": {"consent"},
    "shanghai-2015": {"consent", "all_agree_to_withdraw"},
    "shandong-2017": {"consent", "late_withdrawal"},
    "qingdao-2021": {"consent", "late_withdrawal", "lead_relays"},
    "chongqing-2018": {"late_withdrawal"},
}


@cache
def days_off_and_worked():
    off, worked = set(), set()
    for path in HOLIDAYS.glob("*.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        worked |= set(table.get("worked", ()))
        for run in table["off"]:
            day = run["first"]
            while day <= run["last"]:
                off.add(day)
                day += ONE
    return off, worked


def works(day):
    off, worked = days_off_and_worked()
    return day in worked or (day.isoweekday() <= 5 and day not in off)


@cache
def due(start, number, unit):
    """The last day of a period of months, days or working days counted from ``start``."""
    if unit == "wd":
        day, left = start, number
        while left:
            day += ONE
            left -= 1 if works(day) else 0
        return day
    day = start + number * ONE if unit == "d" else _months(start, number)
    while not works(day):
        day += ONE
    return day


def _months(start, number):
    first = start.replace(day=1)
    for _month in range(number):
        first = (first + 31 * ONE).replace(day=1)
    for day in range(start.day, 0, -1):
        try:
            return first.replace(day=day)
        except ValueError:
            continue
    raise AssertionError(start)


def period(key, name):
    return {**NATIONAL, **PROFILES[key]}.get(name)


@dataclass
class Clock:
    name: str
    started: date
    due: date
    met: date | None = None
    void: date | None = None

    @property
    def row(self):
        return self.name, self.started, self.due, self.met, self.void


class Clocks:
    """What must be stored after every move; feed it the moves in order."""

    def __init__(self, key):
        self.key, self.all, self.running = key, [], {}
        self.given = self.had = None  # the days on which the unit was given it, and had it
        self.owing, self.rejected = set(), set()
        self.reported, self.returnable = [], None

    def start(self, name, event, day, *, counted_from=None):
        rule = period(self.key, name)
        if rule is None or rule[2] != event:
            return None
        self.end(name, void=day)
        start = counted_from or day
        clock = Clock(name, start, due(start, rule[0], rule[1]))
        self.all.append(clock)
        self.running[name] = clock
        return clock

    def end(self, *names, met=None, void=None):
        for name in names:
            if clock := self.running.pop(name, None):
                clock.met, clock.void = met, void

    def end_all(self, day):
        self.end(*list(self.running), void=day)

    def take(self, verb, day, facts, final):
        """Go on by one move; ``final``: the case ends with it."""
        if act := getattr(self, f"_{verb}", None):
            act(day, facts)
        if final:
            self.end_all(day)

    @property
    def rows(self):
        return sorted((clock.row for clock in self.all), key=str)

    def return_until(self):
        """The last day to ask for return; None without a limit."""
        rule = period(self.key, "return")
        if rule is None or self.given is None:
            return None
        signs = due(self.given, *period(self.key, "receipt")[:2])
        had = min(self.had, signs) if self.had else signs
        return due(self.given if rule[2] == "given" else had, *rule[:2])

    # -- one method a verb that touches a clock --------------------------------------------

    def _submit(self, day, facts):
        self.start("assign", "handed_in", day)

    _file_paper = _come_from_bill = _submit

    def _improve(self, day, facts):
        self.end("assign", met=day)

    _decline = _improve

    def _accept(self, day, facts):
        self.start("accept", "accepted", day)
        self.end("accept", met=day)

    def _split(self, day, facts):
        self.end("assign", "reassign", met=day)

    def _assign(self, day, facts):
        self._split(day, facts)
        self._part(day, facts)

    def _part(self, day, facts):
        self.given, self.had = day, None
        self.owing, self.rejected = set(facts.get("co", ())), set()
        self.start("reply", "given", day)
        self.start("receipt", "given", day)
        if self.owing:
            self.start("co_opinion", "given", day)

    def _sign_for(self, day, facts):
        self.end("receipt", met=day)
        if self.had is None:
            self.had = day
            self.start("first_contact", "had", day)
            if self.owing:
                self.start("co_opinion", "had", day)

    def _ask_return(self, day, facts):
        self.start("reassign", "asked", day)

    def _refuse_return(self, day, facts):
        self.end("reassign", met=day)
        self._sign_for(day, facts)

    def _accept_return(self, day, facts):
        duty = ("reply", "reply_max", "co_opinion", "co_opinion_redo", "receipt", "first_contact")
        self.end(*duty, void=day)
        self.start("reassign", "released", day)

    def _contact(self, day, facts):
        self.end("first_contact", met=day)

    def _co_opinion(self, day, facts):
        self.owing.discard(facts["unit"])
        if not self.owing & self.rejected:
            self.end("co_opinion_redo", met=day)
        if not self.owing:
            self.end("co_opinion", met=day)

    _last_co_opinion = _co_opinion

    def _reject_opinion(self, day, facts):
        self.owing.add(facts["unit"])
        self.rejected.add(facts["unit"])
        self.start("co_opinion_redo", "empty", day)

    def _grant_extension(self, day, facts):
        began = self.running["reply"].started
        self.end("reply", void=day)
        clock = self.start("reply_max", "given", day, counted_from=began)
        clock.due = min(clock.due, date.fromisoformat(facts["until"]))

    def _issue(self, day, facts):
        self.end("reply", "reply_max", "redo", met=day)
        self.end("first_contact", "co_opinion", "co_opinion_redo", void=day)
        self.start("feedback", "answered", day)

    def _satisfied(self, day, facts):
        self.end("feedback", met=day)

    _dispute = _satisfied

    def _dissatisfied(self, day, facts):
        self.end("feedback", met=day)
        self.start("redo", "again", day)

    def _reorder(self, day, facts):
        self.start("redo", "again", day)

    def _no_response(self, day, facts):
        self.end("feedback", void=day)

    _close_unrated = _no_response

    def _report(self, day, facts):
        self.reported.append(facts["what"])
        self.start("commitment_feedback", "reported", day)

    def _judge(self, day, facts):
        self.reported.remove(facts["what"])
        if not self.reported:
            self.end("commitment_feedback", met=day)

    def _reopen_promise(self, day, facts):
        if facts["what"] in self.reported:
            self.reported.remove(facts["what"])


def clocks(moves, key, final):
    """``moves``: ``(verb, day, facts, target)`` in order; ``final`` the states that end a case."""
    kept = Clocks(key)
    for verb, day, facts, target in moves:
        kept.take(verb, day, facts, target in final)
    return kept
