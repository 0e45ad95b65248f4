"""Reading the tables of ``data/profiles`` and refusing those that contradict themselves."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from huiyin.law.citations import PRACTICE, Law
from huiyin.law.datafiles import refuse
from huiyin.law.rulebook import SILENT, Choice, Listing, Objection, ReplyClass
from huiyin.law.terms import Basis, Term
from huiyin.law.vocabulary import (
    CANONICAL_CLASSES,
    DECLINE_REASONS,
    DIMENSIONS,
    EVENTS,
    RATINGS,
    RULES,
    TERMS,
    UNITS,
    Label,
)

TOP = {"key", "law", "bills", "version"}
LAW = {"title", "title_en", "short", "short_en", "year", "division"}
VERSION = {
    "since",
    "until",
    "unknown",
    "terms",
    "classes",
    "decline",
    "rating",
    "rules",
    "objection",
}
TERM = {"n", "unit", "start", "at", "note"}
OBJECTION = {"people", "hours", "at"}
#: Periods of deputies' bills, which a place may have regulated in a text of its own.
OF_BILLS = "bill_"


def versions(name: str, table: dict[str, Any]) -> list[dict[str, Any]]:
    """Turn one file into the fields of its profile versions, oldest first.

    Raises ``BadData``, naming the file, for an unknown word, a missing one, and for
    versions that overlap or leave a gap.
    """
    try:
        _only(name, "file", table, TOP)
        _only(name, "law", table["law"], LAW)
        _only(name, "bills", table.get("bills", {}), LAW)
        if table["key"] != name.removesuffix(".toml"):
            raise refuse(name, f"key 与文件名不符：{table['key']}", f"key is {table['key']}")
        found = [_version(name, table, entry) for entry in table["version"]]
    except (KeyError, TypeError, ValueError) as error:
        raise refuse(name, f"缺少或写错 {error}", f"missing or wrong: {error}") from error
    _follow_on(name, found)
    return found


def _version(name: str, table: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    _only(name, "version", entry, VERSION)
    text = table["law"]
    law = _law(text)
    bills = _law(table.get("bills", text))
    rating = entry.get("rating", {})
    return {
        "key": table["key"],
        "since": _day(entry["since"]),
        "until": _day(entry["until"]) if "until" in entry else None,
        "division": text.get("division", ""),
        "source_title": text["title"],
        "source_title_en": text["title_en"],
        "own": {
            _known(name, "term", key, TERMS): _term(
                name, bills if key.startswith(OF_BILLS) else law, term
            )
            for key, term in entry.get("terms", {}).items()
        },
        "own_classes": _classes(name, law, entry.get("classes", {})),
        "own_ratings": _choices(name, law, rating, "values", RATINGS),
        "own_dimensions": _choices(name, law, rating, "dimensions", DIMENSIONS),
        "own_decline_reasons": _choices(
            name, law, entry.get("decline", {}), "reasons", DECLINE_REASONS
        ),
        "rules": _rules(name, entry.get("rules", {})),
        "own_objection": _objection(name, bills, entry.get("objection")),
        "unknown": entry.get("unknown", ""),
    }


def _law(text: dict[str, Any]) -> Law:
    return Law(text["short"], text["short_en"], text["year"])


def _objection(name: str, law: Law, entry: dict[str, Any] | None) -> Objection | None:
    if entry is None:
        return None
    _only(name, "objection", entry, OBJECTION)
    return Objection(entry["people"], entry["hours"], *law.at(entry["at"]))


def _term(name: str, law: Law, term: dict[str, Any]) -> Term:
    """Build a term: ``at`` cites the article; without it the term is practice."""
    _only(name, "term", term, TERM)
    unit = _known(name, "unit", term["unit"], UNITS)
    event = _known(name, "event", term["start"], EVENTS)
    source, source_en = _cite(law, term)
    basis: Basis = "rule" if "at" in term else "practice"
    return Term(term["n"], unit, source, term.get("note", ""), source_en, event, basis)


def _cite(law: Law, entry: Mapping[str, Any]) -> tuple[str, str]:
    return law.at(entry["at"]) if "at" in entry else PRACTICE


def _classes(name: str, law: Law, entry: dict[str, Any]) -> Listing:
    if not entry:
        return SILENT
    items = tuple(
        ReplyClass(
            one["code"],
            Label(one["zh"], one["en"]),
            _known(name, "class", one["is"], CANONICAL_CLASSES),
        )
        for one in entry["list"]
    )
    if len({item.code for item in items}) != len(items):
        raise refuse(name, "答复类别代号重复", "two classes have one code")
    return Listing(items, *_cite(law, entry))


def _choices(
    name: str, law: Law, entry: dict[str, Any], field: str, words: Mapping[str, Label]
) -> Listing:
    if field not in entry:
        return SILENT
    keys = [_known(name, field, key, words) for key in entry[field]]
    return Listing(tuple(Choice(key, words[key]) for key in keys), *_cite(law, entry))


def _rules(name: str, entry: dict[str, Any]) -> dict[str, str | bool]:
    for key, value in entry.items():
        _known(name, "rule", key, RULES)
        _known(name, key, value, dict.fromkeys(RULES[key]))
    return entry


def _follow_on(name: str, found: list[dict[str, Any]]) -> None:
    """Demand that each version ends the day before the next one begins."""
    if not found:
        raise refuse(name, "没有版本", "no version")
    for version in found:
        if version["until"] and version["until"] < version["since"]:
            raise refuse(name, "版本起止日期颠倒", "a version ends before it begins")
    for earlier, later in pairwise(found):
        ends, begins = earlier["until"], later["since"]
        if ends is None or ends >= begins:
            raise refuse(name, f"两个版本在{begins}重叠", f"two versions overlap on {begins}")
        if begins - ends != timedelta(days=1):
            raise refuse(name, f"{ends}之后至{begins}空缺", f"a gap from {ends} to {begins}")


def _day(value: Any) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is no date")
    return value


def _known(name: str, what: str, key: Any, words: Mapping[Any, Any]) -> Any:
    if key not in words:
        raise refuse(name, f"不认识的 {what}：{key}", f"unknown {what}: {key}")
    return key


def _only(name: str, what: str, entry: Mapping[str, Any], allowed: set[str]) -> None:
    if extra := sorted(set(entry) - allowed):
        raise refuse(name, f"{what} 中有不认识的 {extra[0]}", f"unknown {extra[0]} in {what}")
