"""What is looked for before anything goes out, and that nothing found goes out unanswered."""

import pytest

from huiyin.congresses.scope import within
from huiyin.procedure.table import Incomplete
from huiyin.publishing.procedure import State
from huiyin.publishing.services import reviewing
from huiyin.publishing.services.attaching import attach
from huiyin.publishing.services.writing import edit
from huiyin.publishing.tests.newsroom import BODY, CLEAR, TEXT
from huiyin.publishing.tests.test_files import MP4, VTT, picture
from tests.cast import SPRING
from tests.visitor import Visitor

#: words of a text → the checks that find something in it
FOUND = {
    "秘密★3 年": {"secret_mark"},
    "机密☆长期": {"secret_mark"},
    "绝　密 ★": {"secret_mark"},
    "ＪＩＭＩ 秘密＊十年": {"secret_mark"},
    "内部资料，注意保存": {"secret_phrase"},
    "未经批准不得翻印": {"secret_phrase"},
    "学习保守国家秘密法，保护国家秘密": set(),
    "国家秘密分为三级": set(),
    "有关工作秘密的意见": {"secret_phrase"},
    "绝\u200b密★十年": {"secret_mark"},
    "手机 138\u00ad1234\u200b6621": {"mobile_phone"},
    '<a href="https://www.example.org/%E6%9C%BA%E5%AF%86%E2%98%85">看</a>': {"secret_mark"},
    '<a href="tel:13812346621" title="机密★">看</a>': {"secret_mark", "mobile_phone"},
    "身份证号 11010519491231002X": {"identity_number"},
    "编号 110105194912310021": set(),
    "卡号 6222 0200 0000 0000 000": {"bank_card"},
    "卡号 6222020000000000001": set(),
    "手机 138-1234-6621": {"mobile_phone"},
    "手机１３８１２３４６６２１": {"mobile_phone"},
    "值班电话 0000-0000000": set(),
    '<a href="/nothing/here/">看这里</a>': {"dead_link"},
    '<a href="/c/yunxi/columns/news/">看这里</a>': set(),
    '<a href="/articles/AAAA-AAAA-AAAA/">看这里</a>': {"dead_link"},
    '<a href="https://www.example.org/x">看这里</a>': set(),
    '<a href="/c/nowhere/columns/news/">看这里</a>': {"dead_link"},
}


@pytest.mark.parametrize("words", FOUND, ids=range(len(FOUND)))
def test_each_check_finds_what_it_looks_for_and_nothing_else(newsroom, words):
    article = newsroom.draft(body=f"{BODY}<p>{words}</p>")
    assert {one.check for one, _answer in newsroom.looked(article).findings} == FOUND[words]


@pytest.mark.parametrize("place", ["source", "byline", "note", "keywords", "summary", "said"])
def test_whatever_goes_out_with_a_text_is_looked_into(newsroom, place):
    words = "机密★ 13812346621"
    said = {"facts": {"said": {"people": words}}} if place == "said" else {place: words}
    article = newsroom.draft(**said)
    found = {one.check for one, _answer in newsroom.looked(article).findings}
    assert found == {"secret_mark", "mobile_phone"}


def test_names_of_files_and_their_captions_are_looked_into(newsroom):
    article = newsroom.draft()
    sent = {"by": newsroom.song, "at": SPRING}
    film = attach(newsroom.bare(article), data=MP4, name="机密★.mp4", **sent)
    said = VTT + "\n00:02.000 --> 00:04.000\n手机 13812346621\n".encode()
    attach(newsroom.bare(article), data=said, name="字幕.vtt", video=film, **sent)
    found = {one.check for one, _answer in newsroom.looked(article).findings}
    assert found == {"secret_mark", "mobile_phone"}


def test_a_picture_without_words_is_found(newsroom):
    article = newsroom.draft()
    sent = {"by": newsroom.song, "at": SPRING}
    attach(newsroom.bare(article), data=picture(), name="会场.jpg", words="会场", **sent)
    html = article.revisions.last().html.replace('alt="会场"', 'alt=" "')
    edit(newsroom.bare(article), seen=2, body=html, **TEXT, **sent)
    found = {one.check for one, _answer in newsroom.looked(article).findings}
    assert found == {"picture_without_words"}


def test_a_link_is_followed_in_the_congress_it_names_whoever_asks(newsroom):
    cast = newsroom.cast
    code = newsroom.released().docket.code
    links = {
        f'<a href="/articles/{code}/">县里</a>': set(),
        f'<a href="/c/{cast.town.slug}/articles/{code}/">镇里</a>': {"dead_link"},
    }
    for body, found in links.items():
        with within(cast.town):
            article = newsroom.draft(by=newsroom.tang, congress=cast.town, body=f"<p>{body}</p>")
        for scope in (cast.town, [cast.county, cast.town]):
            with within(scope):
                findings = newsroom.looked(article).findings
            assert {one.check for one, _answer in findings} == found


def test_a_number_that_was_found_is_never_written_down_whole(newsroom):
    article = newsroom.draft(body="<p>手机 13812346621，身份证 11010519491231002X。</p>")
    named = {one.where for one, _answer in newsroom.looked(article).findings}
    assert named == {"1381…21", "1101…2X"}


def test_an_article_without_a_source_is_not_cleared(newsroom):
    article = newsroom.in_final(source="")
    with pytest.raises(Incomplete) as refused:
        reviewing.pass_final(newsroom.bare(article), seen=1, by=newsroom.qin, at=SPRING, **CLEAR)
    assert "没有写来源" in str(refused.value)
    assert newsroom.bare(article).docket.state == State.FINAL_REVIEW


def test_a_finding_is_answered_by_a_reviewer_with_a_reason_and_then_lets_it_pass(newsroom):
    article = newsroom.in_final(body="<p>值班手机 13812346621。</p>")
    [(finding, _none)] = newsroom.looked(article).findings
    path = f"/desk/articles/{article.docket.code}"
    refused = Visitor(newsroom.qin).post(f"{path}/pass_final/", seen=1, **CLEAR)
    assert (refused.status_code, "有手机号码" in refused.content.decode()) == (422, True)
    said = {"key": finding.key, "reason": "公开的值班手机"}
    assert Visitor(newsroom.song).post(f"{path}/answer/", **said).status_code == 404
    assert Visitor(newsroom.qin).post(f"{path}/answer/", **said).status_code == 302
    page = Visitor(newsroom.qin).get(f"{path}/").content.decode()
    assert "公开的值班手机" in page and "已说明理由" in page
    assert Visitor(newsroom.qin).post(f"{path}/pass_final/", seen=1, **CLEAR).status_code == 302


def test_an_answer_counts_for_the_round_in_which_it_was_given(newsroom):
    article = newsroom.submitted(body="<p>值班手机 13812346621。</p>")
    [(finding, _none)] = newsroom.looked(article).findings
    reviewing.answer(
        newsroom.bare(article), key=finding.key, reason="值班手机", by=newsroom.first, at=SPRING
    )
    assert newsroom.looked(article).blocking == []
    sent_back = {"reason": "facts", "words": "改"}
    reviewing.return_to_author(
        newsroom.bare(article), seen=1, by=newsroom.first, at=SPRING, **sent_back
    )
    assert [one.key for one in newsroom.looked(article).blocking] == [finding.key]


def test_what_is_not_found_cannot_be_answered(newsroom):
    article = newsroom.submitted()
    with pytest.raises(Incomplete):
        reviewing.answer(article, key="0" * 16, reason="没有", by=newsroom.first, at=SPRING)
