"""How a deadline looks on a given day: which words, which colour, how far along the bar.

Pure arithmetic over anything with ``started_on``, ``due_on`` and ``met_on``. The terms
themselves are law and live elsewhere; nothing here decides when something is due.
"""

from dataclasses import dataclass

#: From how many days before its end a clock is shown in amber. A matter of looks, not of law.
NEAR = 7
#: A short term is amber only in the last of this many parts, or it would be so from its first day.
PARTS = 3
#: Percent from the ends within which a label is written inwards instead of centred.
EDGE = 20


def state(deadline, today):
    """Return ``met``, ``met_late``, ``over``, ``near`` or ``running``."""
    met_on = getattr(deadline, "met_on", None)  # a case or a promise has only a day
    if met_on:
        return "met" if met_on <= deadline.due_on else "met_late"
    left = (deadline.due_on - today).days
    if left < 0:
        return "over"
    return "near" if left <= near(deadline) else "running"


def near(deadline):
    """Return from how many days before its end ``deadline`` is shown in amber."""
    started_on = getattr(deadline, "started_on", None)
    return min(NEAR, (deadline.due_on - started_on).days // PARTS) if started_on else NEAR


#: state → tone of the chip, icon
LOOKS = {
    "met": ("green", "circle-check"),
    "met_late": ("amber", "circle-check"),
    "over": ("over", "alert-triangle"),
    "near": ("amber", "hourglass"),
    "running": ("plain", "clock"),
}


def pill(deadline, today):
    """Return ``state``, ``tone``, ``icon`` and ``days`` (left, or late; never negative)."""
    now = state(deadline, today)
    tone, icon = LOOKS[now]
    days = abs((deadline.due_on - (getattr(deadline, "met_on", None) or today)).days)
    return {"state": now, "tone": tone, "icon": icon, "days": days}


@dataclass(frozen=True)
class Mark:
    """A place on the bar: ``at`` percent from the left, ``anchor`` start, middle or end."""

    at: float
    day: object

    @property
    def x(self):
        return f"{self.at:g}%"

    @property
    def anchor(self):
        if self.at < EDGE:
            return "start"
        return "end" if self.at > 100 - EDGE else "middle"


@dataclass(frozen=True)
class Bar:
    """Where the start, the due day, the outermost day and today stand on one line."""

    start: Mark
    due: Mark
    now: Mark
    longest: Mark | None
    day_number: int

    @property
    def used(self):
        """How much of the term itself has gone by, as an SVG length."""
        return f"{min(self.now.at, self.due.at):g}%"

    @property
    def beyond(self):
        """How far past the due day the line has run, as an SVG length."""
        return f"{max(round(self.now.at - self.due.at, 1), 0):g}%"

    @property
    def start_is_readable(self):
        """Whether the first label has room before the due day's."""
        return self.due.at > EDGE


def bar(deadline, today, longest_on=None):
    """Lay out the bar of one deadline; the line runs to the last of all its days."""
    reached = max(deadline.met_on or today, deadline.started_on)
    end = max(deadline.due_on, longest_on or deadline.due_on, reached)
    length = max((end - deadline.started_on).days, 1)

    def mark(day):
        return Mark(round(100 * (day - deadline.started_on).days / length, 1), day)

    return Bar(
        start=mark(deadline.started_on),
        due=mark(deadline.due_on),
        now=mark(reached),
        longest=mark(longest_on) if longest_on and longest_on > deadline.due_on else None,
        day_number=(reached - deadline.started_on).days,
    )
