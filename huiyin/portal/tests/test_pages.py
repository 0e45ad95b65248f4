import re
from hashlib import sha256

import pytest

from huiyin.congresses.models import Congress
from huiyin.ledger import notes
from huiyin.portal.tests.test_home import publish
from tests.reading import links, words
from tests.visitor import Visitor, queries_of

STATIC = ["/about/", "/privacy/", "/accessibility/", "/record/how/"]
PAGES = ["/", "/find/", "/find/?q=桂花小区", "/deputies/", "/stations/", "/suggestions/"]
PAGES += ["/search/?q=夜班", *STATIC]


@pytest.fixture
def busy(at_home):
    """A county with a case of each sort."""
    publish(at_home, at_home.voice())
    at_home.replied()
    return at_home


@pytest.mark.parametrize("path", PAGES)
def test_no_page_carries_inline_styles_or_another_host(busy, path):
    page = Visitor().client.get(path).content.decode()
    assert re.findall(r"\sstyle=|\son\w+=|<style|<script(?![^>]*src=)", page) == []
    hosts = set(re.findall(r"(?:https?:)?//([\w.-]+\.[\w-]+)", page))
    assert hosts <= {"www.w3.org", "yunjiang.test"}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_first_heading_and_a_description(busy, path):
    page = Visitor().client.get(path).content.decode()
    assert len(re.findall(r"<h1\b", page)) == 1
    assert re.search(r'<meta name="description" content="[^"]{8,}"', page)
    assert "<title>" in page and "</title>" in page


@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_be_asked_for_in_english(busy, path):
    response = Visitor().client.get(path, headers={"accept-language": "en"})
    assert response.status_code == 200
    assert 'lang="en"' in response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_for_everybody_hands_out_no_cookie(busy, path):
    assert list(Visitor().client.get(path).cookies) == []


def test_the_meta_tags_that_site_checks_read_are_there(at_home):
    Congress.objects.filter(pk=at_home.county.pk).update(
        filing={"site_code": "9901210001", "icp": "云ICP备0号"}
    )
    page = Visitor().client.get("/suggestions/")
    body = page.content.decode()
    assert '<meta name="SiteName" content="云溪县人民代表大会">' in body
    assert '<meta name="SiteDomain" content="testserver">' in body
    assert '<meta name="SiteIDCode" content="9901210001">' in body
    assert '<meta name="ColumnName" content="办理公开">' in body
    said = words(page)
    assert "网站标识码：9901210001" in said
    assert "ICP 备案：云ICP备0号" in said
    assert "公安备案：未提供" in said


def test_the_shell_names_the_congresses_above_and_counts_those_below(at_home):
    page = Visitor().client.get("/about/")
    assert "本级：云溪县 · 1 个乡镇人大" in words(page)
    assert "//yunjiang.test/" in links(page)
    assert "//yunjiang.test/c/yunzhou/" in links(page)
    assert "/c/qingshi/" in links(page)
    at_top = Visitor().client.get("/c/yunxi/about/", headers={"host": "yunjiang.test"})
    assert {"/", "/c/yunzhou/", "/c/yunxi/find/"} <= set(links(at_top))


def test_a_person_signed_in_is_led_to_their_own_pages(at_home):
    assert "/sign-in/" in links(Visitor().get("/about/"))
    citizen = links(Visitor(at_home.wang).get("/about/"))
    assert "/mine/" in citizen and "/sign-in/" not in citizen
    assert "/desk/" in links(Visitor(at_home.zhao).get("/about/"))


def test_the_privacy_page_says_what_no_lawyer_has_looked_at_yet(at_home):
    said = words(Visitor().get("/privacy/"))
    assert "待法律审核" in said
    assert "个人信息保护法第十三条第一款第三项" in said
    assert "联系电话：未提供" in said


def test_how_to_verify_names_the_command_and_the_key_of_this_congress(at_home):
    page = Visitor().get("/record/how/")
    said = words(page)
    assert "python3 verify.py huiyin-XXXX-XXXX-XXXX.json --key" in said
    assert 'href="/record/verify.py"' in page.content.decode()
    assert sha256(notes.public_bytes()).hexdigest() in said
    assert f"huiyin/{at_home.county.uid}+" in said


def test_machines_are_kept_from_private_pages_and_given_the_public_ones(at_home):
    case, draft = at_home.assigned(), at_home.draft()
    robots = Visitor().get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in robots and "Sitemap: http://testserver/sitemap.xml" in robots
    sitemap = Visitor().get("/sitemap.xml").content.decode()
    assert f"<loc>http://testserver/matters/{case.docket.code}/</loc>" in sitemap
    assert f"<loc>http://testserver/deputies/{at_home.lin.pk}/</loc>" in sitemap
    assert draft.docket.code not in sitemap
    below = Visitor().client.get("/c/yunxi/sitemap.xml", headers={"host": "yunjiang.test"})
    assert "<loc>http://yunjiang.test/c/yunxi/find/</loc>" in below.content.decode()


def test_pages_are_read_and_never_posted_to(at_home):
    for path in ("/", "/find/", "/suggestions/", "/about/", "/robots.txt"):
        assert Visitor().post(path).status_code == 405


def fill(cast, number):
    for place in range(number):
        publish(cast, cast.voice(title=f"夜班公交 {place}"))
        cast.replied()


PUBLIC = ["/", "/find/?q=桂花小区", "/deputies/", "/stations/", "/suggestions/", "/search/?q=夜班"]


def test_a_public_page_takes_few_queries_for_any_number_of_rows(at_home):
    counts = []
    for number in (3, 27):
        fill(at_home, number)
        counts.append({path: queries_of(path) for path in PUBLIC})
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= 12
