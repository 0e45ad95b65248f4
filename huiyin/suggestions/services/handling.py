"""What the handling units do, from signing for the item to the issued reply."""

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import say
from huiyin.law.terms import last_promise
from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance
from huiyin.suggestions.models import Assignment, Commitment, Contact, Reply, Suggestion
from huiyin.suggestions.queries import still_needed
from huiyin.suggestions.rules import lead_organ
from huiyin.suggestions.services.drafting import Incomplete

Visibility = Contribution.Visibility


def unit_of(suggestion):
    """Name of the lead unit, "" before the item is assigned (then no step of a unit is open)."""
    organ = lead_organ(suggestion)
    return organ.name if organ else ""


@recorded()
def sign_for(suggestion, *, by, at):
    return advance(suggestion, "sign_for", by=by, at=at, unit=unit_of(suggestion))


@recorded()
def start(suggestion, *, by, at):
    return advance(suggestion, "start", by=by, at=at, unit=unit_of(suggestion))


@recorded()
def log_contact(suggestion, *, mode, note, held_on, by, at):
    """Record that the unit talked with the deputy. Law: 代表法 (2025) art. 51.

    The same talk entered twice by one person is one talk. Raises ``Incomplete`` for a day that
    has not come yet, or that lies before the item, or its redo, was the unit's.
    """
    talk = {"mode": mode, "note": note, "held_on": held_on, "by": by}
    if same := suggestion.contacts.filter(**talk).first():
        return same
    advance(
        suggestion,
        "contact",
        by=by,
        at=at,
        unit=unit_of(suggestion),
        mode=Contact.Mode(mode).value,
    )
    if held_on > localdate(at):
        raise Incomplete(_("沟通日期不能晚于今天"))
    if held_on < _given_on(suggestion):
        raise Incomplete(_("沟通日期不能早于交办或者责成重新办理的那一天"))
    return suggestion.contacts.create(organ=lead_organ(suggestion), at=at, **talk)


def _given_on(suggestion):
    """The day on which the unit got the item, or got it again."""
    given = suggestion.docket.moves.filter(verb__in=("assign", "dissatisfied", "reorder"))
    return localdate(given.latest("pk").at)


@recorded()
def give_co_opinion(suggestion, *, body, by, at):
    """A co-handling unit tells the lead unit its view; the deputy is never answered by it."""
    owing = suggestion.assignments.select_related("organ").filter(
        role=Assignment.Role.CO, opinion=None, organ__seats__user=by
    )
    assignment = owing.first()
    unit = assignment.organ.name if assignment else ""
    advance(suggestion, "co_opinion", by=by, at=at, unit=unit)
    assignment.opinion = say(
        congress=suggestion.congress,
        author=by,
        byline=unit,
        kind="suggestion.co_opinion",
        body=body,
        at=at,
        visibility=Visibility.PARTIES,
    )
    assignment.save(update_fields=["opinion"])
    if not suggestion.assignments.filter(role=Assignment.Role.CO, opinion=None).exists():
        advance(suggestion, "co_complete", by=None, at=at)
    return assignment


@recorded()
def draft_reply(suggestion, *, commitments=(), by, at, **fields):
    """Write the reply of this round and send it to review; written again it is replaced.

    ``fields``       of ``Reply``: class, canonical value, body, openness, contact
    ``commitments``  ``(text, due day)`` pairs; a reply of class 承诺 needs at least one

    Raises ``Incomplete`` as the profile's class asks.
    """
    advance(suggestion, "draft_reply", by=by, at=at)
    if fields["canonical"] == "committed" and not commitments:
        raise Incomplete(_("答复类别为“计划解决”时，请至少写一项有期限的承诺"))
    today = localdate(at)
    if any(due <= today for _text, due in commitments):
        raise Incomplete(_("承诺期限应当晚于今天"))
    if any(due > last_promise(today) for _text, due in commitments):
        raise Incomplete(_("承诺期限最长五年，请写五年之内的日期"))
    reply, _made = Reply.objects.update_or_create(
        suggestion=suggestion,
        round=_round(suggestion),
        defaults={"organ": lead_organ(suggestion), "drafted_by": by, **fields},
    )
    reply.commitments.all().delete()
    Commitment.objects.bulk_create(
        Commitment(reply=reply, text=text, due_on=due) for text, due in commitments
    )
    return reply


def _round(suggestion):
    """The round now being answered: one more than the replies already issued."""
    issued = suggestion.replies.exclude(issued_at=None)
    return (issued.aggregate(last=Max("round"))["last"] or 0) + 1


def pending_reply(suggestion):
    """The reply in review, or None."""
    return suggestion.replies.select_related("organ").filter(issued_at=None).first()


@recorded()
def send_back(suggestion, *, reason, by, at):
    """The reviewer returns the draft to its author, saying why."""
    return advance(suggestion, "send_back", by=by, at=at, reason=reason)


@recorded()
def issue(suggestion, *, secrecy_reviewed, by, at, without_contact="", without_opinion=""):
    """The head of the unit signs the reply; it goes to the deputy and into the ledger.

    ``secrecy_reviewed``  who checked it for secrets and personal data before it may be open
    ``without_contact``   why nobody talked with the deputy first, if nobody did
    ``without_opinion``   why it goes out while a co-handling unit still owes its opinion

    Raises ``Incomplete``. Law: 代表法 (2025) art. 51; 保密法 (2024) art. 35.
    """
    reply = pending_reply(suggestion)
    unit = reply.organ.name if reply else ""
    reasons = {"without_contact": without_contact, "without_opinion": without_opinion}
    given = {name: reason for name, reason in reasons.items() if reason.strip()}
    needed = still_needed(suggestion)
    advance(suggestion, "issue", by=by, at=at, unit=unit, **given)
    _ready_to_issue(needed, secrecy_reviewed, without_contact, without_opinion)
    reply.words = say(
        congress=suggestion.congress,
        author=by,
        byline=unit,
        kind="suggestion.reply",
        body=reply.body,
        at=at,
        visibility=Visibility.PUBLIC if _open(suggestion, reply) else Visibility.PARTIES,
    )
    reply.secrecy_reviewed = secrecy_reviewed
    reply.issued_by, reply.issued_at = by, at
    reply.save()
    return reply


def _open(suggestion, reply):
    """Whether anybody may read the reply: as it says itself, and never more than the text."""
    full = suggestion.docket.public and suggestion.openness == Suggestion.Openness.FULL
    return full and reply.openness == Reply.Openness.OPEN


def _ready_to_issue(needed, secrecy_reviewed, without_contact, without_opinion):
    if not secrecy_reviewed.strip():
        raise Incomplete(_("请写明由谁完成保密审查和个人信息审查"))
    if not (needed["talked"] or without_contact.strip()):
        raise Incomplete(_("还没有与代表沟通的记录；请先沟通，或者写明未沟通的原因"))
    if needed["owed"] and not without_opinion.strip():
        raise Incomplete(_("会办意见还没有收齐；请先催办，或者写明不再等待的原因"))
