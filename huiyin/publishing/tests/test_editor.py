"""The editor is an offer: the text area under it holds the text, and the server cleans it."""

import json
import re
from html import unescape

from huiyin.publishing.services import attaching
from huiyin.publishing.tests.newsroom import BODY
from huiyin.publishing.tests.test_files import attach, picture
from tests.cast import SPRING
from tests.visitor import Visitor


def test_the_page_brings_the_editor_from_our_own_host_and_its_words_in_the_readers_language(
    newsroom,
):
    page = Visitor(newsroom.song).get("/desk/articles/new/").content.decode()
    [(library, words)] = re.findall(r'data-library="([^"]+)" data-words="([^"]+)"', page)
    assert library.startswith("/static/django_prose_editor/editor")
    assert json.loads(unescape(words))["bold"] == "加粗"


def test_without_scripts_the_text_stands_in_the_text_area(newsroom):
    article = newsroom.draft()
    path = f"/desk/articles/{article.docket.code}/edit/"
    page = Visitor(newsroom.song).get(path).content.decode()
    [area] = re.findall(r"<textarea[^>]*name=\"body\"[^>]*>(.*?)</textarea>", page, re.S)
    assert unescape(area).strip() == BODY


def test_a_picture_is_taken_out_however_an_editor_has_written_it(newsroom):
    from huiyin.publishing.services import writing
    from huiyin.publishing.tests.newsroom import TEXT

    article = newsroom.draft()
    asset = attach(newsroom, article, picture())
    framed = f'<img alt="会场全景" src="/c/yunxi/assets/{asset.uid}/"><figcaption>图</figcaption>'
    anew = f"{BODY}<figure>{framed}</figure>"
    writing.edit(newsroom.bare(article), seen=2, body=anew, by=newsroom.song, at=SPRING, **TEXT)
    attaching.detach(newsroom.bare(article), asset=asset, by=newsroom.song, at=SPRING)
    assert article.revisions.order_by("number").last().html == BODY
