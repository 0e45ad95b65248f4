"""The three reviews, and the verdicts as to secrets and personal data."""

from django.utils.translation import gettext_lazy as _

from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance
from huiyin.procedure.table import Incomplete
from huiyin.publishing import checks
from huiyin.publishing.models import Answer, Review, Stage
from huiyin.publishing.procedure import State
from huiyin.publishing.services.writing import as_it_is

Outcome, Secrecy = Review.Outcome, Review.Secrecy
#: Verdicts with which something may become public, and those that keep it back.
MAY_GO_OUT = (Secrecy.OPEN, Secrecy.PARTLY)
KEPT_BACK = (Secrecy.CLOSED, Secrecy.PASSED_ON)
#: Whose desk it is on → the stage.
STAGES = {
    State.FIRST_REVIEW: Stage.FIRST,
    State.SECOND_REVIEW: Stage.SECOND,
    State.FINAL_REVIEW: Stage.FINAL,
    State.CORRECTION_REVIEW: Stage.FINAL,
    State.CLEARED: Stage.RELEASE,
    State.SCHEDULED: Stage.RELEASE,
    State.CORRECTION_CLEARED: Stage.RELEASE,
}


class Overtaken(Incomplete):
    """The text is not the one they read."""


@recorded()
def pass_first(article, *, seen, by, at, words=""):
    return _passed(article, "pass_first", Stage.FIRST, seen=seen, by=by, at=at, words=words)


@recorded()
def pass_second(article, *, seen, by, at, words=""):
    return _passed(article, "pass_second", Stage.SECOND, seen=seen, by=by, at=at, words=words)


@recorded()
def pass_final(article, *, seen, by, at, words="", **verdicts):
    """Clear it: nothing goes out without a verdict on secrets with its basis, and on privacy, nor
    while a check blocks it that nobody answered.

    ``seen``      number of the revision that was read
    ``verdicts``  ``secrecy``, ``basis`` and ``privacy``

    Raises ``Incomplete`` for a verdict that keeps it back, for one without basis, and if the text
    is another by now.
    Law: 保守国家秘密法 (2024) art. 35.
    """
    return _cleared(article, "pass_final", seen=seen, by=by, at=at, words=words, **verdicts)


@recorded()
def pass_correction(article, *, seen, by, at, words="", **verdicts):
    """The short review of a correction: by one person, with both verdicts all the same."""
    return _cleared(article, "pass_correction", seen=seen, by=by, at=at, words=words, **verdicts)


def _cleared(article, verb, *, seen, secrecy, basis, privacy, words, **taken):
    verdicts = _verdicts(secrecy, basis, privacy)
    _must_be_masked(article, secrecy, seen=seen, words=words)
    return _passed(article, verb, Stage.FINAL, seen=seen, words=words, **taken, **verdicts)


def _verdicts(secrecy, basis, privacy):
    if secrecy not in MAY_GO_OUT:
        raise Incomplete(_("这样的保密审查结论不能发布，请改用“不予公开”"))
    if not basis.strip() or privacy not in Review.Privacy.values:
        raise Incomplete(_("请写明保密审查的依据和个人信息审查的结论"))
    return {"secrecy": secrecy, "basis": basis.strip(), "privacy": privacy}


def _must_be_masked(article, secrecy, *, seen, words):
    """What is released in part was sent back for it, changed since, and it is said what is gone."""
    if secrecy != Secrecy.PARTLY:
        return
    sent_back = article.reviews.filter(outcome=Outcome.RETURNED, revision__number__lt=seen)
    if not words.strip() or not sent_back.exists():
        raise Incomplete(_("请先退回修改，隐去以后再审，并在意见里写明隐去了什么"))


def _passed(article, verb, stage, *, seen, by, at, words, **verdicts):
    advance(article, verb, by=by, at=at)
    if stage == Stage.FINAL:
        must_be_answered(article)
    return _keep(article, stage, Outcome.PASSED, seen=seen, by=by, at=at, words=words, **verdicts)


def must_be_answered(article):
    """Raise ``Incomplete``, naming them, if checks block the last revision without an answer."""
    as_it_is(article)
    given = Answer.objects.filter(article=article, round=article.round)
    answered = set(given.values_list("key", flat=True))
    found = checks.open_ones(_outgoing(article), answered)
    if found:
        named = _("；").join(f"{one.label}（{one.where}）" for one in found)
        raise Incomplete(_("还有检查发现没有改正，也没有说明理由：%(found)s") % {"found": named})


def _outgoing(article):
    return checks.Outgoing(article, article.revisions.last())


@recorded()
def answer(article, *, key, reason, by, at):
    """Say why a finding that blocks may stand, in this round.

    Raises ``Incomplete`` if there is none such.
    """
    advance(article, "answer", by=by, at=at, reason=reason)
    as_it_is(article)
    blocking = {one.key: one for one in checks.found(_outgoing(article)) if one.blocks}
    if key not in blocking:
        raise Incomplete(_("这一项已经没有了，请重新打开"))
    said = {"check_name": blocking[key].check, "reason": reason, "by": by, "at": at}
    return article.answers.update_or_create(round=article.round, key=key, defaults=said)[0]


def _keep(article, stage, outcome, *, seen, by, at, **judged):
    as_it_is(article)
    last = article.revisions.last()
    if last.number != seen:
        raise Overtaken(_("你看到的不是最新的文本，请重新打开再审"))
    return article.reviews.create(
        revision=last,
        round=article.round,
        stage=stage,
        outcome=outcome,
        by=by,
        at=at,
        **judged,
    )


@recorded()
def return_to_author(article, *, seen, reason, words, by, at):
    """Send it back for one of the listed reasons; the next review is a new round.

    While a correction is under review, back to who corrects it.
    """
    state = article.docket.state
    correcting = state in (State.CORRECTION_REVIEW, State.CORRECTION_CLEARED)
    verb = "return_correction" if correcting else "return_to_author"
    move = advance(article, verb, by=by, at=at, reason=str(Review.Reason(reason).label))
    found = {"reason": reason, "words": words}
    stage = STAGES[State(move.source)]
    review = _keep(article, stage, Outcome.RETURNED, seen=seen, by=by, at=at, **found)
    article.round += 1
    article.scheduled_for = None
    article.save(update_fields=["round", "scheduled_for"])
    return review


@recorded()
def withhold(article, *, seen, secrecy, basis, by, at, words=""):
    """Keep it back for good: it is not to be public, or another body must say so first."""
    if secrecy not in KEPT_BACK or not basis.strip():
        raise Incomplete(_("请写明不公开或者转有权机关确定的依据"))
    advance(article, "withhold", by=by, at=at, basis=basis.strip())
    judged = {"secrecy": secrecy, "basis": basis.strip(), "words": words}
    return _keep(article, Stage.FINAL, Outcome.WITHHELD, seen=seen, by=by, at=at, **judged)
