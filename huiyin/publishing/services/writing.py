"""Writing an article: every saving is a revision, and what was reviewed is what was saved."""

import re

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Organ
from huiyin.congresses.queries import ASSIGNABLE, seats_of
from huiyin.ledger.acts import recorded
from huiyin.procedure.models import Docket
from huiyin.procedure.services import advance, open_docket
from huiyin.procedure.table import Incomplete
from huiyin.publishing.kinds import KINDS
from huiyin.publishing.models import SAID, Article, Asset, Duty, Revision
from huiyin.publishing.rules import duties
from huiyin.publishing.text import clean, digest, words
from huiyin.sites.queries import face

#: A picture in clean HTML.
PICTURE = re.compile(r'<img\b[^>]*\bsrc="/assets/([0-9a-f-]{36})/"')


class Overtaken(Incomplete):
    """Somebody else saved the article since it was opened."""


def as_it_is(article):
    """Read again what others may have changed before the lock of its docket was taken."""
    article.refresh_from_db(fields=["round", "released", "scheduled_for", "column"])


@recorded()
def write(*, congress, kind, column, by, at, body, facts=None, note="", **said):
    """Begin an article with its first revision and return it.

    ``body``  HTML or plain text as it was typed or pasted
    ``said``  the fields of ``SAID``

    Raises ``PermissionDenied`` for whoever has no desk in ``congress``.
    """
    must_be_open(congress)
    docket = open_docket(congress=congress, kind="article", title=said["title"], at=at)
    article = Article.objects.create(
        congress=congress,
        docket=docket,
        kind=kind,
        column=column,
        organ=_office_of(by, congress),
    )
    Duty.objects.bulk_create(
        Duty(congress=doing, article=article, stage=stage)
        for stage, doing in duties(congress, localdate(at)).items()
    )
    advance(article, "write", by=by, at=at)
    save(article, 1, body=body, facts=facts, note=note, by=by, at=at, **said)
    return article


def must_be_open(congress):
    """Raise ``Incomplete`` if the site of ``congress`` is closed: nothing new goes out on it."""
    if face(congress).ended:
        raise Incomplete(_("网站已经关闭，不能发布"))


def _office_of(user, congress):
    """The office ``user`` writes from; one they do not sit in if they sit in none."""
    seats = seats_of(user, congress).exclude(organ__kind__in=ASSIGNABLE)
    seat = seats.order_by("pk").first()
    return seat.organ if seat else Organ.objects.filter(congress=congress).order_by("pk").first()


@recorded()
def edit(article, *, seen, by, at, body, facts=None, note="", column=None, **said):
    """Save another revision and return it, or the last one if nothing was changed.

    ``seen``  number of the revision they had before them. Raises ``Overtaken`` if it is not the
    last one any more.
    """
    advance(article, "edit", by=by, at=at)
    as_it_is(article)
    last = article.revisions.last()
    if last.number != seen:
        raise Overtaken(_("别人刚刚保存过这篇文章。请重新打开，再改一次。"))
    if column and column != article.column and article.released_id is None:
        article.column = column
        article.save(update_fields=["column"])
    facts = {**last.facts, **(facts or {})}
    made = next_revision(article, last.number + 1, body, facts, **said)
    if made.sha256 == last.sha256:
        return last
    made.note, made.by, made.at = note, by, at
    made.save()
    if article.released_id is None:
        _call(article, made.title)
    return made


def save(article, number, *, body, facts, note, by, at, **said):
    """Save the next revision and return it. Raises as ``next_revision``."""
    made = next_revision(article, number, body, facts, **said)
    made.note, made.by, made.at = note, by, at
    made.save()
    return made


def next_revision(article, number, body, facts, **said):
    """The unsaved revision with that body, cleaned, and its hash.

    Raises ``Incomplete`` for a picture that is not one of this article.
    """
    html = clean(body)
    facts = _with_pictures(article, html, facts or {})
    said = {name: said.get(name, "") for name in SAID}
    return Revision(
        article=article,
        number=number,
        html=html,
        text=words(html),
        facts=facts,
        sha256=digest(kind=article.kind, html=html, facts=facts, **said),
        **said,
    )


def _with_pictures(article, html, facts):
    """``facts`` with exactly those pictures among its files that ``html`` shows."""
    shown, files = PICTURE.findall(html), facts.get("files", [])
    if not shown and not files:
        return facts
    own = {str(one.uid): one for one in article.assets.filter(kind=Asset.Kind.IMAGE)}
    if set(shown) - set(own):
        raise Incomplete(_("正文里有不是这篇文章的图片，请先把它上传到这篇文章"))
    kept = [one for one in files if one["uid"] not in own or one["uid"] in shown]
    known = {one["uid"] for one in kept}
    added = [named(own[uid]) for uid in dict.fromkeys(shown) if uid not in known]
    return {**facts, "files": kept + added}


def named(asset):
    """How a revision names a file that goes out with it."""
    return {"uid": str(asset.uid), "name": asset.name, "sha256": asset.sha256}


def _call(article, title):
    """The case is called as its text is; once released, not before the correction is."""
    Docket.objects.filter(pk=article.docket_id).update(title=title)
    article.docket.title = title


@recorded()
def submit(article, *, by, at):
    """Hand it to the first reviewer. Raises ``Incomplete`` without a text."""
    move = advance(article, "submit", by=by, at=at)
    _must_say_something(article)
    return move


@recorded()
def correct(article, *, by, at):
    """Begin to correct what was released; it stays as it is until the correction is released."""
    return advance(article, "correct", by=by, at=at)


@recorded()
def drop_correction(article, *, by, at):
    """Leave it as it was released: the next correction begins from there again."""
    move = advance(article, "drop_correction", by=by, at=at)
    as_it_is(article)
    last, kept = article.revisions.last(), article.released.revision
    if last.sha256 != kept.sha256:
        note = _("放弃更正，恢复已发布的内容")
        _again(article, kept, number=last.number + 1, note=note, by=by, at=at)
    return move


@recorded()
def submit_correction(article, *, note, by, at):
    """Hand the correction to the final reviewer, with a note that will be public.

    Raises ``Incomplete`` if nothing was changed.
    """
    move = advance(article, "submit_correction", by=by, at=at)
    as_it_is(article)
    _must_say_something(article)
    last = article.revisions.last()
    if last.sha256 == article.released.sha256:
        raise Incomplete(_("内容没有改动，不需要更正"))
    article.round += 1
    article.save(update_fields=["round"])
    _again(article, last, number=last.number + 1, note=note, by=by, at=at)
    return move


def _again(article, kept, **more):
    """A revision that says what ``kept`` does."""
    same = {name: getattr(kept, name) for name in (*SAID, "html", "text", "facts", "sha256")}
    return article.revisions.create(**same, **more)


@recorded()
def withdraw(article, *, by, at):
    return advance(article, "withdraw", by=by, at=at)


def _must_say_something(article):
    last = article.revisions.last()
    if not last.text:
        raise Incomplete(_("正文还没有写"))
    said = last.facts.get("said", {})
    missing = [str(one.label) for one in KINDS[article.kind].needed if not said.get(one.name)]
    if missing:
        raise Incomplete(_("还没有填写：%(names)s") % {"names": _("、").join(missing)})
