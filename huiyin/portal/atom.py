"""A list of what happened, newest first, as Atom (RFC 4287)."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid5

from django.utils.timezone import localtime
from django.utils.translation import override
from django.utils.xmlutils import SimplerXMLGenerator

from huiyin.publishing.text import CONTROL

ATOM = "http://www.w3.org/2005/Atom"
#: When a list on which nothing stands was last new.
NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Entry:
    """``id`` never changes; ``parts`` are further elements, as ``(name, words, attributes)``."""

    id: str
    title: str
    published: datetime
    updated: datetime
    url: str
    author: str
    parts: tuple = ()


class _Xml(SimplerXMLGenerator):
    """Leaves out what XML cannot hold, wherever it was kept."""

    def characters(self, content):
        super().characters(CONTROL.sub("", content))


def feed(request, *, name, title, page, entries, rights=""):
    """Return the bytes of a feed in Chinese.

    ``name``     tells it from the other feeds of the congress
    ``title``    what it is called, after the name of the congress
    ``page``     path at which people read the same
    ``entries``  a function that yields ``Entry``: what they say is said in Chinese
    """
    congress, out = request.congress, io.StringIO()
    with override("zh-hans"):
        rows = list(entries())
        xml = _Xml(out, "utf-8")
        xml.startDocument()
        xml.startElement("feed", {"xmlns": ATOM, "xml:lang": "zh-Hans"})
        xml.addQuickElement("id", uuid5(congress.uid, name).urn)
        xml.addQuickElement("title", f"{congress.name}{title}")
        xml.addQuickElement("updated", moment(max((row.updated for row in rows), default=NEVER)))
        if rights:
            xml.addQuickElement("rights", rights)
        own = request.build_absolute_uri(request.path)
        xml.addQuickElement("link", attrs={"rel": "self", "href": own})
        _page(xml, request.build_absolute_uri(page))
        _author(xml, congress.name)
        for row in rows:
            _entry(xml, row)
        xml.endElement("feed")
        xml.endDocument()
    return out.getvalue().encode()


def _entry(xml, row):
    xml.startElement("entry", {})
    xml.addQuickElement("id", row.id)
    xml.addQuickElement("title", row.title)
    xml.addQuickElement("published", moment(row.published))
    xml.addQuickElement("updated", moment(row.updated))
    _page(xml, row.url)
    _author(xml, row.author)
    for name, words, attributes in row.parts:
        xml.addQuickElement(name, words, attributes)
    xml.endElement("entry")


def _page(xml, url):
    xml.addQuickElement("link", attrs={"rel": "alternate", "type": "text/html", "href": url})


def _author(xml, name):
    xml.startElement("author", {})
    xml.addQuickElement("name", name)
    xml.endElement("author")


def moment(at):
    """A time as feeds write it, in the country's zone."""
    return localtime(at).isoformat(timespec="seconds")
