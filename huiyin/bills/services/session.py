"""From the filed bill to what the presidium and the congress decide."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.bills import rules
from huiyin.bills.models import Paper, Vote
from huiyin.bills.services import papers
from huiyin.bills.services.drafting import Incomplete
from huiyin.congresses.models import Session
from huiyin.congresses.queries import session_on
from huiyin.contributions.models import Contribution
from huiyin.ledger.acts import recorded
from huiyin.procedure.models import Docket
from huiyin.procedure.services import TRACE, advance, next_number
from huiyin.search.services import index

Kind = Paper.Kind


@recorded()
def send_back(bill, *, reason, by, at):
    """Advise the deputies to improve the text and file it again."""
    return advance(bill, "send_back", by=by, at=at, reason=reason)


@recorded()
def register(bill, *, public, by, at):
    """Give the bill its number, once and for good, and decide whether the public sees it.

    ``public``  the review for secrets and personal data found nothing against it
    """
    number = _number(bill, localdate(at))
    Docket.objects.filter(pk=bill.docket_id).update(number=number, public=public)
    move = advance(bill, "register", by=by, at=at)
    if public:
        Contribution.objects.filter(pk=bill.words_id).update(
            visibility=Contribution.Visibility.PUBLIC
        )
    index(
        bill.congress,
        kind="bill",
        ref=bill.words.uid,
        title=bill.docket.title,
        body=f"{number}\n{bill.words.body}",
        href=TRACE.format(code=bill.docket.code),
        public=public,
        at=bill.docket.opened_at,
        known=False,
    )
    return move


def _number(bill, day):
    """``18-5-议003`` in a session, ``18-I2026-议003`` between sessions."""
    part = bill.session.number if bill.session else f"I{day.year}"
    series = f"{bill.term.number}-{part}"
    return f"{series}-议{next_number(bill.congress, f'bill:{series}'):03d}"


@recorded()
def screen(bill, *, committee, by, at):
    """Send the bill to ``committee`` for an opinion on how to deal with it; return the move.

    Between sessions the committee has the period of the rule profile, and the bill is carried
    into the next session. Raises ``Incomplete`` for an organ of another congress.
    """
    _own(bill, committee)
    bill.committee = committee
    verb = "screen" if session_on(bill.term_id, localdate(at)) else "refer_early"
    move = advance(bill, verb, by=by, at=at, committee=committee.name)
    bill.save(update_fields=["committee"])
    return move


def _own(bill, organ):
    if organ.congress_id != bill.congress_id:
        raise Incomplete(_("只能交给本级的机构"))


@recorded()
def give_opinion(bill, *, proposal, body, by, at):
    """The committee says how the bill should be dealt with, having heard its sponsors.

    The same opinion entered twice is one. Law: 代表法 (2025) arts. 15 ¶2, 50.
    """
    given = bill.papers.filter(kind=Kind.OPINION, organ=bill.committee, words__author=by)
    if same := given.filter(proposal=proposal, words__body=body).first():
        return same
    committee = bill.committee
    name = committee.name if committee else ""
    advance(bill, "give_opinion", by=by, at=at, committee=name)
    return papers.keep(
        bill, Kind.OPINION, organ=committee, body=body, proposal=proposal, by=by, at=at
    )


@recorded()
def propose(bill, *, proposal, body, by, at):
    """Lay the bill before the presidium with what is proposed to be done with it.

    A bill filed between sessions waits for the next one. Raises ``Incomplete`` before it opens.
    """
    advance(bill, "propose", by=by, at=at)
    bill.session = _sitting(bill, localdate(at))
    bill.save(update_fields=["session"])
    return papers.keep(
        bill,
        Kind.SCREENING,
        organ=bill.docket.holder_organ,
        body=body,
        proposal=proposal,
        by=by,
        at=at,
    )


def _sitting(bill, day):
    """The session that takes the bill up: the newest that has opened, not before it was filed.

    What was decided on a day of the session may be entered after it.
    """
    begun = Session.objects.filter(
        term__congress=bill.congress_id,
        starts_on__lte=day,
        ends_on__gte=localdate(bill.filed_at),
    )
    found = begun.order_by("-starts_on").first()
    if found is None:
        raise Incomplete(_("闭会期间提出的议案带入下次会议；下次会议开幕后再提请主席团决定"))
    return found


@recorded()
def ask_committee(bill, *, committee, by, at):
    """The presidium first wants a committee's opinion. Law: 代表法 (2025) art. 15 ¶2."""
    _own(bill, committee)
    bill.committee = committee
    move = advance(bill, "ask_committee", by=by, at=at, committee=committee.name)
    bill.save(update_fields=["committee"])
    return move


@recorded()
def put_on_agenda(bill, *, by, at):
    """The presidium puts the bill on the agenda of the session. Law: 代表法 (2025) art. 15 ¶2.

    One that the standing committee put up for the next session waits for that session. Raises
    ``Incomplete`` before it opens.
    """
    move = advance(bill, "put_on_agenda", by=by, at=at)
    if move.source == "on_next_agenda":
        following = Session.objects.filter(
            term__congress=bill.congress_id,
            starts_on__lte=localdate(at),
            starts_on__gt=bill.session.ends_on,
        ).order_by("-starts_on")
        if (session := following.first()) is None:
            raise Incomplete(_("下次会议开幕后，再列入会议议程"))
        bill.session = session
        bill.save(update_fields=["session"])
    return move


@recorded()
def refuse(bill, *, reason, last_meeting=None, by, at):
    """The presidium finds that this is no bill, and tells its sponsors why in writing.

    ``last_meeting``  when the presidium meets for the last time in this session: until some hours
                      before it sponsors may object, where the rule profile lets them

    Raises ``Incomplete`` without the reason, or where that moment is needed and is missing or not
    in this session.
    """
    move = advance(bill, "refuse", by=by, at=at, reason=reason)
    if not reason.strip():
        raise Incomplete(_("不作为议案的，要书面说明理由"))
    organ = bill.docket.holder_organ
    papers.keep(bill, Kind.DECISION, organ=organ, body=reason, by=by, at=at, public=True)
    rule = rules.objection_rule(bill, at)
    if rule and bill.reconsidered_at is None:
        if last_meeting is None:
            raise Incomplete(_("请写明主席团最后一次会议的时间，提案代表据此要求复议"))
        if not bill.session.starts_on <= localdate(last_meeting) <= bill.session.ends_on:
            raise Incomplete(_("主席团最后一次会议应当在本次会议期间"))
        bill.objections_until = rule.until(last_meeting)
        bill.save(update_fields=["objections_until"])
    return move


@recorded()
def object_to(bill, *, by, at):
    """A sponsor asks for a second decision; return how many have asked so far.

    More than half of the sponsors, and at least as many as the rules say, bring it back before
    the presidium. Raises ``Incomplete`` when it is too late, or was reconsidered already.
    """
    Docket.objects.select_for_update(of=("self",)).get(pk=bill.docket_id)
    rule = rules.objection_rule(bill, bill.objections_until or at)
    needed = rule.needed(rules.standing_by(bill)) if rule else 0
    count = bill.objections.count() + 1
    advance(bill, "object", by=by, at=at, who=by.label, count=count, needed=needed)
    if at > bill.objections_until:
        raise Incomplete(_("已经过了要求复议的时间"))
    bill.objections.create(mandate=_own_mandate(bill, by), at=at)
    if count >= needed:
        advance(bill, "reconsider", by=None, at=at, count=count)
        bill.reconsidered_at = at
        bill.save(update_fields=["reconsidered_at"])
    return count


def _own_mandate(bill, user):
    if bill.lead.person.user_id == user.pk:
        return bill.lead
    return bill.sponsors.select_related("mandate").get(mandate__person__user=user).mandate


@recorded()
def deliberate(bill, *, body, by, at):
    """Keep how the delegations deliberated; it may now be voted on."""
    advance(bill, "deliberate", by=by, at=at)
    organ = bill.docket.holder_organ
    return papers.keep(bill, Kind.DELIBERATION, organ=organ, body=body, by=by, at=at, public=True)


@recorded()
def vote(bill, *, in_favour, against, abstained, whole, held_on, by, at):
    """Keep the result of the vote in totals; the majority of ``whole``, all deputies, adopts it.

    Raises ``Incomplete`` for more votes than deputies, and for a day that has not come or lies
    before the bill was filed. Law: 地方组织法 (2022) art. 25; 全国人大议事规则 (2021) art. 59.
    """
    result = Vote(
        bill=bill,
        in_favour=in_favour,
        against=against,
        abstained=abstained,
        whole=whole,
        held_on=held_on,
        by=by,
        at=at,
    )
    totals = {"in_favour": in_favour, "against": against, "abstained": abstained, "whole": whole}
    advance(bill, "adopt" if result.adopted else "reject", by=by, at=at, **totals)
    if in_favour + against + abstained > whole:
        raise Incomplete(_("赞成、反对、弃权相加，不能多于全体代表人数"))
    if not localdate(bill.filed_at) <= held_on <= localdate(at):
        raise Incomplete(_("表决日期不能晚于今天，也不能早于提出议案的那一天"))
    if bill.ending_asked_at is not None:
        raise Incomplete(_("有撤回议案的要求，主席团决定以后才能表决"))
    result.save(force_insert=True)
    return result
