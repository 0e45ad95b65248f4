"""Moderation, revealing a number, and the ledger of promises."""

from datetime import date
from uuid import uuid4

import pytest

from huiyin.accounts.models import AccessLog
from huiyin.congresses.scope import within
from huiyin.contributions.models import Contribution, Verdict
from huiyin.desk.personal import findings
from huiyin.desk.views.reveal import LOOKS
from huiyin.search.queries import find
from huiyin.suggestions.services import rating
from huiyin.voices.models import Voice
from huiyin.voices.queries import talk
from huiyin.voices.services import write
from tests.cast import SPRING
from tests.visitor import Visitor, text_of


@pytest.fixture
def zhao(cast):
    return Visitor(cast.zhao)


@pytest.fixture
def voice(cast):
    with within(cast.county):
        return cast.voice()


def visibility(cast, voice):
    with within(cast.county):
        return Contribution.objects.get(pk=voice.words_id).visibility


def found(cast):
    with within(cast.county):
        return [hit.title for hit in find("夜班公交", kinds=["voice"], public=True)]


# --- Moderation ---------------------------------------------------------------------------


def test_publishing_makes_the_words_readable_and_findable_by_all(cast, zhao, voice):
    assert found(cast) == []
    assert zhao.post(f"/desk/review/{voice.words.uid}/", decision="publish").status_code == 302
    assert (visibility(cast, voice), found(cast)) == ("public", ["夜班公交"])


def test_hiding_needs_a_listed_ground_which_stays_on_record(cast, zhao, voice):
    path = f"/desk/review/{voice.words.uid}/"
    answer = zhao.post(path, decision="hide", note="含有邻居姓名")
    assert (answer.status_code, visibility(cast, voice)) == (422, "pending")
    assert "不公开要选一种列明的理由" in text_of(answer) and "含有邻居姓名" in text_of(answer)
    zhao.post(path, decision="hide", ground="personal_data", note="含有邻居姓名")
    with within(cast.county):
        verdict = Verdict.objects.get()
    assert (verdict.ground, verdict.by, visibility(cast, voice)) == (
        "personal_data",
        cast.zhao,
        "hidden",
    )
    assert found(cast) == []


def test_the_second_moderator_is_told_that_it_was_decided(cast, zhao, voice):
    path = f"/desk/review/{voice.words.uid}/"
    zhao.post(path, decision="publish")
    late = zhao.post(path, decision="hide", ground="insult")
    assert (late.status_code, visibility(cast, voice)) == (409, "public")


def test_what_is_added_to_public_words_is_reviewed_before_others_read_it(cast, zhao, voice):
    zhao.post(f"/desk/review/{voice.words.uid}/", decision="publish")
    with within(cast.county):
        shown = Voice.objects.shown().get(pk=voice.pk)
        added = write(shown, "add", body="补充：是 7 路", by=cast.wang, at=SPRING, key=uuid4())
        assert added.visibility == "pending"
        assert [said.body for said in talk(shown, cast.feng)] == []
    assert "补充：是 7 路" in text_of(zhao.get("/desk/review/"))
    zhao.post(f"/desk/review/{added.uid}/", decision="publish")
    with within(cast.county):
        assert [said.body for said in talk(shown, cast.feng)] == ["补充：是 7 路"]


def test_a_decision_is_taken_back_by_a_new_one_from_the_page_of_the_message(cast, zhao, voice):
    path = f"/desk/review/{voice.words.uid}/"
    zhao.post(path, decision="publish")
    assert path in text_of(zhao.get(f"/desk/voices/{voice.docket.code}/"))
    assert "十点半以后没有公交" in text_of(zhao.get(path))
    zhao.post(path, decision="hide", ground="personal_data", seen="public")
    assert (visibility(cast, voice), found(cast)) == ("hidden", [])
    again = text_of(zhao.get(path))
    assert "含有他人个人信息" in again and 'value="hidden"' in again
    zhao.post(path, decision="publish", seen="hidden")
    assert (visibility(cast, voice), found(cast)) == ("public", ["夜班公交"])
    with within(cast.county):
        told = cast.county.notice_set.filter(kind__startswith="contribution.").order_by("pk")
        assert list(told.values_list("kind", flat=True)) == [
            "contribution.hidden",
            "contribution.shown",
        ]


@pytest.mark.parametrize(("seen", "decision"), [("public", "publish"), ("hidden", "publish")])
def test_nothing_is_decided_about_what_is_not_as_it_was_seen(cast, zhao, voice, seen, decision):
    path = f"/desk/review/{voice.words.uid}/"
    zhao.post(path, decision="publish")
    assert zhao.post(path, decision=decision, seen=seen).status_code == 409
    with within(cast.county):
        assert Verdict.objects.count() == 1


def test_what_is_meant_for_those_concerned_is_nobodys_to_publish(cast, zhao):
    with within(cast.county):
        private = cast.voice(public=False)
    path = f"/desk/review/{private.words.uid}/"
    assert zhao.post(path, decision="publish", seen="parties").status_code == 409
    assert visibility(cast, private) == "parties"


def test_only_moderators_of_this_congress_decide(cast, voice):
    path = f"/desk/review/{voice.words.uid}/"
    for user in (cast.lin.person.user, cast.sun, cast.chu, cast.wang):
        visitor = Visitor(user)
        assert visitor.get("/desk/review/").status_code == 404
        assert visitor.post(path, decision="publish").status_code == 404
    assert (
        Visitor(cast.zhao).post(f"/desk/review/{uuid4()}/", decision="publish").status_code == 404
    )
    assert visibility(cast, voice) == "pending"


def test_numbers_in_the_words_are_pointed_out(cast, zhao):
    with within(cast.county):
        cast.voice(body="请打 13900001111，身份证 11010519491231002X，单号 110105194912310021")
    page = text_of(zhao.get("/desk/review/"))
    assert "疑似手机号 13900001111" in page and "疑似身份证号 11010519491231002X" in page
    assert "疑似身份证号 110105194912310021" not in page


@pytest.mark.parametrize("text", ["", "138123466210", "12345678901", "２０２６年 3 月", "x" * 50])
def test_other_numbers_are_not_taken_for_personal_data(text):
    assert findings(text) == []


# --- Revealing ----------------------------------------------------------------------------


def test_a_number_is_shown_once_for_a_reason_and_the_person_can_see_who_looked(cast, zhao, voice):
    asked = zhao.get("/desk/reveal/", voice=voice.docket.code)
    assert "13812346621" not in text_of(asked)
    shown = zhao.post("/desk/reveal/", voice=voice.docket.code, reason="电话核实下车地点")
    assert "13812346621" in text_of(shown) and shown.headers["Cache-Control"].count("no-store") == 1
    log = AccessLog.objects.get(purpose="handle")
    assert (log.subject, log.by, log.office, log.reason) == (
        cast.wang,
        cast.zhao,
        "代表工作委员会",
        "电话核实下车地点",
    )
    assert "13812346621" not in text_of(zhao.get("/desk/reveal/", voice=voice.docket.code))


@pytest.mark.parametrize("reason", ["", "核实", "      ", "\t\n   x  "])
def test_without_a_reason_nothing_is_shown_or_logged(cast, zhao, voice, reason):
    answer = zhao.post("/desk/reveal/", voice=voice.docket.code, reason=reason)
    assert (answer.status_code, "13812346621" in text_of(answer)) == (422, False)
    assert not AccessLog.objects.filter(purpose="handle").exists()


def test_a_number_is_not_shown_to_whom_the_message_is_not_for(cast, voice):
    for user in (cast.lin.person.user, cast.zhou.person.user, cast.sun, cast.chu, cast.wang):
        answer = Visitor(user).post(
            "/desk/reveal/", voice=voice.docket.code, reason="电话核实下车地点"
        )
        assert answer.status_code == 404
    assert not AccessLog.objects.filter(purpose="handle").exists()


def test_a_clerk_looks_at_a_days_calls_and_not_at_a_list(zhao, voice):
    asked = {"voice": voice.docket.code, "reason": "电话核实下车地点"}
    got = [zhao.post("/desk/reveal/", **asked).status_code for _each in range(LOOKS.rate + 1)]
    assert got == [200] * LOOKS.rate + [429]
    assert AccessLog.objects.filter(purpose="handle").count() == LOOKS.rate


# --- Promises -----------------------------------------------------------------------------


def test_promises_stand_by_their_day_for_those_who_follow_them(cast, zhao):
    with within(cast.county):
        case = cast.replied(
            commitments=(("开行夜班线", date(2026, 12, 31)), ("换车", date(2026, 5, 1)))
        )
    listed = {
        name: [each.text for each in Visitor(user).get("/desk/commitments/").context["rows"]]
        for name, user in (
            ("zhao", cast.zhao),
            ("lin", cast.lin.person.user),
            ("sun", cast.sun),
            ("zhou", cast.zhou.person.user),
        )
    }
    both = ["换车", "开行夜班线"]
    assert listed == {"zhao": both, "lin": both, "sun": both, "zhou": []}
    with within(cast.county):
        rating.rate(
            case,
            attitude="satisfied",
            result="satisfied",
            reason="",
            by=cast.lin.person.user,
            at=SPRING,
        )
        first = case.replies.get().commitments.first()
        rating.report(first, outcome="kept", evidence="已换 6 辆", by=cast.sun, at=SPRING)
    assert [each.text for each in zhao.get("/desk/commitments/").context["rows"]] == ["开行夜班线"]
    done = zhao.get("/desk/commitments/", show="done")
    assert [each.text for each in done.context["rows"]] == ["换车"] and "已换 6 辆" in text_of(done)


def test_promises_of_an_unsigned_reply_are_nobodys_business_yet(cast, zhao):
    with within(cast.county):
        cast.in_review()
    assert list(zhao.get("/desk/commitments/").context["rows"]) == []
