"""How a suggestion's state is said in public, and which of its clocks matters there.

What happens inside an office (a draft in review) is said as the step the public knows.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from huiyin.suggestions.models import Rating
from huiyin.suggestions.procedure import REDO, WITH_UNIT, State


@dataclass(frozen=True)
class Phase:
    """``words`` on a chip, its ``tone`` and ``icon`` in the design system."""

    words: object
    tone: str
    icon: str


HANDLING = Phase(_("办理中"), "blue", "clock")
AGAIN = Phase(_("不满意 · 重新办理"), "over", "refresh")
PHASES = {
    State.IDEA: Phase(_("酝酿中"), "plain", "edit"),
    State.CONSULTING: Phase(_("正在征询意见"), "blue", "messages"),
    State.DRAFTING: Phase(_("草拟"), "plain", "edit"),
    State.COSIGNING: Phase(_("联名"), "plain", "users"),
    State.SUBMITTED: Phase(_("待审核"), "blue", "inbox"),
    State.RETURNED_FOR_EDIT: Phase(_("代表修改中"), "plain", "edit"),
    State.DECLINED: Phase(_("不予受理"), "plain", "ban"),
    State.WITHDRAWN: Phase(_("代表已撤回"), "plain", "x"),
    State.ACCEPTED: Phase(_("待交办"), "blue", "send"),
    State.ASSIGNED: HANDLING,
    State.DISPATCHED: HANDLING,
    State.RETURN_REQUESTED: Phase(_("承办单位申请退回"), "amber", "arrow-left"),
    State.RECEIPTED: HANDLING,
    State.HANDLING: HANDLING,
    State.REPLY_REVIEW: HANDLING,
    State.REPLIED: Phase(_("已答复，待评价"), "green", "circle-check"),
    State.REDO: AGAIN,
    State.DISPUTED: Phase(_("仍不满意 · 协调中"), "over", "scale"),
    State.TRACKING: Phase(_("落实承诺中"), "blue", "route"),
    State.CLOSED: Phase(_("已办结"), "green", "circle-check"),
    State.ARCHIVED: Phase(_("已归档"), "plain", "inbox"),
}
CLOSED = {
    Rating.Value.SATISFIED: Phase(_("办结 · 满意"), "green", "circle-check"),
    Rating.Value.BASICALLY: Phase(_("办结 · 基本满意"), "green", "circle-check"),
    Rating.Value.DISSATISFIED: Phase(_("办结 · 代表不满意"), "amber", "alert-circle"),
}
#: What a reader may ask for: name → (words, states).
GROUPS = {
    "handling": (
        _("办理中"),
        (State.ACCEPTED, *WITH_UNIT),
    ),
    "replied": (_("已答复，待评价"), (State.REPLIED,)),
    "redo": (_("不满意，重新办理"), (State.REDO, State.DISPUTED)),
    "tracking": (_("落实承诺中"), (State.TRACKING,)),
    "closed": (_("已办结"), (State.CLOSED, State.ARCHIVED)),
}
#: Clocks the public sees first, the one that matters most first.
SHOWN_CLOCKS = ("redo", "reply_max", "reply", "feedback", "assign", "accept")


def phase(state, rated="", *, deadlines=()):
    """Return the ``Phase`` of a state; ``rated`` is the newest rating's result, if any.

    ``deadlines`` of the case: while that of a redo runs it is handled again, whatever happens
    inside the unit.
    """
    if PHASES[state] is HANDLING and any(_redone(one) for one in deadlines):
        return AGAIN
    if state in (State.CLOSED, State.ARCHIVED) and rated:
        return CLOSED[rated]
    return PHASES[state]


def _redone(clock):
    return clock.name == REDO.name and clock.met_on is None and clock.void_on is None


def main_clock(deadlines):
    """Return the deadline to show first: a running one, else the newest that was met."""
    known = [one for one in deadlines if one.name in SHOWN_CLOCKS and one.void_on is None]
    running = [one for one in known if one.met_on is None]
    if running:
        return min(running, key=lambda one: SHOWN_CLOCKS.index(one.name))
    answered = [one for one in known if one.name in ("redo", "reply_max", "reply")]
    return max(answered or known, key=lambda one: one.pk, default=None)
