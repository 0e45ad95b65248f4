"""The Merkle tree of RFC 6962 and RFC 9162: pure arithmetic on 32-byte SHA-256 hashes.

A *range* ``(start, stop)`` is a stretch of leaves that is one node of the tree. A *subtree*
``(level, index)`` is a complete one: it covers the ``2 ** level`` leaves from ``index << level``.
A log of any size is held by its *frontier*: the roots of its complete subtrees, largest first,
one for every bit that is set in the size. Appending touches nothing else.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

#: Only every eighth level is stored: a row for 256 leaves, a row for 65,536 leaves, and so on.
TILE = 8
EMPTY_ROOT = sha256().digest()

Range = tuple[int, int]
Subtree = tuple[int, int]


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a log: enough to append and to know the root."""

    def __init__(self, size: int = 0, packed: bytes = b""):
        """Open the edge of a log of ``size`` leaves from the bytes that ``packed`` returned.

        Raises ``ValueError`` if the bytes cannot belong to that size.
        """
        if len(packed) != 32 * size.bit_count():
            raise ValueError(f"{len(packed)} bytes cannot be the frontier of {size} leaves")
        self.size = size
        self.hashes = [packed[i : i + 32] for i in range(0, len(packed), 32)]

    @property
    def packed(self) -> bytes:
        return b"".join(self.hashes)

    @property
    def root(self) -> bytes:
        return fold(self.hashes)

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add one leaf hash; return the nodes ``(level, index, hash)`` to be stored by it."""
        index, hashes, level, finished = self.size, self.hashes, 0, []
        self.size += 1
        while index & 1:
            leaf = sha256(b"\x01" + hashes.pop() + leaf).digest()
            index >>= 1
            level += 1
            if level % TILE == 0:
                finished.append((level, index, leaf))
        hashes.append(leaf)
        return finished


def fold(hashes: list[bytes]) -> bytes:
    """Join complete subtrees, largest first, into the hash above them."""
    if not hashes:
        return EMPTY_ROOT
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = node_hash(left, result)
    return result


def inclusion_path(index: int, size: int) -> list[Range]:
    """Return the siblings between leaf ``index`` and the root of ``size`` leaves, lowest first."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not among {size}")
    start, stop, path = 0, size, []
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            path.append((middle, stop))
            stop = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency_path(old: int, new: int) -> list[Range]:
    """Return the nodes that show the first ``old`` of ``new`` leaves kept (RFC 9162 §2.1.4)."""
    if not 0 < old <= new:
        raise ValueError(f"a log of {new} leaves never had {old}")
    start, stop, path, moved = 0, new, [], False
    while old != stop:
        middle = start + _split(stop - start)
        if old <= middle:
            path.append((middle, stop))
            stop = middle
        else:
            path.append((start, middle))
            start, moved = middle, True
    if moved:
        path.append((start, stop))
    return path[::-1]


def subtrees(node: Range) -> Iterator[Subtree]:
    """Split a range into complete subtrees, largest first."""
    start, stop = node
    while start < stop:
        level = (stop - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def tiles(path: Iterable[Range]) -> set[tuple[int, int]]:
    """Name the stored rows a path needs, as ``(level, tile)``: rows ``tile * 256`` and on."""
    needed = set()
    for level, index in (subtree for node in path for subtree in subtrees(node)):
        spare = level % TILE
        needed.add((level - spare, (index << spare) >> TILE))
    return needed


def hashes_of(path: Iterable[Range], stored: Callable[[int, int], bytes]) -> list[bytes]:
    """Turn a path into a proof; ``stored(level, index)`` reads a row of level 0, 8, 16, …"""
    return [fold([_complete(tree, stored) for tree in subtrees(node)]) for node in path]


def root_of_inclusion(index: int, size: int, leaf: bytes, proof: list[bytes]) -> bytes | None:
    """Return the root that a proof leads to, or None if it has the wrong length."""
    if not 0 <= index < size:
        return None
    result, at, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            result = node_hash(sibling, result)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        at, last = at >> 1, last >> 1
    return result if last == 0 else None


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: list[bytes]) -> bool:
    """Say whether ``proof`` shows that the log of ``new`` leaves begins with the ``old`` ones."""
    if old == new:
        return old_root == new_root and not proof
    if not 0 < old < new or not proof:
        return False
    path = list(proof) if old.bit_count() > 1 else [old_root, *proof]
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and (first, second) == (old_root, new_root)


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1


def _complete(tree: Subtree, stored: Callable[[int, int], bytes]) -> bytes:
    level, index = tree
    spare = level % TILE
    row = [stored(level - spare, (index << spare) + i) for i in range(1 << spare)]
    while len(row) > 1:
        row = [node_hash(row[i], row[i + 1]) for i in range(0, len(row), 2)]
    return row[0]
