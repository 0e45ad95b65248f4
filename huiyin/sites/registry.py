"""What kinds of column this platform can show. Apps above register theirs; this app calls back.

A column whose kind nobody registered has no pages here: it is neither shown nor inspected.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Freshness(Protocol):
    """When something last became public in each column."""

    def __call__(self, congresses: Iterable[int]) -> Mapping[int, Mapping[str, datetime]]:
        """Return ``{congress id: {column key: newest}}``; a column with nothing is left out."""


@dataclass(frozen=True)
class Kind:
    """``path``: column key → path below the congress; ``newest`` is None where pages do not age."""

    name: str
    path: Callable[[str], str] | None = None
    newest: Freshness | None = None


_kinds: dict[str, Kind] = {}


def register_kind(name, *, path=None, newest=None):
    """Make a kind of column known; ``path`` is left out where the profile gives it."""
    if name in _kinds:
        raise ValueError(f"kind of column {name} registered twice")
    _kinds[name] = Kind(name, path, newest)


def kinds():
    return dict(_kinds)


register_kind("service")
