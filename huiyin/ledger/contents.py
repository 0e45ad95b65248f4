"""Where the nightly verifier finds what a leaf committed to.

The ledger knows no domain. An app above it registers, for each kind of leaf it writes, how to
fetch the live rows; a kind nobody registered is reported, never skipped.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from uuid import UUID

#: ``{ref: (content, salt)}``; None in place of the pair if it was lawfully erased; a row that
#: is gone is left out.
Contents = dict[UUID, tuple[bytes, bytes] | None]


class Source(NamedTuple):
    resolver: Callable[[list[UUID]], Contents]
    living: Callable[[], Iterable[UUID]] | None


_sources: dict[str, Source] = {}


def register(
    kind: str,
    resolver: Callable[[list[UUID]], Contents],
    living: Callable[[], Iterable[UUID]] | None = None,
) -> None:
    """Say how the rows behind leaves of ``kind`` are read back. Call it in ``AppConfig.ready``.

    ``resolver`` is given refs and runs in the scope of the congress
    ``living``   yields the refs of all rows there are, so that one without a leaf is found

    Raises ``ValueError`` if another resolver was registered for the kind.
    """
    if kind in _sources and _sources[kind].resolver != resolver:
        raise ValueError(f"two resolvers for leaves of kind {kind!r}")
    _sources[kind] = Source(resolver, living)


def unregister(kind: str) -> None:
    _sources.pop(kind, None)


def source(kind: str) -> Source | None:
    return _sources.get(kind)


def sources() -> dict[str, Source]:
    return dict(_sources)
