import json

import pytest
from openpyxl import Workbook

from huiyin.kit.reports import Report
from huiyin.kit.tables import BadFile, open_lines, open_table


@pytest.fixture
def kept(tmp_path):
    """Write bytes or text into a file and return its path."""

    def write(content, name="list.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def book(tmp_path, *rows, change=None):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    if change:
        change(workbook)
    path = tmp_path / "list.xlsx"
    workbook.save(path)
    return path


def refusal(path, *needed):
    with pytest.raises(BadFile) as refused:
        list(open_table(path, set(needed)).rows)
    return str(refused.value)


def test_rows_come_with_their_line_and_trimmed_text(kept):
    source = open_table(kept('name,note\n 林晓禾 ,"two\nlines"\n\n吴彦㛃,\n'))
    assert [(row.number, row.cells, row.fault) for row in source.rows] == [
        (2, {"name": "林晓禾", "note": "two\nlines"}, ""),
        (5, {"name": "吴彦㛃", "note": ""}, ""),
    ]


def test_a_byte_order_mark_is_left_out_and_named(kept):
    source = open_table(kept(b"\xef\xbb\xbfname\nx\n"))
    assert (source.columns, len(source.notes)) == (["name"], 1)


def test_gb18030_is_read_and_said_so(kept):
    source = open_table(kept("姓名\n吴彦㛃\n".encode("gb18030")))
    assert [row.cells for row in source.rows] == [{"姓名": "吴彦㛃"}]
    assert source.notes == ["not UTF-8: read as GB18030, please look at the names"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (("姓名\n" * 9).encode()[:-2], "UTF-8, but damaged or cut off: get it again"),
        ("name\n".encode("utf-16"), "UTF-16: save it as UTF-8"),
        (b"name\n\xff\xff\xff", "neither UTF-8 nor GB18030: save it as UTF-8"),
        (b"\xd0\xcf\x11\xe0rest", "an old .xls workbook: save it as .xlsx or CSV"),
        (b",,\n", "the first row names no columns"),
        (b"a,a\n1,2\n", "columns named twice: a"),
        (b"other\n1\n", "wrong columns: name missing; found other"),
        (b'name\n"never closed\n', "line 2: unexpected end of data; is a quotation mark missing?"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(kept, content, said):
    needed = ["name"] if b"other" in content else []
    assert refusal(kept(content), *needed) == said


def test_a_row_of_another_width_or_with_a_nul_is_a_fault_of_that_row(kept):
    rows = open_table(kept("a,b\n1\n1,2,3\n1,2,\nx\0,2\n")).rows
    assert [row.fault for row in rows] == [
        "1 cells under 2 columns",
        "3 cells under 2 columns",
        "",
        "a holds a NUL character",
    ]


def test_a_workbook_gives_numbers_as_they_are_written(tmp_path):
    source = open_table(
        book(tmp_path, ["姓名", "证号"], ["林晓禾", 42.0], [None, None], ["马骕", 7])
    )
    assert [(row.number, row.cells["证号"]) for row in source.rows] == [(2, "42"), (4, "7")]


def test_a_formula_is_a_fault_of_its_row(tmp_path):
    rows = open_table(book(tmp_path, ["姓名", "证号"], ["林晓禾", "=1+1"], ["马骕", 7])).rows
    assert [row.fault for row in rows] == ["a formula in B2: paste its value", ""]


def test_merged_cells_are_refused_with_their_range(tmp_path):
    path = book(tmp_path, ["姓名"], ["甲"], change=lambda wb: wb.active.merge_cells("A2:A3"))
    assert refusal(path) == (
        "merged cells (A2:A3): unmerge them, so that each row stands by itself"
    )


def test_a_hidden_sheet_is_left_out_and_a_second_visible_one_refused(tmp_path):
    def add(workbook, state):
        sheet = workbook.create_sheet("旧名单")
        sheet.append(["别的"])
        sheet.sheet_state = state

    hidden = open_table(book(tmp_path, ["姓名"], ["甲"], change=lambda wb: add(wb, "hidden")))
    assert hidden.notes == ["hidden sheet left out: 旧名单"]
    visible = book(tmp_path, ["姓名"], ["甲"], change=lambda wb: add(wb, "visible"))
    assert refusal(visible) == "several sheets with content (Sheet, 旧名单): keep one"


def test_a_damaged_workbook_is_refused_in_words(kept):
    assert refusal(kept(b"PK\x03\x04damaged")).startswith("not an XLSX workbook, or damaged")


def test_a_broken_line_of_json_is_a_fault_of_that_line(kept):
    lines = [json.dumps({"title": "路灯"}), '{"title": "cut', "[1]", ""]
    rows = list(open_lines(kept("\n".join(lines), "m.jsonl")).rows)
    assert [(row.number, row.cells, bool(row.fault)) for row in rows] == [
        (1, {"title": "路灯"}, False),
        (2, {}, True),
        (3, {}, True),
    ]


def test_one_json_array_is_refused_in_words(kept):
    with pytest.raises(BadFile, match="write one object a line"):
        open_lines(kept('[{"title": 1}]', "m.jsonl"))


def test_a_report_names_every_untaken_row_and_that_nothing_changed(tmp_path):
    report, lines = Report(), []
    report.read, report.known = 2, 1
    report.refuse(3, "甲", "no name")
    report.print(type("Out", (), {"write": lambda self, line: lines.append(line)})())
    assert lines == [
        "row 3 not taken: 甲: no name",
        "     1 not taken: no name",
        "2 rows read, 0 taken, 1 there before, 0 changed, 1 not taken",
        "nothing changed",
    ]
    report.save(tmp_path / "r.csv")
    assert (tmp_path / "r.csv").read_text(encoding="utf-8") == "row,what,why\n3,甲,no name\n"
