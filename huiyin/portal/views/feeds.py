"""A column's articles for machines: Atom (RFC 4287) and JSON Feed 1.1, with source and licence.

Whoever shows them elsewhere names the source; an id never changes, and what was taken down is in
no feed any more.
"""

import json

from django.http import Http404, HttpResponse
from django.urls import get_script_prefix, reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from huiyin.portal import atom
from huiyin.portal.freshness import soon_forgotten
from huiyin.portal.views.opendata import LICENCE, conditional
from huiyin.publishing.columns import columns
from huiyin.publishing.queries import published
from huiyin.publishing.text import linked, placed

#: Articles a feed holds.
FED = 30


def _asked(request, key):
    column = columns(request.congress).get(key)
    if column is None:
        raise Http404
    return column, published(request.congress, key, limit=FED)


def _answer(request, body, kind):
    return conditional(request, HttpResponse(body, content_type=f"{kind}; charset=utf-8"))


@require_safe
@soon_forgotten
def as_atom(request, key):
    """The newest articles of a column, whole, as Atom."""
    column, rows = _asked(request, key)
    body = atom.feed(
        request,
        name=f"column:{column.key}",
        title=f" {_in_chinese(column.label)}",
        page=reverse("portal:column", args=[column.key]),
        entries=lambda: [_entry(request, row) for row in rows],
        rights=LICENCE,
    )
    return _answer(request, body, "application/atom+xml")


def _entry(request, row):
    text = row.released.revision
    page = _page(request, row)
    content = _absolute(request, text.html, page)
    return atom.Entry(
        id=row.uid.urn,
        title=text.title,
        published=row.released_at,
        updated=row.released.at,
        url=page,
        author=text.byline or text.source or str(row.organ),
        parts=(
            *([("summary", text.summary, None)] if text.summary else ()),
            ("content", content, {"type": "html"}),
        ),
    )


def _page(request, row):
    return request.build_absolute_uri(reverse("portal:article", args=[row.docket.code]))


def _absolute(request, html, page):
    """The text of ``page`` with its pictures and links where any reader finds them."""
    return linked(placed(html, request.build_absolute_uri(get_script_prefix())), page)


@require_safe
@soon_forgotten
def as_json(request, key):
    """The same as JSON Feed 1.1."""
    column, rows = _asked(request, key)
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{request.congress.name} {_in_chinese(column.label)}",
        "home_page_url": request.build_absolute_uri(reverse("portal:column", args=[key])),
        "feed_url": request.build_absolute_uri(request.path),
        "language": "zh-Hans",
        "_rights": LICENCE,
        "items": [_item(request, row) for row in rows],
    }
    body = json.dumps(said, ensure_ascii=False, indent=1).encode()
    return _answer(request, body, "application/feed+json")


def _item(request, row):
    text = row.released.revision
    page = _page(request, row)
    return {
        "id": row.uid.urn,
        "url": page,
        "title": text.title,
        "summary": text.summary,
        "content_html": _absolute(request, text.html, page),
        "date_published": atom.moment(row.released_at),
        "date_modified": atom.moment(row.released.at),
        "authors": [{"name": text.byline or text.source or row.organ.name}],
        "_source": text.source or row.organ.name,
    }


def _in_chinese(words):
    with override("zh-hans"):
        return str(words)
