"""The pages of the desk and of the public, as people meet them."""

import re
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from huiyin.congresses.scope import within
from huiyin.publishing import story
from huiyin.publishing.models import Article
from huiyin.publishing.procedure import State
from huiyin.publishing.queries import latest
from huiyin.publishing.services import releasing, reviewing, writing
from huiyin.publishing.tests.newsroom import BODY, CLEAR, LATER, TEXT
from tests.cast import SPRING
from tests.visitor import Visitor

WRITTEN = {**TEXT, "kind": "news", "column": "news", "body": BODY}


def at(article, *more):
    return "/".join(["/desk/articles", article.docket.code, *more, ""])


def test_an_article_goes_from_an_empty_form_to_the_reader(newsroom):
    song, first, gao, qin, bian = (
        Visitor(getattr(newsroom, name)) for name in ("song", "first", "gao", "qin", "bian")
    )
    assert song.post("/desk/articles/new/", **WRITTEN).status_code == 302
    article = Article.objects.get()
    assert song.post(at(article, "submit")).status_code == 302
    assert first.post(at(article, "pass_first"), seen=1).status_code == 302
    assert gao.post(at(article, "pass_second"), seen=1).status_code == 302
    assert qin.post(at(article, "pass_final"), seen=1, **CLEAR).status_code == 302
    assert bian.post(at(article, "release")).status_code == 302
    page = Visitor().get(f"/articles/{article.docket.code}/")
    assert (page.status_code, TEXT["title"] in page.content.decode()) == (200, True)
    column = Visitor().get("/columns/news/").content.decode()
    assert TEXT["title"] in column and TEXT["summary"] in column
    assert TEXT["title"] in Visitor().get("/columns/").content.decode()


@pytest.mark.parametrize("name", ["submit", "pass_first", "release", "recall", "nothing"])
def test_a_step_that_is_not_theirs_does_not_exist_for_a_stranger(newsroom, name):
    article = newsroom.draft()
    for stranger in (newsroom.cast.wang, newsroom.cast.chu, newsroom.tang, newsroom.cast.sun):
        assert Visitor(stranger).post(at(article, name)).status_code == 404
        assert Visitor(stranger).get(at(article)).status_code == 404


def test_a_step_that_is_not_open_now_says_that_things_moved_on(newsroom):
    article = newsroom.draft()
    assert Visitor(newsroom.bian).post(at(article, "release")).status_code == 409


def test_a_final_review_without_verdicts_shows_what_is_missing_and_keeps_the_words(newsroom):
    article = newsroom.in_final()
    page = Visitor(newsroom.qin).post(at(article, "pass_final"), seen=1, words="同意发布")
    text = page.content.decode()
    assert page.status_code == 422
    assert "请选择“保密审查结论”" in text and "同意发布" in text


def test_who_wrote_it_sees_no_button_to_judge_it(newsroom):
    newsroom.also(newsroom.song, newsroom.press, "head")
    article = newsroom.submitted()
    page = Visitor(newsroom.song).get(at(article)).content.decode()
    assert "pass_first" not in page
    assert 'action="/desk/articles/' in page  # it may still be withdrawn


def test_saving_over_somebody_elses_text_is_refused_and_keeps_ones_own(newsroom):
    article = newsroom.draft()
    mate = {**TEXT, "column": "news", "body": "<p>同事写的</p>", "seen": 1}
    assert Visitor(newsroom.mate).post(at(article, "edit"), **mate).status_code == 302
    mine = {**TEXT, "column": "news", "body": "<p>我写的</p>", "seen": 1}
    page = Visitor(newsroom.song).post(at(article, "edit"), **mine)
    assert page.status_code == 422
    assert "别人刚刚保存过这篇文章" in page.content.decode()
    assert "我写的" in page.content.decode()


def test_nothing_pasted_is_ever_executed(newsroom):
    hostile = (
        '<p onclick="x()">正文<script>alert(1)</script><img src="https://e.example/t.gif" alt="图">'
        '<a href="javascript:alert(1)">链接</a><svg onload=alert(1)></svg></p>'
        "<iframe srcdoc='<script>1</script>'></iframe><math><mi xlink:href='data:x'></math>"
    )
    article = newsroom.released(body=hostile, title="</script><b>标题</b>")
    code = article.docket.code
    for path in (f"/articles/{code}/", at(article), at(article, "preview"), "/columns/news/"):
        text = Visitor(newsroom.song).get(path).content.decode()
        for trace in (
            "alert(1)",
            "onclick",
            "e.example",
            "javascript:",
            "<iframe",
            "<math",
            "<b>标题",
        ):
            assert trace not in text, (path, trace)


def test_machines_are_told_what_people_see(newsroom):
    page = Visitor().get(f"/articles/{newsroom.released().docket.code}/").content.decode()
    assert f'<meta name="ArticleTitle" content="{TEXT["title"]}">' in page
    assert '<meta name="PubDate" content="2026-03-09 10:00">' in page
    assert '"@type": "NewsArticle"' in page


def test_a_page_taken_down_answers_410_with_the_reason_and_without_the_text(newsroom):
    article = newsroom.released()
    bian = Visitor(newsroom.bian)
    assert bian.post(at(article, "recall"), reason="数字有误").status_code == 302
    page = Visitor().get(f"/articles/{article.docket.code}/")
    text = page.content.decode()
    assert (page.status_code, "数字有误" in text, "三个报告" in text) == (410, True, False)


def test_the_certificate_names_everybody_who_checked_it_and_its_hash(newsroom):
    article = newsroom.released()
    page = Visitor(newsroom.song).get(at(article, "certificate")).content.decode()
    for words in ("初审", "高复", "秦终", "边发", "可以公开", "不含个人信息"):
        assert words in page
    assert article.releases.get().sha256[:4] in page
    assert Visitor(newsroom.song).get(at(newsroom.draft(), "certificate")).status_code == 404


def test_a_reviewer_above_opens_what_was_handed_up_at_their_own_desk_and_nothing_else(newsroom):
    cast = newsroom.cast
    with within(cast.town):
        article = newsroom.submitted(by=newsroom.tang, congress=cast.town)
    first = Visitor(newsroom.first)
    assert cast.town.name in first.get("/desk/articles/").content.decode()
    assert first.get(at(article)).status_code == 200
    assert first.post(at(article, "pass_first"), seen=1).status_code == 302
    assert first.get(f"/c/qingshi{at(article)}").status_code == 404
    assert Visitor(cast.chu).get(f"/c/yunhe{at(article)}").status_code == 404
    assert Visitor(newsroom.tang).get(f"/c/qingshi{at(article)}").status_code == 200


def test_the_number_in_a_notice_leads_to_the_article(newsroom):
    article, code = newsroom.submitted(), None
    code = article.docket.code
    assert Visitor(newsroom.first).get(f"/matters/{code}/").url == at(article)
    assert Visitor().get(f"/matters/{code}/").status_code == 404
    assert Visitor().get(f"/matters/{newsroom.released().docket.code}/").status_code == 302


def test_a_list_of_a_column_turns_by_its_last_row(newsroom):
    for number in range(22):
        article = newsroom.cleared(title=f"第 {number} 篇")
        releasing.release(article, by=newsroom.bian, at=SPRING)
    page = Visitor().get("/columns/news/").content.decode()
    assert "第 21 篇" in page and "第 1 篇" not in page
    following = page.split('rel="next"')[0].rsplit('href="', 1)[-1] if 'rel="next"' in page else ""
    assert "before=" in page
    assert Visitor().get("/columns/news/?before=x~y").status_code == 200
    assert Visitor().get("/columns/nothing/").status_code == 404
    assert following is not None


def test_what_is_due_goes_out_by_the_command(newsroom):
    article = newsroom.cleared()
    releasing.schedule(newsroom.bare(article), when=LATER, by=newsroom.bian, at=SPRING)
    call_command("release_articles")
    assert newsroom.bare(article).docket.state == State.PUBLISHED
    assert newsroom.bare(article).released_at <= now()


def test_what_is_due_is_found_by_an_index_of_its_own(newsroom):
    with CaptureQueriesContext(connection) as asked:
        call_command("release_articles")
    found = [one["sql"].split("WHERE")[1] for one in asked if "publishing_article" in one["sql"]]
    assert [re.findall("scheduled_for|expires_on", sql) for sql in found] == [
        ["scheduled_for"],
        ["expires_on"],
    ]
    indexed = [one.fields for one in Article._meta.indexes]
    assert ["scheduled_for"] in indexed and ["expires_on"] in indexed


def test_a_list_costs_the_same_however_long_it_is(newsroom, django_assert_max_num_queries):
    song = Visitor(newsroom.first)
    for number in range(3):
        newsroom.submitted(title=f"第 {number} 篇")
    song.get("/desk/articles/")
    with django_assert_max_num_queries(15):
        song.get("/desk/articles/")
    newsroom.released()
    Visitor().get("/columns/")
    with django_assert_max_num_queries(12):
        Visitor().get("/columns/")


def test_pages_of_articles_read_only_the_texts_they_show(newsroom, django_assert_num_queries):
    county = newsroom.cast.county
    article = newsroom.released()
    for day in range(1, 8):
        newsroom.released(title=f"第 {day} 篇", at=SPRING + timedelta(days=day))
    newsroom.released(column="notices", kind="notice")
    with django_assert_num_queries(1) as asked:
        found = latest(county, 3, ["news", "notices", "plans"])
        titles = [one.released.revision.title for one in found["news"]]
    assert titles == ["第 7 篇", "第 6 篇", "第 5 篇"]
    assert [len(rows) for rows in found.values()] == [3, 1]
    assert "html" not in asked[0]["sql"]
    assert latest(county, 3, []) == {}
    writing.correct(newsroom.bare(article), by=newsroom.song, at=LATER)
    for number in range(1, 6):
        kept = {**TEXT, "body": f"<p>第 {number} 次更正。</p>", "seen": number}
        writing.edit(newsroom.bare(article), by=newsroom.song, at=LATER, **kept)
    looked = newsroom.looked(article)
    read = [one for one in looked.revisions.all() if "html" in vars(one)]
    assert [one.number for one in read] == [6]
    assert story.of(looked)["base"].number == 1


def test_a_form_of_another_text_is_not_judged(newsroom):
    article = newsroom.submitted()
    page = Visitor(newsroom.first).post(at(article, "pass_first"), seen=9)
    assert (page.status_code, "你看到的不是最新的文本" in page.content.decode()) == (422, True)


def test_what_a_colleague_saved_is_shown_and_not_overwritten_by_trying_again(newsroom):
    article = newsroom.draft()
    form = {**TEXT, "column": "news", "seen": 1}
    Visitor(newsroom.mate).post(at(article, "edit"), **form, body="<p>同事写的。</p>")
    mine = {**form, "body": "<p>我写的。</p>"}
    for _again in range(2):
        page = Visitor(newsroom.song).post(at(article, "edit"), **mine)
        assert (page.status_code, page.context["form"]["seen"].value()) == (422, "1")
        assert "<ins>" in page.content.decode() and "同事写的。" in page.content.decode()
    assert article.revisions.last().by == newsroom.mate


def test_what_is_written_is_kept_on_the_device(newsroom):
    song, article = Visitor(newsroom.song), newsroom.draft()
    key = f'data-keep="article-{article.docket.code}-{newsroom.song.pk}"'
    assert key in song.get(at(article, "edit")).content.decode()
    assert 'data-keep="article-new-' in song.get("/desk/articles/new/").content.decode()


def test_the_public_page_names_the_reviews_its_text_went_through_and_no_others(newsroom):
    article = newsroom.released()
    page = f"/articles/{article.docket.code}/"
    assert "：初审、复审、终审和保密审查。" in Visitor().get(page).content.decode()
    writing.correct(newsroom.bare(article), by=newsroom.song, at=SPRING)
    edit = {"body": "<p>更正后的文字。</p>", "by": newsroom.song, "at": SPRING}
    writing.edit(newsroom.bare(article), seen=1, note="改日期", **edit, **TEXT)
    writing.submit_correction(newsroom.bare(article), note="更正", by=newsroom.song, at=SPRING)
    assert [one.note for one in article.revisions.all()] == ["", "改日期", "更正"]
    final = {"seen": 3, "by": newsroom.qin, "at": SPRING}
    reviewing.pass_correction(newsroom.bare(article), **final, **CLEAR)
    releasing.release_correction(newsroom.bare(article), by=newsroom.bian, at=SPRING)
    assert "经过的审核：终审和保密审查。" in Visitor().get(page).content.decode()


def test_anybody_can_check_the_hash_of_what_was_released(newsroom):
    article = newsroom.released(facts={"said": {"place": "会议厅"}})
    path = f"/articles/{article.docket.code}/released.json"
    assert path in Visitor().get(f"/articles/{article.docket.code}/").content.decode()
    answer = Visitor().get(path)
    [release] = article.releases.all()
    assert sha256(answer.content).hexdigest() == release.sha256
    assert answer["Content-Type"] == "application/json"
    releasing.recall(newsroom.bare(article), reason="有误", by=newsroom.bian, at=SPRING)
    gone = Visitor().get(path)
    assert (gone.status_code, gone.content) == (410, b"")
    assert (
        Visitor().get(f"/articles/{newsroom.draft().docket.code}/released.json").status_code == 404
    )


def test_a_correction_is_begun_written_and_given_up_at_the_desk(newsroom):
    article = newsroom.released()
    song = Visitor(newsroom.song)
    assert song.post(at(article, "correct")).status_code == 302
    changed = {**TEXT, "column": "news", "body": "<p>更正后的文字。</p>", "seen": 1}
    assert song.post(at(article, "edit"), **changed).status_code == 302
    page = song.get(at(article)).content.decode()
    assert "<ins>" in page and "<del>" in page
    assert song.post(at(article, "drop_correction")).status_code == 302
    assert writing.SAID
