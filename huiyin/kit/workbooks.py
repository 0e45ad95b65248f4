"""Reading an XLSX workbook as a plain list, and refusing one that is none."""

import warnings
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from huiyin.kit.rows import BadFile, Row, Source, as_row, columns_of

#: Bytes a workbook may unfold to; beyond it is no list of people but an attack or a mistake.
LARGEST = 200_000_000


def open_workbook(path: str | Path) -> Source:
    """Open the one visible sheet with content. Raises ``BadFile``.

    Merged cells and several sheets are refused, since a row would not stand by itself; a
    formula is a fault of its row. Hidden sheets are left out and named in the notes.
    """
    book = _load(path)
    full = [sheet for sheet in book.worksheets if any(sheet.values)]
    shown = [sheet for sheet in full if sheet.sheet_state == "visible"]
    notes = [f"hidden sheet left out: {sheet.title}" for sheet in full if sheet not in shown]
    if not shown:
        raise BadFile("the workbook has no visible sheet with content")
    if len(shown) > 1:
        names = ", ".join(sheet.title for sheet in shown)
        raise BadFile(f"several sheets with content ({names}): keep one")
    sheet = shown[0]
    if sheet.merged_cells.ranges:
        ranges = ", ".join(sorted(str(each) for each in sheet.merged_cells.ranges)[:5])
        raise BadFile(f"merged cells ({ranges}): unmerge them, so that each row stands by itself")
    hidden = [number for number, facts in sheet.row_dimensions.items() if facts.hidden]
    if hidden:
        notes.append(f"{len(hidden)} hidden rows are taken like the others")
    rows = sheet.iter_rows()
    columns = columns_of([_text(cell) for cell in next(rows)])
    return Source(columns, _rows(rows, columns), notes)


def _load(path):
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise BadFile(f"the workbook unfolds to more than {LARGEST // 10**6} MB")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles it does not know; we read no styles
            return load_workbook(path, data_only=False)
    except BadFile:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise BadFile(f"not an XLSX workbook, or damaged: {error}") from error


def _rows(rows, columns):
    for cells in rows:
        texts = [_text(cell) for cell in cells]
        if any(texts):
            formulas = [cell.coordinate for cell in cells if cell.data_type == "f"]
            row = as_row(cells[0].row, texts, columns)
            if formulas:
                said = f"a formula in {', '.join(formulas)}: paste its value"
                row = Row(row.number, row.cells, said)
            yield row


def _text(cell):
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value).strip()
