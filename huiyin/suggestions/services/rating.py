"""The deputy's judgement, and what follows from it."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.deputies.procedure import State as MandateState
from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance
from huiyin.suggestions import rules
from huiyin.suggestions.models import Commitment, Rating
from huiyin.suggestions.procedure import COMMITMENT_FEEDBACK, FEEDBACK, State
from huiyin.suggestions.queries import number_of
from huiyin.suggestions.rules import binding, lead_organ
from huiyin.suggestions.services.drafting import Incomplete

Value = Rating.Value
Outcome = Commitment.Outcome


@recorded()
def rate(suggestion, *, attitude, result, reason, by, at):
    """Rate the newest reply in two dimensions: 办理态度 and 办理结果.

    Satisfied or basically satisfied with the result closes the matter, or opens the tracking
    of its commitments. Dissatisfied, with a reason, orders a redo; after a second round it
    goes to coordination. Raises ``Incomplete`` without the reason. Law: rule profile, redo.
    """
    reply = suggestion.replies.exclude(issued_at=None).order_by("-round").first()
    good = result != Value.DISSATISFIED
    again = reply is not None and reply.round > 1
    # Where the standing committee orders the redo, it is the office that hears of it first.
    ordered = binding(suggestion, "redo_ordered_by") == "standing_committee"
    verb = "satisfied" if good else ("dispute" if again or ordered else "dissatisfied")
    advance(
        suggestion,
        verb,
        by=by,
        at=at,
        attitude=Value(attitude).value,
        result=Value(result).value,
    )
    if Value.DISSATISFIED in (attitude, result) and not reason.strip():
        raise Incomplete(_("请写明不满意的理由"))
    relays = binding(suggestion, "joint_reply") == "lead_relays"
    if relays and rules.unserved(suggestion).exists():
        raise Incomplete(_("请先把答复转告联名代表，听取意见后再评价"))
    Rating.objects.create(
        reply=reply, attitude=attitude, result=result, reason=reason.strip(), by=by, at=at
    )
    if good:
        track(suggestion, at=at)
    return reply


def track(suggestion, *, at):
    """Promises outlive the closing: from here on they are followed until each has a result."""
    count = open_commitments(suggestion).count()
    if count:
        advance(suggestion, "track", by=None, at=at, count=count)


def open_commitments(suggestion):
    return rules.open_commitments([suggestion.pk])


@recorded()
def lapse(suggestion, *, at):
    """Nobody rated in time: closed, and left out of the satisfaction figures.

    Raises ``Incomplete`` unless the rule profile set a period and that period is over.
    """
    advance(suggestion, "no_response", by=None, at=at)
    feedback = suggestion.docket.deadlines.filter(name=FEEDBACK.name).order_by("pk").last()
    if feedback is None or feedback.due_on >= localdate(at):
        raise Incomplete(_("评价期限还没有届满"))
    not_suspended(suggestion)
    track(suggestion, at=at)


def not_suspended(suggestion):
    """Raise ``Incomplete`` while the lead deputy may not rate, and may again later."""
    if suggestion.lead.docket.state == MandateState.SUSPENDED:
        raise Incomplete(_("领衔代表暂停执行职务期间不能评价，现在不能按未评价办结"))


@recorded()
def report(commitment, *, outcome, evidence, by, at):
    """The unit says what became of a promise; the last one closes the matter.

    Where the rules give the deputy time to judge it, the matter is closed after that.
    Raises ``Incomplete`` without evidence or explanation, or if it was reported already.
    """
    suggestion = commitment.reply.suggestion
    if not evidence.strip():
        raise Incomplete(_("请写明落实情况或者未能落实的原因"))
    advance(
        suggestion,
        "report",
        by=by,
        at=at,
        unit=lead_organ(suggestion).name,
        what=number_of(commitment),
        outcome=Outcome(outcome).value,
    )
    commitment.refresh_from_db()
    if commitment.outcome != Outcome.OPEN:
        raise Incomplete(_("这项承诺的结果已经报告过了"))
    commitment.outcome, commitment.evidence = outcome, evidence.strip()
    commitment.reported_at = at
    commitment.save()
    fulfil_if_done(suggestion, at=at)
    return commitment


@recorded()
def progress(commitment, *, note, by, at):
    """A line in the promise's ledger; the same line entered twice by one person is one.

    Raises ``Incomplete`` once it has a result.
    """
    if same := commitment.progress.filter(note=note, by=by).first():
        return same
    suggestion = commitment.reply.suggestion
    unit = lead_organ(suggestion)
    advance(
        suggestion,
        "progress",
        by=by,
        at=at,
        unit=unit.name if unit else "",
        what=number_of(commitment),
    )
    if commitment.outcome != Outcome.OPEN:
        raise Incomplete(_("这项承诺的结果已经报告过了"))
    return commitment.progress.create(note=note, by=by, at=at)


@recorded()
def fulfil_if_done(suggestion, *, at):
    """Close the matter when every promise has a result and nobody's time to judge runs.

    Returns whether it was closed.
    """
    waits = suggestion.docket.deadlines.running().filter(name=COMMITMENT_FEEDBACK.name)
    if open_commitments(suggestion).exists() or waits.filter(due_on__gte=localdate(at)).exists():
        return False
    advance(suggestion, "fulfil", by=None, at=at)
    return True


def _reopen_whole(part, at):
    """What was closed with its parts is open again with one of them."""
    whole = part.part_of
    if whole is None:
        return
    state = whole.docket.state
    if state == State.ARCHIVED:
        raise Incomplete(_("整件建议已经归档，不能再重新跟踪"))
    if state == State.CLOSED:
        advance(whole, "parts_reopened", by=None, at=at)


@recorded()
def judge(commitment, *, value, reason="", by, at):
    """The lead deputy judges what became of a promise; once.

    Raises ``Incomplete`` before its result is reported, a second time, or if dissatisfied
    without saying why. Law: 重庆市代表建议办理 art. 28.
    """
    suggestion = commitment.reply.suggestion
    # One clock runs for all results that were reported; it is met when the last one is judged.
    waits = (COMMITMENT_FEEDBACK.name,) if _unjudged(commitment).exists() else ()
    facts = {"what": number_of(commitment), "value": Value(value).value}
    advance(suggestion, "judge", by=by, at=at, without=waits, **facts)
    commitment.refresh_from_db()
    if commitment.outcome == Outcome.OPEN:
        raise Incomplete(_("这项承诺还没有报告结果"))
    if commitment.judged:
        raise Incomplete(_("这项承诺的落实情况已经评价过了"))
    if value == Value.DISSATISFIED and not reason.strip():
        raise Incomplete(_("请写明不满意的理由"))
    commitment.judged, commitment.judged_reason, commitment.judged_at = value, reason.strip(), at
    commitment.save(update_fields=["judged", "judged_reason", "judged_at"])
    if suggestion.docket.state == State.TRACKING:
        fulfil_if_done(suggestion, at=at)
    return commitment


def _unjudged(commitment):
    """Other promises of the same suggestion that were reported and not judged."""
    reported = Commitment.objects.filter(reply__suggestion=commitment.reply.suggestion_id)
    return reported.exclude(outcome=Outcome.OPEN).filter(judged="").exclude(pk=commitment.pk)


@recorded()
def recheck(commitment, *, kept, note, by, at):
    """The office sees for itself (回头看): the promise was kept, or is followed again.

    One that is followed again is reported, and judged, again; the first judgement stays among
    the moves. Raises ``Incomplete`` unless the unit has reported its result.
    """
    suggestion = commitment.reply.suggestion
    verb = "recheck" if kept else "reopen_promise"
    advance(suggestion, verb, by=by, at=at, what=number_of(commitment))
    commitment.refresh_from_db()
    if commitment.outcome == Outcome.OPEN:
        raise Incomplete(_("这项承诺还没有报告结果"))
    if commitment.progress.filter(note=note, by=by).exists():
        raise Incomplete(_("这次回头看已经记录过了"))
    commitment.rechecked_at = at
    if not kept:
        _reopen_whole(suggestion, at)
        commitment.outcome, commitment.judged, commitment.judged_reason = Outcome.OPEN, "", ""
        commitment.judged_at = None
    commitment.save()
    commitment.progress.create(note=note, by=by, at=at)
    return commitment
