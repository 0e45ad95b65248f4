"""A column's articles for machines: Atom (RFC 4287) and JSON Feed 1.1, with source and licence.

Whoever shows them elsewhere names the source; an id never changes, and what was taken down is in
no feed any more.
"""

import io
import json
from datetime import UTC, datetime
from uuid import uuid5

from django.http import Http404, HttpResponse
from django.urls import get_script_prefix, reverse
from django.utils.timezone import localtime
from django.utils.translation import override
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from huiyin.portal.freshness import soon_forgotten
from huiyin.portal.views.opendata import ATOM, LICENCE, conditional
from huiyin.publishing.columns import columns
from huiyin.publishing.queries import published
from huiyin.publishing.text import CONTROL, linked, placed

#: Articles a feed holds.
FED = 30


class _Xml(SimplerXMLGenerator):
    """Leaves out what XML cannot hold, wherever it was kept."""

    def characters(self, content):
        super().characters(CONTROL.sub("", content))


def _asked(request, key):
    column = columns(request.congress).get(key)
    if column is None:
        raise Http404
    return column, published(request.congress, key, limit=FED)


def _answer(request, body, kind, rows):
    newest = max((row.released.at for row in rows), default=None)
    response = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    return conditional(request, response, int(newest.timestamp()) if newest else None)


@require_safe
@soon_forgotten
def atom(request, key):
    """The newest articles of a column, whole, as Atom."""
    column, rows = _asked(request, key)
    out = io.StringIO()
    xml = _Xml(out, "utf-8")
    xml.startDocument()
    xml.startElement("feed", {"xmlns": ATOM, "xml:lang": "zh-Hans"})
    with override("zh-hans"):
        _head(request, xml, column, rows)
        for row in rows:
            _entry(request, xml, row)
    xml.endElement("feed")
    xml.endDocument()
    return _answer(request, out.getvalue().encode(), "application/atom+xml", rows)


def _head(request, xml, column, rows):
    congress = request.congress
    newest = max((row.released.at for row in rows), default=datetime.fromtimestamp(0, UTC))
    listed = request.build_absolute_uri(reverse("portal:column", args=[column.key]))
    own = request.build_absolute_uri(reverse("portal:column_atom", args=[column.key]))
    xml.addQuickElement("id", uuid5(congress.uid, f"column:{column.key}").urn)
    xml.addQuickElement("title", f"{congress.name} {column.label}")
    xml.addQuickElement("updated", _moment(newest))
    xml.addQuickElement("rights", LICENCE)
    xml.addQuickElement("link", attrs={"rel": "self", "href": own})
    xml.addQuickElement("link", attrs={"rel": "alternate", "type": "text/html", "href": listed})
    _author(xml, congress.name)


def _entry(request, xml, row):
    text = row.released.revision
    page = request.build_absolute_uri(reverse("portal:article", args=[row.docket.code]))
    xml.startElement("entry", {})
    xml.addQuickElement("id", row.uid.urn)
    xml.addQuickElement("title", text.title)
    xml.addQuickElement("published", _moment(row.released_at))
    xml.addQuickElement("updated", _moment(row.released.at))
    xml.addQuickElement("link", attrs={"rel": "alternate", "type": "text/html", "href": page})
    _author(xml, text.byline or text.source or str(row.organ))
    if text.summary:
        xml.addQuickElement("summary", text.summary)
    xml.addQuickElement("content", _absolute(request, text.html, page), {"type": "html"})
    xml.endElement("entry")


def _absolute(request, html, page):
    """The text of ``page`` with its pictures and links where any reader finds them."""
    return linked(placed(html, request.build_absolute_uri(get_script_prefix())), page)


def _author(xml, name):
    xml.startElement("author", {})
    xml.addQuickElement("name", name)
    xml.endElement("author")


def _moment(at):
    return localtime(at).isoformat(timespec="seconds")


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
    return _answer(request, body, "application/feed+json", rows)


def _item(request, row):
    text = row.released.revision
    page = request.build_absolute_uri(reverse("portal:article", args=[row.docket.code]))
    return {
        "id": row.uid.urn,
        "url": page,
        "title": text.title,
        "summary": text.summary,
        "content_html": _absolute(request, text.html, page),
        "date_published": _moment(row.released_at),
        "date_modified": _moment(row.released.at),
        "authors": [{"name": text.byline or text.source or row.organ.name}],
        "_source": text.source or row.organ.name,
    }


def _in_chinese(words):
    with override("zh-hans"):
        return str(words)
