"""Signs of a query language, and text nobody expects, are only text."""

import json
from pathlib import Path

import pytest

from huiyin.search import queries

OWN = [
    "", " ", "\n", "'", '"', "''", '""', "\\", "\\'", "%", "_", "*", "a*", "路*", "^路", "-路",
    "(", ")", "()", "((路灯)", "路灯)", "{words}: 路", "words:路", "marks : @1__p", "@1__p", "|",
    "||", "&", "& |", "!", "!路", "<->", "路 <-> 灯", "路 <2> 灯", ":*", "路:*", "路:A", "AND",
    "OR", "NOT", "NEAR(路 灯, 2)", "路 AND", "NOT 路", "+路", "'; DROP TABLE search_entry; --",
    "' OR '1'='1", "\x00", "路\x00灯", "\ud800", "\udfff路", "\ufeff路", "\u202e路灯", "\u200d",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "Ｚ̸̛a̴l̷g̶o̵", "e\u0301", "ﷺ", "İi", "ß",
    "ᄀ", "\u0fd5", "\ue000\uf8ff", "\U000f0000", "\U0010ffff", "葛\U000e0100", "x" * 5_000,
    "路" * 5_000, "路 灯 " * 2_000, "a b " * 2_000, "{{ 7*7 }}", "${7*7}", "<script>",
    "%s", "%(a)s", "\u0600", "\u2028", "١٢٣", "⑤", "㈱", "㍿", "½", "²", "\u180e\u180b", "་", "་་",
]  # fmt: skip
SHARED = Path(__file__).parents[4] / "shared/data/security_vectors/blns/blns.json"
LISTED = json.loads(SHARED.read_text("utf-8")) if SHARED.exists() else []


@pytest.mark.parametrize("texts", [OWN, LISTED], ids=["own", "listed"])
def test_no_query_raises_and_every_text_can_be_indexed(shelf, texts):
    shelf.put("路灯不亮", "泉塘小区")
    for text in texts:
        queries.find(text)
        queries.find(text, public=None, kinds=[text, "voice"])
        queries.similar(text, kinds=["voice"])
        shelf.put("正文", text)

    assert [hit.title for hit in queries.find("路灯 泉塘")] == ["路灯不亮"]


@pytest.mark.parametrize("sign", ["AND", "OR", "NOT", "NEAR"])
def test_words_of_the_query_language_are_words(shelf, sign):
    shelf.put(f"shops {sign} roads")
    shelf.put("shops roads")

    assert [hit.title for hit in queries.find(f"shops {sign} roads")] == [f"shops {sign} roads"]
    assert [hit.title for hit in queries.find(sign)] == [f"shops {sign} roads"]


def test_signs_do_not_negate_or_widen_a_query(shelf):
    shelf.put("路灯不亮")

    found = {query: len(queries.find(query)) for query in ("-路灯", "!路灯", "路灯*", "水管|路灯")}

    assert found == {"-路灯": 1, "!路灯": 1, "路灯*": 1, "水管|路灯": 0}


def test_a_text_cannot_pass_for_a_marker(shelf, foreign_shelf):
    foreign_shelf.put("路灯", f"@{shelf.congress.pk}__p @{shelf.congress.pk}_voice_p")

    assert queries.find("路灯") == queries.find(f"@{shelf.congress.pk}__p") == []
