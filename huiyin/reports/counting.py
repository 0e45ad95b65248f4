"""How every figure is counted: one suggestion at a time, once in each figure. No database.

Of one that several units handle in parts, the parts are the answers that are owed and given;
the suggestion itself is counted once, in the total. Those handled together are answered apart
and counted apart.

A count is a ``Counter`` of marks; counts of several sessions are added. What each mark means is
said where it is made, in ``_marks``, and what a reader sees of it in ``figures``.
"""

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from huiyin.suggestions.figures import Series, series_of

IN_TIME, LATE, OPEN_LATE, GIVEN_UP = "in_time", "late", "open_late", "given_up"


@dataclass
class Bucket:
    """The count of one series, as a whole, by unit and by subject class.

    A suggestion that several units lead is counted for each of them, and once in the whole.
    """

    series: Series | None
    whole: Counter = field(default_factory=Counter)
    units: dict = field(default_factory=dict)
    subjects: dict = field(default_factory=dict)

    def add(self, item, today):
        marks = Counter(_marks(item, today))
        self.whole += marks
        for unit in item.units:
            self.units.setdefault(str(unit), Counter()).update(marks)
        if item.subject:
            self.subjects.setdefault(item.subject, Counter()).update(marks)

    def counts(self):
        """As JSON values, for keeping."""
        return {
            "whole": dict(self.whole),
            "units": {key: dict(value) for key, value in self.units.items()},
            "subjects": {key: dict(value) for key, value in self.subjects.items()},
        }


def count(items, today):
    """Return ``{series key: Bucket}`` of the suggestions; "" holds numbers of another form."""
    buckets = {}
    for item in items:
        series = series_of(item.number)
        key = series.key if series else ""
        if key not in buckets:
            buckets[key] = Bucket(series)
        buckets[key].add(item, today)
    return buckets


def added(counts):
    """Add counts as they are kept; returns one of the same form, with Counters."""
    whole, units, subjects = Counter(), {}, {}
    for each in counts:
        whole.update(each["whole"])
        for kept, total in ((each["units"], units), (each["subjects"], subjects)):
            for key, marks in kept.items():
                total.setdefault(key, Counter()).update(marks)
    return {"whole": whole, "units": units, "subjects": subjects}


def days_taken(marks):
    """The median number of days from assignment to reply, or None before the first reply."""
    taken = sorted((int(key[5:]), n) for key, n in marks.items() if key.startswith("days."))
    return median(day for day, n in taken for _each in range(n)) if taken else None


def kept(clocks, today):
    """How the clocks of one kind in one case were kept, as one answer for the case.

    In time only if it was met and none before it ran out: a case that was late, was returned
    and began again stays late. None as long as nothing is decided. An open case whose day has
    passed is counted as late at once.
    """
    if not clocks:
        return None
    missed = any(due < (met or void or today) for _start, due, met, void in clocks)
    met = any(met for _start, _due, met, _void in clocks)
    if not missed:
        return IN_TIME if met else None
    if met:
        return LATE
    running = any(not met and not void for _start, _due, met, void in clocks)
    return OPEN_LATE if running else GIVEN_UP


def _marks(item, today):
    if item.part:
        yield "part"
    else:
        yield from _whole(item)
    if item.extended:
        yield "extended"
    yield from _timely("reply", kept(item.clocks, today))
    yield from _timely("again", kept(item.again, today))
    yield from _timely("first_contact", kept(item.first_contacts, today))
    for start, _due, met, _void in item.clocks:
        if met:
            yield f"days.{(met - start).days}"
            break
    if item.replies:
        yield from _answered(item)
    for promise in item.promises:
        yield from promised(promise, today)


def _whole(item):
    """What is counted once for a suggestion, in however many parts it is handled."""
    yield "total"
    if item.withdrawn:
        yield "withdrawn"
    else:
        yield "open" if item.closed_on is None else "closed"
    yield f"public.{item.shown}"
    if item.key_item:
        yield "key"
    if item.carried:
        yield "carried"


def _timely(name, how):
    if how:
        yield f"{name}.due"
        yield f"{name}.{how}"


def _answered(item):
    """Of the newest reply: a class given again replaces the one before it.

    The last judgement stands until there is another: no reply that follows makes it go away.
    """
    newest, first = item.replies[-1], item.replies[0]
    yield "replied"
    if item.contacted and item.contacted <= first.on:
        yield "contact.before"
    yield f"class|{newest.canonical}|{newest.reply_class}|{newest.label}|{newest.label_en}"
    yield f"canonical.{newest.canonical}"
    solved = newest.canonical == "solved"
    if newest.canonical == "committed" and item.promises:
        solved = all(promise.held for promise in item.promises)
    if solved:
        yield "solved"
    rated = [reply for reply in item.replies if reply.result]
    if rated:
        yield f"attitude.{rated[-1].attitude}"
        yield f"result.{rated[-1].result}"
    else:
        yield "unrated" if item.unrated else "waiting"
    if first.result:
        yield f"first.{first.result}"


def promised(promise, today):
    """The marks of one promise. It is due once its day has passed, or something was reported."""
    yield "promise.made"
    reported = promise.outcome != "open"
    if not reported and promise.due_on >= today:
        yield "promise.running"
        return
    yield "promise.due"
    if not reported:
        yield "promise.open_late"
    elif promise.outcome != "kept":
        yield "promise.explained"
    elif not promise.held:
        yield "promise.refuted"
    elif promise.reported_on is None or promise.reported_on <= promise.due_on:
        yield "promise.in_time"
    else:
        yield "promise.late"
