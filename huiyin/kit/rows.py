"""One row of a list somebody keeps, and what makes it unreadable."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


class BadFile(ValueError):
    """The file as a whole cannot be taken; the message says what to do about it."""


@dataclass
class Row:
    """One row: ``number`` as a person counts lines (from 1, the heading included)."""

    number: int
    cells: dict[str, Any]
    fault: str = ""


@dataclass
class Source:
    """An opened list: its columns ([] for JSON), its rows, and what was noticed on the way."""

    columns: list[str]
    rows: Iterator[Row]
    notes: list[str] = field(default_factory=list)


def unstorable(text: str) -> str:
    """Say in words what in ``text`` no database keeps, or ``""``."""
    if "\0" in text:
        return "holds a NUL character"
    if any("\ud800" <= character <= "\udfff" for character in text):
        return "holds half of a surrogate pair"
    return ""


def columns_of(cells: list[str]) -> list[str]:
    """Return the names in a heading. Raises ``BadFile`` for none or for one given twice."""
    columns = [cell.strip() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    named = [column for column in columns if column]
    if not named:
        raise BadFile("the first row names no columns")
    if twice := sorted({column for column in named if named.count(column) > 1}):
        raise BadFile(f"columns named twice: {', '.join(twice)}")
    return columns


def as_row(number: int, cells: list[str], columns: list[str]) -> Row:
    """Return the cells under their columns; more or fewer of them are a fault."""
    fault = ""
    if len(cells) < len(columns) or any(cell.strip() for cell in cells[len(columns) :]):
        fault = f"{len(cells)} cells under {len(columns)} columns"
    named = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
    wrong = next(
        (f"{name} {said}" for name, cell in named.items() if (said := unstorable(cell))), ""
    )
    return Row(number, named, fault or wrong)
