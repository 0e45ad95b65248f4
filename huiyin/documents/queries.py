"""Which documents there are in a case, and which of them a reader may take."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Prefetch
from django.http import Http404

from huiyin.documents import fonts, making
from huiyin.documents.kinds import KINDS
from huiyin.documents.models import Document, Number, Scan
from huiyin.documents.sort import Sort
from huiyin.documents.standing import Standing, standing
from huiyin.documents.text import settable
from huiyin.suggestions.models import Assignment, Contact, Cosign, Reply, Return, Suggestion


@dataclass
class Offer:
    """A document this reader may take. ``files`` maps a format to the newest file taken of it."""

    sort: Sort
    key: str
    thing: Any
    about: str
    signs: bool
    number: Number | None
    scans: list[Scan]
    files: dict[str, Document]
    lacking: str


def whole():
    """Suggestions with everything their documents say, in a fixed number of queries."""
    return (
        Suggestion.objects.shown()
        .select_related("lead__district", "lead__electoral_unit__area")
        .prefetch_related(
            Prefetch("cosigns", Cosign.objects.select_related("mandate__person").order_by("pk")),
            Prefetch(
                "assignments",
                Assignment.objects.select_related("organ", "opinion").order_by("assigned_at", "pk"),
            ),
            Prefetch("contacts", Contact.objects.select_related("organ", "by")),
            Prefetch(
                "replies",
                Reply.objects.select_related("organ", "rating").prefetch_related(
                    "commitments__progress"
                ),
            ),
            Prefetch("returns", Return.objects.select_related("organ")),
            "docket__deadlines",
        )
    )


def get_for_reader(user, code):
    """Return ``(suggestion, standing)`` if ``user`` has a part in it; else it does not exist."""
    suggestion = whole().filter(docket__code=code).first()
    if suggestion is None:
        raise Http404
    part = standing(user, suggestion)
    if not part.works:
        raise Http404
    return suggestion, part


def offers(suggestion, part: Standing) -> list[Offer]:
    """Every document of the case that this reader may take, in the order they come about."""
    numbers = {
        (row.kind, row.key): row for row in Number.objects.filter(docket=suggestion.docket_id)
    }
    scans: dict = {}
    for scan in Scan.objects.filter(docket=suggestion.docket_id).select_related("by"):
        scans.setdefault((scan.kind, scan.key), []).append(scan)
    files: dict = {}
    for file in Document.objects.filter(docket=suggestion.docket_id).order_by("pk"):
        files.setdefault((file.kind, file.key), {})[file.format] = file
    draws = partial(_lacking, suggestion, numbers)
    return [
        Offer(
            sort=sort,
            key=key,
            thing=thing,
            about=sort.about(suggestion, thing),
            signs=sort.signs(part, thing),
            number=numbers.get((kind, key)),
            scans=scans.get((kind, key), []),
            files=files.get((kind, key), {}),
            lacking=draws(sort, key, thing),
        )
        for kind, sort in KINDS.items()
        for key, thing in sort.each(suggestion)
        if sort.reads(part, thing)
    ]


def _lacking(suggestion, numbers, sort, key, thing):
    """Name the characters of a document that no font can show: ``𠅤（U+20164）、…``."""
    number = numbers.get((sort.kind.value, key))
    paper = making.draw(sort.paper, suggestion, thing, str(number or ""))
    signs = fonts.missing(settable(text) for text in paper.texts())
    return "、".join(f"{sign}（{fonts.name(sign)}）" for sign in signs)


def find(suggestion, part: Standing, kind: str, key: str):
    """Return ``(sort, thing)`` of one document; what the reader may not take does not exist."""
    sort = KINDS.get(kind)
    found = dict(sort.each(suggestion)) if sort else {}
    if key not in found or not sort.reads(part, found[key]):
        raise Http404
    return sort, found[key]


def number_of(suggestion, kind: str, key: str):
    return Number.objects.filter(docket=suggestion.docket_id, kind=kind, key=key).first()


def get_scan(suggestion, part: Standing, uid) -> Scan:
    """A scan is read by whoever reads the paper it is a picture of."""
    scan = Scan.objects.filter(docket=suggestion.docket_id, uid=uid).first()
    if scan is None:
        raise Http404
    find(suggestion, part, scan.kind, scan.key)
    return scan
