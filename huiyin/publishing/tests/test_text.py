"""The text of an article: what of it is kept, what is shown of its changes, and how soon."""

import unicodedata
from time import process_time

import pytest

from huiyin.publishing.text import changes, clean, linked, placed, words


@pytest.mark.parametrize(
    ("work", "written"),
    [
        (lambda text: words(clean(text)), "<p>" + "<u>" * 8_000 + "</u>" * 8_000),
        (lambda text: changes("甲\n" + text, text + "乙\n"), "是\n" * 2_000),
        (lambda text: changes(text, text.replace("甲", "乙")), "是。甲。" * 1_000),
        (lambda text: changes(text, text[::-1]), "".join(f"{n}\n" for n in range(10_000))),
    ],
)
def test_a_text_made_to_keep_us_busy_is_read_in_no_time(work, written):
    begun = process_time()
    work(written)
    assert process_time() - begun < 1


def test_a_change_in_a_very_long_text_is_shown_line_by_line():
    lines = [f"第{n}条。甲{n}。乙{n}。\n" for n in range(600)]
    after = ["序。\n", *lines[1:-1], "完。\n"]
    assert [(one.how, one.words) for one in changes("".join(lines), "".join(after))] == [
        ("gone", lines[0]),
        ("new", "序。\n"),
        ("same", "".join(lines[1:-1])),
        ("gone", lines[-1]),
        ("new", "完。\n"),
    ]


def test_what_changed_is_shown_between_what_stayed():
    found = changes("首。\n甲。\n尾。\n", "首。\n乙。\n丙。\n尾。\n")
    assert [(one.how, one.words) for one in found] == [
        ("same", "首。\n"),
        ("gone", "甲。\n"),
        ("new", "乙。\n丙。\n"),
        ("same", "尾。\n"),
    ]


BLANKS = [
    chr(n) for n in range(0x1_0000) if chr(n).isspace() or unicodedata.category(chr(n)) in "CcCf"
]


def test_a_link_is_dropped_whatever_blank_hides_that_it_is_a_program():
    for blank in BLANKS:
        for hidden in (
            f"{blank}javascript:x()",
            f"java{blank}script:x()",
            f"javascript{blank}:x()",
        ):
            for written in (hidden, "".join(f"&#{ord(one)};" for one in hidden)):
                found = clean(f'<p><a href="{written}">看</a></p>')
                assert "script" not in found, (hex(ord(blank)), found)


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        (" https://npc.example/a:b ", "https://npc.example/a:b"),
        ("\u3000/c/yunxi/about/", "/c/yunxi/about/"),
        ("mailto:a@npc.example", "mailto:a@npc.example"),
        ("?q=a:b", "?q=a:b"),
        ("#一", "#一"),
    ],
)
def test_a_link_that_leads_somewhere_stays_without_the_blanks_around_it(href, kept):
    assert clean(f'<p><a href="{href}">看</a></p>') == (
        f'<p><a href="{kept}" rel="noopener noreferrer">看</a></p>'
    )


def test_what_xml_cannot_hold_is_not_kept():
    assert clean("<p>甲&#1;乙&#11;丙\x02\ufffe</p><p>&#8;</p>") == "<p>甲乙丙</p>"


OWN = "/assets/00000000-0000-0000-0000-000000000001/"


def test_a_picture_is_placed_wherever_its_address_stands_among_what_is_said_of_it():
    for written in (f'<img src="{OWN}" alt="会场>">', f'<img alt="会场>" src="{OWN}">'):
        assert f'src="/c/yunxi{OWN}"' in placed(clean(f"<p>{written}</p>"), "/c/yunxi/")


def test_links_of_a_text_lead_to_the_same_place_from_elsewhere():
    page = "https://npc.example/c/yunxi/articles/A1/"
    leads = {
        "/c/yunxi/about/?a=1&amp;b=2": "https://npc.example/c/yunxi/about/?a=1&amp;b=2",
        "../A2/": "https://npc.example/c/yunxi/articles/A2/",
        "#一": f"{page}#一",
        "https://other.example/x": "https://other.example/x",
        "mailto:a@npc.example": "mailto:a@npc.example",
        "https://[": "https://[",
    }
    for href, leads_to in leads.items():
        assert f'href="{leads_to}"' in linked(f'<p><a title="看" href="{href}">看</a></p>', page)


def test_bold_words_typed_without_paragraphs_are_bold_and_a_lesser_sign_is_one():
    assert clean("甲 <b>乙</b>\n丙") == "<p>甲 <strong>乙</strong><br>丙</p>"
    assert clean("若 a <b 且 c") == "<p>若 a &lt;b 且 c</p>"
