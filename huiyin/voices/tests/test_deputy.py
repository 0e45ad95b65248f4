"""A message on the desk: read, answered, passed on, by those it is for."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiyin.congresses.scope import within
from huiyin.contributions.models import Contribution
from huiyin.procedure.models import Docket
from huiyin.voices.models import Voice
from tests.visitor import Visitor, text_of


@pytest.fixture
def voice(cast):
    with within(cast.county):
        return cast.voice()


@pytest.fixture
def page(voice):
    return f"/desk/voices/{voice.docket.code}/"


@pytest.fixture
def lin(cast):
    return Visitor(cast.lin.person.user)


@pytest.fixture
def zhao(cast):
    return Visitor(cast.zhao)


def docket(cast, voice):
    with within(cast.county):
        return Docket.objects.get(pk=voice.docket_id)


def test_the_deputy_reads_the_words_and_never_the_number(voice, page, lin):
    shown = text_of(lin.get(page))
    assert "十点半以后没有公交" in shown and "王＊＊" in shown and "请代表工作机构联系" in shown
    assert "138****6621" not in shown and "13812346621" not in shown and "王小明" not in shown


def test_an_answer_sent_twice_is_said_once(cast, voice, page, lin):
    key = str(uuid4())
    for _twice in range(2):
        assert lin.post(f"{page}answer/", body="我去看过了。", key=key).status_code == 302
    assert docket(cast, voice).state == "answered"
    with within(cast.county):
        assert Contribution.objects.filter(kind="voice.answer").count() == 1
    assert text_of(lin.get(page)).count("我去看过了。") == 1


def test_an_empty_answer_is_refused_and_nothing_moves(cast, voice, page, lin):
    answer = lin.post(f"{page}answer/", body="  ", key=str(uuid4()))
    assert (answer.status_code, docket(cast, voice).state) == (422, "received")
    assert "请写回复内容" in text_of(answer)


def test_a_spoilt_key_is_refused_without_a_fault(voice, page, lin):
    assert lin.post(f"{page}answer/", body="好的", key="x").status_code == 422


def test_the_office_passes_a_message_on_to_another_deputy(cast, voice, page, zhao):
    zhou = Visitor(cast.zhou.person.user)
    assert zhou.get(page).status_code == 404
    assert zhao.post(f"{page}transfer/", mandate=cast.zhou.pk).status_code == 302
    assert docket(cast, voice).holder_user == cast.zhou.person.user
    assert zhou.get(page).status_code == 200


def test_a_deputy_of_another_congress_is_not_on_offer(cast, voice, page, zhao):
    answer = zhao.post(f"{page}transfer/", mandate=cast.city_deputy.pk)
    assert answer.status_code == 422
    with within(cast.county):
        assert Voice.objects.get(pk=voice.pk).mandate == cast.lin


def test_the_deputy_cannot_pass_a_message_on(cast, voice, page, lin):
    assert lin.post(f"{page}transfer/", mandate=cast.zhou.pk).status_code == 404
    with within(cast.county):
        assert Voice.objects.get(pk=voice.pk).mandate == cast.lin


def test_the_office_cannot_answer_in_the_deputys_name(cast, voice, page, zhao):
    answer = zhao.post(f"{page}answer/", body="代为答复", key=str(uuid4()))
    assert (answer.status_code, docket(cast, voice).state) == (404, "received")


@pytest.mark.parametrize("name", ["wang", "feng", "sun", "chu", "city_clerk"])
def test_for_everybody_else_the_page_does_not_exist(cast, page, name):
    assert Visitor(getattr(cast, name)).get(page).status_code == 404


def test_a_stranger_is_asked_to_sign_in(page):
    assert Visitor().get(page).status_code == 302


def test_similar_messages_to_other_deputies_are_not_shown(cast, voice, page, lin):
    with within(cast.county):
        for title in ("夜班公交太少", "夜班公交"):
            other = cast.voice(author=cast.feng, title=title)
        other.mandate = cast.zhou
        other.save()
    shown = [row.docket.title for row in lin.get(page).context["similar"]]
    assert shown == ["夜班公交太少"]


def test_the_list_holds_ones_own_messages_and_all_of_them_for_the_office(cast, voice, lin, zhao):
    listed = {
        name: len(who.get("/desk/voices/").context["rows"])
        for name, who in (
            ("lin", lin),
            ("zhou", Visitor(cast.zhou.person.user)),
            ("zhao", zhao),
            ("sun", Visitor(cast.sun)),
        )
    }
    assert listed == {"lin": 1, "zhou": 0, "zhao": 1, "sun": 0}
    assert Visitor(cast.wang).get("/desk/voices/").status_code == 404
    assert len(zhao.get("/desk/voices/", q="夜班", state="received").context["rows"]) == 1
    assert len(zhao.get("/desk/voices/", q="路灯").context["rows"]) == 0


def test_the_list_costs_as_many_queries_for_three_as_for_thirty(cast, zhao):
    def cost(count):
        with within(cast.county):
            for _each in range(count):
                cast.voice()
        zhao.get("/desk/voices/")
        with CaptureQueriesContext(connection) as asked:
            zhao.get("/desk/voices/")
        return len(asked)

    few = cost(3)
    assert (cost(27), few <= 15) == (few, True)
