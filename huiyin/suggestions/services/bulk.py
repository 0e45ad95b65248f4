"""One act on many suggestions: each takes its own step through the one door, or says why not.

All of it is one act on the record, and every item has a savepoint of its own: what is refused
leaves nothing behind, what is taken stands, and if the machine fails nothing was done at all.
"""

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huiyin.congresses.queries import serves_deputies
from huiyin.law.errors import LawError
from huiyin.ledger.acts import recorded
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import SUGGESTION, State
from huiyin.suggestions.rules import works_on
from huiyin.suggestions.services import assigning, office
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.services.together import hold, with_group

#: Items of one act: more would keep others waiting for the locks.
MOST = 100


@dataclass(frozen=True)
class Outcome:
    """What happened to one item. ``reason`` says in words why nothing did, "" if it was done."""

    code: str
    number: str
    title: str
    reason: str = ""

    @property
    def done(self):
        return not self.reason

    def as_json(self):
        return asdict(self)


def accept(suggestion, *, by, at, public):
    """Give it its number; the deputy's wish is the most that becomes public."""
    office.accept(suggestion, public=public, by=by, at=at)


def classify(suggestion, *, by, at, subject):
    office.classify(suggestion, subject=subject, by=by, at=at)


def assign(suggestion, *, by, at, unit, part, co=()):
    """Hand it to ``unit``; ``co``: ``(unit, part)`` pairs of those that give it their opinion. A
    lead unit among them gives none to itself."""
    others = [(each, what) for each, what in co if each != unit]
    assigning.assign(suggestion, lead=unit, lead_part=part, co=others, by=by, at=at)


def urge(suggestion, *, by, at):
    office.urge(suggestion, by=by, at=at)


#: name of the act → (the step of the procedure, what takes it)
ACTS = {
    "accept": ("accept", accept),
    "classify": ("classify", classify),
    "assign": ("assign", assign),
    "urge": ("urge", urge),
}
#: Acts that a merged suggestion takes with its whole group.
TOGETHER = ("assign",)


def chosen(codes, user):
    """Return the suggestions with these codes that are ``user``'s business, in a fixed order.

    The order is the same for everybody, so that two clerks never wait for each other in a ring.
    """
    rows = Suggestion.objects.shown().select_related("words").filter(docket__code__in=codes)
    rows = list(rows.order_by("docket"))
    if rows and serves_deputies(user, rows[0].congress):
        return [row for row in rows if row.declared_at or works_on(user, row)]
    return [row for row in rows if works_on(user, row)]


@recorded()
def each(codes, act, *, by, at, facts):
    """Take the step ``act`` in every suggestion of ``codes`` and return an ``Outcome`` for each.

    ``act``    a name in ``ACTS``
    ``facts``  code → what the step of that item needs besides who and when; an item without
               facts is left alone, and its outcome says so

    Raises ``ValueError`` for more than ``MOST`` items.
    """
    if len(codes) > MOST:
        raise ValueError(f"{len(codes)} items at once")
    found = chosen(codes, by)
    hold(*found)
    known = {row.docket.code for row in found}
    outcomes, went = [], {}
    for row in found:
        own = facts.get(row.docket.code)
        if row.pk in went and own in (None, went[row.pk]):  # it went with another of its group
            outcomes.append(Outcome(row.docket.code, row.docket.number, row.docket.title))
            continue
        others = [each.pk for each in with_group(row)] if act in TOGETHER else ()
        outcomes.append(_take(row, act, by=by, at=at, facts=own))
        if outcomes[-1].done:
            went.update(dict.fromkeys(others, own))
    strange = [code for code in dict.fromkeys(codes) if code not in known]
    return outcomes + [Outcome(code, code, "", _("找不到这件，或者不归你办")) for code in strange]


def _take(suggestion, act, *, by, at, facts):
    verb, take = ACTS[act]
    reason = _("没有选定怎样办") if facts is None else ""
    if not reason:
        try:
            with transaction.atomic():
                take(suggestion, by=by, at=at, **facts)
        except (NotLawful, PermissionDenied, Incomplete, LawError) as error:
            reason = why_not(error, verb)
    docket = suggestion.docket
    docket.refresh_from_db(fields=["number"])
    return Outcome(docket.code, docket.number, docket.title, reason)


def why_not(error, verb):
    """Say in words why the step ``verb`` was refused."""
    if isinstance(error, NotLawful):
        label = next(step.label for step in SUGGESTION.steps if step.verb == verb)
        state = State(error.state).label
        return _("现在是“%(state)s”，不能%(act)s") % {"state": state, "act": label}
    if isinstance(error, PermissionDenied):
        return _("你没有办这一步的职责")
    if isinstance(error, LawError):
        return error.words(get_language() or "zh")
    return str(error)
