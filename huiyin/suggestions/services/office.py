"""What the organ that serves deputies does: accept, decline, assign, settle."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.contributions.models import Contribution
from huiyin.ledger.acts import recorded
from huiyin.procedure.models import Docket
from huiyin.procedure.services import TRACE, advance, next_number
from huiyin.search.services import index
from huiyin.suggestions.models import Assignment, Suggestion
from huiyin.suggestions.procedure import CO_OPINION
from huiyin.suggestions.services.drafting import Incomplete

Role = Assignment.Role


@recorded()
def improve(suggestion, *, reason, by, at):
    """Send the text back to the deputy, saying what to improve."""
    return advance(suggestion, "improve", by=by, at=at, reason=reason)


@recorded()
def decline(suggestion, *, reason, by, at):
    """Refuse the item on a listed ground of the rule profile, told to the deputy.

    ``reason``  a ``Choice`` of the profile in force, see ``queries.listing``
    """
    return advance(suggestion, "decline", by=by, at=at, reason=reason.label.zh, ground=reason.key)


@recorded()
def accept(suggestion, *, public, by, at):
    """Give the item its number, once and for good, and decide whether the public sees it.

    ``public``  the office's review agrees to openness; the deputy's wish is never exceeded: of
                one who wishes for the title only, neither the text nor the reply is shown
    """
    number = _number(suggestion, localdate(at))
    public = public and suggestion.openness != Suggestion.Openness.NONE
    Docket.objects.filter(pk=suggestion.docket_id).update(number=number, public=public)
    move = advance(suggestion, "accept", by=by, at=at)
    if public and suggestion.openness == Suggestion.Openness.FULL:
        Contribution.objects.filter(pk=suggestion.words_id).update(
            visibility=Contribution.Visibility.PUBLIC
        )
    put_in_index(suggestion, known=False)
    return move


def _number(suggestion, day):
    """``18-5-0137`` in a session, ``18-I2026-0137`` between sessions."""
    part = suggestion.session.number if suggestion.session else f"I{day.year}"
    series = f"{suggestion.term.number}-{part}"
    return f"{series}-{next_number(suggestion.congress, f'suggestion:{series}'):04d}"


def put_in_index(suggestion, *, known=True):
    """Let it be found. ``known=False`` for words that cannot have been indexed before.

    Where only the title is public, nobody finds by words that nobody may read.
    """
    number = suggestion.docket.number
    closed = suggestion.docket.public and suggestion.openness != Suggestion.Openness.FULL
    index(
        suggestion.congress,
        kind="suggestion",
        ref=suggestion.words.uid,
        title=suggestion.docket.title,
        body=number if closed else f"{number}\n{suggestion.words.body}",
        href=TRACE.format(code=suggestion.docket.code),
        public=suggestion.docket.public,
        at=suggestion.docket.opened_at,
        known=known,
    )


@recorded()
def assign(suggestion, *, lead, lead_part, co=(), by, at):
    """Hand the item to the unit that must answer it; this day starts its clock (交办之日).

    ``lead``  the handling unit that replies, ``lead_part`` what of it is theirs
    ``co``    ``(unit, part)`` pairs of units that give the lead unit their opinion

    Raises ``Incomplete`` if a unit stands twice or belongs to another congress.
    Law: 代表法 (2025) art. 51.
    """
    units = [(lead, lead_part, Role.LEAD), *((unit, part, Role.CO) for unit, part in co)]
    if len({unit.pk for unit, _part, _role in units}) != len(units):
        raise Incomplete(_("同一单位不能既主办又会办"))
    if any(unit.congress_id != suggestion.congress_id for unit, _part, _role in units):
        raise Incomplete(_("只能交给本级的承办单位"))
    # The row lock of the docket comes first, so that two clerks cannot both write their parts.
    Docket.objects.select_for_update(of=("self",)).get(pk=suggestion.docket_id)
    if not suggestion.assignments.exists():
        for unit, part, role in units:
            suggestion.assignments.create(organ=unit, role=role, part=part, assigned_at=at)
    move = advance(
        suggestion,
        "assign",
        by=by,
        at=at,
        unit=lead.name,
        co=[unit.name for unit, _part in co],
    )
    if not co and suggestion.docket.deadlines.running().filter(name=CO_OPINION.name).exists():
        advance(suggestion, "co_complete", by=None, at=at)  # nobody owes an opinion
    return move


@recorded()
def reorder(suggestion, *, by, at):
    """After coordination, have the item handled once more."""
    return advance(suggestion, "reorder", by=by, at=at)


@recorded()
def settle(suggestion, *, reason, by, at):
    """After coordination, close the item; the reason is public with it."""
    return advance(suggestion, "settle", by=by, at=at, reason=reason)
