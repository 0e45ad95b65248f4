"""Columns of a site: what a congress of each level shows, and how long it may go without news.

A profile is a table, ``data/columns/KEY.toml``. A congress's own profile adds to ``national``
or replaces its columns one by one. The limits name their source; where ``days`` is absent
nobody set one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from huiyin.law.datafiles import refuse, tables

NATIONAL = "national"
LEVELS = ("nation", "province", "prefecture", "county", "township")
#: ``service``: a page of the platform; ``cases``: matters made public; ``articles``: what editors
#: write.
KINDS = ("service", "cases", "articles")
TOP = {"key", "source", "source_en", "stale_fail", "empty_fail", "column"}
FIELDS = {"key", "kind", "path", "zh", "en", "says", "says_en", "icon", "days", "levels", "nav"}


@dataclass(frozen=True)
class Template:
    """One column as a profile gives it.

    ``path``  below the congress, for pages of the platform; "" is the home page
    ``says``  what a reader finds in it
    ``days``  calendar days it may go without anything new; None where no source sets any
    ``nav``   whether it stands in the main navigation
    """

    key: str
    kind: str
    zh: str
    en: str
    icon: str
    says: str = ""
    says_en: str = ""
    path: str = ""
    days: int | None = None
    levels: tuple[str, ...] = LEVELS
    nav: bool = True


@dataclass(frozen=True)
class ColumnProfile:
    """One table: its columns in order, its source, and when a whole site has failed."""

    key: str
    source: str
    source_en: str
    columns: tuple[Template, ...]
    stale_fail: int | None = None
    empty_fail: int | None = None


@cache
def all_columns() -> dict[str, ColumnProfile]:
    """Read every profile; ``BadData`` names a fault."""
    return {table["key"]: _profile(name, table) for name, table in tables("columns")}


def national() -> ColumnProfile:
    return all_columns()[NATIONAL]


def columns_for(keys: Iterable[str], level: str) -> tuple[Template, ...]:
    """Return the columns of a congress of ``level``, one of ``LEVELS``, in order.

    ``keys`` are those of its rule profiles, nearest first: a nearer one's column replaces the
    farther one's of the same key, where that stands, or follows it.

    >>> [each.key for each in columns_for([], "township")][:3]
    ['home', 'news', 'notices']
    """
    if level not in LEVELS:
        raise KeyError(level)
    found: dict[str, Template] = {}
    for key in reversed(list(dict.fromkeys([*keys, NATIONAL]))):
        if profile := all_columns().get(key):
            found |= {each.key: each for each in profile.columns}
    return tuple(each for each in found.values() if level in each.levels)


def _profile(name: str, table: dict[str, Any]) -> ColumnProfile:
    try:
        _only(name, table, TOP)
        if table["key"] != name.removesuffix(".toml"):
            raise refuse(name, f"key 与文件名不符：{table['key']}", f"key is {table['key']}")
        columns = tuple(_column(name, entry) for entry in table["column"])
        facts = {key: table[key] for key in ("stale_fail", "empty_fail") if key in table}
        profile = ColumnProfile(table["key"], table["source"], table["source_en"], columns, **facts)
    except (KeyError, TypeError) as error:
        raise refuse(name, f"缺少或写错 {error}", f"missing or wrong: {error}") from error
    if len({each.key for each in columns}) != len(columns):
        raise refuse(name, "栏目 key 重复", "two columns have one key")
    return profile


def _column(name: str, entry: dict[str, Any]) -> Template:
    _only(name, entry, FIELDS)
    if entry["kind"] not in KINDS:
        raise refuse(name, f"不认识的 kind：{entry['kind']}", f"unknown kind: {entry['kind']}")
    levels = tuple(entry.get("levels", LEVELS))
    if unknown := sorted(set(levels) - set(LEVELS)):
        raise refuse(name, f"不认识的级别：{unknown[0]}", f"unknown level: {unknown[0]}")
    return Template(**{**entry, "levels": levels})


def _only(name: str, entry: dict[str, Any], allowed: set[str]) -> None:
    if extra := sorted(set(entry) - allowed):
        raise refuse(name, f"不认识的 {extra[0]}", f"unknown {extra[0]}")
