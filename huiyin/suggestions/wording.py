"""How facts that moves keep as codes are said when they are read."""

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huiyin.law.vocabulary import DECLINE_REASONS
from huiyin.notices.registry import by_code
from huiyin.suggestions.models import (
    Commitment,
    Contact,
    Coordination,
    Extension,
    PublicText,
    Rating,
    Suggestion,
)


def _which(facts):
    """Which promise it is: by its number, or in words for whoever may read the reply."""
    what = facts["what"]
    return _("第 %(number)s 项") % {"number": what} if isinstance(what, int) else what


def _promise(facts):
    """The promise, and what became of it; older facts keep both in one."""
    if not facts.get("outcome"):
        return _which(facts)
    return _("%(promise)s（%(outcome)s）") % {
        "promise": _which(facts),
        "outcome": Commitment.Outcome(facts["outcome"]).label,
    }


def _ground(facts):
    """The listed ground in the words of the law; of an unknown one, what was kept."""
    label = DECLINE_REASONS.get(facts.get("ground"))
    return label.words(get_language()) if label else facts["reason"]


def _until(facts):
    """A day kept as 2026-04-01, in the reader's language."""
    day = parse_date(facts["until"])
    return date_format(day, _("Y 年 n 月 j 日")) if day else facts["until"]


_RATED = {name: by_code(name, Rating.Value.choices) for name in ("attitude", "result")}
_GROUND = {"ground": by_code("ground", Extension.Ground.choices)}
#: verb → placeholder → how it is said
LABELS = {
    "decline": {"reason": _ground},
    "contact": {"mode": by_code("mode", Contact.Mode.choices)},
    "satisfied": _RATED,
    "dissatisfied": _RATED,
    "dispute": _RATED,
    "progress": {"what": _which},
    "report": {"what": _promise},
    "recheck": {"what": _which},
    "reopen_promise": {"what": _which},
    "unmerge": {"why": by_code("why", Suggestion.Apart.choices)},
    "classify": {"subject": by_code("subject", Suggestion.Subject.choices)},
    "ask_extension": _GROUND,
    "grant_extension": {"until": _until, **_GROUND},
    "open_consultation": {"until": _until},
    "convene": {"mode": by_code("mode", Coordination.Mode.choices)},
    "judge": {"what": _which, "value": by_code("value", Rating.Value.choices)},
    "publish": {"openness": by_code("openness", PublicText.Openness.choices)},
}
