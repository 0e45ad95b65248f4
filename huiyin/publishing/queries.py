"""Questions about articles. What may not be seen does not exist."""

from django.db.models import Exists, Max, OuterRef, Prefetch, Q
from django.http import Http404
from django_scopes import scopes_disabled

from huiyin.congresses.queries import ASSIGNABLE, seats_of
from huiyin.procedure.models import Move
from huiyin.publishing import checks, rules
from huiyin.publishing.models import Answer, Article, Asset, Duty, Release, Review, Revision, Stage
from huiyin.publishing.procedure import LIVE, State

#: stage → the states in which it is that stage's turn.
TURNS = {
    Stage.WRITE: (State.DRAFT, State.CORRECTING),
    Stage.FIRST: (State.FIRST_REVIEW,),
    Stage.SECOND: (State.SECOND_REVIEW,),
    Stage.FINAL: (State.FINAL_REVIEW, State.CORRECTION_REVIEW),
    Stage.RELEASE: (State.CLEARED, State.CORRECTION_CLEARED),
}
#: What is long in a revision.
TEXTS = ("html", "text")


def duty(code):
    """A duty of the congress in scope in that article, with the congress it comes from; or None."""
    rows = Duty.objects.filter(article__docket__code=code)
    return rows.select_related("article__congress__area").first()


def get_for_work(user, code, here):
    """The article with all its page shows, in the scope of its congress, if it is ``user``'s
    business at the desk of ``here``. Raises ``Http404``."""
    article = whole().filter(docket__code=code).first()
    if article is None or not rules.works_on(user, article, here):
        raise Http404
    return looked_into(article)


def get_for_act(user, code, here):
    """The same, without what only its page shows."""
    rows = Article.objects.select_related("docket", "congress__area", "organ")
    article = rows.filter(docket__code=code).first()
    if article is None or not rules.works_on(user, article, here):
        raise Http404
    return article


def looked_into(article):
    """``article`` with ``findings`` of its last revision, those ``blocking`` it, and ``attached``,
    the files in that revision. Needs ``whole``."""
    last = list(article.revisions.all())[-1]
    last.refresh_from_db(fields=TEXTS)
    out = checks.Outgoing(article, last)
    answers = {one.key: one for one in article.answers.all() if one.round == article.round}
    article.findings = [(one, answers.get(one.key)) for one in checks.found(out)]
    article.blocking = [one for one, answer in article.findings if one.blocks and not answer]
    article.attached = out.files
    return article


def whole():
    """With everything that happened to it, but of all it ever said only what is asked for."""
    judged, out = (rows.objects.select_related("by", "revision") for rows in (Review, Release))
    said = [f"revision__{name}" for name in TEXTS]
    return Article.objects.select_related(
        "docket", "congress__area", "organ", "released__revision"
    ).prefetch_related(
        Prefetch("revisions", Revision.objects.select_related("by").defer(*TEXTS)),
        Prefetch("reviews", judged.defer(*said).order_by("pk")),
        Prefetch("answers", Answer.objects.select_related("by")),
        Prefetch("assets", Asset.objects.order_by("pk")),
        Prefetch("releases", out.defer(*said).order_by("number")),
        Prefetch("docket__moves", Move.objects.select_related("by")),
    )


def waiting(user, congress):
    """Duties whose turn it is and which ``user`` may do, those begun first in front."""
    seats = list(seats_of(user, congress))
    asked = Q(pk=None)
    for stage, states in TURNS.items():
        asked |= Q(_mine(stage, seats, congress), article__docket__state__in=states, stage=stage)
    with scopes_disabled():  # what was handed up is written and judged in another congress too
        wrote = Revision.objects.filter(article=OuterRef("article"), by=user)
        judged = Review.objects.filter(
            article=OuterRef("article"),
            round=OuterRef("article__round"),
            outcome=Review.Outcome.PASSED,
            by=user,
        )
    cleared = judged.filter(stage=Stage.FINAL)
    apart = Q(stage=Stage.WRITE) | ~Exists(wrote) & (
        Q(stage=Stage.RELEASE) & ~Exists(cleared) | ~Q(stage=Stage.RELEASE) & ~Exists(judged)
    )
    return _rows(Duty.objects.filter(asked).filter(apart)).order_by("pk")


def _mine(stage, seats, congress):
    """Duties of ``stage`` that somebody with these seats in ``congress`` may do; see ``rules``."""

    def sits(kinds, roles):
        return any(one.organ.kind in kinds and one.role in roles for one in seats)

    if stage == Stage.WRITE:
        organs = [one.organ_id for one in seats if one.organ.kind not in ASSIGNABLE]
        return Q(article__organ__in=organs)
    if stage == Stage.FIRST:
        own = [one.organ_id for one in seats if one.role in rules.FIRST]
        found = Q(article__congress=congress, article__organ__in=own)
        if sits(rules.SECOND_OFFICES, rules.FIRST_FOR_OTHERS):
            found |= ~Q(article__congress=congress)
        return found
    return ~Q(pk=None) if sits(*rules.OFFICES[stage]) else Q(pk=None)


def at_desk(user, congress, *, states=(), text="", after=None, limit=20):
    """A duty of every article that is ``user``'s business, newest first, up to ``limit`` + 1.

    Those of one's own offices; for the press offices all of the congress, and what was handed up
    to it.
    """
    seats = list(seats_of(user, congress))
    organs = [one.organ_id for one in seats if one.organ.kind not in ASSIGNABLE]
    mine = Q(stage=Stage.WRITE, article__organ__in=organs)
    if any(one.organ.kind in {*rules.SECOND_OFFICES, *rules.FINAL_OFFICES} for one in seats):
        reviews = Duty.objects.filter(article=OuterRef("article"), stage=Stage.FINAL)
        mine |= Q(stage=Stage.WRITE)
        handed_up = Q(stage=Stage.FINAL) | Q(stage=Stage.RELEASE) & ~Exists(reviews)
        mine |= ~Q(article__congress=congress) & handed_up
    rows = Duty.objects.filter(mine)
    if states:
        rows = rows.filter(article__docket__state__in=states)
    if text:
        rows = rows.filter(article__docket__title__icontains=text)
    if after:
        rows = rows.filter(pk__lt=after)
    return list(_rows(rows).order_by("-pk")[: limit + 1])


def scheduled(user, congress):
    """What goes out by itself, the next first."""
    rows = at_desk(user, congress, states=[State.SCHEDULED], limit=200)
    return sorted(rows, key=lambda one: (one.article.scheduled_for, one.pk))


def _rows(duties):
    return duties.select_related(
        "article__docket", "article__organ", "article__congress__area", "article__released"
    )


def published(congress, column="", *, before=None, limit=20):
    """What anybody may read, newest first; ``before`` is ``(time, id)`` of the last row shown."""
    rows = Article.objects.shown().filter(congress=congress)
    if column:
        rows = rows.filter(column=column)
    if before:
        at, pk = before
        rows = rows.filter(Q(released_at__lt=at) | Q(released_at=at, pk__lt=pk))
    return list(rows.order_by("-released_at", "-pk")[:limit])


def public(code):
    """The article with that code, whatever became of it since it was released; or None."""
    rows = Article.objects.select_related(
        "docket", "congress", "organ", "released__revision", "released__by", "released__final"
    )
    return rows.filter(docket__code=code, released__isnull=False).first()


def stages(release):
    """Names of the stages at which the text of ``release`` was passed, in their order."""
    rows = Review.objects.filter(
        article=release.article_id, round=release.final.round, outcome=Review.Outcome.PASSED
    )
    passed = set(rows.values_list("stage", flat=True))
    return [one.label for one in Stage if one in passed]


def attached(article):
    """The files of the released text, in the order in which they were added."""
    if article.released is None:
        return []
    named = [one["uid"] for one in article.released.revision.facts.get("files", [])]
    return list(article.assets.filter(uid__in=named).order_by("pk")) if named else []


def latest(congress, each, columns):
    """column → its newest articles, up to ``each``, without their texts, in one query."""
    shown = Article.objects.shown().filter(congress=congress).order_by("-released_at", "-pk")
    heads = [  # one column after the other, so that each is read by its index and no further
        Article.objects.filter(pk__in=shown.filter(column=one).values("pk")[:each]).values("pk")
        for one in columns
    ]
    found = {}
    if heads:
        rows = shown.filter(pk__in=heads[0].union(*heads[1:], all=True))
        for row in rows.defer(*(f"released__revision__{name}" for name in TEXTS)):
            found.setdefault(row.column, []).append(row)
    return found


def newest(congresses):
    """When something last became public in each column. See ``sites.registry.Freshness``."""
    with scopes_disabled():  # figures of many congresses at once
        rows = Article.objects.filter(
            congress__in=congresses, released__isnull=False, docket__state__in=LIVE
        )
        rows = rows.values("congress", "column").annotate(newest=Max("released__at")).order_by()
        found = {}
        for row in rows:
            found.setdefault(row["congress"], {})[row["column"]] = row["newest"]
    return found
