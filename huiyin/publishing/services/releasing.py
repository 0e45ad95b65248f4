"""Making an article public, and taking it back."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from huiyin.ledger.acts import recorded
from huiyin.procedure.models import Docket
from huiyin.procedure.services import advance
from huiyin.procedure.table import Incomplete
from huiyin.publishing.models import Article, Release, Review, Stage
from huiyin.publishing.procedure import State
from huiyin.publishing.rules import releaser
from huiyin.publishing.services.reviewing import MAY_GO_OUT, must_be_answered
from huiyin.publishing.services.writing import as_it_is, must_be_open
from huiyin.search.services import index, remove

#: Where anybody reads it, below the prefix of its congress.
PAGE = "/articles/{code}/"
SEARCHED = "article"


@recorded()
def release(article, *, by, at):
    """Make the cleared revision public; returns the release."""
    return _release(article, "release", by=by, at=at)


def release_due(article, *, at):
    """Release what was scheduled, when its time has come; for who scheduled it.

    What may not go out any more is put back among what waits, and its holder is told why.
    """
    try:
        return _on_time(article, at=at)
    except Incomplete as error:
        return _missed(article, reason=str(error), at=at)


@recorded()
def _on_time(article, *, at):
    if not releaser(scheduler(article), article):
        raise Incomplete(_("定时的人已经不能发布这篇文章"))
    return _release(article, "release_due", by=None, at=at)


@recorded()
def _missed(article, *, reason, at):
    move = advance(article, "miss", by=None, at=at, reason=reason)
    Article.objects.filter(pk=article.pk).update(scheduled_for=None)
    article.refresh_from_db()
    return move


@recorded()
def release_correction(article, *, by, at):
    """Put the corrected text in the place of the one released before, with its public note."""
    return _release(article, "release_correction", by=by, at=at)


def _release(article, verb, *, by, at):
    """The one way out. Whatever the table says: cleared by a final review of exactly this text,
    with both verdicts, by nobody who wrote any of it, and no check blocks it now."""
    revision = article.revisions.last()
    advance(article, verb, by=by, at=at, sha256=revision.sha256, note=revision.note)
    as_it_is(article)
    must_be_open(article.congress)
    final = cleared(article, revision)
    must_be_answered(article)
    number = Release.objects.filter(article=article).count() + 1
    release = Release.objects.create(
        article=article,
        revision=revision,
        number=number,
        final=final,
        note=revision.note if number > 1 else "",
        sha256=revision.sha256,
        by=by or scheduler(article),
        at=at,
    )
    article.released, article.scheduled_for = release, None
    article.released_at = article.released_at or at
    until = revision.facts.get("said", {}).get("until")
    article.expires_on = date.fromisoformat(until) if until else None
    article.save(update_fields=["released", "released_at", "scheduled_for", "expires_on"])
    Docket.objects.filter(pk=article.docket_id).update(public=True, title=revision.title)
    article.docket.public, article.docket.title = True, revision.title
    _find(article, revision)
    return release


def cleared(article, revision):
    """The final review that clears ``revision``. Raises ``PermissionDenied`` if there is none,
    or if somebody judged what they wrote."""
    rows = list(Review.objects.filter(article=article, round=article.round))
    wrote = set(article.revisions.values_list("by", flat=True))
    final = [one for one in rows if one.stage == Stage.FINAL and one.revision_id == revision.pk]
    if not final or final[-1].outcome != Review.Outcome.PASSED:
        raise PermissionDenied("no final review of this text")
    if final[-1].secrecy not in MAY_GO_OUT or not final[-1].basis or not final[-1].privacy:
        raise PermissionDenied("no verdict on secrets or privacy")
    needed = {Stage.FIRST, Stage.SECOND, Stage.FINAL} if article.released_id is None else set()
    passed = {one.stage: one.by_id for one in rows if one.outcome == Review.Outcome.PASSED}
    if needed - set(passed) or len(set(passed.values())) < len(passed):
        raise PermissionDenied("not reviewed by three people")
    if wrote & set(passed.values()):
        raise PermissionDenied("reviewed by who wrote it")
    return final[-1]


def scheduler(article):
    """Who scheduled it: the release at its hour is theirs."""
    return article.docket.moves.filter(verb="schedule").last().by


def _find(article, revision):
    index(
        article.congress,
        kind=SEARCHED,
        ref=article.uid,
        title=revision.title,
        body=f"{revision.summary}\n{revision.text}",
        href=PAGE.format(code=article.docket.code),
        public=True,
        at=article.released_at,
    )


@recorded()
def schedule(article, *, when, by, at):
    """Let it go out by itself at ``when``. Raises ``Incomplete`` for a time that has passed."""
    must_be_open(article.congress)
    if when <= at:
        raise Incomplete(_("请选择以后的时间"))
    said = localtime(when).strftime("%Y-%m-%d %H:%M")
    move = advance(article, "schedule", by=by, at=at, when=said)
    article.scheduled_for = when
    article.save(update_fields=["scheduled_for"])
    return move


@recorded()
def unschedule(article, *, by, at):
    move = advance(article, "unschedule", by=by, at=at)
    article.scheduled_for = None
    article.save(update_fields=["scheduled_for"])
    return move


@recorded()
def recall(article, *, reason, by, at):
    """Take it back: its page says so and why, and nothing of the text is served any more."""
    move = advance(article, "recall", by=by, at=at, reason=reason)
    article.recalled_at, article.recall_reason = at, reason
    article.save(update_fields=["recalled_at", "recall_reason"])
    Docket.objects.filter(pk=article.docket_id).update(public=False)
    remove(SEARCHED, article.uid)
    return move


@recorded()
def archive(article, *, by, at):
    """Close it: it stays public, with a word that it is of the past."""
    return advance(article, "archive", by=by, at=at)


@recorded()
def expire(article, *, at):
    """Say that what it announced is over; it stays public."""
    return advance(article, "expire", by=None, at=at)


def due(congress, at):
    """``[(article, act)]``: what is scheduled up to ``at``, first, and what has expired by then."""
    rows = Article.objects.filter(congress=congress).select_related("docket", "congress", "organ")
    ready = rows.filter(docket__state=State.SCHEDULED, scheduled_for__lte=at)
    over = rows.filter(docket__state=State.PUBLISHED, expires_on__lt=localdate(at))
    found = [(one, release_due) for one in ready.order_by("scheduled_for", "pk")]
    return found + [(one, expire) for one in over.order_by("pk")]
