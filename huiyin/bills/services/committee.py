"""After the session: the committee deliberates, the standing committee decides, a unit reports."""

from datetime import datetime, time

from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext_lazy as _

from huiyin.bills import rules
from huiyin.bills.models import Paper
from huiyin.bills.procedure import REPORT
from huiyin.bills.services import papers
from huiyin.bills.services.drafting import Incomplete
from huiyin.congresses.models import Organ
from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance

Kind, Proposal = Paper.Kind, Paper.Proposal
#: What the standing committee may decide: proposal → verb.
DECISIONS = {
    Proposal.NEXT_SESSION: "to_next_session",
    Proposal.PLAN: "plan",
    Proposal.UNIT: "send",
    Proposal.REFERENCE: "keep",
}


@recorded()
def refer(bill, *, committee, by, at):
    """The presidium leaves the bill off the agenda; ``committee`` deliberates it after the session.

    Its period runs from the day the session closes. Raises ``Incomplete`` for an organ of another
    congress. Law: 全国人大议事规则 (2021) art. 31.
    """
    if committee.congress_id != bill.congress_id:
        raise Incomplete(_("只能交给本级的机构"))
    bill.committee = committee
    move = advance(bill, "refer", by=by, at=at, committee=committee.name)
    bill.save(update_fields=["committee"])
    if bill.session.ends_on < localdate(at):
        session_closed(bill, at=at)
    return move


@recorded()
def session_closed(bill, *, at):
    """Start the period of the committee's report, counted from the day the session closed.

    Whenever that is noticed, the step bears the last moment of that day. Raises ``Incomplete``
    while the session sits.
    """
    closing = datetime.combine(bill.session.ends_on, time.max, get_current_timezone())
    name = bill.committee.name if bill.committee else ""
    move = advance(bill, "close_session", by=None, at=min(at, closing), committee=name)
    if at < closing.replace(hour=0, minute=0, second=0, microsecond=0):
        raise Incomplete(_("大会还没有闭会"))
    return move


@recorded()
def consult(bill, *, unit, by, at):
    """Ask another body for its opinion, after the session.

    Raises ``Incomplete`` while the session sits, for a body asked before or of another congress.
    """
    advance(bill, "consult", by=by, at=at, committee=bill.committee.name, unit=unit.name)
    if localdate(at) <= bill.session.ends_on:
        raise Incomplete(_("大会闭会以后再征求有关机关的意见"))
    if unit.congress_id != bill.congress_id:
        raise Incomplete(_("只能征求本级有关机关的意见"))
    asked, made = bill.consulted.get_or_create(organ=unit, defaults={"asked_at": at})
    if not made:
        raise Incomplete(_("已经征求过这个机关的意见"))
    return asked


@recorded()
def answer_consultation(bill, *, body, by, at):
    """A body that was asked gives its opinion; the last answer ends the period."""
    asked = bill.consulted.select_related("organ").filter(paper=None, organ__seats__user=by).first()
    advance(bill, "answer_consultation", by=by, at=at, unit=asked.organ.name if asked else "")
    asked.paper = papers.keep(bill, Kind.CONSULTED, organ=asked.organ, body=body, by=by, at=at)
    asked.save(update_fields=["paper"])
    if not bill.consulted.filter(paper=None).exists():
        advance(bill, "last_answer", by=None, at=at)
    return asked


@recorded()
def report(bill, *, proposal, body, by, at):
    """The committee reports what it found, and what it proposes, to the standing committee."""
    advance(bill, "report", by=by, at=at, committee=bill.committee.name)
    if not bill.docket.deadlines.filter(name=REPORT.name).exists():
        _closed_first(bill, at)
    return papers.keep(
        bill, Kind.REPORT, organ=bill.committee, body=body, proposal=proposal, by=by, at=at
    )


def _closed_first(bill, at):
    if localdate(at) <= bill.session.ends_on:
        raise Incomplete(_("大会还没有闭会，审议结果的报告在闭会以后提出"))


@recorded()
def lay_before(bill, *, meeting, by, at):
    """Put the report before a meeting of the standing committee; the lead deputy is invited."""
    return advance(bill, "lay_before", by=by, at=at, meeting=meeting)


@recorded()
def decide(bill, *, decision, body, unit=None, by, at):
    """The standing committee decides what becomes of the bill; the report is now public.

    ``decision``  a ``Paper.Proposal`` of ``DECISIONS``; ``unit`` who carries it out, for UNIT

    Raises ``Incomplete`` without a unit of this congress where one is needed.
    """
    bill.unit = unit if decision == Proposal.UNIT else None
    facts = {"unit": unit.name} if unit else {"unit": ""}
    advance(bill, DECISIONS[decision], by=by, at=at, **facts)
    if decision == Proposal.UNIT and (unit is None or unit.congress_id != bill.congress_id):
        raise Incomplete(_("请选择由本级哪个机关办理"))
    bill.save(update_fields=["unit"])
    papers.publish(bill, Kind.REPORT)
    return papers.keep(
        bill,
        Kind.RESOLUTION,
        organ=_standing_committee(bill),
        body=body,
        proposal=decision,
        by=by,
        at=at,
        public=True,
    )


def _standing_committee(bill):
    return rules.organ_of(bill, Organ.Kind.STANDING_COMMITTEE)


@recorded()
def report_handling(bill, *, body, by, at):
    """The unit, or for a bill in the plan the committee, reports what was done."""
    organ = bill.unit or bill.committee
    name = organ.name if organ else ""
    advance(bill, "report_handling", by=by, at=at, unit=name)
    return papers.keep(bill, Kind.HANDLING, organ=organ, body=body, by=by, at=at)


@recorded()
def accept_report(bill, *, by, at):
    """The standing committee is content; the report is public, the bill closed."""
    move = advance(bill, "accept_report", by=by, at=at)
    papers.publish(bill, Kind.HANDLING)
    return move


@recorded()
def order_redo(bill, *, reason, by, at):
    """The standing committee is not content: the unit does it again within its period."""
    name = bill.unit.name if bill.unit else ""
    return advance(bill, "order_redo", by=by, at=at, unit=name, reason=reason)


@recorded()
def conclude(bill, *, reason, by, at):
    """Say what finally became of a bill that nobody has to report on."""
    return advance(bill, "conclude", by=by, at=at, reason=reason)
