"""Reading lists that offices keep: CSV, XLSX and lines of JSON, one row at a time.

A file that cannot be read as a whole raises ``BadFile``; a row that cannot be read comes with
its ``fault`` in words and the file goes on. Nothing is guessed: a doubtful sheet is refused.
"""

import codecs
import csv
import json
import re
from pathlib import Path

from huiyin.kit.rows import BadFile, Row, Source, as_row, columns_of
from huiyin.kit.workbooks import open_workbook

#: Characters of one cell or line; longer ones are a damaged file, not a list.
LONGEST = 1_000_000
#: Wide characters after which a text is UTF-8, whatever comes: GB18030 fails long before.
UTF_8_BY_NOW = 10
WIDE = re.compile("[\u3000-\uffff]")
PIECE = 1 << 20
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def open_table(path: str | Path, needed: set[str] | None = None) -> Source:
    """Open a CSV or XLSX file whose first row names its columns.

    ``needed``  names of columns without which it is the wrong file

    Raises ``BadFile``. Rows come with text in every cell, "" for an empty one.
    """
    head = _head(path)
    if head.startswith(ZIP):
        source = open_workbook(path)
    elif head.startswith(OLD_EXCEL):
        raise BadFile("an old .xls workbook: save it as .xlsx or CSV")
    else:
        source = _open_csv(path)
    if missing := sorted((needed or set()) - set(source.columns)):
        raise BadFile(
            f"wrong columns: {', '.join(missing)} missing; found {', '.join(source.columns)}"
        )
    return source


def open_lines(path: str | Path) -> Source:
    """Open a file with one JSON object a line. Raises ``BadFile``."""
    if _head(path).lstrip(codecs.BOM_UTF8).lstrip()[:1] == b"[":
        raise BadFile("one JSON array: write one object a line (.jsonl)")
    encoding, notes = _encoding(path)
    return Source([], _json_rows(path, encoding), notes)


def count_lines(path: str | Path) -> int:
    """Return how many lines a text file has, for a progress bar."""
    with Path(path).open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(PIECE), b"")) + 1


def _head(path):
    path = Path(path)
    if not path.is_file():
        raise BadFile(f"no such file: {path.name}")
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.removeprefix(codecs.BOM_UTF8).strip():
        raise BadFile("the file is empty")
    if head.startswith(UTF_16):
        raise BadFile("UTF-16: save it as UTF-8")
    return head


def _encoding(path):
    """Return the encoding of a text file and notes on it; only UTF-8 and GB18030 are tried."""
    with Path(path).open("rb") as file:
        bom = file.read(3) == codecs.BOM_UTF8
    whole, wide = _decode(path, "utf-8")
    if whole:
        return "utf-8-sig", ["the file begins with a byte order mark: left out"] if bom else []
    if bom or wide >= UTF_8_BY_NOW:
        raise BadFile("UTF-8, but damaged or cut off: get it again")
    if not _decode(path, "gb18030")[0]:
        raise BadFile("neither UTF-8 nor GB18030: save it as UTF-8")
    return "gb18030", ["not UTF-8: read as GB18030, please look at the names"]


def _decode(path, encoding):
    """Return whether the whole file is in ``encoding``, and how many wide characters it gave."""
    decoder, wide = codecs.getincrementaldecoder(encoding)(), 0
    try:
        with Path(path).open("rb") as file:
            while chunk := file.read(PIECE):
                wide += len(WIDE.findall(decoder.decode(chunk)))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding, "ignore")
        return False, wide + len(WIDE.findall(before))
    return True, wide


def _open_csv(path):
    encoding, notes = _encoding(path)
    csv.field_size_limit(LONGEST)
    lines = _csv_lines(path, encoding)
    columns = columns_of(next(lines, (1, []))[1])
    return Source(columns, _csv_rows(lines, columns), notes)


def _csv_lines(path, encoding):
    with Path(path).open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, strict=True)
        while True:
            first = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise BadFile(f"line {first}: {error}; is a quotation mark missing?") from error
            if any(cell.strip() for cell in cells):
                yield first, cells


def _csv_rows(lines, columns):
    for number, cells in lines:
        yield as_row(number, cells, columns)


def _json_rows(path, encoding):
    with Path(path).open(encoding=encoding, newline="\n") as file:
        number = 0
        while line := file.readline(LONGEST):
            number += 1
            if len(line) == LONGEST:
                yield Row(number, {}, f"a line of {LONGEST:,} characters or more")
                while line and not line.endswith("\n"):
                    line = file.readline(LONGEST)
            elif line.strip():
                yield _json_row(number, line)


def _json_row(number, line):
    try:
        cells = json.loads(line.rstrip("\r\n"))
    except (ValueError, RecursionError) as error:
        said = getattr(error, "msg", "nested too deeply")
        return Row(number, {}, f"not a whole JSON object: {said}")
    if not isinstance(cells, dict):
        return Row(number, {}, "JSON, but not an object")
    return Row(number, cells)
