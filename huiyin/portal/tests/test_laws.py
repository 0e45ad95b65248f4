import json
import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from huiyin.congresses.scope import within
from huiyin.law.tests.lawtexts import DECISION, MARKDOWN, PLAIN
from huiyin.library.models import Law
from huiyin.library.naming import Source
from huiyin.library.services import enter, settle
from huiyin.library.shelves import Shelves
from tests.cast import SPRING
from tests.reading import links, words
from tests.visitor import Visitor

OLDER = PLAIN.replace("县级人民政府应当监测水质", "县级人民政府应当看一看水质")
OLDER = OLDER.replace("第四条之一　岸线图应当向社会公布。\n", "").replace(
    "2023年9月1日", "2019年5月30日"
)


def put(key, title, text, *, category="地方性法规"):
    source = Source("test", key, title, title, category, "", None, text)
    return enter(source, Shelves(), at=SPRING)[0].law


@pytest.fixture
def library(cast):
    """Streams of the province in two versions, lamps of the city, a repealed measure."""
    cast.streams = put("streams", "云江省溪流保护条例", PLAIN)
    put("streams-2019", "云江省溪流保护条例", OLDER)
    cast.lamps = put("lamps", "云州市路灯条例", MARKDOWN)
    old = "云江省河道卫生办法\n（2001年2月3日云江省人民代表大会通过）\n第一条　河道清洁。"
    cast.old = put("old", "云江省河道卫生办法", old)
    put("market", "云溪县人民代表大会关于早市的决定", DECISION, category="案例")
    settle()
    return cast


def machine_facts(page):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode())
    return json.loads(found[1])


def test_a_congress_reads_its_own_laws_and_those_above(library):
    page = words(Visitor().get("/laws/"))
    assert "云江省溪流保护条例" in page and "云州市路灯条例" in page
    above = Visitor().client.get("/laws/", HTTP_HOST="yunjiang.test")
    assert "云江省溪流保护条例" in words(above) and "云州市路灯条例" not in words(above)
    page = f"/laws/{library.lamps.code}/"
    assert Visitor().get(page).status_code == 200
    assert Visitor().client.get(page, HTTP_HOST="yunjiang.test").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"standing": "repealed"}, ["云江省河道卫生办法"]),
        ({"standing": "in_force", "q": "条例"}, ["云江省溪流保护条例", "云州市路灯条例"]),
        ({"kind": "case"}, ["云溪县人民代表大会关于早市的决定"]),
        ({"kind": "nonsense", "standing": "x", "page": "-1", "q": "路灯条例"}, ["云州市路灯条例"]),
        ({"page": "2"}, []),
    ],
)
def test_the_list_can_be_narrowed(library, asked, found):
    page = Visitor().get("/laws/", **asked)
    listed = {href for href in links(page) if re.fullmatch(r"/laws/\w+/", href)}
    with within([library.province, library.city]):
        assert listed == {f"/laws/{law.code}/" for law in Law.objects.filter(title__in=found)}


def test_words_find_the_article_that_holds_them(library):
    page = Visitor().get("/laws/", q="岸线图")
    assert f"/laws/{library.streams.code}/art-4-1/" in links(page)
    assert "第四条之一" in words(page)


def test_a_citation_opens_the_article(library):
    for cited in ("云江省溪流保护条例第四条之一", "《云江省溪流保护条例》第 4 条之一"):
        found = [href for href in links(Visitor().get("/laws/", q=cited)) if "/art-" in href]
        assert found == [f"/laws/{library.streams.code}/art-4-1/"]


def test_a_word_that_stands_in_many_articles_shows_some_and_says_that_there_are_more(library):
    articles = "".join(f"第{n}条　桥梁应当牢固。\n" for n in range(1, 31))
    put("bridges", "云江省桥梁条例", f"云江省桥梁条例\n{articles}")
    settle()
    page = Visitor().get("/laws/", q="桥梁应当牢固")
    assert len([href for href in links(page) if "/art-" in href]) == 20
    assert "还有更多条文含有这些词" in words(page)
    narrowed = Visitor().get("/laws/", q="桥梁应当牢固", kind="case")
    assert [href for href in links(narrowed) if "/art-" in href] == []


def test_a_search_without_result_says_what_to_do(library):
    assert "没有找到相符的法规或条文" in words(Visitor().get("/laws/", q="磁悬浮"))


@pytest.mark.parametrize(
    "text", ["'", '"', "%", "_", "*", "( OR", "\u0308" * 50, "a" * 5000, "第条"]
)
def test_no_text_breaks_the_search_of_laws(library, text):
    assert Visitor().get("/laws/", q=text).status_code == 200


def test_the_search_of_the_site_shows_articles_of_laws(library):
    page = Visitor().get("/search/", q="岸线图")
    assert f"/laws/{library.streams.code}/art-4-1/" in links(page)
    above = Visitor().client.get("/search/", {"q": "岸线图"}, HTTP_HOST="yunjiang.test")
    assert [href for href in links(above) if "/art-4-1/" in href] == [
        f"/laws/{library.streams.code}/art-4-1/"
    ]


def test_a_law_is_shown_by_chapter_section_and_article(library):
    page = Visitor().get(f"/laws/{library.streams.code}/")
    text = page.content.decode()
    assert '<h2 class="law-h" id="chapter-2">第二章　保护</h2>' in text
    assert '<h3 class="law-h" id="chapter-2/section-1">' in text
    assert '<p class="law-n" id="art-4/p1/i2/n1">1.旅馆；</p>' in text
    assert '<p id="art-4/p2">前款规定的岸线由县级人民政府划定。</p>' in text
    assert "第二章 保护" in words(page)
    assert "有效" in words(page)


def test_an_older_version_says_so_and_leads_to_the_current_one(library):
    page = Visitor().get(f"/laws/{library.streams.code}/", version="2019-05-30")
    assert "这不是现行版本" in words(page)
    assert "看一看水质" in words(page)
    assert f"/laws/{library.streams.code}/" in links(page)
    assert f"/laws/{library.streams.code}/art-5/?version=2019-05-30" in links(page)


def test_a_repealed_law_names_what_ended_it(library):
    page = Visitor().get(f"/laws/{library.old.code}/")
    assert "这部法规已经废止" in words(page)
    assert f"/laws/{library.streams.code}/" in links(page)


def test_an_article_has_a_permanent_address_and_its_other_versions(library):
    page = Visitor().get(f"/laws/{library.streams.code}/art-5/")
    assert "县级人民政府应当监测水质。" in words(page)
    assert f"http://testserver/laws/{library.streams.code}/art-5/" in words(page)
    assert "文字不同" in words(page)
    assert f"/laws/{library.streams.code}/art-4-1/" in links(page)
    assert f"/laws/{library.streams.code}/art-6/" in links(page)
    page = words(Visitor().get(f"/laws/{library.streams.code}/art-3/"))
    assert "文字相同" in page and "文字不同" not in page


def test_an_article_of_an_annex_has_its_address_too(library):
    page = Visitor().get(f"/laws/{library.streams.code}/annex-1/art-1/")
    assert "本表由省水利主管部门制定。" in words(page)


def test_the_address_of_an_article_that_was_dropped_shows_the_last_version_with_it(library):
    shorter = PLAIN.replace("第四条之一　岸线图应当向社会公布。\n", "").replace(
        "2023年9月1日", "2024年9月1日"
    )
    put("streams-2024", "云江省溪流保护条例", shorter)
    settle()
    page = words(Visitor().get(f"/laws/{library.streams.code}/art-4-1/"))
    assert "这不是现行版本" in page and "岸线图应当向社会公布。" in page


@pytest.mark.parametrize(
    "path",
    ["nolaw/", "{}/art-99/", "{}/chapter-1/", "{}/?version=1999-01-01", "{}/docx/?version=x",
     "{}/art-1/x/", "{}/art-4-1/?version=2019-05-30"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(library, path):
    assert Visitor().get(f"/laws/{path.format(library.streams.code)}").status_code == 404


def test_machines_are_told_what_binds(library):
    said = machine_facts(Visitor().get(f"/laws/{library.streams.code}/"))
    assert (said["@type"], said["name"]) == ("Legislation", "云江省溪流保护条例")
    assert said["legislationLegalForce"] == "https://schema.org/InForce"
    assert said["legislationDate"] == "2023-09-01"
    old = machine_facts(Visitor().get(f"/laws/{library.old.code}/"))
    assert old["legislationLegalForce"] == "https://schema.org/NotInForce"
    part = machine_facts(Visitor().get(f"/laws/{library.streams.code}/art-3/"))
    assert part["text"] == "第三条　溪流保护实行河长负责制。"
    assert part["isPartOf"]["@id"] == f"http://testserver/laws/{library.streams.code}/"


def test_the_site_checks_find_their_meta_tags(library):
    text = Visitor().get(f"/laws/{library.streams.code}/").content.decode()
    assert '<meta name="ArticleTitle" content="云江省溪流保护条例">' in text
    assert '<meta name="PubDate" content="2023-09-01">' in text
    assert '<meta name="ContentSource" content="云江省人民代表大会常务委员会">' in text
    assert '<meta name="ColumnName" content="法律法规">' in text


def test_the_map_of_a_site_names_the_laws_of_its_own_shelf(library):
    above = Visitor().client.get("/sitemap.xml", HTTP_HOST="yunjiang.test").content.decode()
    assert f"/laws/{library.streams.code}/" in above
    assert "/laws/</loc>" in Visitor().get("/sitemap.xml").content.decode()


def test_the_file_holds_every_word_and_is_the_same_every_time(library):
    answer = Visitor().get(f"/laws/{library.streams.code}/docx/")
    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")
    lines = [paragraph.text for paragraph in Document(BytesIO(answer.content)).paragraphs]
    assert "第一章　总　　则" in lines
    assert "第四条　在溪流岸线内禁止下列行为：" in lines
    assert "（二）建设与保护无关的建筑物，包括：" in lines
    older = Visitor().get(f"/laws/{library.streams.code}/docx/", version="2019-05-30")
    assert older.content != answer.content
    assert Visitor().get(f"/laws/{library.streams.code}/docx/").content == answer.content


def test_a_long_law_is_read_part_by_part_and_whole_where_asked(library):
    articles = "".join(f"第{n}条　甲{n}。\n" for n in range(1, 131))
    more = "".join(f"第{n}条　乙{n}。\n" for n in range(131, 261))
    law = put("long", "云江省长条例", f"云江省长条例\n第一章 总则\n{articles}第二章 分则\n{more}")
    settle()
    page = Visitor().get(f"/laws/{law.code}/")
    assert "甲130。" in words(page) and "乙131。" not in words(page)
    assert f"/laws/{law.code}/?part=chapter-2" in links(page)
    assert "乙260。" in words(Visitor().get(f"/laws/{law.code}/", part="chapter-2"))
    whole = words(Visitor().get(f"/laws/{law.code}/", whole="1"))
    assert "甲1。" in whole and "乙260。" in whole
    article = Visitor().get(f"/laws/{law.code}/art-200/")
    assert f"/laws/{law.code}/?part=chapter-2#art-200" in links(article)


@pytest.mark.parametrize("path", ["", "?q=岸线", "{}/", "{}/art-4/"])
def test_pages_of_laws_ask_little(library, path):
    visitor = Visitor()
    visitor.get(f"/laws/{path.format(library.streams.code)}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        visitor.get(f"/laws/{path.format(library.streams.code)}")
    assert len(asked) <= 12


def test_a_hostile_text_is_only_text(library):
    text = "甲条例\n第一条　<script>alert(1)</script>\n## <b>乙</b>\n第二条　</script><img src=x>"
    law = put("hostile", "甲条例<i>", text)
    settle()
    for path in (f"/laws/{law.code}/", f"/laws/{law.code}/art-1/", "/laws/?q=alert"):
        body = Visitor().get(path).content.decode()
        assert "<script>alert" not in body and "<b>乙" not in body and "<img src=x" not in body
