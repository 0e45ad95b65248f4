"""Entering texts of laws, and settling which version binds, which is searchable."""

from collections import Counter
from datetime import datetime, time
from hashlib import sha256
from itertools import pairwise

from django.db import transaction
from django.utils.timezone import make_aware
from django_scopes import scopes_disabled

from huiyin.law.text import Kind, read
from huiyin.law.text.counting import compare
from huiyin.law.text.facts import binds_from, ends, history, maker
from huiyin.law.text.nodes import DIVISIONS
from huiyin.library.models import Law, LawVersion, Provision
from huiyin.library.naming import SEARCH_KIND, Source, standing_maker
from huiyin.library.shelves import Shelves
from huiyin.search.services import NewThing, index_new, remove_all

#: Provisions written at once.
BATCH = 500
#: Begins the address of a version that ``settle`` has not seen, or that is a copy.
UNSETTLED = "~"
_FRONT = (Kind.TITLE, Kind.NOTE, Kind.REFERENCE, Kind.TOC)
_HEADINGS = (*DIVISIONS, Kind.HEADING, Kind.PREFACE, Kind.ANNEX)


def enter(source: Source, shelves: Shelves, *, at) -> tuple[LawVersion, str]:
    """Enter one text; safe to repeat. Returns the version and ``new``, ``renewed`` or ``same``.

    Nobody sees it before ``settle`` said how it stands to the law's other versions.
    """
    digest = sha256(source.text.encode()).hexdigest()
    with transaction.atomic(), scopes_disabled():
        known = LawVersion.objects.filter(source=source.source, key=source.key).first()
        if known and known.sha256 == digest:
            return known, "same"
        document = read(source.text)
        version = known or LawVersion(source=source.source, key=source.key)
        before, version.law = version.law_id, _law(source, document, shelves)
        _describe(version, source, document, digest, at)
        if known:
            _forget(known)
        version.save()
        _provide(version, document)
        if known and before != version.law_id:
            _settle(Law.objects.get(pk=before))
    return version, "renewed" if known else "new"


def _law(source, document, shelves):
    named = maker(document)
    law, made = Law.objects.get_or_create(
        code=source.code,
        defaults={
            "congress": shelves.of(source, named),
            "title": source.name,
            "part": source.part,
            "kind": source.kind,
            "region": source.region,
            "maker": standing_maker(named)[:100],
        },
    )
    if not made and not law.maker and named:
        law.maker = standing_maker(named)[:100]
        law.save(update_fields=["maker"])
    return law


def _describe(version, source, document, digest, at):
    events = history(document)
    version.passed_on = source.version_date or max((one.day for one in events), default=None)
    version.in_force_on, version.in_force_how = binds_from(document, version.passed_on)
    version.sha256, version.text, version.notes = digest, source.text, document.notes
    version.repeals = ends(document)
    count = compare(document, source.text, source.plain)
    version.articles, version.lines_like_articles = count.ours, count.plain
    version.differs, version.missing = count.classes, document.missing
    version.slug = f"{UNSETTLED}{sha256(source.key.encode()).hexdigest()[:15]}"
    version.entered_at = at
    version.copy_of, version.searchable = None, False


def _forget(version):
    uids = list(version.provisions.values_list("uid", flat=True))
    remove_all(SEARCH_KIND, uids)
    version.provisions.all().delete()
    LawVersion.objects.filter(pk=version.pk).update(searchable=False)


def _provide(version, document):
    rows = [
        Provision(version=version, order=order, **facts)
        for order, facts in enumerate(_provisions(document.children, ()))
    ]
    Provision.objects.bulk_create(rows, batch_size=BATCH)


def _provisions(nodes, within):
    for node in nodes:
        if node.kind in _FRONT:
            continue
        facts = {
            "key": node.id,
            "kind": str(node.kind),
            "within": list(within),
            "label": node.label[:40],
            "number": node.number,
            "suffix": node.suffix,
            "heading": node.text if node.kind in (*_HEADINGS, Kind.ARTICLE) else "",
        }
        if node.kind in _HEADINGS:
            yield facts
            yield from _provisions(node.children, (*within, node.id))
        else:
            yield facts | {"text": node.words(), "lines": _lines(node)}


def _lines(node):
    """``[kind, id, label, text]`` of what belongs to an article, or of loose words themselves."""
    own = node.kind not in (Kind.ARTICLE, Kind.POINT)
    nodes = node.walk() if own else (each for child in node.children for each in child.walk())
    return [[str(each.kind), each.id, each.label, each.text] for each in nodes]


def settle():
    """Say of each law with a new text which version is current and what ended the others.

    The articles of current versions become findable, those of others cease to be.
    """
    with transaction.atomic(), scopes_disabled():
        entered = LawVersion.objects.filter(copy_of=None, slug__startswith=UNSETTLED)
        for law in Law.objects.filter(pk__in=entered.values("law")).order_by("pk"):
            _settle(law)
        _repeal()
        fresh = LawVersion.objects.filter(searchable=False, copy_of=None)
        current = fresh.filter(pk__in=Law.objects.values("current"))
        for version in current.select_related("law__congress").order_by("pk").iterator():
            _make_findable(version)


def _settle(law):
    rows = list(law.versions.order_by("pk").defer("text"))
    rows.sort(key=lambda one: (one.passed_on is not None, one.passed_on or one.entered_at.date()))
    shown, slugs = [], Counter()
    for row in rows:
        twin = next((one for one in shown if _same(one, row)), None)
        row.copy_of = twin
        row.ended_on, row.ended_how, row.ended_by = None, "", None
        if twin is None:
            shown.append(row)
            slug = row.passed_on.isoformat() if row.passed_on else "undated"
            slugs[slug] += 1
            row.slug = slug if slugs[slug] == 1 else f"{slug}-{slugs[slug]}"
    for before, after in pairwise(shown):
        before.ended_on = after.in_force_on or after.passed_on
        before.ended_how, before.ended_by = LawVersion.How.AMENDED, after
    _write(law, rows, shown)


def _same(one, other):
    return one.passed_on == other.passed_on and one.passed_on is not None


def _write(law, rows, shown):
    """Addresses are unique: copies give theirs up before others take them."""
    for row in sorted(rows, key=lambda each: each.copy_of is None):
        row.save(
            update_fields=["copy_of", "slug", "ended_on", "ended_how", "ended_by"],
        )
    for row in rows:
        if row.searchable and row is not shown[-1]:
            remove_all(SEARCH_KIND, list(row.provisions.values_list("uid", flat=True)))
            row.searchable = False
            row.save(update_fields=["searchable"])
    law.current = shown[-1] if shown else None
    law.save(update_fields=["current"])
    if not rows:
        law.delete()


def _repeal():
    """A law that another one names as repealed has ended, if it is older and not made anew."""
    laws = {}
    for law in Law.objects.select_related("current").defer("current__text"):
        if law.current:
            laws.setdefault(str(law), []).append(law)
    for ending in [law.current for each in laws.values() for law in each if law.current.repeals]:
        day = ending.in_force_on or ending.passed_on
        for name in ending.repeals:
            for target in laws.get(name, []):
                older = day and target.current.passed_on and target.current.passed_on < day
                if older and target.pk != ending.law_id:
                    LawVersion.objects.filter(pk=target.current.pk).update(
                        ended_on=day, ended_how=LawVersion.How.REPEALED, ended_by=ending
                    )


def _make_findable(version):
    law = version.law
    day = version.passed_on
    at = make_aware(datetime.combine(day, time())) if day else version.entered_at
    rows = version.provisions.filter(kind__in=[Kind.ARTICLE, Kind.POINT]).order_by("order")
    things = [
        NewThing(
            ref=row.uid,
            title=f"{law} {row.label}{row.heading}",
            body=row.text,
            href=f"/laws/{law.code}/{row.key}/",
            at=at,
        )
        for row in rows
    ]
    index_new(law.congress, kind=SEARCH_KIND, things=things)
    version.searchable = True
    version.save(update_fields=["searchable"])
