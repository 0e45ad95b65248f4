"""Lists that leave the house and lists that people send in through a page: XLSX and CSV.

What goes out cannot act: a cell that a table program would take for a formula is written as
text. What comes in is looked at before it is read: its size unfolded, macros, links to other
files. It raises ``BadSheet`` with words for whoever sent it; the tables that a command reads
are in ``tables``.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import chain
from xml.etree.ElementTree import ParseError

from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from huiyin.kit.rows import Row, Source

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a cell begins with that a table program may carry out, in both widths.
ACTING = re.compile(r"[\s\0]*[=+\-@＝＋－＠|%]")
#: Characters that no XML holds.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Characters of one cell that Excel takes.
LONGEST_CELL = 32_767
#: Bytes a sent workbook may unfold to, parts and columns it may have.
UNFOLDED, PARTS, WIDEST = 30_000_000, 500, 100
OLE = b"\xd0\xcf\x11\xe0"
ACTIVE = re.compile(r"vbaProject|macrosheets/|/activeX/|/embeddings/|externalLinks/|\.bin$", re.I)
COLUMN = re.compile(rb'<c [^<>]*?r="([A-Z]{1,4})[0-9]+"')


class BadSheet(ValueError):
    """The file as a whole cannot be taken; the message says what to do about it."""


# -- out ---------------------------------------------------------------------------------


def escaped(value):
    """Return what is written into a cell for ``value``; text never acts as a formula.

    >>> escaped("=1+1"), escaped(" @SUM(A1)"), escaped("夜班公交"), escaped(None), escaped(7)
    ("'=1+1", "' @SUM(A1)", '夜班公交', '', 7)
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{localtime(value) if is_aware(value) else value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return value
    text = UNWRITABLE.sub("\ufffd", str(value))
    text = f"'{text}" if ACTING.match(text) else text
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def write_csv(columns: Iterable, rows: Iterable[Iterable]):
    """Return an open file, at its start, of the list in UTF-8 as table programs read it.

    It is in memory: whoever asks keeps ``rows`` within bounds.
    """
    file = io.BytesIO()
    file.write("\ufeff".encode())  # without it Excel takes the file for an old code page
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    for row in chain([columns], rows):
        writer.writerow([escaped(cell) for cell in row])
    text.detach()
    file.seek(0)
    return file


def write_xlsx(columns: Iterable, rows: Iterable[Iterable], *, title: str):
    """Return an open file, at its start, of the list as a workbook with one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31] or "1")
    sheet.freeze_panes = "A2"
    for row in chain([columns], rows):
        sheet.append([_cell(sheet, escaped(cell)) for cell in row])
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet, value):
    """A cell of text as text, whatever it looks like."""
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


# -- in ----------------------------------------------------------------------------------


def read_xlsx(file, *, most_rows: int) -> Source:
    """Open a workbook that somebody sent; its first row names the columns.

    ``file``       open for reading in binary, with ``seek``
    ``most_rows``  rows with content below the first

    Rows come one at a time with the text of their cells, a formula or an error in one as the
    ``fault`` of its row. Raises ``BadSheet``, also while the rows are read.
    """
    names = _inspect(file)
    book = _load(file)
    full = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    full = [(sheet, rows) for sheet in full if (rows := _begin(sheet))]
    if not full:
        raise BadSheet(_("工作簿里没有内容"))
    if len(full) > 1:
        found = "、".join(sheet.title for sheet, _rows in full)
        raise BadSheet(_("有几张工作表都有内容（%(names)s）：请只留一张") % {"names": found})
    (_sheet, rows) = full[0]
    if names["merged"]:
        raise BadSheet(
            _("有合并的单元格（%(where)s）：请取消合并，让每一行单独成立")
            % {"where": "、".join(names["merged"][:5])}
        )
    columns = _columns(next(rows))
    return Source(columns, _rows(rows, columns, most_rows))


def _inspect(file):
    """Look at the parts of the file before anything is unfolded into memory."""
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if head.startswith(OLE):
        raise BadSheet(_("这是旧格式（.xls）或者加了密码的文件：请另存为不加密的 .xlsx"))
    found = {"merged": []}
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNFOLDED:
                limit = UNFOLDED // 10**6
                raise BadSheet(_("文件展开后超过 %(limit)s MB：请分成几次") % {"limit": limit})
            if any(ACTIVE.search(part.filename) for part in parts):
                raise BadSheet(_("文件带有宏、嵌入对象或者外部链接：请另存为普通的 .xlsx"))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _look_into(archive.read(part), part.filename, found)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise BadSheet(_("不是 .xlsx 工作簿，或者文件已经损坏")) from error
    return found


def _look_into(text, name, found):
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise BadSheet(_("文件里有不该有的定义（DTD）：请用表格软件另存一次"))
    if not name.startswith("xl/worksheets/"):
        return
    merged = re.findall(rb'<(?:\w+:)?mergeCell [^<>]*?ref="([A-Z0-9:]+)"', text)
    found["merged"] += [where.decode() for where in merged]
    widest = max(set(COLUMN.findall(text)), key=lambda name: (len(name), name), default=b"A")
    if len(widest) > 3 or column_index_from_string(widest.decode()) > WIDEST:
        raise BadSheet(_("超过 %(limit)s 栏：请删去多余的栏") % {"limit": WIDEST})


def _load(file):
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles it does not know; we read no styles
            return load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError, TypeError, ParseError) as error:
        raise BadSheet(_("不是 .xlsx 工作簿，或者文件已经损坏")) from error


def _begin(sheet):
    """Return the rows of a sheet from its first one with content, or None."""
    sheet.reset_dimensions()  # what a file says of its own size need not be true
    rows = _with_content(sheet)
    first = next(rows, None)
    return first and chain([first], rows)


def _with_content(sheet):
    try:
        for number, cells in enumerate(sheet.iter_rows(), 1):
            texts = [cell_text(cell.value) for cell in cells]
            if any(texts):
                yield number, cells, texts
    except (KeyError, ValueError, TypeError, ParseError, zipfile.BadZipFile, OSError) as error:
        raise BadSheet(_("不是 .xlsx 工作簿，或者文件已经损坏")) from error


def _columns(first):
    _number, _cells, texts = first
    named = [text for text in texts if text]
    if twice := sorted({text for text in named if named.count(text) > 1}):
        raise BadSheet(_("有两栏同名：%(names)s") % {"names": "、".join(twice)})
    return texts


def _rows(rows, columns, most) -> Iterator[Row]:
    for count, (number, cells, texts) in enumerate(rows, 1):
        if count > most:
            raise BadSheet(_("超过 %(most)s 行：请分成几个文件") % {"most": f"{most:,}"})
        named = {name: text for name, text in zip(columns, texts, strict=False) if name}
        yield Row(number, named, _fault(cells, texts, columns))


def _fault(cells, texts, columns):
    formulas = [cell.coordinate for cell in cells if cell.data_type == "f"]
    if formulas:
        return _("%(where)s 是公式：请粘贴为数值") % {"where": "、".join(formulas)}
    errors = [cell.coordinate for cell in cells if cell.data_type == "e"]
    if errors:
        return _("%(where)s 是表格软件报的错误：请改成文字") % {"where": "、".join(errors)}
    if any(text and not (columns[n : n + 1] or [""])[0] for n, text in enumerate(texts)):
        return _("有内容在没有栏目名的栏里")
    return ""


def cell_text(value) -> str:
    """Return a cell's value as text: whole numbers without a point, days as 2026-03-09.

    >>> cell_text(12.0), cell_text(datetime(2026, 3, 9)), cell_text(" 夜班 "), cell_text(None)
    ('12', '2026-03-09', '夜班', '')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    return str(value).strip()
