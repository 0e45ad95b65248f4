import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.law import numerals
from huiyin.law.tests.lawtexts import DECISION, MARKDOWN, PLAIN
from huiyin.law.text import Document, Kind, read
from huiyin.law.text.counting import compare


def ids(document, *kinds):
    return [node.id for node in document.walk() if node.kind in kinds]


def by_id(document, wanted):
    return next(node for node in document.walk() if node.id == wanted)


@pytest.mark.parametrize("text", [PLAIN, MARKDOWN, DECISION])
def test_a_law_is_written_as_it_was_read(text):
    assert read(text).write() == text


@pytest.mark.parametrize("text", [PLAIN, MARKDOWN, DECISION])
def test_the_tree_survives_json(text):
    facts = json.loads(json.dumps(read(text).as_dict()))
    assert Document.from_dict(facts).write() == text
    assert Document.from_dict(facts).as_dict() == facts


def test_title_and_note_are_not_part_of_the_body():
    document = read(PLAIN)
    assert document.title == "云江省溪流保护条例"
    assert len(document.notes) == 1 and document.notes[0].startswith("（2019年5月30日")


def test_articles_run_through_the_law_whatever_stands_above_them():
    assert ids(read(PLAIN), Kind.ARTICLE) == [
        "art-1", "art-2", "art-3", "art-4", "art-4-1", "art-5", "art-6", "annex-1/art-1",
    ]  # fmt: skip


def test_sections_are_numbered_within_their_chapter():
    assert ids(read(PLAIN), Kind.CHAPTER, Kind.SECTION) == [
        "chapter-1", "chapter-2", "chapter-2/section-1", "chapter-2/section-2", "chapter-3",
    ]  # fmt: skip


def test_contents_are_no_chapters():
    assert ids(read(PLAIN), Kind.ENTRY) == [f"toc/{number}" for number in range(1, 6)]


def test_contents_without_a_heading_are_contents_too():
    document = read(MARKDOWN)
    assert [node.text for node in document.walk() if node.kind is Kind.ENTRY] == ["总则", "管理"]
    assert ids(document, Kind.CHAPTER) == ["chapter-1", "chapter-2"]


def test_every_new_paragraph_of_an_article_is_one_and_items_belong_to_theirs():
    article = by_id(read(PLAIN), "art-4")
    assert [node.id for node in article.walk()] == [
        "art-4", "art-4/p1", "art-4/p1/i1", "art-4/p1/i2", "art-4/p1/i2/n1", "art-4/p1/i2/n2",
        "art-4/p1/i3", "art-4/p2",
    ]  # fmt: skip


def test_words_within_a_list_belong_to_the_item_before_them():
    document = read(MARKDOWN)
    assert by_id(document, "art-2/p1/i1/p1").text == "墙上的灯不算杆灯。"
    assert by_id(document, "art-2/p2").text == "（一）、（二）项以外的灯，不适用本条例。"


def test_an_inserted_article_has_a_number_of_its_own():
    article = by_id(read(PLAIN), "art-4-1")
    assert (article.label, article.number, article.suffix) == ("第四条之一", 4, 1)


def test_the_heading_of_an_article_is_not_its_text():
    article = by_id(read(PLAIN), "art-5")
    assert article.text == "（监测）"
    assert article.children[0].text == "县级人民政府应当监测水质。"
    assert (
        article.words() == "第五条（监测）　县级人民政府应当监测水质。\n第三款规定的机关不得收费。"
    )


def test_a_number_that_the_text_leaps_over_is_named():
    assert read(MARKDOWN).missing == ["art-3"]


def test_a_decision_has_points_and_quotes_articles_of_others():
    document = read(DECISION)
    assert ids(document, Kind.POINT) == ["point-1", "point-2", "point-3"]
    assert ids(document, Kind.ARTICLE) == []
    assert ids(document, Kind.QUOTE) == ["point-2/q1", "point-2/q2"]


def test_an_enclosed_law_is_an_annex():
    text = "甲决定\n第一条　批准乙法。\n第二条　附上。\n乙法\n" + "".join(
        f"第{numerals.to_chinese(number)}条　乙。\n" for number in range(1, 5)
    )
    assert ids(read(text), Kind.ARTICLE) == [
        "art-1", "art-2", *(f"annex-1/art-{number}" for number in range(1, 5)),
    ]  # fmt: skip


def test_a_quoted_article_does_not_break_the_order():
    text = "甲解释\n第一条　乙法规定：\n第八条　丙。\n第二条　丁。\n第一条的规定不变。\n"
    document = read(text)
    assert ids(document, Kind.ARTICLE) == ["art-1", "art-2"]
    assert document.refused == {2: "quoted", 4: "citation"}
    assert compare(document, text).classes == {"quoted": 1, "citation": 1}


def test_an_article_with_a_blank_in_its_number_is_one():
    text = "甲法\n第一条 甲。\n第二 条乙。\n第三条 丙。"
    count = compare(read(text), text)
    assert (count.ours, count.plain, count.classes) == (3, 2, {"spaced": -1})


def test_a_difference_without_a_reason_is_named():
    text = "甲法\n第一条 甲。\n第二条 乙。"
    assert compare(read(text), text, plain=5).unexplained == 3


@pytest.mark.parametrize("text", ["", "\n\n", "#", "第", "第一条", "目录", "（", "附件", "\u3000"])
def test_almost_nothing_can_be_read(text):
    assert read(text).write() == text


NUMBER = st.integers(1, 30).map(numerals.to_chinese)
BLANK = st.sampled_from(["", " ", "\u3000", "\u3000\u3000", "\t", "\n", "\n\n", "\u200b"])
PIECE = st.one_of(
    st.builds("第{}{}".format, NUMBER, st.sampled_from(["编", "章", "节", "条", "条之一", " 条"])),
    st.builds("（{}）".format, NUMBER),
    st.builds("{}、".format, NUMBER),
    st.sampled_from(
        (
            *("1.", "（2）", "①", "附件", "附：", "目录", "序言", "附则", "“", "”", "# ", "## "),
            *("<!-- INFO END -->", "| 甲 |", "制定本条例。", "（2020年1月1日通过）", "修改为：“"),
        )
    ),
    st.text(max_size=8),
)
LAW = st.lists(st.tuples(PIECE, BLANK), max_size=40).map(
    lambda parts: "".join(piece + blank for piece, blank in parts)
)


@given(LAW)
def test_whatever_is_read_is_written_again_and_every_id_is_there_once(text):
    document = read(text)
    assert document.write() == text
    named = [node.id for node in document.walk()]
    assert len(named) == len(set(named))
    assert compare(document, text).unexplained == 0


def test_the_command_prints_json_or_the_text(tmp_path):
    file = tmp_path / "law.txt"
    file.write_bytes(PLAIN.encode())
    command = [sys.executable, "-m", "huiyin.law.text", str(file)]
    assert json.loads(subprocess.check_output(command))["articles"] == 8
    assert subprocess.check_output([*command, "--text"]) == PLAIN.encode()


def test_the_command_refuses_what_is_no_utf8(tmp_path):
    file = tmp_path / "law.txt"
    file.write_bytes(b"\xff\xfe")
    command = [sys.executable, "-m", "huiyin.law.text", str(file)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 2
