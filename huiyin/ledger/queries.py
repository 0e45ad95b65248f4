"""Reading proofs out of the stored tree."""

from functools import reduce
from operator import or_

from django.db.models import Q

from huiyin.ledger import tree
from huiyin.ledger.models import Leaf, Node

ROWS = 1 << tree.TILE


class Damaged(Exception):
    """The stored record contradicts itself: nothing may be proved from it until it is audited."""


def inclusion_proof(log_id: int, seq: int, size: int) -> list[bytes]:
    """Return the proof that leaf ``seq`` is among the first ``size``, lowest sibling first.

    Two queries, at most 512 rows a level. Raises ``Damaged`` if a row is missing.
    """
    return _proof(log_id, tree.inclusion_path(seq, size))


def consistency_proof(log_id: int, old: int, new: int) -> list[bytes]:
    """Return the proof that the log of ``new`` leaves begins with the ``old`` ones (RFC 9162).

    Raises ``Damaged`` if a row is missing, ``ValueError`` for sizes the log never had.
    """
    return _proof(log_id, tree.consistency_path(old, new))


def _proof(log_id, path):
    stored = _rows(log_id, tree.tiles(path))
    try:
        return tree.hashes_of(path, lambda level, index: stored[level, index])
    except KeyError as missing:
        raise Damaged(f"log {log_id} lacks node {missing}") from missing


def _rows(log_id, tiles):
    leaves = [
        Q(seq__gte=tile * ROWS, seq__lt=(tile + 1) * ROWS) for level, tile in tiles if level == 0
    ]
    nodes = [
        Q(level=level, index__gte=tile * ROWS, index__lt=(tile + 1) * ROWS)
        for level, tile in tiles
        if level
    ]
    found = {}
    if leaves:
        rows = Leaf.objects.filter(reduce(or_, leaves), log_id=log_id)
        found |= {(0, seq): bytes(made) for seq, made in rows.values_list("seq", "leaf_hash")}
    if nodes:
        rows = Node.objects.filter(reduce(or_, nodes), log_id=log_id)
        found |= {
            (level, index): bytes(made)
            for level, index, made in rows.values_list("level", "index", "hash")
        }
    return found
