"""Lists that go out cannot act, and lists that come in are looked at before they are read."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from huiyin.kit.sheets import UNFOLDED, BadSheet, read_xlsx, write_csv, write_xlsx

COLUMNS = ["编号", "标题"]
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    '=HYPERLINK("x","y")',
    " =1",
    "|cmd",
]


def book(*rows, **sheets):
    """A workbook as bytes; ``sheets`` further ones by name."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for name, more in sheets.items():
        sheet = made.create_sheet(name)
        for row in more:
            sheet.append(row)
    return saved(made)


def saved(made):
    file = io.BytesIO()
    made.save(file)
    file.seek(0)
    return file


def with_part(name, data, file=None):
    file = file or book(COLUMNS, ["1", "夜班"])
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    file.seek(0)
    return file


def sheet_of(rows, title="x"):
    with write_xlsx(COLUMNS, rows, title=title) as file:
        return load_workbook(file).active


def lines_of(rows):
    with write_csv(COLUMNS, rows) as file:
        return list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"))))


def read(file, most=1000):
    source = read_xlsx(file, most_rows=most)
    return [(row.number, row.cells, row.fault) for row in source.rows]


def refused(file, most=1000):
    with pytest.raises(BadSheet) as refusal:
        read(file, most)
    return str(refusal.value)


def test_a_list_comes_back_as_it_went_out():
    rows = [["0137", "夜班公交\n第二行"], [2, None], [date(2026, 3, 9), '，"引号"']]
    sheet = sheet_of(rows, title="建议/清单")
    assert [list(row) for row in sheet.values] == [
        COLUMNS,
        ["0137", "夜班公交\n第二行"],
        [2, None],
        ["2026-03-09", '，"引号"'],
    ]
    assert lines_of(rows) == [
        COLUMNS,
        ["0137", "夜班公交\n第二行"],
        ["2", ""],
        ["2026-03-09", '，"引号"'],
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_a_formula_goes_out_as_text(text):
    cell = sheet_of([[text, ""]])["A2"]
    assert (cell.data_type, cell.value) == ("s", f"'{text}")
    assert lines_of([[text]])[1] == [f"'{text}"]


def test_a_moment_goes_out_in_local_time_and_what_xml_cannot_hold_is_replaced():
    rows = [[datetime(2026, 3, 9, 2, tzinfo=UTC), "a\x00b\x0bc\ud800"], ["", "长" * 40_000]]
    sheet = sheet_of(rows)
    assert [cell.value for cell in sheet[2]] == ["2026-03-09 10:00", "a\ufffdb\ufffdc\ufffd"]
    assert len(sheet["B3"].value) == 32_767


def test_rows_come_with_their_number_their_text_and_their_fault():
    file = book(COLUMNS, ["1", "夜班"], [], [2.0, datetime(2026, 3, 9)], ["3", "=1+1"])
    assert read(file) == [
        (2, {"编号": "1", "标题": "夜班"}, ""),
        (4, {"编号": "2", "标题": "2026-03-09"}, ""),
        (5, {"编号": "3", "标题": "=1+1"}, "B5 是公式：请粘贴为数值"),
    ]


def test_an_error_of_the_table_program_and_a_cell_beside_the_columns_are_faults():
    file = book(COLUMNS, ["1", "#REF!"], ["2", "夜班", "多出来的"])
    assert [fault for _number, _cells, fault in read(file)] == [
        "B2 是表格软件报的错误：请改成文字",
        "有内容在没有栏目名的栏里",
    ]


def test_merged_cells_are_named_and_refused():
    made = Workbook()
    for row in (COLUMNS, ["1", "夜班"], ["2", "路灯"]):
        made.active.append(row)
    made.active.merge_cells("A2:A3")
    assert refused(saved(made)) == "有合并的单元格（A2:A3）：请取消合并，让每一行单独成立"


def test_too_many_rows_are_refused_however_far_they_reach():
    file = book(COLUMNS, *([n, "夜班"] for n in range(11)))
    assert refused(file, most=10) == "超过 10 行：请分成几个文件"
    made = Workbook()
    made.active.append(COLUMNS)
    made.active["A1048576"] = "1"
    assert [row[0] for row in read(saved(made))] == [1_048_576]


def test_a_hundred_thousand_rows_are_refused():
    made = Workbook(write_only=True)
    sheet = made.create_sheet("x")
    for n in range(100_000):
        sheet.append([n, "夜班"])
    assert refused(saved(made)) == "超过 1,000 行：请分成几个文件"


def test_two_sheets_equal_columns_and_no_content_are_refused():
    assert refused(book(COLUMNS, ["1", "a"], 二=[["x"]])) == (
        "有几张工作表都有内容（Sheet、二）：请只留一张"
    )
    assert refused(book(["标题", "标题"], ["1", "2"])) == "有两栏同名：标题"
    assert refused(book()) == "工作簿里没有内容"


@pytest.mark.parametrize(
    "name",
    ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/externalLinks/externalLink1.xml"],
)
def test_macros_and_links_to_other_files_are_refused(name):
    assert refused(with_part(name, b"x")) == (
        "文件带有宏、嵌入对象或者外部链接：请另存为普通的 .xlsx"
    )


def test_a_file_that_unfolds_beyond_measure_is_refused_unread():
    file = with_part("xl/media/big.xml", b"0" * (UNFOLDED + 1))
    assert len(file.getvalue()) < 100_000
    assert refused(file) == "文件展开后超过 30 MB：请分成几次"


def test_definitions_that_multiply_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert refused(with_part("xl/extra.xml", bomb)) == (
        "文件里有不该有的定义（DTD）：请用表格软件另存一次"
    )


def test_a_sheet_too_wide_is_refused():
    made = Workbook()
    made.active["XFD1"] = "x"
    assert refused(saved(made)) == "超过 100 栏：请删去多余的栏"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"a,b\n1,2\n", b"\x00" * 100])
def test_what_is_no_workbook_is_refused(data):
    assert refused(io.BytesIO(data)) == "不是 .xlsx 工作簿，或者文件已经损坏"


def test_an_old_or_locked_workbook_is_named():
    assert refused(io.BytesIO(b"\xd0\xcf\x11\xe0" + b"\0" * 600)) == (
        "这是旧格式（.xls）或者加了密码的文件：请另存为不加密的 .xlsx"
    )


def test_a_workbook_with_its_parts_missing_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert refused(file) == "不是 .xlsx 工作簿，或者文件已经损坏"
