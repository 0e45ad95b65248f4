"""From the first idea to the filed bill."""

import hashlib

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.bills import rules
from huiyin.bills.models import Bill, Sponsor
from huiyin.congresses.queries import session_on
from huiyin.contributions.models import Contribution
from huiyin.contributions.services import say
from huiyin.deputies.models import Mandate
from huiyin.ledger.acts import recorded
from huiyin.procedure.models import Docket, Party
from huiyin.procedure.services import advance, concern, open_docket
from huiyin.procedure.table import Incomplete

Answer = Sponsor.Answer


def digest(bill):
    """Return the SHA-256 of the text co-sponsors confirm."""
    return hashlib.sha256(bill.text.encode()).hexdigest()


def begun(lead, key):
    """Return what the deputy ``lead`` began with the form ``key``, or None."""
    return Bill.objects.shown().filter(lead=lead, key=key).first() if key else None


@recorded()
def draft(*, lead, title, by, at, idea=False, as_delegation=False, key=None, **facts):
    """Open a bill of the deputy ``lead`` (an active mandate) and return it.

    ``title``          its subject (案由)
    ``idea``           only noted for now (酝酿), nobody else sees it
    ``as_delegation``  the deputy's delegation is to sponsor it, where the law lets it
    ``key``            UUID of the form: sent again, it returns the first one, ``repeated`` set
    ``facts``          further fields of ``Bill``

    Raises ``Incomplete`` for a delegation that may not sponsor a bill or is not known, and
    ``PermissionDenied`` unless ``by`` is the lead deputy. Law: 代表法 (2025) art. 15.
    """
    if key:
        # One form sent twice at once: the second waits here and then finds the first.
        Mandate.objects.select_for_update(of=("self",)).get(pk=lead.pk)
        if first := begun(lead, key):
            first.repeated = True
            return first
    delegation = _delegation(lead, localdate(at)) if as_delegation else ""
    docket = open_docket(congress=lead.congress, kind="bill", title=title, at=at)
    bill = Bill.objects.create(
        congress=lead.congress,
        docket=docket,
        lead=lead,
        term=lead.term,
        delegation=delegation,
        key=key,
        **facts,
    )
    concern(docket, by, Party.Role.DEPUTY, at=at)
    advance(bill, "note" if idea else "draft", by=by, at=at)
    return bill


def _delegation(lead, day):
    """The delegation of ``lead``. Law: 全国人大议事规则 (2021) arts. 12, 23."""
    if not rules.rule(lead.congress, day).delegations:
        raise Incomplete(_("依照法律，本级人大的议案由代表联名提出，不以代表团名义提出"))
    if not (name := rules.delegation_of(lead)):
        raise Incomplete(_("代表名册里没有写明你所在的代表团，请先联系代表工作机构补上"))
    return name


@recorded()
def write(bill, *, by, at):
    """Begin to draft what was only an idea."""
    return advance(bill, "write", by=by, at=at)


@recorded()
def edit(bill, *, by, at, title, **facts):
    """Change the text. Every confirmation given on another text becomes void."""
    advance(bill, "edit", by=by, at=at)
    Docket.objects.filter(pk=bill.docket_id).update(title=title)
    bill.docket.title = title
    for field, value in facts.items():
        setattr(bill, field, value)
    bill.save(update_fields=list(facts))
    given = bill.sponsors.filter(answer=Answer.CONFIRMED)
    given.exclude(digest=digest(bill)).update(answer=Answer.VOIDED)
    return bill


@recorded()
def invite(bill, *, mandate, by, at):
    """Ask another active deputy of the same congress to join.

    Raises ``Incomplete`` for the lead deputy themself, an inactive mandate, another congress,
    and for a deputy who is no member of the delegation that sponsors it.
    """
    other = Mandate.objects.active().select_related("person").filter(pk=mandate.pk).first()
    if other is None or other.congress_id != bill.congress_id:
        raise Incomplete(_("只能邀请本级人大任期内的代表联名"))
    if other.pk == bill.lead_id:
        raise Incomplete(_("领衔代表不必邀请自己"))
    if bill.delegation and not rules.members(bill.lead).filter(pk=other.pk).exists():
        raise Incomplete(_("以代表团名义提出的议案，只由本代表团的代表表决"))
    advance(bill, "invite", by=by, at=at, who=other.person.name)
    return _ask(bill, other, at)


def _ask(bill, mandate, at):
    sponsor, made = Sponsor.objects.get_or_create(
        bill=bill, mandate=mandate, defaults={"invited_at": at}
    )
    if not made and sponsor.answer in (Answer.DECLINED, Answer.LEFT, Answer.LAPSED):
        sponsor.answer, sponsor.invited_at = Answer.INVITED, at
        sponsor.save(update_fields=["answer", "invited_at"])
    if mandate.person.user_id:
        concern(bill.docket, mandate.person.user, Party.Role.COSIGNER, at=at)
    return sponsor


@recorded()
def ask_delegation(bill, *, by, at):
    """Ask every deputy of the delegation for their word on the final text; return how many.

    A bill in the name of a delegation needs the majority of all its deputies.
    Law: 全国人大议事规则 (2021) art. 12.
    """
    advance(bill, "ask_delegation", by=by, at=at, delegation=bill.delegation)
    others = rules.members(bill.lead).exclude(pk=bill.lead_id).select_related("person__user")
    known = set(bill.sponsors.values_list("mandate", flat=True))
    new = [mandate for mandate in others if mandate.pk not in known]
    Sponsor.objects.bulk_create(
        Sponsor(bill=bill, mandate=mandate, invited_at=at) for mandate in new
    )
    Party.objects.bulk_create(
        [
            Party(
                docket_id=bill.docket_id,
                user=mandate.person.user,
                role=Party.Role.COSIGNER,
                since=at,
            )
            for mandate in new
            if mandate.person.user_id
        ],
        ignore_conflicts=True,
    )
    return len(new)


@recorded()
def uninvite(bill, *, sponsor, by, at):
    """Stop waiting for a deputy who has not answered; they are no longer concerned by it.

    Raises ``Incomplete`` if the invitation was answered meanwhile.
    """
    advance(bill, "uninvite", by=by, at=at, who=sponsor.mandate.person.name)
    if not rules.open_invitations(bill).filter(pk=sponsor.pk).delete()[0]:
        raise Incomplete(_("对方刚刚已经答复，邀请不必收回"))
    let_go(bill, [sponsor.mandate.person.user_id])


def let_go(bill, users):
    """Deputies who do not sponsor it are told of nothing more."""
    bill.docket.parties.filter(user__in=users, role=Party.Role.COSIGNER).delete()


def own_sponsorship(bill, user):
    """The row of ``user`` among those asked to join, or None."""
    rows = bill.sponsors.select_related("mandate__person")
    return rows.filter(mandate__person__user=user).first()


@recorded()
def answer_invitation(bill, *, confirmed, seen, by, at):
    """A co-sponsor confirms the text they read, or excuses themself.

    ``seen``  digest of the text on their page; raises ``Incomplete`` if it has changed since.
    """
    sponsor = own_sponsorship(bill, by)
    who = sponsor.mandate.person.name if sponsor else by.label
    advance(bill, "confirm" if confirmed else "excuse", by=by, at=at, who=who)
    bill.refresh_from_db()
    if confirmed and seen != digest(bill):
        raise Incomplete(_("文本刚刚有修改，请读过最新文本再确认"))
    sponsor.answer = Answer.CONFIRMED if confirmed else Answer.DECLINED
    sponsor.digest = seen if confirmed else ""
    sponsor.answered_at = at
    sponsor.save(update_fields=["answer", "digest", "answered_at"])
    if not confirmed:
        let_go(bill, [by.pk])
    return sponsor


@recorded()
def file(bill, *, one_matter, declared, by, at):
    """Put the final text before the congress; it is kept word for word and recorded.

    ``one_matter``  the deputy states that it is about one matter only (一事一案)
    ``declared``    the deputy declares to have no personal interest in it

    In a session it comes before that session, otherwise before the next one. Counted are
    active, distinct deputies who confirmed this very text. Raises ``Incomplete`` below the number
    the law asks for, naming how many are missing, and for a text without grounds or plan, or a
    legislative bill without a draft or its key points, or where it is outside the powers.
    Law: 代表法 (2025) art. 15; 地方组织法 (2022) art. 22; 全国人大议事规则 (2021) art. 23.
    """
    session = session_on(bill.term_id, localdate(at))
    sponsors = rules.standing_by(bill, digest=digest(bill))
    advance(bill, "file" if session else "file_early", by=by, at=at, sponsors=sponsors)
    bill.refresh_from_db()  # the text as it stands under the lock
    _complete(bill, one_matter, declared)
    _enough(bill, at)
    unsigned = rules.unsigned(bill)
    let_go(bill, list(unsigned.values_list("mandate__person__user", flat=True)))
    unsigned.update(answer=Answer.LAPSED)
    bill.filed_at, bill.session = at, session
    bill.words = say(
        congress=bill.congress,
        author=by,
        byline=bill.lead.person.name,
        kind="bill",
        body=bill.text,
        at=at,
        visibility=Contribution.Visibility.PARTIES,
    )
    bill.save(update_fields=["filed_at", "session", "words"])
    return bill


def _complete(bill, one_matter, declared):
    if not one_matter:
        raise Incomplete(_("议案要一事一案：请确认只涉及一件事"))
    if not declared:
        raise Incomplete(_("请先作出履职声明：与本人及亲属没有利益关系"))
    if not (bill.docket.title.strip() and bill.grounds.strip() and bill.plan.strip()):
        raise Incomplete(_("议案应当有案由、案据和方案，请补齐后再提出"))
    if bill.kind != Bill.Kind.LEGISLATION:
        return
    if not rules.may_legislate(bill.congress):
        raise Incomplete(_("制定法规不属于本级人大的职权，请改选议案的类别"))
    if not bill.draft.strip():
        raise Incomplete(_("立法议案应当附法规草案，或者立法要旨、主要内容及其说明"))


def _enough(bill, at):
    """Counted under the lock of the docket, so that nobody leaves in between."""
    needed = rules.needed(bill, localdate(at))
    missing = needed - rules.standing_by(bill, digest=digest(bill))
    if missing > 0 and bill.delegation:
        raise Incomplete(
            _(
                "以代表团名义提出议案，要由代表团全体代表的过半数通过："
                "需要 %(needed)s 人，还差 %(missing)s 人"
            )
            % {"needed": needed, "missing": missing}
        )
    if missing > 0:
        raise Incomplete(
            _(
                "提出议案需要 %(needed)s 名以上代表联名，"
                "按最终文本确认的任期内代表还差 %(missing)s 人"
            )
            % {"needed": needed, "missing": missing}
        )
