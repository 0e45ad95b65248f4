"""The table against everybody and every state; and that no way leads around the reviews."""

from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from huiyin.procedure.models import Docket
from huiyin.procedure.services import advance
from huiyin.procedure.table import Incomplete, NotLawful
from huiyin.publishing.models import Review, Stage
from huiyin.publishing.procedure import ARTICLE, State
from huiyin.publishing.services import releasing, reviewing, writing
from huiyin.publishing.tests.newsroom import BODY, CLEAR, LATER, TEXT
from tests.cast import SPRING
from tests.matrix import buttons, lawful, offered, put_into, tried

VERBS = sorted({step.verb for step in ARTICLE.steps} - {"write"})
#: Who holds which role for an article that Song wrote and nobody has judged.
ROLES = {
    "": {"system"},
    "song": {"writer", "recaller"},
    "mate": {"writer", "releaser", "recaller"},
    "first": {"writer", "first_reviewer", "second_reviewer"},
    "gao": {"writer", "first_reviewer", "second_reviewer", "releaser", "recaller"},
    "qin": {"second_reviewer", "final_reviewer", "releaser", "recaller"},
    "bian": {"releaser", "recaller"},
    "tang": set(),
    "zhao": set(),
    "sun": set(),
    "wang": set(),
    "chu": set(),
}


def people(newsroom):
    known = {
        "": None,
        **{name: getattr(newsroom.cast, name) for name in ("zhao", "sun", "wang", "chu")},
    }
    return {name: known[name] if name in known else getattr(newsroom, name) for name in ROLES}


@pytest.mark.parametrize("state", State.values)
def test_from_each_state_only_the_table_leads_on_and_only_for_its_roles(newsroom, state):
    shown = put_into(newsroom.draft(), state)
    assert tried(shown, people(newsroom), VERBS, at=LATER) == lawful(ARTICLE, state, ROLES)


@pytest.mark.parametrize("state", State.values)
def test_the_buttons_are_exactly_the_steps_one_may_take(newsroom, state):
    shown = put_into(newsroom.draft(), state)
    assert buttons(shown, people(newsroom)) == offered(ARTICLE, state, ROLES)


def test_nobody_writes_for_a_congress_where_they_have_no_desk(newsroom):
    with pytest.raises(PermissionDenied):
        newsroom.draft(by=newsroom.cast.wang)
    with pytest.raises(PermissionDenied):
        newsroom.draft(by=newsroom.cast.sun)


def test_whoever_wrote_any_version_judges_none_whatever_their_seats(newsroom):
    for organ in (newsroom.press, newsroom.office):
        newsroom.also(newsroom.song, organ, "head")
    article = newsroom.submitted()
    with pytest.raises(PermissionDenied):
        reviewing.pass_first(article, seen=1, by=newsroom.song, at=SPRING)
    reviewing.pass_first(article, seen=1, by=newsroom.first, at=SPRING)
    with pytest.raises(PermissionDenied):
        reviewing.pass_second(newsroom.bare(article), seen=1, by=newsroom.song, at=SPRING)
    reviewing.pass_second(newsroom.bare(article), seen=1, by=newsroom.gao, at=SPRING)
    with pytest.raises(PermissionDenied):
        reviewing.pass_final(newsroom.bare(article), seen=1, by=newsroom.song, at=SPRING, **CLEAR)


def test_nobody_judges_twice_in_a_round_but_may_judge_again_in_the_next(newsroom):
    newsroom.also(newsroom.gao, newsroom.office, "head")
    article = newsroom.submitted()
    reviewing.pass_first(article, seen=1, by=newsroom.gao, at=SPRING)
    with pytest.raises(PermissionDenied):
        reviewing.pass_second(newsroom.bare(article), seen=1, by=newsroom.gao, at=SPRING)
    sent_back = {"reason": "facts", "words": "日期不对"}
    reviewing.return_to_author(
        newsroom.bare(article), seen=1, by=newsroom.first, at=SPRING, **sent_back
    )
    writing.submit(newsroom.bare(article), by=newsroom.song, at=LATER)
    reviewing.pass_first(newsroom.bare(article), seen=1, by=newsroom.gao, at=LATER)
    assert newsroom.bare(article).docket.state == State.SECOND_REVIEW


def test_who_cleared_it_does_not_release_it(newsroom):
    article = newsroom.cleared()
    with pytest.raises(PermissionDenied):
        releasing.release(newsroom.bare(article), by=newsroom.qin, at=SPRING)
    with pytest.raises(PermissionDenied):
        releasing.release(newsroom.bare(article), by=newsroom.song, at=SPRING)
    releasing.release(newsroom.bare(article), by=newsroom.bian, at=SPRING)
    assert newsroom.bare(article).docket.state == State.PUBLISHED


@pytest.mark.parametrize(
    "missing",
    [
        {"secrecy": "closed"},
        {"secrecy": "passed_on"},
        {"secrecy": ""},
        {"basis": " "},
        {"privacy": ""},
    ],
)
def test_nothing_is_cleared_without_both_verdicts_and_a_basis(newsroom, missing):
    article = newsroom.in_final()
    with pytest.raises(Incomplete):
        reviewing.pass_final(article, seen=1, by=newsroom.qin, at=SPRING, **{**CLEAR, **missing})
    assert newsroom.bare(article).docket.state == State.FINAL_REVIEW


def test_the_database_itself_refuses_a_clearance_without_a_verdict(newsroom):
    article = newsroom.in_final()
    facts = {"revision": article.revisions.last(), "round": 1, "by": newsroom.qin, "at": SPRING}
    with pytest.raises(IntegrityError), transaction.atomic():
        article.reviews.create(stage=Stage.FINAL, outcome="passed", **facts)


def judged(newsroom, article, stage, by, **changes):
    """Put a review on the record without asking anybody: what a broken table would let through."""
    verdicts = CLEAR if stage == Stage.FINAL else {}
    facts = {
        "revision": article.revisions.last(),
        "round": article.round,
        "stage": stage,
        "outcome": Review.Outcome.PASSED,
        "by": by,
        "at": SPRING,
        **verdicts,
        **changes,
    }
    return article.reviews.create(**facts)


def test_no_way_through_the_states_releases_what_was_not_reviewed_by_three_others(newsroom):
    """As if any step of the table were missing or led elsewhere: the way out asks again itself."""
    allowed = {frozenset({"first", "gao", "qin"})}
    ways = product([None, "song", "first"], [None, "song", "gao", "first"], [None, "song", "qin"])
    for way in ways:
        article = newsroom.draft()
        named = [(stage, name) for stage, name in zip(list(Stage)[1:4], way, strict=True) if name]
        if len({name for _stage, name in named}) < len(named):
            continue  # the database refuses the same person twice
        for stage, name in named:
            judged(newsroom, article, stage, getattr(newsroom, name))
        Docket.objects.filter(pk=article.docket_id).update(state=State.CLEARED)
        let_out = True
        try:
            releasing.release(newsroom.bare(article), by=newsroom.bian, at=LATER)
        except PermissionDenied:
            let_out = False
        assert let_out == (frozenset(way) in allowed), way
        assert (newsroom.bare(article).released_id is not None) == let_out


def test_a_text_changed_after_its_clearance_is_not_released(newsroom):
    article = newsroom.cleared()
    Docket.objects.filter(pk=article.docket_id).update(state=State.DRAFT)
    writing.edit(
        newsroom.bare(article),
        seen=1,
        body=f"{BODY}<p>又加了一段。</p>",
        by=newsroom.song,
        at=LATER,
        **TEXT,
    )
    Docket.objects.filter(pk=article.docket_id).update(state=State.CLEARED)
    with pytest.raises(PermissionDenied):
        releasing.release(newsroom.bare(article), by=newsroom.bian, at=LATER)


def test_what_somebody_read_is_what_they_judge(newsroom):
    article = newsroom.submitted()
    with pytest.raises(reviewing.Overtaken):
        reviewing.pass_first(article, seen=2, by=newsroom.first, at=SPRING)
    assert newsroom.bare(article).docket.state == State.FIRST_REVIEW


def test_the_state_of_an_article_is_written_by_its_steps_alone(newsroom):
    article = newsroom.draft()
    with pytest.raises(NotLawful):
        advance(article, "release", by=newsroom.bian, at=SPRING)


def test_every_state_of_publishing_is_in_the_table():
    assert {step.target for step in ARTICLE.steps} == set(State.values)
