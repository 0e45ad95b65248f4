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
#: So many rows go by an ordinary INSERT: the leaves of one act, which need no COPY.
FEW = 20
COLUMNS = "log_id, seq, kind, ref, at, content_hash, leaf_hash"
COPY = f"COPY ledger_leaf ({COLUMNS}) FROM STDIN"
EDGE = "SELECT size, frontier FROM ledger_log WHERE congress_id = %s"
#: Every act grows a log: these statements are written here once instead of put together each time.
GROW = "UPDATE ledger_log SET size = %s, frontier = %s WHERE congress_id = %s"
ADD = f"INSERT INTO ledger_leaf ({COLUMNS}) VALUES "  # noqa: S608  no value stands in it
ROW = "(%s, %s, %s, %s, %s, %s, %s)"


class Row(NamedTuple):
    """A leaf before it is stored; time, ref and content hash as ``leaf_data()`` takes them."""

    seq: int
    entry: Entry
    at: str
    ref: str
    content: str
    leaf_hash: bytes


def locked_log(congress: int) -> Log | None:
    """Lock the log of a congress until the commit; return it with its edge, or None."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(EDGE + lock, [congress])
        edge = cursor.fetchone()
    return edge and Log(congress_id=congress, size=edge[0], frontier=edge[1])


class Growth:
    """What is added to one locked log in one transaction."""

    def __init__(self, log: Log, tenant: UUID):
        self.log = log
        self.tenant = str(tenant)
        self.frontier = Frontier(log.size, bytes(log.frontier))
        self.nodes = []
        self.few: list[Leaf] = []

    def add(self, entry: Entry) -> Row:
        seq, at, ref = self.frontier.size, moment(entry.at), str(entry.ref)
        content = content_hash(entry.content, entry.salt).hex()
        leaf = leaf_hash(
            leaf_data(
                tenant=self.tenant,
                kind=check_kind(entry.kind),
                seq=seq,
                at=at,
                ref=ref,
                content=content,
            )
        )
        if finished := self.frontier.append(leaf):
            self.nodes += finished
        return Row(seq, entry, at, ref, content, leaf)

    def leaf(self, row: Row) -> Leaf:
        """Return the row as an unsaved ``Leaf``."""
        return Leaf(
            log_id=self.log.pk,
            seq=row.seq,
            kind=row.entry.kind,
            ref=row.entry.ref,
            at=row.entry.at,
            content_hash=bytes.fromhex(row.content),
            leaf_hash=row.leaf_hash,
        )

    def write_many(self, entries: Iterable[Entry]) -> None:
        rows = map(self.add, entries)
        self.few = [self.leaf(row) for row in islice(rows, FEW)]
        if len(self.few) < FEW:
            return
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor, cursor.copy(COPY) as copy:
                for batch in _batches(rows):
                    copy.write("".join(map(self._line, batch)))
        else:
            for batch in _batches(rows):
                Leaf.objects.bulk_create([self.leaf(row) for row in batch])

    def close(self) -> None:
        """Store the first leaves, the finished nodes and the new edge of the log."""
        if self.nodes:
            Node.objects.bulk_create(
                [
                    Node(log_id=self.log.pk, level=at, index=index, hash=made)
                    for at, index, made in self.nodes
                ],
                batch_size=BATCH,
            )
        add = ADD + ", ".join([ROW] * len(self.few))
        leaves = [value for leaf in self.few for value in _prepared(leaf)]
        grown = [self.frontier.size, self.frontier.packed, self.log.pk]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql" and leaves:
                cursor.execute(f"WITH grown AS ({GROW}) {add}", [*grown, *leaves])
                return
            cursor.execute(GROW, grown)
            if leaves:
                cursor.execute(add, leaves)

    def _line(self, row: Row) -> str:
        return (
            f"{self.log.pk}\t{row.seq}\t{row.entry.kind}\t{row.ref}\t{row.at}\t"
            f"\\\\x{row.content}\t\\\\x{row.leaf_hash.hex()}\n"
        )


def _prepared(leaf: Leaf) -> list:
    """Return the values of a leaf as the database takes them, in the order of ``COLUMNS``."""
    fields = map(Leaf._meta.get_field, COLUMNS.replace("log_id", "log").split(", "))
    return [each.get_db_prep_save(getattr(leaf, each.attname), connection) for each in fields]


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
