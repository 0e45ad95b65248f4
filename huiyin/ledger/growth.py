"""How a log grows: one pass that hashes entries, moves the frontier and writes the rows.

On PostgreSQL many rows go by COPY: an import of a million leaves is then a matter of seconds.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from huiyin.ledger.leaves import Entry, check_kind, content_hash, leaf_data, moment
from huiyin.ledger.models import Leaf, Log, Node
from huiyin.ledger.tree import Frontier, leaf_hash

BATCH = 2000
COPY = "COPY ledger_leaf (log_id, seq, kind, ref, at, content_hash, leaf_hash) FROM STDIN"


class Row(NamedTuple):
    """A leaf before it is stored; ``written`` is its time as ``moment()`` writes it."""

    seq: int
    entry: Entry
    written: str
    content_hash: bytes
    leaf_hash: bytes


class Growth:
    """What is added to one locked log in one transaction."""

    def __init__(self, log: Log, tenant: UUID):
        self.log = log
        self.tenant = str(tenant)
        self.frontier = Frontier(log.size, bytes(log.frontier))
        self.nodes = []

    def add(self, entry: Entry) -> Row:
        seq, written = self.frontier.size, moment(entry.at)
        hashed = content_hash(entry.content, entry.salt)
        leaf = leaf_hash(
            leaf_data(
                tenant=self.tenant,
                kind=check_kind(entry.kind),
                seq=seq,
                at=written,
                ref=str(entry.ref),
                content=hashed.hex(),
            )
        )
        if finished := self.frontier.append(leaf):
            self.nodes += finished
        return Row(seq, entry, written, hashed, leaf)

    def leaf(self, row: Row) -> Leaf:
        """Return the row as an unsaved ``Leaf``."""
        return Leaf(
            log=self.log,
            seq=row.seq,
            kind=row.entry.kind,
            ref=row.entry.ref,
            at=row.entry.at,
            content_hash=row.content_hash,
            leaf_hash=row.leaf_hash,
        )

    def write_many(self, entries: Iterable[Entry]) -> None:
        rows = map(self.add, entries)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor, cursor.copy(COPY) as copy:
                for batch in _batches(rows):
                    copy.write("".join(map(self._line, batch)))
        else:
            for batch in _batches(rows):
                Leaf.objects.bulk_create([self.leaf(row) for row in batch])

    def close(self) -> None:
        """Store the finished nodes and the new edge of the log."""
        Node.objects.bulk_create(
            [
                Node(log=self.log, level=at, index=index, hash=made)
                for at, index, made in self.nodes
            ],
            batch_size=BATCH,
        )
        self.log.size, self.log.frontier = self.frontier.size, self.frontier.packed
        self.log.save(update_fields=["size", "frontier"])

    def _line(self, row: Row) -> str:
        entry = row.entry
        return (
            f"{self.log.pk}\t{row.seq}\t{entry.kind}\t{entry.ref}\t{row.written}\t"
            f"\\\\x{row.content_hash.hex()}\t\\\\x{row.leaf_hash.hex()}\n"
        )


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
