"""A deputy asks the people before writing, and takes up what they answer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils.timezone import localdate, now

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import decide
from huiyin.deputies.models import Place
from huiyin.ledger.models import Leaf
from huiyin.notices.models import Notice
from huiyin.notices.registry import people
from huiyin.procedure.models import Docket
from huiyin.procedure.queries import concerned
from huiyin.search.queries import find
from huiyin.suggestions.models import Consultation, Opinion, Suggestion
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import consulting, drafting
from huiyin.suggestions.services.drafting import Incomplete

Visibility = Contribution.Visibility
DISTRICT, EVERYONE = Consultation.Audience.DISTRICT, Consultation.Audience.EVERYONE


def lin(cast):
    return cast.lin.person.user


def noted(cast):
    return drafting.draft(
        lead=cast.lin,
        title="关于夜班公交的建议",
        problem="只是我自己的笔记",
        advice="",
        by=lin(cast),
        at=now(),
        verb="note",
    )


def asked(cast, audience=DISTRICT, days=10):
    case = noted(cast)
    ends = localdate() + timedelta(days=days)
    consulting.ask(
        case, text="末班车几点合适？", audience=audience, ends_on=ends, by=lin(cast), at=now()
    )
    return case


def opened(cast, **facts):
    case = asked(cast, **facts)
    return case, consulting.open_consultation(case, by=cast.zhao, at=now())


def said(cast, consultation, who=None, body="希望末班到十一点半", **facts):
    facts = {"key": uuid4(), "place": cast.place, "public": True} | facts
    return consulting.answer(consultation, author=who or cast.wang, body=body, at=now(), **facts)


def state_of(case):
    return Docket.objects.get(pk=case.docket_id).state


def fresh(case):
    return Suggestion.objects.shown().get(pk=case.pk)


def test_what_is_asked_becomes_public_only_after_the_review(at_home):
    case = asked(at_home)
    held = Docket.objects.get(pk=case.docket_id)
    assert (held.state, held.holder_organ) == (State.IDEA, at_home.affairs)
    with pytest.raises(Incomplete, match="已经结束"):
        said(at_home, consulting.waiting(case))
    consulting.open_consultation(case, by=at_home.zhao, at=now())
    assert state_of(case) == State.CONSULTING
    assert consulting.running(case).reviewed_by == at_home.zhao


def test_the_text_goes_back_with_a_reason_and_is_asked_again(at_home):
    case = asked(at_home)
    consulting.refuse_consultation(case, reason="写了别人的姓名", by=at_home.zhao, at=now())
    held = Docket.objects.get(pk=case.docket_id)
    assert (held.state, held.holder_user) == (State.IDEA, lin(at_home))
    ends = localdate() + timedelta(days=8)
    consulting.ask(
        fresh(case), text="改过", audience=EVERYONE, ends_on=ends, by=lin(at_home), at=now()
    )
    assert [each.refusal for each in case.consultations.all()] == ["写了别人的姓名", ""]


def test_only_the_office_opens_and_only_the_deputy_asks(at_home):
    case = asked(at_home)
    with pytest.raises(PermissionDenied):
        consulting.open_consultation(case, by=lin(at_home), at=now())
    with pytest.raises(PermissionDenied):
        consulting.ask(
            noted(at_home),
            text="问",
            audience=EVERYONE,
            ends_on=localdate() + timedelta(days=8),
            by=at_home.zhou.person.user,
            at=now(),
        )


@pytest.mark.parametrize("days", [0, 6, 91])
def test_there_is_time_to_answer_and_an_end_to_it(at_home, days):
    with pytest.raises(Incomplete, match="截止日期"):
        asked(at_home, days=days)
    assert Consultation.objects.count() == 0


def test_a_deputy_of_a_district_does_not_ask_an_electing_congress(at_home):
    with pytest.raises(Incomplete, match="范围"):
        asked(at_home, audience=Consultation.Audience.UNIT)


def test_a_text_reviewed_after_its_last_day_is_not_opened(at_home):
    case = asked(at_home)
    case.consultations.update(ends_on=localdate() - timedelta(days=1))
    with pytest.raises(Incomplete, match="截止日期已过"):
        consulting.open_consultation(case, by=at_home.zhao, at=now())
    assert state_of(case) == State.IDEA


def test_who_lives_outside_the_district_is_not_asked(at_home):
    _case, consultation = opened(at_home)
    elsewhere = Place.objects.create(area=at_home.street, name="远处小区", kind="estate")
    for place in (elsewhere, None):
        with pytest.raises(Incomplete, match="范围"):
            said(at_home, consultation, place=place)
    assert (
        Opinion.objects.count(),
        Contribution.objects.filter(kind="suggestion.opinion").count(),
    ) == (0, 0)


def test_everybody_answers_what_is_put_to_everybody(at_home):
    _case, consultation = opened(at_home, audience=EVERYONE)
    assert said(at_home, consultation, place=None).place is None


def test_an_official_does_not_answer_as_one_of_the_people(at_home):
    _case, consultation = opened(at_home)
    with pytest.raises(Incomplete, match="手机号"):
        said(at_home, consultation, who=at_home.sun)


def test_an_opinion_waits_for_review_and_is_in_the_record(at_home):
    _case, consultation = opened(at_home)
    opinion = said(at_home, consultation)
    assert (opinion.words.visibility, opinion.words.byline) == (Visibility.PENDING, "王＊＊")
    assert Leaf.objects.filter(ref=opinion.words.uid, kind="contribution").count() == 1
    private = said(at_home, consultation, who=at_home.feng, public=False)
    assert private.words.visibility == Visibility.PARTIES


def test_the_same_form_sent_twice_is_one_opinion(at_home):
    _case, consultation = opened(at_home)
    key = uuid4()
    first = said(at_home, consultation, key=key)
    assert said(at_home, consultation, key=key, body="另一段") == first
    assert Opinion.objects.count() == 1


def test_an_amended_opinion_counts_once_and_every_version_is_kept(at_home):
    _case, consultation = opened(at_home)
    first = said(at_home, consultation)
    decide(first.words, Visibility.PUBLIC, ground="fit", by=at_home.zhao, at=now())
    second = said(at_home, consultation, body="想想还是十二点")
    counted = consultation.opinions.filter(replaced_at=None)
    assert ([each.pk for each in counted], consultation.opinions.count()) == ([second.pk], 2)
    first.words.refresh_from_db()
    assert (first.words.body, first.words.visibility) == ("希望末班到十一点半", Visibility.PARTIES)
    assert second.words.visibility == Visibility.PENDING


def test_nobody_answers_after_the_last_day(at_home, capsys):
    case, consultation = opened(at_home)
    said(at_home, consultation)
    Consultation.objects.update(ends_on=localdate())
    said(at_home, consultation, who=at_home.feng)
    Consultation.objects.update(ends_on=localdate() - timedelta(days=1))
    with pytest.raises(Incomplete, match="已经结束"):
        said(at_home, consultation)
    call_command("end_consultations")
    call_command("end_consultations")
    assert capsys.readouterr().out == "1 consultations ended\n0 consultations ended\n"
    move = case.docket.moves.last()
    assert (state_of(case), move.verb, move.facts["count"]) == (State.IDEA, "end_consultation", 2)


def test_whose_opinion_is_used_is_told_of_every_later_step(at_home):
    case, consultation = opened(at_home)
    used, other = said(at_home, consultation), said(at_home, consultation, who=at_home.feng)
    taken = consulting.write(
        fresh(case), used=[used], feedback="末班定在十一点半", by=lin(at_home), at=now()
    )
    assert (taken, state_of(case)) == ([used], State.DRAFTING)
    consultation.refresh_from_db()
    response = consultation.response
    assert (response.body, response.visibility) == ("末班定在十一点半", Visibility.PENDING)
    assert consultation.ended_at and consultation.shown_response is None
    told = {
        notice.kind: people(notice.audience)
        for notice in Notice.objects.filter(kind__startswith="opinion.")
    }
    assert told == {"opinion.used": [at_home.wang.pk], "opinion.unused": [at_home.feng.pk]}
    assert at_home.wang.pk in concerned(case.docket_id)
    assert at_home.feng.pk not in concerned(case.docket_id)
    other.refresh_from_db()
    assert other.used is False


@pytest.mark.parametrize("leave", ["withdraw", "run_out"])
def test_whoever_answered_is_told_when_the_text_is_given_up(at_home, leave):
    case, consultation = opened(at_home)
    said(at_home, consultation)
    said(at_home, consultation, who=at_home.feng)
    case = fresh(case)
    if leave == "withdraw":
        drafting.withdraw(case, by=lin(at_home), at=now())
    else:
        drafting.run_out(case, at=now())
    (told,) = Notice.objects.filter(kind__startswith="opinion.")
    assert (told.kind, people(told.audience)) == (
        "opinion.given_up",
        sorted([at_home.wang.pk, at_home.feng.pk]),
    )
    consultation.refresh_from_db()
    assert consultation.ended_at is not None


def test_a_consultation_is_found_by_its_words_once_it_is_open(at_home):
    case = asked(at_home)
    assert find("末班车几点合适") == []
    consultation = consulting.open_consultation(case, by=at_home.zhao, at=now())
    (hit,) = find("末班车几点合适")
    assert (hit.kind, hit.href) == ("consultation", f"/consultations/{consultation.pk}/")


def test_a_hidden_opinion_is_not_used_and_its_author_hears_of_the_hiding_alone(at_home):
    case, consultation = opened(at_home)
    bad = said(at_home, consultation, body="骂人的话骂人的话")
    decide(bad.words, Visibility.HIDDEN, ground="insult", by=at_home.zhao, at=now())
    assert consulting.write(fresh(case), used=[bad], by=lin(at_home), at=now()) == []
    assert people(f"opinions:{consultation.pk}:0") == []


def test_an_idea_is_written_without_asking_anybody(at_home):
    case = noted(at_home)
    assert consulting.write(case, by=lin(at_home), at=now()) == []
    assert state_of(case) == State.DRAFTING
    assert not Notice.objects.filter(kind__startswith="opinion.").exists()


def test_opinions_of_another_suggestion_are_not_taken(at_home):
    _other, elsewhere = opened(at_home)
    foreign = said(at_home, elsewhere)
    case = noted(at_home)
    assert consulting.write(case, used=[foreign], by=lin(at_home), at=now()) == []
