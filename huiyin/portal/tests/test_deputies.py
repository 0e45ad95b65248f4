from uuid import uuid4

import pytest

from huiyin.deputies.models import Person, Station
from huiyin.deputies.services import seat_deputy
from huiyin.portal.duty import counted, numbered
from huiyin.portal.tests.test_home import publish
from huiyin.procedure.services import advance
from huiyin.suggestions.models import Cosign, Suggestion
from huiyin.suggestions.services import rating
from huiyin.voices import services as voices
from tests.cast import SPRING
from tests.reading import links, words
from tests.visitor import Visitor


def detail(mandate):
    return Visitor().get(f"/deputies/{mandate.pk}/")


def another(cast, name):
    person = Person.objects.create(name=name, gender="男", ethnicity="汉族")
    return seat_deputy(
        congress=cast.county,
        person=person,
        term=cast.term,
        by=cast.zhao,
        at=SPRING,
        district=cast.district,
    )


def test_a_deputys_page_says_whom_they_speak_for_and_how_to_reach_them(at_home):
    page = detail(at_home.lin)
    said = words(page)
    assert "云溪县第十八届人大代表" in said
    assert "选区 河东第三选区 职业 社区医生" in said
    assert f"/voices/new/?to={at_home.lin.pk}" in links(page)
    assert "河东街道代表联络站" in said
    assert "不公开代表私人电话。" in said


def test_figures_of_duty_name_what_they_are_a_part_of(at_home):
    lin = at_home.lin.person.user
    answered = at_home.voice()
    voices.write(answered, "answer", body="收到", by=lin, at=SPRING, key=uuid4())
    at_home.voice(title="路灯不亮")
    at_home.replied()
    said = words(detail(at_home.lin))
    assert "收到群众留言 2 条 已回应 1 / 2 条" in said
    assert "提出建议 1 件 领衔 1，附议 0" in said
    assert "领衔建议已获答复 100.0 % 1 / 1 件" in said
    assert "答复中的承诺已落实 0.0 % 0 / 1 项" in said


def test_figures_of_one_deputy_are_counted_from_their_own_suggestions_alone(at_home):
    mine, other = at_home.replied(), at_home.replied()
    third = another(at_home, "郑三")
    Suggestion.objects.filter(pk=other.pk).update(lead=third)
    unnumbered = at_home.draft()
    assert list(numbered(at_home.lin)) == [mine]
    assert unnumbered not in numbered(at_home.lin)
    Cosign.objects.create(
        suggestion=other, mandate=at_home.lin, answer="confirmed", invited_at=SPRING
    )
    invited = Cosign.objects.create(suggestion=mine, mandate=third, invited_at=SPRING)
    assert set(numbered(at_home.lin)) == {mine, other}
    assert list(numbered(third)) == [other]
    assert invited.answer == "invited"
    duty = counted(at_home.lin, SPRING.date())
    assert (duty.led, duty.cosigned, duty.replied) == (1, 1, 1)


def test_a_reply_that_did_not_satisfy_is_shown_beside_the_suggestion(at_home):
    case = at_home.replied()
    rating.rate(
        case,
        attitude="satisfied",
        result="dissatisfied",
        reason="没有时间表",
        by=at_home.lin.person.user,
        at=SPRING,
    )
    assert "不满意 · 重新办理" in words(detail(at_home.lin))


def test_public_questions_stand_with_their_answers_and_private_ones_do_not(at_home):
    lin = at_home.lin.person.user
    shown = publish(at_home, at_home.voice(title="夜班公交", body="夜里没有车。"))
    voices.write(shown, "answer", body="已经向交通局反映。", by=lin, at=SPRING, key=uuid4())
    hidden = at_home.voice(title="邻居家的事", body="不便公开。", public=False)
    voices.write(hidden, "answer", body="当面谈。", by=lin, at=SPRING, key=uuid4())
    said = words(detail(at_home.lin))
    assert "夜里没有车。 已经向交通局反映。 林晓禾代表回复" in said
    assert "邻居家的事" not in said and "当面谈。" not in said


@pytest.mark.parametrize(("verb", "by"), [("terminate", "zhao"), ("expire", None)])
def test_a_former_deputys_page_says_that_the_term_ended_and_never_why(at_home, verb, by):
    clerk = getattr(at_home, by) if by else None
    advance(at_home.lin, verb, by=clerk, at=SPRING, cause="recalled")
    page = detail(at_home.lin)
    said = words(page)
    assert "这位代表的任期已经结束，不再接收留言。" in said
    assert not {"罢免", "辞职", "终止", "recalled"} & set(said)
    assert not any("voices/new" in href for href in links(page))


def test_a_suspended_deputy_takes_no_messages_for_now(at_home):
    advance(at_home.lin, "suspend", by=at_home.zhao, at=SPRING)
    page = detail(at_home.lin)
    assert "暂不接收留言" in words(page)
    assert not any("voices/new" in href for href in links(page))


def test_a_deputy_of_another_congress_has_no_page_here(at_home):
    assert detail(at_home.city_deputy).status_code == 404


@pytest.mark.parametrize("asked", ["阿依努尔·买买提", "阿依努尔•买买提", "阿依努尔买买提"])
def test_a_name_is_found_however_its_dot_is_typed(at_home, asked):
    another(at_home, "阿依努尔·买买提")
    said = words(Visitor().get("/deputies/", q=asked))
    assert "阿依努尔·买买提" in said and "林晓禾" not in said


def test_two_deputies_of_one_name_stay_two(at_home):
    first, second = another(at_home, "王伟"), another(at_home, "王伟")
    page = Visitor().get("/deputies/", q="王伟")
    assert {f"/deputies/{first.pk}/", f"/deputies/{second.pk}/"} <= set(links(page))


def test_the_list_goes_on_where_the_last_page_ended(at_home):
    for number in range(31):
        another(at_home, f"代表{number}")
    page = Visitor().get("/deputies/")
    following = next(href for href in links(page) if "after=" in href)
    last = words(Visitor().client.get(f"/deputies/{following}"))
    assert "代表30" in last and "代表27" not in last.replace("代表名单", "")


def test_nobody_of_that_name_is_told_with_a_next_step(at_home):
    page = Visitor().get("/deputies/", q="查无此人")
    assert "没有找到“查无此人”" in words(page)
    assert "/find/" in links(page)


def test_stations_name_their_address_and_who_receives_there(at_home):
    Station.objects.create(congress=at_home.county, name="空站", address="")
    said = words(Visitor().get("/stations/"))
    assert "河东街道代表联络站 地址 云溪县河东街道人民路 1 号" in said
    assert "值守代表： 林晓禾" in said
    assert "空站 地址 未提供" in said
