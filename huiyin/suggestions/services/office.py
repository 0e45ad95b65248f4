"""What the organ that serves deputies does before it assigns, and when it coordinates."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Seat
from huiyin.congresses.queries import SERVING
from huiyin.contributions.models import Contribution
from huiyin.law.terms import unrated_after
from huiyin.ledger.acts import recorded
from huiyin.procedure.models import Docket
from huiyin.procedure.services import advance, next_number
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.models import Coordination, Suggestion
from huiyin.suggestions.procedure import FEEDBACK
from huiyin.suggestions.rules import nobody_rates
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.services.rating import not_suspended, track
from huiyin.suggestions.services.showing import put_in_index


@recorded()
def improve(suggestion, *, reason, by, at):
    """Send the text back to the deputy, saying what to improve.

    Raises ``Incomplete`` for a deputy without an account: nobody could ever change it.
    """
    move = advance(suggestion, "improve", by=by, at=at, reason=reason)
    if suggestion.lead.person.user_id is None:
        raise Incomplete(
            _("领衔代表没有账号，不能退回修改；请不予受理这一件，再登记代表改正后的书面建议")
        )
    return move


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


@recorded()
def classify(suggestion, *, subject, by, at):
    """Say what it is about, for lists and figures (审查分类). Raises ``Incomplete`` if it is."""
    move = advance(suggestion, "classify", by=by, at=at, subject=Suggestion.Subject(subject).value)
    if suggestion.subject == subject:
        raise Incomplete(_("这件建议已经归入这一类"))
    suggestion.subject = subject
    suggestion.save(update_fields=["subject"])
    return move


@recorded()
def convene(suggestion, *, mode, held_on, people, content, by, at):
    """Bring both sides together, or experts in, over a reply that still dissatisfies.

    ``mode``  of ``Coordination``. The same meeting entered twice by one person is one. Raises
    ``Incomplete`` for a day that has not come.
    """
    met = {"mode": mode, "held_on": held_on, "people": people, "content": content, "by": by}
    if same := suggestion.coordinations.filter(**met).first():
        return same
    advance(suggestion, "convene", by=by, at=at, mode=Coordination.Mode(mode).value)
    if held_on > localdate(at):
        raise Incomplete(_("协调日期不能晚于今天"))
    return suggestion.coordinations.create(at=at, **met)


@recorded()
def reorder(suggestion, *, by, at):
    """After coordination, have the item handled once more."""
    return advance(suggestion, "reorder", by=by, at=at)


@recorded()
def settle(suggestion, *, reason, by, at):
    """After coordination, close the item; the reason is for those who take part in it.

    What the replies promised is followed all the same.
    """
    move = advance(suggestion, "settle", by=by, at=at, reason=reason)
    track(suggestion, at=at)
    return move


@recorded()
def close_unrated(suggestion, *, reason, by, at):
    """Close what nobody rates; it counts as not rated. Practice.

    Raises ``Incomplete`` while its deputy may still rate: in the period of the rules or, where
    they set none, ``law.terms.unrated_after`` the reply; and while they are suspended.
    """
    move = advance(suggestion, "close_unrated", by=by, at=at, reason=reason)
    not_suspended(suggestion)
    day = _rated_until(suggestion)
    if not nobody_rates(suggestion) and localdate(at) <= day:
        raise Incomplete(_("代表在 %(day)s 以前还可以评价") % {"day": day.isoformat()})
    track(suggestion, at=at)
    return move


def _rated_until(suggestion):
    reply = suggestion.replies.exclude(issued_at=None).latest("round")
    issued = localdate(reply.issued_at)
    feedback = suggestion.docket.deadlines.filter(name=FEEDBACK.name, started_on=issued).last()
    return feedback.due_on if feedback else unrated_after(issued)


@recorded()
def urge(suggestion, *, by, at):
    """Ask the unit to go on with it. Raises ``Incomplete`` if it was urged today already."""
    move = advance(suggestion, "urge", by=by, at=at, office=_office(suggestion, by))
    # Asked once the case is locked: of two who urge at once, one is the second.
    before = suggestion.docket.moves.filter(verb="urge", pk__lt=move.pk).last()
    if before and localdate(before.at) == localdate(at):
        raise Incomplete(_("今天已经催办过了"))
    _pass_on(urge, suggestion, by=by, at=at)


def _pass_on(act, whole, **facts):
    """Take the same act in each open part of ``whole``: its units hear of nothing else.

    A part where it is not open, or was done already, is left out; raises ``Incomplete`` if that
    leaves nobody.
    """
    parts = list(Suggestion.objects.shown().filter(part_of=whole).order_by("pk"))
    if parts and not sum(_taken(act, part, facts) for part in parts):
        raise Incomplete(_("各个部分现在都没有可以通知的承办单位"))


def _taken(act, part, facts):
    try:
        with transaction.atomic():  # what is not open in this part leaves nothing behind
            act(part, **facts)
    except (NotLawful, Incomplete):
        return False
    return True


def _office(suggestion, user):
    """Name of the office in which ``user`` urges: the assigner, or the one that handed it on."""
    seats = Seat.objects.filter(user=user, congress=suggestion.congress_id).select_related("organ")
    serving = [seat.organ.name for seat in seats if seat.organ.kind in SERVING]
    return (serving or [seat.organ.name for seat in seats] or [user.label])[0]


@recorded()
def supervise(suggestion, *, committee, by, at):
    """Make it a key suggestion, as the chairs' meeting decided; ``committee`` supervises it."""
    move = advance(suggestion, "supervise", by=by, at=at, committee=committee.name)
    if committee.congress_id != suggestion.congress_id:
        raise Incomplete(_("只能由本级人大的机构督办"))
    if suggestion.key_committee_id == committee.pk:
        raise Incomplete(_("这件建议已经由这个机构督办"))
    suggestion.key_on, suggestion.key_committee = localdate(at), committee
    suggestion.save(update_fields=["key_on", "key_committee"])
    _pass_on(supervise, suggestion, committee=committee, by=by, at=at)
    return move


@recorded()
def lead_in_person(suggestion, *, leader, by, at):
    """Note which leader of the handling side took it on in person: office and name."""
    move = advance(suggestion, "lead_in_person", by=by, at=at, leader=leader)
    if suggestion.leader == leader:
        raise Incomplete(_("这件建议已经由这位领导领办"))
    suggestion.leader = leader
    suggestion.save(update_fields=["leader"])
    _pass_on(lead_in_person, suggestion, leader=leader, by=by, at=at)
    return move


@recorded()
def archive(suggestion, *, by, at):
    """Put a finished case away. Raises ``Incomplete`` while a part of it is open."""
    move = advance(suggestion, "archive", by=by, at=at)
    if suggestion.parts.filter(docket__closed_at=None).exists():
        raise Incomplete(_("还有没有办结的部分，不能归档"))
    return move


@recorded()
def carry_over(suggestion, *, at):
    """Say that it goes on into the next term; whoever raised it is still the one answered."""
    advance(suggestion, "carry_over", by=None, at=at)
    suggestion.carried_on = localdate(at)
    suggestion.save(update_fields=["carried_on"])
    return suggestion
