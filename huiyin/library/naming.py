"""Which law a text is a version of, of which kind, and where its address lies."""

import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from huiyin.library.models import Law

#: What the sources call a kind.
CATEGORIES = {
    "宪法": Law.Kind.CONSTITUTION,
    "行政法规": Law.Kind.ADMINISTRATIVE,
    "司法解释": Law.Kind.INTERPRETATION,
    "部门规章": Law.Kind.RULE,
    "地方性法规": Law.Kind.LOCAL,
    "案例": Law.Kind.CASE,
}
#: The weightiest first: so they are entered, and so they are found.
RANKS = {kind: rank for rank, kind in enumerate(Law.Kind.values)}
#: What an article is called in the index of words.
SEARCH_KIND = "provision"
#: Characters of a code: 50 bits.
CODE = 10
_STATE = "中华人民共和国"
_EDITION = re.compile(r"（\d{4}年(?:修正文本|修正|修订)）$")
_TERM = re.compile(r"第?[一二三四五六七八九十]+届")


class Unreadable(ValueError):
    """A row of a file is no text of a law; the message says what is wrong."""


@dataclass(frozen=True)
class Source:
    """One text as a source gives it.

    ``source``  the collection, ``key`` its name there
    ``family``  the name the source gives the law, without a date
    ``plain``   how many lines begin with 第…条, as the source counts them; None if it does not
    """

    source: str
    key: str
    title: str
    family: str
    category: str
    region: str
    version_date: date | None
    text: str
    plain: int | None = None

    @property
    def kind(self):
        return CATEGORIES.get(self.category, Law.Kind.LAW)

    @property
    def rank(self):
        """For sorting: weight of the kind, then official databases before collections."""
        return RANKS[self.kind], not self.key.startswith("flk"), self.title, self.key

    @property
    def name(self):
        """The title of the law without the year of an edition."""
        return _EDITION.sub("", self.title.strip())

    @property
    def part(self):
        """The part of the law that this text holds, if the source keeps it in several."""
        if self.kind == Law.Kind.CASE:
            return ""
        family = _EDITION.sub("", self.family.strip())
        inside = family.replace(_STATE, "") in self.name.replace(_STATE, "")
        return "" if inside else family

    @property
    def code(self):
        named = "|".join((self.name, self.region, self.part))
        return b32encode(sha256(named.encode()).digest()).decode()[:CODE].lower()


def read_row(row: dict, source: str) -> Source:
    """Return the ``Source`` of a row of a collection; raises ``Unreadable``."""
    if not isinstance(row, dict):
        raise Unreadable("a row is a JSON object")
    for name in ("id", "title", "text"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise Unreadable(f"{name} is missing")
    if "\x00" in "".join(str(value) for value in row.values()):
        raise Unreadable("a NUL is no writing")
    for name, longest in (("id", 200), ("title", 300)):
        if len(row[name]) > longest:
            raise Unreadable(f"{name} has more than {longest} characters")
    plain = row.get("n_articles_regex")
    return Source(
        source=source,
        key=row["id"],
        title=row["title"],
        family=str(row.get("family") or row["title"])[:100],
        category=str(row.get("category") or ""),
        region=str(row.get("region") or "")[:40],
        version_date=_day(row.get("version_date")),
        text=row["text"],
        plain=plain if isinstance(plain, int) and plain >= 0 else None,
    )


def _day(value):
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable(f"version_date is no date: {value!r}") from None


def standing_maker(maker: str) -> str:
    """Return the organ without the number of its term.

    >>> standing_maker("云江省第十三届人民代表大会常务委员会")
    '云江省人民代表大会常务委员会'
    >>> standing_maker("第十三届全国人民代表大会")
    '全国人民代表大会'
    """
    return _TERM.sub("", maker)
