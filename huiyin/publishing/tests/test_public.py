"""What readers and machines get of what is published: home page, feeds, search, site map."""

import json
from xml.etree import ElementTree

from huiyin.publishing.services import releasing
from huiyin.publishing.tests.newsroom import LATER, TEXT
from tests.visitor import Visitor

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = '<p>正文<script>alert(1)</script><img src="https://e.example/x.gif" alt="x"></p>'


def test_the_home_page_shows_the_newest_news_and_notices(newsroom):
    newsroom.released()
    newsroom.released(column="notices", kind="notice", title="关于旁听的公告")
    page = Visitor().get("/").content.decode()
    assert TEXT["title"] in page and TEXT["summary"] in page and "关于旁听的公告" in page


def test_the_home_page_of_a_congress_that_published_nothing_has_no_empty_lists(newsroom):
    assert "全部要闻" not in Visitor().get("/").content.decode()


def test_a_column_is_an_atom_feed_whose_ids_stay_with_source_and_licence(newsroom):
    article = newsroom.released(body=HOSTILE)
    answer = Visitor().get("/columns/news/feed.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}id").text == article.uid.urn
    assert entry.find(f"{ATOM}author/{ATOM}name").text == TEXT["byline"]
    assert "请注明来源" in feed.find(f"{ATOM}rights").text
    assert "Link" not in answer, "there is no next page"
    assert entry.find(f"{ATOM}content").text == '<p>正文<img alt="x"></p>'
    again = Visitor().client.get(
        "/columns/news/feed.atom", headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304


def test_links_in_a_feed_lead_somewhere_from_any_reader(newsroom):
    newsroom.released(body='<p><a href="/about/">关于</a></p>')
    said = json.loads(Visitor().get("/columns/news/feed.json").content)
    feed = ElementTree.fromstring(Visitor().get("/columns/news/feed.atom").content)
    html = said["items"][0]["content_html"]
    assert html == feed.find(f"{ATOM}entry/{ATOM}content").text
    assert f'href="{said["home_page_url"].removesuffix("columns/news/")}about/"' in html


def test_a_sign_that_xml_cannot_hold_takes_no_feed_away(newsroom):
    newsroom.released(title="会议\x01开幕", body="<p>正文&#1;&#11;在此</p>")
    answer = Visitor().get("/columns/news/feed.atom")
    [entry] = ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "会议开幕"
    assert entry.find(f"{ATOM}content").text == "<p>正文在此</p>"


def test_a_column_is_a_json_feed_with_the_same(newsroom):
    article = newsroom.released(body=HOSTILE)
    said = json.loads(Visitor().get("/columns/news/feed.json").content)
    [item] = said["items"]
    assert (said["version"], item["id"]) == ("https://jsonfeed.org/version/1.1", article.uid.urn)
    assert item["content_html"] == '<p>正文<img alt="x"></p>'
    assert item["_source"] == TEXT["source"]
    assert Visitor().get("/columns/nothing/feed.json").status_code == 404


def test_what_was_taken_down_is_in_no_feed_list_search_or_site_map(newsroom):
    article = newsroom.released()
    places = ("/", "/columns/", "/columns/news/", "/columns/news/feed.atom")
    places += ("/columns/news/feed.json", "/search/?q=第三十次会议", "/sitemap.xml")
    marks = (TEXT["title"], article.docket.code)
    before = [Visitor().get(path).content.decode() for path in places]
    assert all(any(mark in page for mark in marks) for page in before)
    releasing.recall(newsroom.bare(article), reason="有误", by=newsroom.bian, at=LATER)
    after = [Visitor().get(path).content.decode() for path in places]
    assert not any(mark in page for mark in marks for page in after)


def test_search_tells_an_article_from_a_message(newsroom):
    newsroom.released()
    page = Visitor().get("/search/", q="第三十次会议").content.decode()
    assert TEXT["title"] in page and "文章" in page


def test_caches_keep_what_names_articles_for_three_seconds_only(newsroom):
    code = newsroom.released().docket.code
    for path in ("/", "/columns/", "/columns/news/", f"/articles/{code}/", "/search/?q=会议"):
        assert Visitor().get(path)["X-Accel-Expires"] == "3"
    assert "X-Accel-Expires" not in Visitor().get("/about/")


def test_what_was_archived_can_still_be_read_and_says_so(newsroom):
    article = newsroom.released()
    releasing.archive(newsroom.bare(article), by=newsroom.bian, at=LATER)
    page = Visitor().get(f"/articles/{article.docket.code}/").content.decode()
    assert "已归档" in page and TEXT["title"] in page
