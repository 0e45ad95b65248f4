"""Tables of a DOCX: fixed widths, a head repeated on every page, rows that may break."""

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu

from huiyin.documents import measures as m
from huiyin.documents.text import clean
from huiyin.documents.wordparts import BODY, HEI, Type, element, put, spacing

LABEL = Type(HEI.family, m.TABLE_SIZE)
VALUE = Type(BODY.family, m.TABLE_SIZE)


def add_table(document, block, section):
    """Lay out ``block`` over the whole width of the type area."""
    whole = section.page_width - section.left_margin - section.right_margin
    unit = whole / sum(block.widths)
    widths = [Emu(int(unit * part)) for part in block.widths]
    table = document.add_table(rows=0, cols=len(widths))
    table.style, table.autofit = "Table Grid", False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for number, row in enumerate(block.rows):
        _row(table, row, widths)
        if block.headed and number == 0:
            table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    # A table is followed by a paragraph; too low to make a page of its own.
    after = document.add_paragraph()
    put(after, " ", Type(BODY.family, 1))
    spacing(after, 4)


def _row(table, row, widths):
    cells = table.add_row().cells
    place = 0
    for cell in row:
        target = cells[place]
        if cell.span > 1:
            target = target.merge(cells[place + cell.span - 1])
        target.width = Emu(sum(widths[place : place + cell.span]))
        _fill(target, cell)
        place += cell.span


def _fill(target, cell):
    for number, text in enumerate(clean(cell.text).split("\n")):
        paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
        put(paragraph, text, LABEL if cell.label else VALUE)
        spacing(paragraph, m.TABLE_SIZE + 6, before=2, after=2)
        if cell.label:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
