"""The deputy's judgement, and what follows from it."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance
from huiyin.suggestions.models import Commitment, Rating
from huiyin.suggestions.procedure import FEEDBACK
from huiyin.suggestions.rules import lead_organ
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
    verb = "satisfied" if good else ("dispute" if again else "dissatisfied")
    advance(
        suggestion,
        verb,
        by=by,
        at=at,
        attitude=Value(attitude).value,
        result=Value(result).value,
    )
    if not good and not reason.strip():
        raise Incomplete(_("请写明不满意的理由，承办单位将据此重新办理"))
    Rating.objects.create(
        reply=reply, attitude=attitude, result=result, reason=reason.strip(), by=by, at=at
    )
    if good:
        _track(suggestion, at)
    return reply


def _track(suggestion, at):
    """Promises outlive the closing: from here on they are followed until each has a result."""
    count = open_commitments(suggestion).count()
    if count:
        advance(suggestion, "track", by=None, at=at, count=count)


def open_commitments(suggestion):
    return Commitment.objects.filter(
        reply__suggestion=suggestion, reply__issued_at__isnull=False, outcome=Outcome.OPEN
    )


@recorded()
def lapse(suggestion, *, at):
    """Nobody rated in time: closed, and left out of the satisfaction figures.

    Raises ``Incomplete`` unless the rule profile set a period and that period is over.
    """
    advance(suggestion, "no_response", by=None, at=at)
    feedback = suggestion.docket.deadlines.filter(name=FEEDBACK.name).order_by("pk").last()
    if feedback is None or feedback.due_on >= localdate(at):
        raise Incomplete(_("评价期限还没有届满"))
    _track(suggestion, at)


@recorded()
def report(commitment, *, outcome, evidence, by, at):
    """The unit says what became of a promise; the last one closes the matter.

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
        what=commitment.text,
        outcome=Outcome(outcome).value,
    )
    commitment.refresh_from_db()
    if commitment.outcome != Outcome.OPEN:
        raise Incomplete(_("这项承诺的结果已经报告过了"))
    commitment.outcome, commitment.evidence = outcome, evidence.strip()
    commitment.reported_at = at
    commitment.save()
    if not open_commitments(suggestion).exists():
        advance(suggestion, "fulfil", by=None, at=at)
    return commitment
