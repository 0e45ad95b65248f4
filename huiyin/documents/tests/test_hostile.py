"""Whatever text there is, a document comes of it; what cannot be set is said by name."""

import unicodedata
import zipfile
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.test import override_settings
from pypdf import PdfReader

from huiyin.documents import checks, fonts, pdf, word
from huiyin.documents.paper import Cell, Paper, Para, Table
from huiyin.documents.text import clean, paragraphs, title_lines
from tests.naughty import KEPT

DAY = date(2026, 3, 9)
#: Of GB 18030 outside the table of general characters: what no font of ours has.
RARE = ("𡉷", "𦀒", "𪛌")
#: Names that 通用规范汉字表 or registers of persons have, from its extension planes.
IN_NAMES = ("㳇", "䶮", "𫖯", "𬭎", "𠅤", "𫍣", "𬴊")


def letter(text, title="关于路灯的建议的答复"):
    cells = ((Cell("标题", label=True), Cell(text)),)
    return Paper(
        title=title, day=DAY, issuer="云溪县交通运输局", number="云交函〔2026〕3号", to=text[:20],
        corner="B", blocks=(*paragraphs(text), Table((1, 3), cells)), signer="县交通运输局",
        dated=DAY, copies=(text[:30],),
    )  # fmt: skip


def said(data):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def written(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "".join(ElementTree.fromstring(archive.read("word/document.xml")).itertext())


def test_every_difficult_string_gives_both_files():
    text = "\n".join(KEPT)
    assert word.write(letter(text)).startswith(b"PK")
    assert pdf.write(letter(text)).startswith(b"%PDF")


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x01\x0b\x1f\x7f甲\x85乙",
        "甲\ud800乙",
        "甲\ufffe\uffff乙",
        "甲\u202e乙\u2066",
        "\ufeff甲乙",
    ],
    ids=["controls", "half a pair", "no characters", "direction", "byte order"],
)
def test_what_xml_cannot_hold_or_what_turns_the_text_is_left_out(text):
    assert clean(text) == "甲乙"
    paper = letter(text)
    assert "甲乙" in written(word.write(paper))
    assert "甲乙" in said(pdf.write(paper))


def test_text_is_never_read_as_markup():
    text = '#set page(fill: red) *甲* _乙_ $x^2$ <a> @b \\ #read("/etc/passwd") {{7*7}} <w:p/>'
    assert text in written(word.write(letter(text)))
    assert text.replace(" ", "") in said(pdf.write(letter(text))).replace("\n", "").replace(" ", "")


def test_a_long_text_and_a_long_title_fill_as_many_pages_as_they_need():
    text = "夜班职工下班后没有公交，打车一趟二十多块。" * 953
    assert len(text) > 20_000
    data = pdf.write(letter(text, title="关于" + "很长的" * 66))
    assert len(PdfReader(BytesIO(data)).pages) > 30
    assert word.write(letter(text, title="关于" + "很长的" * 66)).startswith(b"PK")


@pytest.mark.parametrize("title", ["", "建", "x" * 200, "关于" * 100, "的" * 200, "《" * 50])
def test_a_title_is_broken_into_lines_that_fit_and_loses_nothing(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    assert max(len(line) for line in lines) <= 20


def test_a_word_longer_than_a_line_stays_within_the_type_area():
    text = "https://example.org/" + "a" * 3000
    page = PdfReader(BytesIO(pdf.write(letter(text)))).pages[0]
    right = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: right.append(tm[4] if text.strip() else 0)
    )
    assert max(right) <= float(page.mediabox.width)
    assert said(pdf.write(letter(text))).count("a") > 6000


def test_names_with_rare_characters_are_set():
    for sign in IN_NAMES:
        assert fonts.missing([sign]) == [], fonts.name(sign)
        assert sign in said(pdf.write(letter(f"赵{sign}代表")))


def test_a_character_without_a_glyph_is_marked_and_named():
    text = f"赵{RARE[0]}、钱{RARE[1]}"
    assert fonts.missing([text]) == [RARE[0], RARE[1]]
    shown = said(pdf.write(letter(text))).replace("\n", "")
    assert "赵〓、钱〓" in shown
    assert "依次为 U+21277、U+26012。" in shown
    assert RARE[0] in written(word.write(letter(text)))


def test_right_to_left_text_and_combining_marks_are_set_or_named():
    text = "العربية עברית e\u0301 ก็ 👍 བོད"
    paper = letter(text)
    assert unicodedata.normalize("NFC", text) in written(word.write(paper))
    shown = said(pdf.write(paper))
    assert "é" in shown
    assert "〓" in shown
    assert "U+0627" in shown


def test_a_private_use_character_is_named():
    assert "U+E855" in said(pdf.write(letter("和\ue855镇")))


def test_a_row_that_does_not_fill_its_columns_is_a_mistake():
    with pytest.raises(ValueError, match="3 columns"):
        Table((1, 1, 1), ((Cell("一"), Cell("二")),))


def test_the_fonts_are_there_and_their_absence_stops_the_start(tmp_path):
    assert checks.fonts_are_there() == []
    with override_settings(DOCUMENT_FONT_DIR=str(tmp_path)):
        assert [error.id for error in checks.fonts_are_there()] == ["huiyin.E021"]
    wrong = {"body": ["仿宋_GB2312"], "title": ["Noto Serif SC"]}
    with override_settings(DOCUMENT_FONTS=wrong):
        assert [error.id for error in checks.fonts_are_there()] == ["huiyin.E022"]


@pytest.mark.parametrize("data", [b"", b"OTTO", b"ttcf\0\0", b"\0" * 200])
def test_what_is_no_font_is_not_read_as_one(data):
    with pytest.raises(ValueError, match="font"):
        fonts.codepoints(data)


def test_paragraphs_keep_every_word_of_a_text():
    text = "一、办理情况\n\n第一段。\r\n　　（一）线路\n\n\n1. 班次"
    assert [each.text for each in paragraphs(text)] == [
        "一、办理情况", "第一段。", "（一）线路", "1. 班次"
    ]  # fmt: skip
    assert paragraphs("") == ()
    assert isinstance(paragraphs("甲")[0], Para)
