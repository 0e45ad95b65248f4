"""What goes out with a revision: its files, and all words that anybody can read in it."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from huiyin.publishing.models import Asset

#: Attributes of clean HTML that somebody wrote.
WRITTEN = ("href", "title", "alt")
#: Unicode categories of what stands in a text and is not seen: zero-width blanks, marks.
UNSEEN = {"Cf", "Mn"}


class _Attributes(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [unquote(value or "") for name, value in attrs if name in WRITTEN]


@dataclass
class Outgoing:
    """One revision of an article on its way out, read once for all checks."""

    article: Any
    revision: Any

    @cached_property
    def files(self):
        """The files that go out with it, in the order in which they were added."""
        named = [one["uid"] for one in self.revision.facts.get("files", [])]
        return [one for one in self.article.assets.all() if str(one.uid) in named] if named else []

    @cached_property
    def words(self):
        """Everything that goes out with it, words of its files and captions among it: in one
        width, so that full-width marks are found as well, and without what nobody sees."""
        reader, revision = _Attributes(), self.revision
        reader.feed(revision.html)
        parts = [getattr(revision, name) for name in ("title", "summary", "text", "keywords")]
        parts += [revision.source, revision.byline, revision.note, *reader.found]
        parts += [str(value) for value in revision.facts.get("said", {}).values()]
        for one in self.files:
            parts += [one.name, one.words, one.approval, _captions(one)]
        text = unicodedata.normalize("NFKC", "\n".join(parts))
        return "".join(one for one in text if unicodedata.category(one) not in UNSEEN)


def _captions(asset):
    """The text of captions, "" for other files."""
    if asset.kind != Asset.Kind.CAPTIONS:
        return ""
    with asset.file.open("rb") as kept:
        return kept.read().decode(errors="replace")
