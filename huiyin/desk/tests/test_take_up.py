"""Messages become a suggestion: all of them or none, and every author stays."""

from datetime import timedelta
from uuid import uuid4

import pytest

from huiyin.congresses.scope import within
from huiyin.desk import services
from huiyin.procedure.models import Deadline, Docket, Link
from huiyin.procedure.queries import concerned
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.services import assigning, drafting, handling, office, rating
from huiyin.voices.models import Voice
from huiyin.voices.services import write
from tests.cast import REPLY, SPRING
from tests.visitor import Visitor, text_of

LATER = SPRING + timedelta(days=1)
TEXT = {
    "title": "关于增设夜班公交线路的建议",
    "kind": "suggestion",
    "problem": "夜班职工下班后没有公交。",
    "advice": "开行夜班线。",
    "formed_by": "voices",
    "proposed_unit": "",
    "openness": "full",
}


@pytest.fixture
def lin(cast):
    return Visitor(cast.lin.person.user)


@pytest.fixture
def voices(cast):
    """Twelve messages about the same thing, from two people."""
    with within(cast.county):
        return [
            cast.voice(author=cast.feng if n % 2 else cast.wang, title=f"夜班公交 {n}")
            for n in range(12)
        ]


def codes(voices):
    return [voice.docket.code for voice in voices]


def states(cast, voices):
    with within(cast.county):
        return {Docket.objects.get(pk=voice.docket_id).state for voice in voices}


def test_the_page_ticks_all_messages_that_speak_of_the_same(lin, voices):
    page = lin.get("/desk/take-up/", voice=codes(voices)[0])
    assert page.context["form"].chosen == set(codes(voices))
    assert page.context["form"]["title"].value() == "关于夜班公交 0的建议"


def test_the_title_of_a_private_message_is_not_put_into_the_suggestion(cast, lin):
    with within(cast.county):
        private = cast.voice(title="我家老王的欠薪", public=False)
    page = lin.get("/desk/take-up/", voice=private.docket.code)
    form = page.context["form"]
    assert (form["title"].value(), form["openness"].value()) == ("", "")
    assert "其中有不公开的留言" in text_of(page)


def test_private_words_are_read_by_the_deputy_the_office_and_the_lead_unit_only(cast, lin):
    private, lead = "孩子夜里没人接。", cast.lin.person.user
    with within(cast.county):
        voice = cast.voice(body=private, public=False)
        case = made_of(cast, [voice])
        drafting.invite(case, mandate=cast.zhou, by=lead, at=SPRING)
        drafting.answer_invitation(
            case,
            confirmed=True,
            seen=drafting.digest(case),
            by=cast.zhou.person.user,
            at=SPRING,
        )
        drafting.submit(case, declared=True, by=lead, at=SPRING)
        office.accept(case, public=False, by=cast.zhao, at=SPRING)
        unit, co = cast.transport, [(cast.finance, "补贴")]
        assigning.assign(case, lead=unit, lead_part="线路", co=co, by=cast.zhao, at=SPRING)
    path = f"/desk/suggestions/{case.docket.code}/"
    read = {name for name in ("zhao", "sun", "zheng") if private in seen(cast, name, path)}
    assert read == {"zhao", "sun"}
    assert private in text_of(lin.get(path))
    signed = text_of(Visitor(cast.zhou.person.user).get(path))
    assert private not in signed and "另有 1 条留言没有公开。" in signed


def seen(cast, name, path):
    return text_of(Visitor(getattr(cast, name)).get(path))


def test_the_button_stands_below_all_that_it_sends(lin, voices):
    page = text_of(lin.get("/desk/take-up/", voice=codes(voices)[0]))
    assert (
        page.rindex('name="voices"')
        < page.index("建好草稿")
        < page.index("</form>", page.index("建好草稿"))
    )


def test_the_page_ticks_only_those_that_were_chosen_before(lin, voices):
    first, second, *_rest = codes(voices)
    page = lin.get("/desk/take-up/", **{"voice": first, "with": [second]})
    assert page.context["form"].chosen == {first, second}


def test_twelve_messages_become_one_suggestion_that_keeps_every_author(cast, lin, voices):
    answer = lin.post(
        "/desk/take-up/", offered=codes(voices), voices=codes(voices), key=uuid4(), **TEXT
    )
    code = answer.headers["Location"].split("/")[-2]
    assert states(cast, voices) == {"taken_up"}
    with within(cast.county):
        docket = Docket.objects.get(code=code)
        assert Link.objects.filter(target=docket).count() == 12
        assert {cast.wang.pk, cast.feng.pk} <= concerned(docket.pk)
    page = text_of(lin.get(f"/desk/suggestions/{code}/"))
    assert "来自 12 条群众留言" in page and "十点半以后没有公交" in page


def test_a_form_sent_twice_makes_one_suggestion(cast, lin, voices):
    data = {"offered": codes(voices), "voices": codes(voices), "key": uuid4(), **TEXT}
    twice = (lin, Visitor(cast.lin.person.user))
    first, again = (tap.post("/desk/take-up/", **data) for tap in twice)
    assert first.headers["Location"] == again.headers["Location"]
    with within(cast.county):
        assert Suggestion.objects.count() == 1


def test_the_second_of_two_taps_at_once_finds_what_the_first_one_made(cast, voices):
    key = uuid4()
    with within(cast.county):
        first, again = (made_of(cast, voices, key=key) for _twice in range(2))
        assert (first.pk, again.repeated, Link.objects.count()) == (again.pk, True, 12)


def test_if_one_was_closed_meanwhile_none_is_taken_up(cast, voices):
    with within(cast.county):
        stale = list(Voice.objects.shown().filter(pk__in=[voice.pk for voice in voices]))
        Docket.objects.filter(pk=voices[5].docket_id).update(state="closed")
        with pytest.raises(NotLawful):
            made_of(cast, stale)
        assert (Suggestion.objects.count(), Link.objects.count()) == (0, 0)
    assert states(cast, voices) == {"received", "closed"}


def test_nothing_ticked_or_nothing_written_is_refused_with_the_text_kept(cast, lin, voices):
    answer = lin.post(
        "/desk/take-up/", offered=codes(voices), key=uuid4(), **{**TEXT, "problem": ""}
    )
    page = text_of(answer)
    assert (answer.status_code, states(cast, voices)) == (422, {"received"})
    assert "请至少选一条留言" in page and "请填写“情况和问题”" in page and "开行夜班线。" in page


def test_messages_to_another_deputy_cannot_be_slipped_in(cast, lin, voices):
    with within(cast.county):
        Voice.objects.filter(pk=voices[3].pk).update(mandate=cast.zhou)
    answer = lin.post(
        "/desk/take-up/", offered=codes(voices), voices=codes(voices)[3:4], key=uuid4(), **TEXT
    )
    assert (answer.status_code, states(cast, voices)) == (422, {"received"})


def made_of(cast, voices, at=SPRING, key=None):
    return services.take_up(
        voices,
        lead=cast.lin,
        by=cast.lin.person.user,
        at=SPRING,
        key=key,
        title="t",
        problem="p",
        advice="a",
    )


def test_a_withdrawn_suggestion_gives_its_messages_back_to_the_deputy(cast, lin, voices):
    with within(cast.county):
        answer(cast, voices[0])
        case = made_of(cast, voices)
        drafting.withdraw(case, by=cast.lin.person.user, at=LATER)
        holders = {Docket.objects.get(pk=voice.docket_id).holder_user for voice in voices}
    assert holders == {cast.lin.person.user}
    assert states(cast, voices[:1]) == {"answered"}
    assert states(cast, voices[1:]) == {"received"}
    page = lin.get("/desk/take-up/", voice=codes(voices)[0])
    assert page.context["form"].chosen == set(codes(voices))


def answer(cast, voice):
    by = cast.lin.person.user
    write(voice, "answer", body="我去看过了。", by=by, at=SPRING, key=uuid4())


def test_taking_up_and_withdrawing_is_no_way_round_the_first_response(cast, voices):
    with within(cast.county):
        case = made_of(cast, voices[:1])
        drafting.withdraw(case, by=cast.lin.person.user, at=LATER)
        clock = Deadline.objects.running().get(docket=voices[0].docket)
    assert (clock.name, clock.started_on) == ("first_response", LATER.date())
    page = text_of(Visitor(cast.wang).get(f"/matters/{codes(voices)[0]}/"))
    assert "待回应" in page and "代表还没有答复过" in page and "首次回应" in page


def test_a_closed_suggestion_ends_its_messages(cast, voices):
    with within(cast.county):
        case, at, lin = made_of(cast, voices), SPRING, cast.lin.person.user
        drafting.submit(case, declared=True, by=lin, at=at)
        office.accept(case, public=True, by=cast.zhao, at=at)
        assigning.assign(case, lead=cast.transport, lead_part="全部", by=cast.zhao, at=at)
        handling.sign_for(case, by=cast.qian, at=at)
        handling.start(case, by=cast.sun, at=at)
        reply = {**REPLY, "canonical": "solved"}
        handling.draft_reply(case, by=cast.sun, at=at, **reply)
        handling.issue(case, secrecy_reviewed="何平", without_contact="代表出差", by=cast.wu, at=at)
        rating.rate(case, attitude="satisfied", result="satisfied", reason="", by=lin, at=at)
    assert states(cast, voices) == {"closed"}


def test_only_a_deputy_takes_messages_up(cast, voices):
    for name in ("zhao", "sun"):
        path = f"/desk/take-up/?voice={codes(voices)[0]}"
        assert Visitor(getattr(cast, name)).get(path).status_code == 404
    other = Visitor(cast.zhou.person.user)
    assert other.get("/desk/take-up/", voice=codes(voices)[0]).status_code == 404
    assert other.get("/desk/take-up/", voice="??").status_code == 404
