"""What the handling units do, from signing for the item to the issued reply."""

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import say
from huiyin.law.terms import last_promise
from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance
from huiyin.suggestions.models import Commitment, Contact, Cosign, Reply, Served, Suggestion
from huiyin.suggestions.procedure import CO_OPINION_REDO
from huiyin.suggestions.queries import to_sign
from huiyin.suggestions.rules import binding, lead_organ, owing, unserved
from huiyin.suggestions.services.assigning import began_before
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.services.together import together

Visibility = Contribution.Visibility


def unit_of(suggestion):
    """Name of the lead unit, "" before the item is assigned (then no step of a unit is open)."""
    organ = lead_organ(suggestion)
    return organ.name if organ else ""


@recorded()
@together
def sign_for(suggestion, *, by, at):
    unit, without = unit_of(suggestion), began_before(suggestion)
    return advance(suggestion, "sign_for", by=by, at=at, without=without, unit=unit)


@recorded()
@together
def start(suggestion, *, by, at):
    return advance(suggestion, "start", by=by, at=at, unit=unit_of(suggestion))


@recorded()
def log_contact(suggestion, *, mode, note, held_on, by, at, **face):
    """Record that the unit talked with the deputy. Law: 代表法 (2025) art. 51.

    ``face``  place, people and the deputy's view, of a reply given face to face

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
    return suggestion.contacts.create(organ=lead_organ(suggestion), at=at, **talk, **face)


def _given_on(suggestion):
    """The day on which the unit got the item, or got it again."""
    given = suggestion.docket.moves.filter(verb__in=("assign", "part", "dissatisfied", "reorder"))
    return localdate(given.latest("pk").at)


@recorded()
@together
def give_co_opinion(suggestion, *, body, by, at):
    """A co-handling unit tells the lead unit its view; the deputy is never answered by it.

    Raises ``Incomplete`` for an empty one.
    """
    owed = list(owing(suggestion).select_related("organ"))
    mine = owing(suggestion).filter(organ__seats__user=by).select_related("organ").first()
    unit = mine.organ.name if mine else ""
    verb = "last_co_opinion" if mine and len(owed) == 1 else "co_opinion"
    others = {each.organ.name for each in owed} - {unit}
    waits = (CO_OPINION_REDO.name,) if others & _rejected(suggestion) else ()
    advance(suggestion, verb, by=by, at=at, without=waits, unit=unit)
    if not body.strip():
        raise Incomplete(_("请写明会办意见"))
    mine.opinion = say(
        congress=suggestion.congress,
        author=by,
        byline=unit,
        kind="suggestion.co_opinion",
        body=body,
        at=at,
        visibility=Visibility.PARTIES,
    )
    mine.save(update_fields=["opinion"])
    return mine


def _rejected(suggestion):
    """Names of the units that were asked for another opinion."""
    moves = suggestion.docket.moves.filter(verb="reject_opinion")
    return set(moves.values_list("facts__unit", flat=True))


@recorded()
@together
def reject_opinion(suggestion, *, organ, reason, by, at):
    """The lead unit asks for another opinion than one without content; the first is kept.

    Raises ``Incomplete`` if that unit has given none. Law: 重庆市代表建议办理 art. 20.
    """
    given = suggestion.assignments.current().filter(organ=organ, opinion__isnull=False).first()
    advance(suggestion, "reject_opinion", by=by, at=at, unit=organ.name, reason=reason)
    if given is None:
        raise Incomplete(_("这个单位还没有提交会办意见"))
    given.opinion = None
    given.save(update_fields=["opinion"])
    return given


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
    """The reviewer returns the draft to its author, saying why; that of a redo to the redo."""
    verb = "send_back_redo" if _round(suggestion) > 1 else "send_back"
    return advance(suggestion, verb, by=by, at=at, reason=reason)


@recorded()
def issue(suggestion, *, secrecy_reviewed, by, at, without_contact="", without_opinion=""):
    """The head of the unit signs the reply, drafted by somebody else (两人把关); it goes to the
    deputy and into the ledger.

    ``secrecy_reviewed``  who checked it for secrets and personal data before it may be open
    ``without_contact``   why nobody talked with the deputy first, if nobody did
    ``without_opinion``   why it goes out while a co-handling unit still owes its opinion

    Raises ``Incomplete``. Law: 代表法 (2025) art. 51; 保密法 (2024) art. 35.
    """
    reply = to_sign(suggestion)
    unit = reply.organ.name if reply else ""
    reasons = {"without_contact": without_contact, "without_opinion": without_opinion}
    given = {name: reason for name, reason in reasons.items() if reason.strip()}
    advance(suggestion, "issue", by=by, at=at, unit=unit, **given)
    _ready_to_issue(reply, by, secrecy_reviewed, without_contact, without_opinion)
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
    if reply.asked_more:  # nobody decides any more: the reply is out
        suggestion.extensions.filter(granted=None).update(granted=False, decided_at=at)
    _serve(suggestion, reply, at)
    return reply


def _serve(suggestion, reply, at):
    """Note that each joint deputy is given the reply, unless it is the lead deputy who relays it.

    Where the rules allow either, each is answered: nobody then depends on the lead's consent.
    """
    if binding(suggestion, "joint_reply") != "lead_relays":
        signed = suggestion.cosigns.filter(answer=Cosign.Answer.CONFIRMED)
        mandates = signed.values_list("mandate", flat=True)
        Served.objects.bulk_create(Served(reply=reply, mandate_id=pk, at=at) for pk in mandates)


@recorded()
def relay(suggestion, *, by, at):
    """The lead deputy passes the newest reply on to the joint deputies."""
    advance(suggestion, "relay", by=by, at=at)
    reply = suggestion.replies.exclude(issued_at=None).order_by("-round").first()
    waiting = list(unserved(suggestion))
    Served.objects.bulk_create(
        Served(reply=reply, mandate_id=each.mandate_id, relayed=True, at=at) for each in waiting
    )
    return waiting


@recorded()
def advise(suggestion, *, view, by, at):
    """A joint deputy tells the lead deputy what they think of the reply, before it is rated."""
    cosign = suggestion.cosigns.filter(mandate__person__user=by).first()
    advance(
        suggestion, "advise", by=by, at=at, who=cosign.mandate.person.name if cosign else by.label
    )
    if cosign.view == view:
        raise Incomplete(_("这条意见已经告知领衔代表"))
    cosign.view = view
    cosign.save(update_fields=["view"])
    return cosign


def _open(suggestion, reply):
    """Whether anybody may read the reply: as it says itself, and never more than the text; not
    before the office reviewed it where it left something out of the text or an earlier reply."""
    full = suggestion.docket.public and suggestion.openness == Suggestion.Openness.FULL
    opened = full and reply.openness == Reply.Openness.OPEN
    return opened and not reply.held_back


def _ready_to_issue(reply, signer, secrecy_reviewed, without_contact, without_opinion):
    if reply.drafted_by_id == signer.pk:
        raise Incomplete(
            _(
                "起草人不能签发自己起草的答复：请本单位另一位负责人签发；没有另一位负责人的，"
                "退回后由本单位另一位承办人起草"
            )
        )
    if not secrecy_reviewed.strip():
        raise Incomplete(_("请写明由谁完成保密审查和个人信息审查"))
    if not (reply.talked or without_contact.strip()):
        raise Incomplete(_("还没有与代表沟通的记录；请先沟通，或者写明未沟通的原因"))
    if reply.owed and not without_opinion.strip():
        raise Incomplete(_("会办意见还没有收齐；请先催办，或者写明不再等待的原因"))
