"""From the first line to the submitted text."""

import hashlib
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.queries import session_on
from huiyin.contributions.models import Contribution
from huiyin.contributions.services import say
from huiyin.deputies.models import Mandate
from huiyin.ledger.acts import record, recorded
from huiyin.ledger.leaves import canonical
from huiyin.notices.services import publish
from huiyin.procedure import registry
from huiyin.procedure.models import Docket, Party
from huiyin.procedure.services import advance, concern, open_docket
from huiyin.procedure.table import Incomplete
from huiyin.suggestions import rules
from huiyin.suggestions.models import Cosign, Suggestion
from huiyin.suggestions.procedure import EARLY
from huiyin.suggestions.record import photographs_facts
from huiyin.suggestions.rules import OPEN_ANSWERS, binding, open_invitations
from huiyin.suggestions.services.consulting import give_up
from huiyin.suggestions.services.showing import take_down

Answer = Cosign.Answer
#: What a co-signer is told when what they confirmed was changed.
UNCONFIRMED = "cosign.unconfirmed"
#: What they are told when it is handed in without them, because they are out of office.
UNCOUNTED = "cosign.uncounted"


def digest(suggestion):
    """Return the SHA-256 of what co-signers confirm: the text, its kind, how far it is to be
    public, and its photographs with what is said of them."""
    photos = suggestion.photos.values_list("sha256", "caption")
    signed = {
        "title": suggestion.docket.title,
        "problem": suggestion.problem,
        "advice": suggestion.advice,
        "kind": suggestion.kind,
        "openness": suggestion.openness,
        "photos": sorted(map(list, photos)),
    }
    return hashlib.sha256(canonical(signed)).hexdigest()


def unconfirm(suggestion, *, at):
    """Void what co-signers confirmed of anything else than it is now, and tell them. Returns how
    many."""
    given = suggestion.cosigns.filter(answer=Answer.CONFIRMED)
    if not given.exists():
        return 0
    href = registry.of(suggestion.docket.kind).address(suggestion.docket)
    outdated = given.exclude(digest=digest(suggestion))
    return _void(suggestion, outdated, UNCONFIRMED, href=href, at=at)


def _void(suggestion, cosigns, kind, *, href, at):
    """Let ``cosigns`` not count, and tell those who gave them; ``answered_at`` tells who that was
    this time. Returns how many."""
    count = cosigns.update(answer=Answer.VOIDED, answered_at=at)
    if count:
        publish(
            suggestion.docket.congress,
            kind=kind,
            audience=f"unconfirmed:{suggestion.pk}:{at.isoformat()}",
            params={"title": suggestion.docket.title},
            href=href,
            at=at,
        )
    return count


def unconfirmed(suggestion_id, at=None):
    """Ids of the co-signers whose confirmation was voided ``at`` that moment; older notices do
    not say when."""
    rows = Cosign.objects.filter(suggestion=suggestion_id, answer=Answer.VOIDED)
    if at:
        rows = rows.filter(answered_at=datetime.fromisoformat(at))
    return rows.exclude(mandate__person__user=None).values_list("mandate__person__user", flat=True)


def drafted(lead, key):
    """Return what the deputy ``lead`` began with the form ``key``, or None."""
    return Suggestion.objects.shown().filter(lead=lead, key=key).first() if key else None


@recorded()
def draft(*, lead, title, problem, advice, by, at, key=None, verb="draft", **facts):
    """Open a suggestion of the deputy ``lead`` (an active mandate) and return it.

    ``key``    UUID of the form: sent again, it returns the first one, with ``repeated`` set
    ``verb``   "draft", or "note" for an idea that is thought over first
    ``facts``  further fields of ``Suggestion``. Raises ``PermissionDenied`` unless ``by`` may
    write for the lead deputy in an active mandate. Law: 代表法 (2025) arts. 24, 36.
    """
    if key:
        # One form sent twice at once: the second waits here and then finds the first.
        Mandate.objects.select_for_update(of=("self",)).get(pk=lead.pk)
        if first := drafted(lead, key):
            first.repeated = True
            return first
    suggestion = begin(
        lead=lead, title=title, problem=problem, advice=advice, key=key, at=at, **facts
    )
    advance(suggestion, verb, by=by, at=at)
    return suggestion


def begin(*, lead, title, at, **facts):
    """Make the row and the docket of a suggestion; the caller takes its first step."""
    docket = open_docket(congress=lead.congress, kind="suggestion", title=title, at=at)
    suggestion = Suggestion.objects.create(
        congress=lead.congress, docket=docket, lead=lead, term=lead.term, **facts
    )
    if lead.person.user:
        concern(docket, lead.person.user, Party.Role.DEPUTY, at=at)
    return suggestion


@recorded()
def edit(suggestion, *, by, at, title, problem, advice, **facts):
    """Change the text, its kind or how far it is to be public. Every confirmation given on
    something else becomes void, and whoever gave it is told."""
    advance(suggestion, "edit", by=by, at=at)
    Docket.objects.filter(pk=suggestion.docket_id).update(title=title)
    suggestion.docket.title = title
    for field, value in {"problem": problem, "advice": advice, **facts}.items():
        setattr(suggestion, field, value)
    suggestion.save()
    unconfirm(suggestion, at=at)
    return suggestion


@recorded()
def invite(suggestion, *, mandate, by, at):
    """Ask another active deputy of the same congress to co-sign.

    Raises ``Incomplete`` for the lead deputy themself or an inactive mandate.
    """
    other = Mandate.objects.active().select_related("person").filter(pk=mandate.pk).first()
    if other is None or other.congress_id != suggestion.congress_id:
        raise Incomplete(_("只能邀请本级人大任期内的代表附议"))
    if other.pk == suggestion.lead_id:
        raise Incomplete(_("领衔代表不必附议自己的建议"))
    cosign, made = Cosign.objects.get_or_create(
        suggestion=suggestion, mandate=other, defaults={"invited_at": at}
    )
    if not made and cosign.answer in (Answer.DECLINED, Answer.RETRACTED):
        cosign.answer, cosign.invited_at = Answer.INVITED, at
        cosign.save(update_fields=["answer", "invited_at"])
    if other.person.user_id:
        concern(suggestion.docket, other.person.user, Party.Role.COSIGNER, at=at)
    advance(suggestion, "invite", by=by, at=at, who=other.person.name)
    return cosign


@recorded()
def uninvite(suggestion, *, cosign, by, at):
    """Stop waiting for a deputy who has not answered; they are no longer concerned by it.

    ``cosign``  the invitation. Raises ``Incomplete`` if it was answered meanwhile.
    """
    advance(suggestion, "uninvite", by=by, at=at, who=cosign.mandate.person.name)
    if not open_invitations(suggestion).filter(pk=cosign.pk).delete()[0]:
        raise Incomplete(_("对方刚刚已经答复，邀请不必收回"))
    _let_go(suggestion, [cosign.mandate.person.user_id])


def _let_go(suggestion, users):
    """Deputies who do not sign are told of nothing more."""
    suggestion.docket.parties.filter(user__in=users, role=Party.Role.COSIGNER).delete()


@recorded()
def answer_invitation(suggestion, *, confirmed, seen, by, at):
    """A co-signer confirms the text they saw, or excuses themself.

    ``seen``  digest of the text on their page; Raises ``Incomplete`` if it has changed since.
    """
    verb = "confirm" if confirmed else "excuse"
    cosign = suggestion.cosigns.filter(mandate__person__user=by).first()
    who = cosign.mandate.person.name if cosign else by.label
    advance(suggestion, verb, by=by, at=at, who=who)
    suggestion.refresh_from_db()
    if confirmed and seen != digest(suggestion):
        raise Incomplete(_("文本刚刚有修改，请读过最新文本再确认"))
    cosign.answer = Answer.CONFIRMED if confirmed else Answer.DECLINED
    cosign.digest = seen if confirmed else ""
    cosign.answered_at, cosign.agreed_at = at, None
    cosign.save(update_fields=["answer", "digest", "answered_at", "agreed_at"])
    if confirmed:
        concern(suggestion.docket, by, Party.Role.COSIGNER, at=at)
    else:
        _let_go(suggestion, [by.pk])
    return cosign


@recorded()
def retract(suggestion, *, by, at):
    """A co-signer takes their signature back before the text is handed in."""
    cosign = suggestion.cosigns.filter(mandate__person__user=by).first()
    who = cosign.mandate.person.name if cosign else by.label
    advance(suggestion, "retract", by=by, at=at, who=who)
    cosign.answer, cosign.digest, cosign.answered_at = Answer.RETRACTED, "", at
    cosign.save(update_fields=["answer", "digest", "answered_at"])
    _let_go(suggestion, [by.pk])
    return cosign


@recorded()
def submit(suggestion, *, declared, by, at):
    """Hand the final text in; it is kept word for word and committed to the ledger.

    ``declared``  the deputy declares to have no personal interest in the matter

    Raises ``Incomplete`` without the declaration, without problem or advice, or while a deputy
    who may sign it has not answered or not confirmed this text. The others are told that it is
    handed in without them. Law: 代表法 (2025) arts. 24, 36, 59.
    """
    before = suggestion.docket.state
    advance(suggestion, "submit", by=by, at=at)
    if not declared:
        raise Incomplete(_("请先作出履职声明：与本人及亲属没有利益关系"))
    asked = suggestion.cosigns.filter(answer__in=(*OPEN_ANSWERS, Answer.CONFIRMED))
    if asked.exists():
        seated = rules.seated(asked, before)
        if seated.exclude(answer=Answer.CONFIRMED, digest=digest(suggestion)).exists():
            raise Incomplete(_("还有代表没有确认最终文本；可以等待确认，或者收回邀请"))
        _go_without(suggestion, asked.exclude(pk__in=seated.values("pk")), at=at)
    return hand_in(suggestion, author=by, at=at)


def _go_without(suggestion, cosigns, *, at):
    """Hand it in without deputies whose mandate was suspended or ended since they were asked;
    who had signed is told, and nobody of them has a part in it any more."""
    users = list(cosigns.values_list("mandate__person__user", flat=True))
    _void(suggestion, cosigns.exclude(answer=Answer.INVITED), UNCOUNTED, href="", at=at)
    _let_go(suggestion, users)


def hand_in(suggestion, *, author, at):
    """Keep the text word for word, in the name of ``author``. Raises ``Incomplete``."""
    if not (suggestion.problem.strip() and suggestion.advice.strip()):
        raise Incomplete(_("请写明情况和问题、具体建议"))
    suggestion.declared_at = at
    suggestion.session = session_on(suggestion.term_id, localdate(at))
    suggestion.words = say(
        congress=suggestion.congress,
        author=author,
        byline=suggestion.lead.person.name,
        kind="suggestion",
        body=suggestion.text,
        at=at,
        visibility=Contribution.Visibility.PARTIES,
    )
    suggestion.save(update_fields=["declared_at", "session", "words"])
    suggestion.cosigns.exclude(agreed_at=None).update(agreed_at=None)
    record_photographs(suggestion, at=at)
    return suggestion


def record_photographs(suggestion, *, at):
    """Put the photographs on the record beside the text they were handed in with."""
    if photos := [(one.sha256, one.caption) for one in suggestion.photos.all()]:
        words = suggestion.words
        record(
            suggestion.congress,
            kind="photographs",
            ref=words.uid,
            at=at,
            content=photographs_facts(words.uid, photos),
            salt=words.salt,
        )


@recorded()
def file_paper(*, lead, title, problem, advice, by, at, key=None, signers=(), **facts):
    """Register a suggestion handed in on signed paper, in the name of its deputies.

    ``lead``     mandate of the lead deputy; ``signers`` those of the joint deputies
    ``by``       the office that holds the signed paper (会议期间为大会秘书处). Practice.

    Raises ``Incomplete`` if one of them is not a deputy in an active mandate here, or for a
    repeated signature; ``PermissionDenied`` unless ``by`` serves deputies.
    """
    if key and (first := drafted(lead, key)):
        first.repeated = True
        return first
    active = Mandate.objects.active().filter(congress=lead.congress)
    wanted = [lead.pk, *(each.pk for each in signers)]
    if len(set(wanted)) != len(wanted):
        raise Incomplete(_("同一位代表只能签一次名"))
    if active.filter(pk__in=wanted).count() != len(wanted):
        raise Incomplete(_("只有本级人大任期内的代表可以提出建议"))
    suggestion = begin(
        lead=lead, title=title, problem=problem, advice=advice, key=key, at=at, **facts
    )
    advance(suggestion, "file_paper", by=by, at=at)
    sign_for_deputies(suggestion, signers, at=at)
    return hand_in(suggestion, author=lead.person.user or by, at=at)


def sign_for_deputies(suggestion, mandates, *, at):
    """Note that deputies signed this on paper, or before it became a suggestion."""
    signed = digest(suggestion) if mandates else ""
    for mandate in mandates:
        Cosign.objects.create(
            suggestion=suggestion,
            mandate=mandate,
            answer=Answer.CONFIRMED,
            digest=signed,
            invited_at=at,
            answered_at=at,
        )
        if mandate.person.user:
            concern(suggestion.docket, mandate.person.user, Party.Role.COSIGNER, at=at)


@recorded()
def run_out(suggestion, *, at):
    """End a draft whose deputy's mandate is over; the messages in it are free for others.

    Raises ``Incomplete`` for one that was handed in and came back: it may be handed in again.
    """
    early = suggestion.docket.state in EARLY
    move = advance(suggestion, "run_out", by=None, at=at)
    if suggestion.declared_at is not None:
        raise Incomplete(_("这件建议在任期内提交过，退回修改以后仍可以再次提交"))
    if early:
        give_up(suggestion, at=at)
    return move


@recorded()
def agree_withdrawal(suggestion, *, by, at):
    """A joint deputy agrees to its being taken back, where all must agree."""
    cosign = suggestion.cosigns.filter(mandate__person__user=by).first()
    who = cosign.mandate.person.name if cosign else by.label
    advance(suggestion, "agree_withdrawal", by=by, at=at, who=who)
    cosign.agreed_at = at
    cosign.save(update_fields=["agreed_at"])
    return cosign


@recorded()
def withdraw(suggestion, *, by, at):
    """Take the suggestion back: until it is assigned, or later where the rules let one.

    Raises ``Incomplete`` where all joint deputies must agree and one who may has not; and for
    one handled in parts, which are taken back one by one. Of what was public only the title
    stays so.
    """
    before = suggestion.docket.state
    advance(suggestion, "withdraw", by=by, at=at)
    if before in EARLY:
        give_up(suggestion, at=at)
    silent = suggestion.cosigns.filter(answer=Answer.CONFIRMED, agreed_at=None)
    waiting = rules.seated(silent, before)
    handed_in = suggestion.declared_at is not None
    if handed_in and binding(suggestion, "withdraw_joint") == "all_agree" and waiting.exists():
        raise Incomplete(_("联名提出的建议，要全体联名代表同意才能撤回"))
    if suggestion.parts.filter(docket__closed_at=None).exists():
        raise Incomplete(_("这件建议正在分别办理，请逐件撤回各个部分"))
    suggestion.assignments.current().update(ended_at=at)
    take_down(suggestion, by=by, at=at)
    return suggestion
