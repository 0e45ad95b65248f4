"""A case's main clock with the words its public page needs."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from huiyin.congresses.queries import profile_keys
from huiyin.law.errors import LawError
from huiyin.law.profiles import profile_for, resolve
from huiyin.procedure import registry
from huiyin.procedure.models import Deadline


@dataclass(frozen=True)
class Shown:
    """One deadline large; ``longest_on`` is the last day that hard cases are allowed."""

    deadline: Deadline
    title: str
    started: str
    due: str
    longest_on: date | None = None
    longest: str = ""
    rule_url: str = ""


#: What starts each clock, in the words of the bar's first mark.
def _start_words(name):
    return {
        "first_response": _("收到留言"),
        "accept": pgettext("done", "提交"),
        "assign": pgettext("done", "提交"),
        "reply": pgettext("done", "交办"),
        "reply_max": pgettext("done", "交办"),
        "feedback": _("答复"),
        "redo": _("重新交办"),
    }.get(name, _("起算"))


def shown(docket, deadline):
    """Return how ``deadline`` of ``docket`` is shown, or None without one."""
    if deadline is None:
        return None
    label = registry.of(docket.kind).procedure.clocks[deadline.name].label
    words = {
        "deadline": deadline,
        "title": _("距“%(clock)s”期限") % {"clock": label},
        "started": _start_words(deadline.name),
        "due": str(label),
        "rule_url": rule_url(docket, deadline),
    }
    if deadline.name in ("reply", "reply_max"):
        words |= _reply_words(docket, deadline)
    return Shown(**words)


def _reply_words(docket, deadline):
    """Law: 代表法 (2025) art. 51 ¶2: three months, six for wide and difficult matters."""
    keys, start, language = profile_keys(docket.congress), deadline.started_on, get_language()
    term, outermost = resolve(keys, "reply", start), resolve(keys, "reply_max", start)
    words = {}
    if deadline.name == "reply":
        words["due"] = _("%(time)s：应当答复") % {"time": term.words(language)}
    if outermost and (last := outermost.due(start).due_on) > deadline.due_on:
        words["longest_on"] = last
        words["longest"] = _("%(time)s：仅限涉及面广、处理难度大的") % {
            "time": outermost.words(language)
        }
    return words


def others(docket, deadlines, main):
    """The other clocks of a case that were not voided, in the order they were started."""
    known = registry.of(docket.kind).procedure.clocks
    rows = [one for one in deadlines if one is not main and one.void_on is None]
    for one in rows:
        one.label = known[one.name].label
        one.rule_url = rule_url(docket, one)
    return rows


def rule_url(docket, deadline):
    """Where the period of ``deadline`` stands in the rules it was started under; "" if nowhere."""
    term = registry.of(docket.kind).procedure.clocks[deadline.name].term
    try:
        version = profile_for(deadline.profile, deadline.started_on)
    except LawError:
        return ""
    page = reverse("portal:profile", args=[deadline.profile])
    day = deadline.started_on.isoformat()
    return f"{page}?{urlencode({'on': day})}#v{version.since:%Y%m%d}-{term}"
