"""The one door: a step is taken whole or not at all."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.ledger.models import Leaf
from huiyin.notices.models import Notice
from huiyin.notices.services import deliver
from huiyin.procedure.models import Docket
from huiyin.procedure.queries import concerned, open_steps
from huiyin.procedure.services import advance
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.services import rating
from huiyin.voices import services as voices
from tests.cast import SPRING


def test_assignment_starts_the_three_month_clock_with_its_article_and_arithmetic(at_home):
    case = at_home.assigned()
    clock = case.docket.deadlines.get(name="reply")
    assert (clock.due_on, clock.met_on, clock.profile) == (date(2026, 6, 9), None, "national")
    assert clock.source == "代表法（2025）第五十一条第二款"
    assert "2026" in clock.words["zh"] and "2026" in clock.words["en"]
    assert case.docket.due_on <= date(2026, 6, 9)


def test_the_reply_stops_the_clock_on_its_day(at_home):
    case = at_home.replied()
    assert case.docket.deadlines.get(name="reply").met_on == date(2026, 3, 9)


def test_an_unlawful_step_changes_nothing(at_home):
    case = at_home.submitted()
    before = (Leaf.objects.count(), Notice.objects.count(), case.docket.moves.count())
    with pytest.raises(NotLawful):
        advance(case, "issue", by=at_home.wu, at=SPRING)
    with pytest.raises(PermissionDenied):
        advance(case, "accept", by=at_home.wang, at=SPRING)
    assert (Leaf.objects.count(), Notice.objects.count(), case.docket.moves.count()) == before
    assert Docket.objects.get(pk=case.docket_id).state == "submitted"


def test_every_move_has_a_leaf_and_a_notice(at_home):
    case = at_home.replied()
    moves = case.docket.moves.count()
    assert moves == 10
    assert (
        Leaf.objects.filter(kind="move", ref__in=case.docket.moves.values("uid")).count() == moves
    )
    audiences = [f"docket:{case.docket_id}", f"holder:{case.docket_id}"]
    assert Notice.objects.filter(audience__in=audiences).count() == moves


def test_the_citizen_behind_a_suggestion_is_told_of_every_public_step_and_of_its_end(at_home):
    voice = at_home.voice()
    case = at_home.draft()
    voices.take_up(voice, into=case.docket, by=at_home.lin.person.user, at=SPRING)
    assert at_home.wang.pk in concerned(case.docket_id)
    deliver(at_home.county)
    told = [d.notice.kind for d in at_home.wang.deliveries.filter(channel="site").order_by("pk")]
    assert told == ["voice.send", "suggestion.draft", "voice.take_up"]


def test_messages_close_with_the_suggestion_they_became(at_home):
    voice = at_home.voice()
    case = at_home.replied(commitments=(("开行夜班线", date(2026, 12, 31)),))
    voices.take_up(voice, into=case.docket, by=at_home.lin.person.user, at=SPRING)
    rating.rate(
        case,
        attitude="satisfied",
        result="satisfied",
        reason="",
        by=at_home.lin.person.user,
        at=SPRING,
    )
    assert Docket.objects.get(pk=case.docket_id).state == "tracking"
    rating.report(
        rating.open_commitments(case).get(),
        outcome="kept",
        evidence="10 月 1 日开行",
        by=at_home.sun,
        at=SPRING,
    )
    assert Docket.objects.get(pk=case.docket_id).state == "closed"
    assert Docket.objects.get(pk=voice.docket_id).state == "closed"


def test_the_page_offers_exactly_the_steps_the_table_allows(at_home):
    case = at_home.in_review()
    assert [step.verb for step in open_steps(case, at_home.wu)] == ["send_back", "issue"]
    assert [step.verb for step in open_steps(case, at_home.li)] == ["send_back"]
    assert open_steps(case, at_home.wang) == []
