"""What GB/T 9704-2012 asks of a letter, read back from the files themselves."""

import re
import zipfile
from io import BytesIO

import pytest
from pypdf import PdfReader

from huiyin.documents import services
from huiyin.documents.tests import cases
from tests.cast import SPRING

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS_PER_MM = 1440 / 25.4


def parts(data):
    from lxml import etree

    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }


def words(tree):
    return ["".join(p.itertext(f"{W}t")) for p in tree.iter(f"{W}p")]


def millimetres(tree, tag, name):
    return round(int(tree.find(f".//{W}{tag}").get(W + name)) / TWIPS_PER_MM)


@pytest.fixture
def letter(at_home):
    """The reply letter of a whole case as ``(parts of its DOCX, its PDF)``."""
    case = cases.answered(at_home)
    suggestion, part = cases.reader(at_home.wu, case)
    services.give_number(
        suggestion, part, kind="reply_letter", key="1", mark="云交函", serial=3,
        by=at_home.wu, at=SPRING,
    )  # fmt: skip
    docx, _ = cases.take(at_home.wu, case, "reply_letter", format="docx")
    pdf, _ = cases.take(at_home.wu, case, "reply_letter")
    return parts(docx), PdfReader(BytesIO(pdf))


def test_page_and_type_area_of_a_letter_are_those_of_the_standard(letter):
    body = letter[0]["word/document.xml"]
    page = [millimetres(body, "pgSz", side) for side in ("w", "h")]
    edges = [millimetres(body, "pgMar", side) for side in ("top", "left", "right", "bottom")]
    assert (page, edges) == ([210, 297], [37, 28, 26, 35])
    first = letter[1].pages[0].mediabox
    assert [round(float(side) * 25.4 / 72) for side in (first.width, first.height)] == [210, 297]


def test_title_is_22_points_and_body_is_16(letter):
    sizes = {}
    for run in letter[0]["word/document.xml"].iter(f"{W}r"):
        size = int(run.find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2
        sizes.setdefault(size, []).append("".join(run.itertext(f"{W}t")))
    assert "".join(sizes[22.0]) == "对云溪县第十八届人民代表大会闭会期间第1号建议的答复"
    assert "林晓禾、周建平代表：" in sizes[16.0]
    assert sizes.keys() == {1.0, 12.0, 14.0, 16.0, 22.0}


def test_type_is_named_as_the_standard_has_it_with_a_free_one_to_fall_back_on(letter):
    declared = {
        font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val")
        for font in letter[0]["word/fontTable.xml"].iter(f"{W}font")
    }
    assert declared["仿宋_GB2312"] == "Noto Serif CJK SC"
    assert declared["方正小标宋_GBK"] == "Noto Serif CJK SC"
    title = letter[0]["word/document.xml"].find(f".//{W}rFonts")
    assert title.get(f"{W}eastAsia") in declared


def test_the_mark_is_red_over_a_double_line_on_the_first_page_alone(letter):
    trees = letter[0]
    head = next(tree for tree in trees.values() if "云溪县交通运输局" in words(tree)[:2])
    assert head.tag == f"{W}hdr"
    assert head.find(f".//{W}color").get(f"{W}val") == "FF0000"
    rules = [(border.get(f"{W}val"), border.get(f"{W}color")) for border in head.iter(f"{W}top")]
    assert rules == [("thinThickSmallGap", "FF0000")]
    references = trees["word/document.xml"].iter(f"{W}headerReference")
    assert [one.get(f"{W}type") for one in references] == ["first"]
    assert trees["word/document.xml"].find(f".//{W}titlePg") is not None


def test_the_lower_line_is_on_the_first_page_and_has_no_page_number(letter):
    trees = letter[0]
    feet = {name: tree for name, tree in trees.items() if tree.tag == f"{W}ftr"}
    ruled = [tree for tree in feet.values() if tree.find(f".//{W}pBdr") is not None]
    assert len(ruled) == 1
    assert ruled[0].find(f".//{W}top").get(f"{W}val") == "thickThinSmallGap"
    assert ruled[0].find(f".//{W}instrText") is None
    numbered = [tree for tree in feet.values() if tree.find(f".//{W}instrText") is not None]
    sides = sorted(tree.find(f".//{W}jc").get(f"{W}val") for tree in numbered)
    assert sides == ["left", "right"]
    pages = [page.extract_text() for page in letter[1].pages]
    assert ["— 1 —" in page for page in pages] == [False] * len(pages)
    assert "— 2 —" in pages[1]


def test_the_number_has_hexagonal_brackets_and_no_leading_noughts(letter):
    assert "云交函〔2026〕3号" in words(letter[0]["word/document.xml"])
    assert "云交函〔2026〕3号" in letter[1].pages[0].extract_text()


def test_the_class_stands_above_the_mark_in_the_upper_right_corner(letter):
    head = next(tree for tree in letter[0].values() if tree.tag == f"{W}hdr")
    corner = next(head.iter(f"{W}p"))
    assert "".join(corner.itertext(f"{W}t")) == "类别：B"
    assert corner.find(f"{W}pPr/{W}jc").get(f"{W}val") == "right"
    assert letter[1].pages[0].extract_text().startswith("类别：B")


def test_salutation_text_date_contact_and_copies_stand_in_their_order(letter):
    said = [line for line in words(letter[0]["word/document.xml"]) if line.strip()]
    order = [
        "林晓禾、周建平代表：",
        "您提出的建议收悉。经与县财政局研究，现答复如下：",
        "一、办理情况",
        "本件由云溪县财政局会办，以上答复已经吸收会办意见。",
        "我们承诺按下列时限办理：",
        "附件：征询意见表",
        "云溪县交通运输局",
        "2026年5月18日",
        "（此件公开）",
        "（联系人：孙承办，联系电话：0000-0000000）",
        "抄送：云溪县人大常委会代表工作委员会，云溪县人民政府办公室。",
    ]
    places = [said.index(line) for line in order]
    assert places == sorted(places)


def test_both_formats_say_the_same_words(letter):
    def letters(text):
        return re.sub(r"[\s—\d]", "", text)

    docx = letters("".join("".join(words(tree)) for tree in letter[0].values()))
    pdf = letters("".join(page.extract_text() for page in letter[1].pages))
    assert sorted(set(docx) ^ set(pdf)) == []


def test_a_pdf_is_dated_by_its_case_and_embeds_its_type(letter):
    assert letter[1].metadata["/CreationDate"] == "D:20260518000000Z"
    fonts = [
        font.get_object()["/BaseFont"]
        for page in letter[1].pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert {name.partition("+")[2] for name in fonts} <= {
        "NotoSerifSC-Regular-Identity-H", "NotoSansSC-Regular-Identity-H",
    }  # fmt: skip


#: ECMA-376 part 1: what may stand in these, in this order; a strict reader refuses another one.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr autoSpaceDE"
    " autoSpaceDN snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i color spacing w kern sz szCs lang",
    "sectPr": "type pgSz pgMar cols titlePg docGrid",
}


def test_the_parts_of_a_docx_stand_in_the_order_of_its_schema(letter):
    wrong = set()
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/footer2.xml"):
        for kind, order in ORDERS.items():
            ranks = {f"{W}{tag}": rank for rank, tag in enumerate(order.split())}
            for found in letter[0][name].iter(f"{W}{kind}"):
                places = [
                    ranks[child.tag] for child in found if not child.tag.endswith("Reference")
                ]
                if places != sorted(places):
                    wrong.add((name, kind, tuple(child.tag.partition("}")[2] for child in found)))
    assert wrong == set()


def test_a_pdf_is_for_archives_and_for_those_who_hear_it_read(letter):
    root = letter[1].trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("zh-CN", True)
    about = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert {"/H1", "/H2", "/H3", "/Table", "/TH"} <= set(ranks(root["/StructTreeRoot"]))


def ranks(node):
    node = node.get_object()
    if not isinstance(node, dict):
        return
    if "/S" in node:
        yield node["/S"]
    inside = node.get("/K", [])
    for child in inside if isinstance(inside, list) else [inside]:
        if not isinstance(child, int):
            yield from ranks(child)
