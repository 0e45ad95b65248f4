from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.search.analyser import analyse
from huiyin.search.engines import engine, is_kind, markers
from huiyin.search.models import Entry

#: Characters of a title kept, as the column allows.
LONGEST_TITLE = Entry._meta.get_field("title").max_length
#: Entries of one act that are written at once.
BATCH = 500


@dataclass(frozen=True)
class NewThing:
    """One of many things made findable at once; the fields are those of ``index``."""

    ref: UUID
    title: str
    body: str
    href: str
    at: datetime


def _marks(entry: Entry) -> list[str]:
    return markers(congress_id=entry.congress_id, kind=entry.kind, public=entry.public)


def index(
    congress: Congress,
    *,
    kind: str,
    ref: UUID,
    title: str,
    body: str,
    href: str,
    public: bool,
    at: datetime,
    known: bool = True,
) -> Entry:
    """Make a thing findable, or renew what is known of it; safe to repeat.

    ``kind``    a lower-case word, as in ``voice``; with ``ref`` it names the thing
    ``body``    text to find it by, without any personal data; it is never shown
    ``href``    path of its page below its congress's own prefix, no host
    ``public``  whether anybody may find it
    ``at``      aware datetime by which results are ordered, newest first
    ``known``   False if the thing was made just now, so that it is in no index

    Raises ``ValueError`` if ``kind`` is no lower-case word.
    """
    if not is_kind(kind):
        raise ValueError(f"a kind is a lower-case word, not {kind!r}")
    # Part of the act that makes the thing: if this fails, so does that.
    with transaction.atomic(savepoint=False), scopes_disabled():
        rows = Entry.objects.select_for_update().filter(kind=kind, ref=ref)
        entry = rows.first() if known else None
        if entry:
            engine().drop(entry.pk, entry.words, _marks(entry))
        entry = entry or Entry(kind=kind, ref=ref)
        entry.congress, entry.public, entry.at = congress, public, at
        entry.title, entry.href = title[:LONGEST_TITLE], href
        entry.words = analyse(f"{title}\n{body}")
        entry.save()
        engine().put(entry.pk, entry.words, _marks(entry))
    return entry


def index_new(congress: Congress, *, kind: str, things: Iterable[NewThing]) -> int:
    """Make many public things findable that are in no index yet; returns how many.

    For texts of many parts, such as laws: ``index`` would ask for each whether it is known.
    """
    if not is_kind(kind):
        raise ValueError(f"a kind is a lower-case word, not {kind!r}")
    with transaction.atomic(savepoint=False), scopes_disabled():
        entries = [
            Entry(
                congress=congress,
                kind=kind,
                ref=thing.ref,
                title=thing.title[:LONGEST_TITLE],
                words=analyse(f"{thing.title}\n{thing.body}"),
                href=thing.href,
                public=True,
                at=thing.at,
            )
            for thing in things
        ]
        Entry.objects.bulk_create(entries, batch_size=BATCH)
        for entry in entries:
            engine().put(entry.pk, entry.words, _marks(entry))
    return len(entries)


@transaction.atomic
def remove_all(kind: str, refs: Collection[UUID]) -> int:
    """Make many things unfindable; returns how many could be found before."""
    with scopes_disabled():
        found = list(Entry.objects.select_for_update().filter(kind=kind, ref__in=refs))
        for entry in found:
            engine().drop(entry.pk, entry.words, _marks(entry))
        Entry.objects.filter(pk__in=[entry.pk for entry in found]).delete()
    return len(found)


@transaction.atomic
def remove(kind: str, ref: UUID) -> bool:
    """Make a thing unfindable; return whether it could be found before."""
    with scopes_disabled():
        entry = Entry.objects.select_for_update().filter(kind=kind, ref=ref).first()
        if entry is None:
            return False
        engine().drop(entry.pk, entry.words, _marks(entry))
        entry.delete()
    return True


@transaction.atomic
def rebuild() -> int:
    """Fill the word index anew from the entries, as after a move between databases.

    Returns how many entries there are.
    """
    engine().clear()
    count = 0
    with scopes_disabled():
        for entry in Entry.objects.order_by("pk").iterator():
            engine().put(entry.pk, entry.words, _marks(entry))
            count += 1
    return count
