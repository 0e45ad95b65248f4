"""Who handled matters like this one before, and which those were. A person decides."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from huiyin.search.queries import similar
from huiyin.suggestions.models import Assignment, Suggestion
from huiyin.suggestions.procedure import State

#: Items that are compared in one page, and earlier matters shown of each.
COMPARED, SHOWN = 20, 3


@dataclass
class Proposal:
    """``units`` are ``(organ, why)``, the likeliest first; ``alike`` earlier ``Earlier`` ones."""

    units: list = field(default_factory=list)
    alike: list = field(default_factory=list)


@dataclass(frozen=True)
class Earlier:
    """A matter like the one at hand: the suggestion, its state in words, who led its handling."""

    it: Suggestion
    state: object
    unit: object


def proposals(suggestions, units):
    """Return ``{suggestion id: Proposal}``; only the first ``COMPARED`` are compared.

    ``units``  the organs it may be assigned to
    """
    found = {row.pk: Proposal() for row in suggestions}
    hits = {row.pk: _hits(row) for row in suggestions[:COMPARED]}
    earlier = _earlier({hit.ref for each in hits.values() for hit in each})
    allowed = {unit.pk for unit in units}
    for row in suggestions:
        proposal = found[row.pk]
        for unit in units:
            if _wished(unit, row.proposed_unit.strip()):
                proposal.units.append((unit, _("代表希望由其办理")))
        for hit in hits.get(row.pk, ()):
            if known := earlier.get(hit.ref):
                proposal.alike.append(known)
                _propose(proposal, known, allowed)
    return found


def _hits(row):
    own = row.words.uid if row.words_id else None
    return similar(row.text, kinds=["suggestion"], public=None, limit=SHOWN, exclude_ref=own)


def _earlier(refs):
    rows = Suggestion.objects.filter(words__uid__in=refs).select_related("docket", "words")
    rows = list(rows)
    leads = Assignment.objects.filter(suggestion__in=rows, role=Assignment.Role.LEAD)
    units = {each.suggestion_id: each.organ for each in leads.select_related("organ")}
    return {
        row.words.uid: Earlier(row, State(row.docket.state).label, units.get(row.pk))
        for row in rows
    }


def _wished(unit, wish):
    return bool(wish) and (unit.name in wish or wish in unit.name)


def _propose(proposal, known, allowed):
    named = {unit.pk for unit, _why in proposal.units}
    if known.unit and known.unit.pk in allowed and known.unit.pk not in named:
        why = _("上次同类《%(title)s》由其主办") % {"title": known.it.docket.title}
        proposal.units.append((known.unit, why))
