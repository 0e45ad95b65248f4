"""From the first draft to the archive: what people do, and what readers get."""

from datetime import timedelta

import pytest

from huiyin.congresses.models import Seat
from huiyin.congresses.scope import within
from huiyin.procedure.models import Docket
from huiyin.procedure.table import Incomplete
from huiyin.publishing.models import Article, Duty, Stage
from huiyin.publishing.procedure import State
from huiyin.publishing.queries import public, published, waiting
from huiyin.publishing.rules import duties, judges, writers
from huiyin.publishing.services import releasing, reviewing, writing
from huiyin.publishing.tests.newsroom import BODY, CLEAR, LATER, TEXT
from huiyin.search.queries import find
from huiyin.sites.models import Site
from huiyin.sites.queries import forget
from tests.cast import SPRING

NEWER = f"{BODY}<p>会议还表决了人事事项。</p>"


def edit(newsroom, article, *, body=NEWER, by=None, at=LATER, seen=None, **changes):
    seen = seen or newsroom.seen(article)
    by = by or newsroom.song
    return writing.edit(
        newsroom.bare(article), seen=seen, body=body, by=by, at=at, **TEXT | changes
    )


def test_every_saving_is_a_revision_and_the_same_text_is_none(newsroom):
    article = newsroom.draft()
    assert edit(newsroom, article, body=BODY).number == 1
    made = edit(newsroom, article, title="新标题")
    assert (made.number, made.text.splitlines()[-1]) == (2, "会议还表决了人事事项。")
    assert newsroom.bare(article).docket.title == "新标题"
    assert made.sha256 != article.revisions.get(number=1).sha256


def test_two_who_edit_at_once_do_not_overwrite_each_other(newsroom):
    article = newsroom.draft()
    edit(newsroom, article, seen=1)
    with pytest.raises(writing.Overtaken):
        edit(newsroom, article, seen=1, body="<p>另一种写法</p>", by=newsroom.mate)


def test_an_empty_article_is_not_handed_in(newsroom):
    with pytest.raises(Incomplete):
        newsroom.submitted(body="<p>&nbsp;</p>")


def test_a_released_article_is_public_found_and_carries_the_hash_of_its_bytes(newsroom):
    article = newsroom.released()
    shown = public(article.docket.code)
    release = shown.released
    assert (release.number, release.sha256) == (1, release.revision.sha256)
    move = article.docket.moves.get(verb="release")
    assert move.facts["sha256"] == release.sha256
    assert shown.docket.public
    assert [hit.ref for hit in find("第三十次会议")] == [article.uid]
    assert [one.pk for one in published(newsroom.cast.county, "news")] == [article.pk]


def test_a_draft_is_neither_public_nor_found(newsroom):
    article = newsroom.cleared()
    assert public(article.docket.code) is None
    assert find("第三十次会议") == []
    assert published(newsroom.cast.county) == []


def test_a_correction_shows_the_old_text_until_it_is_released_with_a_note(newsroom):
    article = newsroom.released()
    writing.correct(newsroom.bare(article), by=newsroom.song, at=LATER)
    edit(newsroom, article, title="县人大常委会召开第三十一次会议")
    assert public(article.docket.code).released.revision.title == TEXT["title"]
    assert newsroom.bare(article).docket.title == TEXT["title"]
    note = "更正会议次数"
    writing.submit_correction(newsroom.bare(article), note=note, by=newsroom.song, at=LATER)
    seen = newsroom.seen(article)
    reviewing.pass_correction(newsroom.bare(article), seen=seen, by=newsroom.qin, at=LATER, **CLEAR)
    releasing.release_correction(newsroom.bare(article), by=newsroom.bian, at=LATER)
    shown = public(article.docket.code)
    assert (shown.released.number, shown.released.note, shown.corrected) == (2, note, True)
    assert shown.docket.title == "县人大常委会召开第三十一次会议"
    assert [one.number for one in article.releases.all()] == [1, 2]


def test_a_correction_that_changes_nothing_is_refused(newsroom):
    article = newsroom.released()
    writing.correct(newsroom.bare(article), by=newsroom.song, at=LATER)
    with pytest.raises(Incomplete):
        writing.submit_correction(newsroom.bare(article), note="没改", by=newsroom.song, at=LATER)


def test_a_correction_that_is_given_up_leaves_nothing_for_the_next_one(newsroom):
    article = newsroom.released()
    writing.correct(newsroom.bare(article), by=newsroom.song, at=LATER)
    edit(newsroom, article)
    writing.drop_correction(newsroom.bare(article), by=newsroom.song, at=LATER)
    last = article.revisions.order_by("number").last()
    assert (last.number, last.sha256) == (3, public(article.docket.code).released.sha256)


def test_what_was_taken_down_says_why_and_is_found_no_more(newsroom):
    article = newsroom.released()
    releasing.recall(newsroom.bare(article), reason="内容有误", by=newsroom.bian, at=LATER)
    gone = public(article.docket.code)
    assert (gone.docket.state, gone.recall_reason, gone.docket.public) == (
        State.RECALLED,
        "内容有误",
        False,
    )
    assert find("第三十次会议") == []
    assert published(newsroom.cast.county) == []


def test_a_scheduled_article_goes_out_at_its_hour_and_not_before(newsroom):
    article = newsroom.cleared()
    hour = SPRING + timedelta(hours=3)
    releasing.schedule(newsroom.bare(article), when=hour, by=newsroom.bian, at=SPRING)
    assert releasing.due(newsroom.cast.county, hour - timedelta(seconds=1)) == []
    [(found, act)] = releasing.due(newsroom.cast.county, hour)
    act(found, at=hour)
    shown = public(article.docket.code)
    assert (shown.released_at, shown.released.by) == (hour, newsroom.bian)
    assert releasing.due(newsroom.cast.county, hour) == []


def missed(newsroom, article, why):
    hour = SPRING + timedelta(hours=3)
    [(found, act)] = releasing.due(newsroom.cast.county, hour)
    act(found, at=hour)
    again = newsroom.bare(article)
    assert (again.docket.state, again.scheduled_for) == (State.CLEARED, None)
    assert again.docket.holder_organ == newsroom.press
    move = again.docket.moves.last()
    assert move.verb == "miss" and why in move.facts["reason"]
    assert releasing.due(newsroom.cast.county, hour) == []


def scheduled(newsroom, **changes):
    article = newsroom.cleared(**changes)
    hour = SPRING + timedelta(hours=3)
    releasing.schedule(newsroom.bare(article), when=hour, by=newsroom.bian, at=SPRING)
    return article


def test_what_cannot_go_out_at_its_hour_is_put_back_and_its_holder_told_why(newsroom):
    other = newsroom.released()
    link = f'<p><a href="/articles/{other.docket.code}/">另一篇</a></p>'
    article = scheduled(newsroom, body=BODY + link)
    releasing.recall(newsroom.bare(other), reason="内容有误", by=newsroom.bian, at=SPRING)
    missed(newsroom, article, "站内链接打不开")


def test_nothing_goes_out_for_somebody_who_has_left_their_office(newsroom):
    article = scheduled(newsroom)
    Seat.objects.filter(user=newsroom.bian).delete()
    missed(newsroom, article, "定时的人已经不能发布")


def test_a_site_that_is_closed_publishes_nothing_more(newsroom):
    county = newsroom.cast.county
    cleared, due = newsroom.cleared(), scheduled(newsroom)
    site = Docket.objects.create(
        congress=county,
        kind="site",
        code="SITE-SITE-SITE",
        title="网站",
        state="closed",
        opened_at=SPRING,
    )
    Site.objects.create(congress=county, docket=site)
    forget(county)
    with pytest.raises(Incomplete):
        releasing.release(newsroom.bare(cleared), by=newsroom.bian, at=SPRING)
    with pytest.raises(Incomplete):
        scheduled(newsroom)
    with pytest.raises(Incomplete):
        newsroom.draft()
    missed(newsroom, due, "网站已经关闭")


def test_nothing_is_scheduled_for_the_past(newsroom):
    article = newsroom.cleared()
    with pytest.raises(Incomplete):
        releasing.schedule(newsroom.bare(article), when=SPRING, by=newsroom.bian, at=SPRING)


def test_what_was_sent_back_begins_a_new_round(newsroom):
    article = newsroom.in_final()
    sent_back = {"reason": "terms", "words": "提法要改"}
    reviewing.return_to_author(
        newsroom.bare(article), seen=1, by=newsroom.qin, at=SPRING, **sent_back
    )
    again = newsroom.bare(article)
    assert (again.docket.state, again.round, again.docket.holder_organ) == (
        State.DRAFT,
        2,
        newsroom.press,
    )


def test_a_township_writes_and_its_county_reviews_and_releases(newsroom):
    cast = newsroom.cast
    with within(cast.town):
        article = newsroom.submitted(by=newsroom.tang, congress=cast.town)
        assert list(waiting(newsroom.tang, cast.town)) == []
    assert [one.article_id for one in waiting(newsroom.first, cast.county)] == [article.pk]
    with within([cast.county, cast.town]):
        code = article.docket.code
        reviewing.pass_first(newsroom.bare(article), seen=1, by=newsroom.first, at=SPRING)
        reviewing.pass_second(newsroom.bare(article), seen=1, by=newsroom.gao, at=SPRING)
        reviewing.pass_final(newsroom.bare(article), seen=1, by=newsroom.qin, at=SPRING, **CLEAR)
        releasing.release(newsroom.bare(article), by=newsroom.bian, at=SPRING)
    with within(cast.town):
        assert public(code).released.number == 1
    with within(cast.county):
        assert public(code) is None


def test_whoever_wrote_or_judged_below_is_known_in_the_scope_of_the_congress_above(newsroom):
    cast = newsroom.cast
    newsroom.also(newsroom.tang, newsroom.press, "editor")
    with within(cast.town):
        article = newsroom.submitted(by=newsroom.tang, congress=cast.town)
        reviewing.pass_first(newsroom.bare(article), seen=1, by=newsroom.gao, at=SPRING)
    county = cast.county
    assert not list(waiting(newsroom.gao, county))
    assert [one.article_id for one in waiting(newsroom.qin, county)] == [article.pk]
    with within(county):
        assert writers(article) == {newsroom.tang.pk}
        assert judges(article) == {newsroom.gao.pk}
    Docket.objects.filter(pk=article.docket_id).update(state=State.CLEARED)
    assert not list(waiting(newsroom.tang, county))


def test_what_goes_out_in_part_was_sent_back_and_says_what_was_masked(newsroom):
    article = newsroom.in_final()
    partly = CLEAR | {"secrecy": "partly", "words": "隐去住址"}
    with pytest.raises(Incomplete):
        reviewing.pass_final(newsroom.bare(article), seen=1, by=newsroom.qin, at=SPRING, **partly)
    sent_back = {"reason": "secret", "words": "住址要隐去", "by": newsroom.qin, "at": SPRING}
    reviewing.return_to_author(newsroom.bare(article), seen=1, **sent_back)
    edit(newsroom, article, at=SPRING)
    writing.submit(newsroom.bare(article), by=newsroom.song, at=SPRING)
    reviewing.pass_first(newsroom.bare(article), seen=2, by=newsroom.first, at=SPRING)
    reviewing.pass_second(newsroom.bare(article), seen=2, by=newsroom.gao, at=SPRING)
    final = {"seen": 2, "by": newsroom.qin, "at": SPRING}
    with pytest.raises(Incomplete):
        reviewing.pass_final(newsroom.bare(article), **final, **partly | {"words": " "})
    assert reviewing.pass_final(newsroom.bare(article), **final, **partly).secrecy == "partly"


def test_what_a_township_did_not_hand_up_its_county_does_not_see(newsroom):
    cast = newsroom.cast
    with within(cast.next_county):
        assert not Duty.objects.exists()
    with within(cast.town):
        newsroom.draft(by=newsroom.tang, congress=cast.town)
    assert list(waiting(newsroom.first, cast.county)) == []
    assert not Article.objects.exists()


def test_a_profile_may_let_the_province_release_for_townships(newsroom):
    from huiyin.publishing.rules import CHAINS, _above

    found = _above(newsroom.cast.town, CHAINS["county_province"])
    assert found[Stage.FINAL] == newsroom.cast.county
    assert found[Stage.RELEASE] == newsroom.cast.province
    county = newsroom.cast.county
    assert set(duties(county, SPRING.date()).values()) == {county}


def test_what_waits_is_shown_only_to_whoever_may_do_it(newsroom):
    article = newsroom.submitted()
    county = newsroom.cast.county

    def who():
        names = ("song", "mate", "first", "gao", "qin", "bian", "tang")
        return {name for name in names if waiting(getattr(newsroom, name), county).exists()}

    assert who() == {"first", "gao"}
    reviewing.pass_first(newsroom.bare(article), seen=1, by=newsroom.gao, at=SPRING)
    assert who() == {"first", "qin"}
    reviewing.pass_second(newsroom.bare(article), seen=1, by=newsroom.first, at=SPRING)
    assert who() == {"qin"}
    reviewing.pass_final(newsroom.bare(article), seen=1, by=newsroom.qin, at=SPRING, **CLEAR)
    assert who() == {"mate", "gao", "bian"}
