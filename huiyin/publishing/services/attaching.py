"""Files of an article: looked into, added as an edit of the text, taken out again."""

import hashlib
import re
from html import escape

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from huiyin.kit.inspection import Refused
from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance
from huiyin.procedure.table import Incomplete
from huiyin.publishing import filetypes
from huiyin.publishing.models import Asset
from huiyin.publishing.services.writing import SAID, as_it_is, named, save

#: Files of one article.
MOST = 40
Kind = Asset.Kind


@recorded()
def attach(article, *, data, name, words="", shows="neither", approval="", video=None, by, at):
    """Add a file; a picture is also put at the end of the text. Returns the asset.

    ``data``   the bytes that were sent; what is kept is made anew or was looked into
    ``words``  what a picture shows, for who cannot see it; without them it is refused
    ``video``  the asset that captions belong to

    Raises ``Incomplete`` with the reason for what is not taken.
    """
    advance(article, "edit", by=by, at=at)
    as_it_is(article)
    known = _read(article, data, words, video)
    digest = hashlib.sha256(known.data).hexdigest()
    if article.assets.filter(sha256=digest).exists():
        raise Incomplete(_("这个文件已经在里面了"))
    if article.assets.count() >= MOST:
        raise Incomplete(_("一篇文章最多 %(most)s 个文件") % {"most": MOST})
    asset = Asset(
        article=article,
        kind=known.kind,
        media=known.media,
        name=name,
        words=words,
        shows=shows,
        approval=approval,
        captions_for=video if known.kind == Kind.CAPTIONS else None,
        size=len(known.data),
        sha256=digest,
        found=known.found,
        by=by,
        at=at,
    )
    asset.file.save(f"{asset.uid}.{known.suffix}", ContentFile(known.data), save=False)
    asset.save()
    html = figure(asset) if asset.kind == Kind.IMAGE else ""
    _revise(article, add=asset, html=html, by=by, at=at)
    return asset


def _read(article, data, words, video):
    try:
        known = filetypes.read(data)
    except Refused as error:
        raise Incomplete(str(error)) from error
    if known.kind == Kind.IMAGE and not words.strip():
        raise Incomplete(_("请写明图片里是什么，看不见图片的人靠它知道"))
    if known.kind == Kind.CAPTIONS and (video is None or video.article_id != article.pk):
        raise Incomplete(_("请选择这是哪一段视频的字幕"))
    return known


def figure(asset):
    """How a picture stands in the text; its address is below that of the congress."""
    words = escape(asset.words)
    return f'<figure><img src="/assets/{asset.uid}/" alt="{words}"></figure>'


@recorded()
def detach(article, *, asset, by, at):
    """Leave a file out of the next draft; earlier drafts keep it."""
    advance(article, "edit", by=by, at=at)
    as_it_is(article)
    _revise(article, drop=asset, by=by, at=at)


def _without(html, asset):
    """``html`` without the picture of ``asset``, however an editor has set it."""
    picture = rf"<img[^>]*/assets/{asset.uid}/[^>]*>"
    framed = rf"<figure>(?:(?!</figure>).)*{picture}.*?</figure>"
    return re.sub(picture, "", re.sub(framed, "", html, flags=re.S))


def _revise(article, *, add=None, drop=None, html="", by, at):
    last = article.revisions.last()
    files = [one for one in last.facts.get("files", []) if not drop or one["uid"] != str(drop.uid)]
    if add:
        files.append(named(add))
    kept = _without(last.html, drop) if drop else last.html
    said = {name: getattr(last, name) for name in SAID}
    facts = {**last.facts, "files": files}
    words = _("加入文件：%(name)s") if add else _("去掉文件：%(name)s")
    note = words % {"name": (add or drop).name}
    body = f"{kept}{html}"
    save(article, last.number + 1, body=body, facts=facts, note=note, by=by, at=at, **said)
