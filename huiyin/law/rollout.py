"""What the cluster is to give each level of congress, and by when: targets as data.

A profile is a table, ``data/rollout/KEY.toml``. A capability without a day at a level is
encouraged there, and never late.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from huiyin.law.columns import LEVELS
from huiyin.law.datafiles import refuse, tables

NATIONAL = "national"


@dataclass(frozen=True)
class Capability:
    """``due``: level, one of ``columns.LEVELS`` → last day by which every congress has it."""

    key: str
    zh: str
    en: str
    due: Mapping[str, date] = field(default_factory=dict)


@cache
def capabilities(profile: str = NATIONAL) -> dict[str, Capability]:
    """Return the capabilities of ``profile`` by key, in order; ``BadData`` names a fault.

    >>> capabilities()["portal"].due["county"]
    datetime.date(2016, 12, 31)
    """
    for name, table in tables("rollout"):
        if table.get("key") != profile:
            continue
        try:
            found = {entry["key"]: Capability(**entry) for entry in table["capability"]}
        except (KeyError, TypeError) as error:
            raise refuse(name, f"缺少或写错 {error}", f"missing or wrong: {error}") from error
        for one in found.values():
            if unknown := sorted(set(one.due) - set(LEVELS)):
                raise refuse(name, f"不认识的级别：{unknown[0]}", f"unknown level: {unknown[0]}")
        return found
    return {}
