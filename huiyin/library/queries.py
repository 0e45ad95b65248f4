"""Laws for readers: what binds here, what a law says, and where words stand in which article."""

import re
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, Value, When

from huiyin.law.numerals import to_int
from huiyin.law.text.marks import NUMERAL
from huiyin.library.models import Law, Provision
from huiyin.library.naming import RANKS, SEARCH_KIND
from huiyin.library.rules import stands
from huiyin.search.queries import first_matching

#: Articles of one page of results, and those looked at.
SHOWN, LOOKED_AT = 20, 200
#: Articles looked at where only those of a kind or region count.
LOOKED_THROUGH = 2000
#: Characters of a question that are read.
LONGEST = 100
HEADINGS = ("part", "subpart", "chapter", "section", "heading", "preface", "annex")
HOLDERS = ("article", "point")
_CITED = re.compile(
    rf"《?(?P<law>.{{2,60}}?)》?\s*第?\s*(?P<number>{NUMERAL}|\d{{1,4}})\s*条(?:之(?P<suffix>{NUMERAL}))?"
    r"(?:第.{1,4}款)?(?:第.{1,6}项)?"
)
_STATE = "中华人民共和国"


@dataclass(frozen=True)
class Found:
    """Articles that hold the words, the weightiest law first; ``more`` if there are others."""

    hits: list[Provision]
    more: bool


def listed(*, kind="", region="", standing="", day, text=""):
    """Laws narrowed to what is asked, by kind and title; each with its current version."""
    rows = Law.objects.exclude(current=None).select_related("current").defer("current__text")
    if kind:
        rows = rows.filter(kind=kind)
    if region:
        rows = rows.filter(region=region)
    if standing:
        rows = rows.filter(stands(standing, day))
    for word in text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(part__icontains=word))
    return rows.annotate(weight=_weight("kind")).order_by("weight", "title", "part", "pk")


def _weight(field):
    cases = [When(**{field: kind}, then=Value(rank)) for kind, rank in RANKS.items()]
    return Case(*cases, default=Value(len(RANKS)), output_field=IntegerField())


def facets():
    """``({kind: number}, {region: number})`` of the laws in scope, in one query."""
    kinds, regions = {}, {}
    rows = Law.objects.exclude(current=None).order_by().values_list("kind", "region")
    for kind, region, number in rows.annotate(number=Count("pk")):
        kinds[kind] = kinds.get(kind, 0) + number
        if region:
            regions[region] = regions.get(region, 0) + number
    return kinds, regions


def versions(law):
    """The versions of a law, newest first, copies last of their day; without their texts."""
    rows = law.versions.select_related("ended_by__law").defer("text", "ended_by__text")
    rows = list(rows.order_by("-pk"))
    dated = [row for row in rows if row.copy_of_id is None]
    return sorted(dated, key=lambda row: (row.passed_on is not None, row.passed_on), reverse=True)


def provisions(version):
    """The provisions of a version in order."""
    return list(version.provisions.order_by("order"))


def around(provision):
    """The article before and the one after, or None."""
    rows = Provision.objects.filter(version=provision.version_id, kind__in=HOLDERS)
    rows = rows.defer("text", "lines")
    before = rows.filter(order__lt=provision.order).order_by("-order").first()
    return before, rows.filter(order__gt=provision.order).order_by("order").first()


def in_versions(law, key):
    """The article with this number in every version: ``[(version, provision or None)]``."""
    rows = {
        row.version_id: row
        for row in Provision.objects.filter(version__law=law, key=key).defer("lines")
    }
    return [(version, rows.get(version.pk)) for version in versions(law)]


def search(text, *, kind="", region="", limit=SHOWN) -> Found:
    """Return the articles of current versions that hold the words, or the article that is cited.

    Laws stand in the index as they were entered, the weightiest kind first; of a word that
    stands everywhere the first ``LOOKED_AT`` articles are ordered.
    """
    text = " ".join(text.split())[:LONGEST]
    narrow = {"version__law__kind": kind, "version__law__region": region}
    narrow = {name: value for name, value in narrow.items() if value}
    rows = Provision.objects.filter(**narrow)
    chosen = _cited(text, rows, limit) or _holding(text, rows, limit, bool(narrow))
    full = Provision.objects.select_related("version__law").defer("version__text", "lines")
    known = full.in_bulk(chosen[:limit]) if chosen else {}
    return Found([known[pk] for pk in chosen[:limit]], len(chosen) > limit)


def _holding(text, rows, limit, narrowed):
    """Ids of the articles that hold the words, one more than ``limit`` if there are more."""
    looked_at = LOOKED_THROUGH if narrowed else LOOKED_AT
    refs = first_matching(text, kinds=[SEARCH_KIND], limit=looked_at)
    if not refs:
        return []
    found = rows.filter(uid__in=refs).annotate(weight=_weight("version__law__kind"))
    found = found.order_by("weight", "-version__passed_on", "version", "order")
    return list(found.values_list("pk", flat=True)[: limit + 1])


def _cited(text, rows, limit):
    """The id of the article that a citation names, as in 消防法第十二条; [] if it is none."""
    match = _CITED.fullmatch(text)
    if not match:
        return []
    try:
        number = to_int(match["number"])
        suffix = to_int(match["suffix"]) if match["suffix"] else 0
    except ValueError:
        return []
    named = match["law"].strip("《》 ")
    rows = rows.filter(number=number, suffix=suffix, kind="article", version__searchable=True)
    rows = rows.filter(version__law__title__in=[named, _STATE + named]).order_by("pk")
    return list(rows.values_list("pk", flat=True)[: limit + 1])


def excerpt(text, words, *, width=90):
    """Return ``(before, hit, after)`` of the first place where a word of ``words`` stands."""
    flat = " ".join(text.split())
    for word in sorted(words.split(), key=len, reverse=True):
        place = flat.find(word)
        if place >= 0:
            start = max(0, place - width // 3)
            end = min(len(flat), start + width)
            lead, tail = "…" * (start > 0), "…" * (end < len(flat))
            after = place + len(word)
            return f"{lead}{flat[start:place]}", word, f"{flat[after : max(end, after)]}{tail}"
    return f"{flat[:width]}{'…' * (len(flat) > width)}", "", ""
