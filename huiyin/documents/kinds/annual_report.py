"""年度办理情况报告: the yearly report to the standing committee, which must be public.

Law: 代表法 (2025) art. 51; 地方组织法 (2022) art. 42.
"""

from dataclasses import dataclass
from datetime import date

from huiyin.documents.paper import Cell, Look, Paper, Para, Table
from huiyin.documents.text import paragraphs
from huiyin.law.numerals import to_chinese


@dataclass(frozen=True)
class Listing:
    """A table of figures. ``widths`` are parts of the whole, one for each column of ``head``."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Yearly:
    """What a report says, wherever its figures come from.

    ``to``        the standing committee it goes to
    ``sections``  ``(heading, words)`` in order; a section without words is left out
    ``listings``  the figures, as an annex
    ``day``       of the newest figures
    """

    title: str
    day: date
    to: str
    signer: str
    sections: tuple[tuple[str, str], ...]
    listings: tuple[Listing, ...] = ()


def paper(report: Yearly) -> Paper:
    """Lay out the report: numbered sections, then the figures."""
    written = [(heading, words) for heading, words in report.sections if words.strip()]
    blocks = []
    for place, (heading, words) in enumerate(written, 1):
        blocks.append(Para(f"{to_chinese(place)}、{heading}", Look.HEADING))
        blocks += [Para(each.text) for each in paragraphs(words)]
    for listing in report.listings:
        blocks += [Para(listing.caption, Look.HEADING), _table(listing)]
    return Paper(
        title=report.title,
        day=report.day,
        to=report.to,
        blocks=tuple(blocks),
        signer=report.signer,
        dated=report.day,
    )


def _table(listing):
    head = tuple(Cell(text, label=True) for text in listing.head)
    rows = tuple(tuple(Cell(text) for text in row) for row in listing.rows)
    return Table(listing.widths, (head, *rows), headed=True)
