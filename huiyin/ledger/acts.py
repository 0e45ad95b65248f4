"""An act and its leaves: collected while it happens, written just before it is committed.

Appending locks the log of a congress until the commit, so everybody who acts there queues for
it. An act that says and moves many things would hold that lock while it does; collected, its
leaves lock the log for three statements.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from huiyin.congresses.models import Congress
from huiyin.ledger.leaves import Entry, check_kind, content_hash, moment
from huiyin.ledger.services import append, append_many


class Held(NamedTuple):
    """An entry that waits for the end of its act. ``kept`` tells whether it still counts."""

    congress: Congress
    entry: Entry
    kept: object


_held: ContextVar[list[Held] | None] = ContextVar("leaves of the act under way", default=None)


@contextmanager
def recorded() -> Iterator[None]:
    """Make a block, or with ``@recorded()`` a function, one act on the record.

    It is atomic; an act inside it is part of it, without a savepoint of its own, so a failure
    inside must fail the whole. Who wants to go on after one puts ``transaction.atomic()`` around
    what may fail. Leaves given to ``record()`` are appended when the outermost act ends; those
    of a block that was rolled back are dropped with it.
    """
    if _held.get() is not None:
        with transaction.atomic(savepoint=False):
            yield
        return
    held: list[Held] = []
    token = _held.set(held)
    try:
        with transaction.atomic():
            yield
            _write(held)
    finally:
        _held.reset(token)


def record(
    congress: Congress, *, kind: str, ref: UUID, at: datetime, content: bytes, salt: bytes
) -> None:
    """Put one row on the record, as ``services.append()`` does, when the act under way ends.

    Outside an act it is appended at once. Raises what ``append()`` raises; ``IntegrityError``
    for a ref that already has a leaf only when the act ends.
    """
    held = _held.get()
    if held is None or not transaction.get_connection().in_atomic_block:
        append(congress, kind=kind, ref=ref, at=at, content=content, salt=salt)
        return
    _check(kind, at, content, salt)

    # A callback that does nothing, but is dropped with the savepoint it was registered in.
    def kept():
        pass

    transaction.on_commit(kept)
    held.append(Held(congress, Entry(kind, ref, at, content, salt), kept))


def _check(kind, at, content, salt):
    """Refuse a bad entry where it was made, not at the end of the act."""
    check_kind(kind)
    moment(at)
    content_hash(content, salt)


def _write(held):
    """Append what still counts, log by log in the order in which everybody takes them."""
    callbacks = {id(callback) for _, callback, _ in transaction.get_connection().run_on_commit}
    entries: dict[Congress, list[Entry]] = {}
    for each in held:
        if id(each.kept) in callbacks:
            entries.setdefault(each.congress, []).append(each.entry)
    for congress in sorted(entries, key=lambda congress: congress.pk):
        append_many(congress, entries[congress])
