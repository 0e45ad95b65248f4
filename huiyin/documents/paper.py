"""An official document before it has a file format: what stands on it, in which order.

Everything is plain text in the language of the law. The writers ``word`` and ``pdf`` lay the
same paper out by the same measures.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Look(StrEnum):
    """How a paragraph is set: ``LEAD`` without indent, ``NOTE`` small below a table."""

    BODY = "body"
    LEAD = "lead"
    HEADING = "heading"
    SUBHEADING = "subheading"
    NOTE = "note"


@dataclass(frozen=True)
class Para:
    text: str
    look: Look = Look.BODY


@dataclass(frozen=True)
class Cell:
    """``span`` columns wide; a ``label`` is set in bold type and centred."""

    text: str
    span: int = 1
    label: bool = False

    def __post_init__(self):
        # Said now, in the language of the law, and not when a page in another one writes it.
        object.__setattr__(self, "text", str(self.text))


@dataclass(frozen=True)
class Table:
    """``widths`` are parts of the whole; every row's spans add up to their number.

    ``headed``  the first row names the columns and is repeated on every page
    """

    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    headed: bool = False

    def __post_init__(self):
        for row in self.rows:
            if sum(cell.span for cell in row) != len(self.widths):
                raise ValueError(f"a row of {len(self.widths)} columns: {row}")


@dataclass(frozen=True)
class Paper:
    """One document.

    ``day``       of the act it tells of; also the date written into the file
    ``issuer``    the red mark of a letter; empty for a form, which has no head
    ``number``    发文字号, as ``云交函〔2026〕3号``
    ``corner``    what stands in the upper right corner of the first page: the reply class
    ``to``        main addressee or salutation, without its colon
    ``annexes``   names of what is attached
    ``signer``    name under the text, with ``dated`` below it
    ``notes``     附注, each in parentheses: openness, contact
    ``copies``    抄送
    """

    title: str
    day: date
    blocks: tuple[Para | Table, ...] = ()
    issuer: str = ""
    number: str = ""
    corner: str = ""
    to: str = ""
    annexes: tuple[str, ...] = ()
    signer: str = ""
    dated: date | None = None
    notes: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    wide: bool = field(default=False)

    def kept(self):
        """Yield ``(block, kept)``: whether it must not be parted from what follows it."""
        for block, after in zip(self.blocks, (*self.blocks[1:], None), strict=True):
            heading = isinstance(block, Para) and block.look in (Look.HEADING, Look.SUBHEADING)
            yield block, heading or (isinstance(block, Para) and isinstance(after, Table))

    @property
    def is_letter(self):
        return bool(self.issuer)

    def texts(self):
        """Yield every text on the paper."""
        yield from (self.title, self.issuer, self.number, self.corner, self.to, self.signer)
        yield from (*self.annexes, *self.notes, *self.copies)
        for block in self.blocks:
            if isinstance(block, Table):
                yield from (cell.text for row in block.rows for cell in row)
            else:
                yield block.text
