"""Joining, following, adding, ending and reopening, from the page of a matter."""

from uuid import uuid4

import pytest

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import decide
from huiyin.procedure.models import Party
from huiyin.voices import services as voices
from tests.cast import SPRING
from tests.reading import links, words
from tests.visitor import Visitor


@pytest.fixture
def voice(at_home):
    voice = at_home.voice()
    decide(voice.words, Contribution.Visibility.PUBLIC, ground="fit", by=at_home.zhao, at=SPRING)
    return voice


def act(voice, verb, user=None, **data):
    return Visitor(user).post(f"/matters/{voice.docket.code}/{verb}/", **data)


def role(voice, user):
    return Party.objects.filter(docket=voice.docket, user=user).values_list("role", flat=True)


def state(voice):
    voice.docket.refresh_from_db()
    return voice.docket.state


@pytest.mark.parametrize("verb", ["support", "follow", "add", "close", "reopen"])
def test_who_is_not_signed_in_is_asked_to_and_comes_back(voice, verb):
    response = act(voice, verb)
    assert response.url == f"/sign-in/?next=%2Fmatters%2F{voice.docket.code}%2F"


@pytest.mark.parametrize("verb", ["support", "follow", "add", "close", "reopen"])
def test_an_act_is_never_done_by_following_a_link(at_home, voice, verb):
    assert Visitor(at_home.wang).get(f"/matters/{voice.docket.code}/{verb}/").status_code == 405


def test_joining_a_matter_makes_me_one_of_its_people_once(at_home, voice):
    for _time in range(2):
        assert act(voice, "support", at_home.feng).status_code == 302
    assert list(role(voice, at_home.feng)) == ["supporter"]
    assert "另有 1 人同样关心" in words(Visitor().get(f"/matters/{voice.docket.code}/"))


def test_a_private_message_can_neither_be_joined_nor_followed(at_home):
    private = at_home.voice(public=False)
    assert act(private, "support", at_home.feng).status_code == 404
    assert act(private, "follow", at_home.feng).status_code == 404
    assert list(role(private, at_home.feng)) == []


def test_following_can_be_ended_and_a_part_in_the_case_cannot(at_home, voice):
    act(voice, "follow", at_home.feng)
    assert list(role(voice, at_home.feng)) == ["follower"]
    act(voice, "follow", at_home.feng, stop="1")
    assert list(role(voice, at_home.feng)) == []
    act(voice, "follow", at_home.wang, stop="1")
    assert list(role(voice, at_home.wang)) == ["author"]


def test_a_suggestion_is_followed_only_by_whom_it_exists_for(at_home):
    public, hidden = at_home.assigned(), at_home.submitted()
    assert act(public, "follow", at_home.feng).status_code == 302
    assert act(hidden, "follow", at_home.feng).status_code == 404
    assert act(public, "support", at_home.feng).status_code == 404


def test_the_author_adds_to_the_thread_and_a_doubled_sending_adds_once(at_home, voice):
    key = str(uuid4())
    for _time in range(2):
        assert act(voice, "add", at_home.wang, body="冬天更难。", key=key).status_code == 302
    assert [row.body for row in voice.thread.contributions.all()] == ["冬天更难。"]


def test_what_the_author_adds_is_refused_with_words_beside_the_text_that_was_kept(at_home, voice):
    response = act(voice, "add", at_home.wang, body="难\x07处很多", key=str(uuid4()))
    said = words(response, status=422)
    assert "控制字符" in said
    assert voice.thread.contributions.count() == 0
    empty = act(voice, "add", at_home.wang, body=" ", key=str(uuid4()))
    assert "还有 1 处需要修改" in words(empty, status=422)


@pytest.mark.parametrize("name", ["feng", "zhao", "lin"])
def test_nobody_but_the_author_adds_ends_or_reopens(at_home, voice, name):
    user = at_home.lin.person.user if name == "lin" else getattr(at_home, name)
    at = {"by": at_home.lin.person.user, "at": SPRING, "key": uuid4()}
    voices.write(voice, "answer", body="收到", **at)
    assert act(voice, "add", user, body="冒名", key=str(uuid4())).status_code == 404
    assert act(voice, "close", user).status_code == 404
    assert state(voice) == "answered"
    voices.close(voice, by=at_home.wang, at=SPRING)
    assert act(voice, "reopen", user).status_code == 404
    assert state(voice) == "closed"


def test_the_author_ends_what_was_answered_and_takes_it_up_again(at_home, voice):
    voices.write(voice, "answer", body="收到", by=at_home.lin.person.user, at=SPRING, key=uuid4())
    assert act(voice, "close", at_home.wang).status_code == 302
    assert state(voice) == "closed"
    assert act(voice, "reopen", at_home.wang).status_code == 302
    assert state(voice) == "answered"


def test_an_act_that_came_too_late_is_told_that_the_case_has_moved_on(at_home, voice):
    assert act(voice, "close", at_home.wang).status_code == 409
    assert act(voice, "reopen", at_home.wang).status_code == 409


def test_the_page_offers_just_what_the_reader_may_do(at_home, voice):
    voices.write(voice, "answer", body="收到", by=at_home.lin.person.user, at=SPRING, key=uuid4())
    path = f"/matters/{voice.docket.code}/"
    mine, other = words(Visitor(at_home.wang).get(path)), words(Visitor(at_home.feng).get(path))
    clerk = words(Visitor(at_home.zhao).get(path))
    assert "我已清楚，办结" in mine and "补充给代表" in mine and "加入" not in mine
    assert "我也遇到了，加入" in other and "有进展时通知我" in other and "办结这" not in other
    assert "我已清楚" not in other + clerk and "补充给代表" not in other + clerk


def test_who_is_not_signed_in_gets_a_way_in_and_no_cookie(at_home, voice):
    path = f"/matters/{voice.docket.code}/"
    for address in (path, f"/matters/{at_home.assigned().docket.code}/"):
        response = Visitor().get(address)
        assert f"/sign-in/?next={address}" in links(response)
        assert list(response.cookies) == []
        assert "no-store" not in response.get("Cache-Control", "")
    assert "no-store" in Visitor(at_home.feng).get(path)["Cache-Control"]
    private = at_home.voice(public=False)
    assert "no-store" in Visitor().get(f"/matters/{private.docket.code}/")["Cache-Control"]


def test_somebody_who_acts_without_pause_is_asked_to_wait(at_home, voice):
    answers = [act(voice, "follow", at_home.feng).status_code for _time in range(31)]
    assert answers == [302] * 30 + [429]


def test_an_act_in_another_congress_finds_no_case(at_home, voice):
    visitor = Visitor(at_home.wang, prefix="/c/yunhe")
    path = f"/matters/{voice.docket.code}/support/"
    response = visitor.client.post(f"/c/yunhe{path}", headers={"host": "yunjiang.test"})
    assert response.status_code == 404
