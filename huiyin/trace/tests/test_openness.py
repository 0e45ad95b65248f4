"""Who sees what of a case. What may not be seen does not exist."""

import pytest

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import decide
from huiyin.procedure.models import Docket
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import SUGGESTION
from huiyin.suggestions.services import assigning, drafting, handling, office, publishing, rating
from huiyin.suggestions.tests import scenes
from huiyin.trace import chapters
from huiyin.voices import services as voices
from tests.cast import SPRING
from tests.reading import words
from tests.visitor import Visitor

Visibility = Contribution.Visibility
SAID = "在医院上夜班，十点半以后没有公交"
TITLE = "夜班公交"
TEXT = "夜班职工下班后没有公交。"
REPLY = "经研究，计划年内开行夜班线。"


def who(cast, name):
    """The visitor called ``name``; ``lin`` and ``zhou`` are deputies."""
    if name == "stranger":
        return Visitor()
    found = getattr(cast, name)
    return Visitor(found.person.user if hasattr(found, "person") else found)


def judge(cast, voice, visibility):
    ground = "insult" if visibility == Visibility.HIDDEN else "fit"
    decide(voice.words, visibility, ground=ground, by=cast.zhao, at=SPRING)


#: visibility → who reads the words; everybody with the code sees how far it is
READERS = {
    Visibility.PUBLIC: {"stranger", "wang", "feng", "lin", "zhou", "zhao", "sun"},
    Visibility.PENDING: {"wang", "lin", "zhao"},
    Visibility.PARTIES: {"wang", "lin", "zhao"},
    Visibility.HIDDEN: {"wang"},
}
EVERYBODY = ("stranger", "wang", "feng", "lin", "zhou", "zhao", "sun")


@pytest.mark.parametrize("visibility", READERS)
@pytest.mark.parametrize("name", EVERYBODY)
def test_the_words_of_a_message_are_read_by_whom_they_are_meant_for(at_home, visibility, name):
    voice = at_home.voice()
    if visibility != Visibility.PENDING:
        judge(at_home, voice, visibility)
    page = words(who(at_home, name).get(f"/matters/{voice.docket.code}/"))
    reads = name in READERS[visibility]
    assert (SAID in page) is reads
    assert (TITLE in page) is reads
    assert "已送达林晓禾代表" in page


def test_who_holds_the_code_of_a_private_message_sees_the_steps_and_the_clock(at_home):
    voice = at_home.voice(public=False)
    page = words(Visitor().get(f"/matters/{voice.docket.code}/"))
    assert "群众留言（内容未公开）" in page
    assert "这里只显示办理到了哪一步，不显示内容。" in page
    assert "待回应" in page and "首次回应" in page


@pytest.mark.parametrize("host", ["/c/yunhe", "/c/yunzhou", "/c/qingshi", ""])
def test_a_case_exists_only_in_its_own_congress(at_home, host):
    code, public = at_home.voice().docket.code, at_home.assigned().docket.code
    client = Visitor().client
    for path in (f"/matters/{code}/", f"/matters/{public}/", f"/matters/{code}/receipt.json"):
        response = client.get(f"{host}{path}", headers={"host": "yunjiang.test"})
        assert response.status_code == 404
    at_home_path = client.get(f"/c/yunxi/matters/{code}/", headers={"host": "yunjiang.test"})
    assert at_home_path.status_code == 200


def test_a_mandate_is_a_case_but_has_no_page_of_this_kind(at_home):
    assert Visitor().get(f"/matters/{at_home.lin.docket.code}/").status_code == 404
    assert Visitor(at_home.zhao).get(f"/matters/{at_home.lin.docket.code}/").status_code == 404


#: who may open a suggestion that is not public
INSIDERS = {"lin", "zhao", "qian", "sun", "zheng"}


@pytest.mark.parametrize("name", [*EVERYBODY, "qian", "zheng", "chu"])
def test_a_suggestion_that_is_not_public_exists_only_for_those_in_it(at_home, name):
    case = at_home.submitted()
    office.accept(case, public=False, by=at_home.zhao, at=SPRING)
    co = [(at_home.finance, "补贴")]
    assigning.assign(
        case, lead=at_home.transport, lead_part="线路", co=co, by=at_home.zhao, at=SPRING
    )
    response = who(at_home, name).get(f"/matters/{case.docket.code}/")
    if name in INSIDERS:
        assert TEXT in words(response)
    else:
        assert response.status_code == 404


@pytest.mark.parametrize("name", [*EVERYBODY, "chu"])
def test_a_public_suggestion_is_read_in_full_by_everybody(at_home, name):
    case = at_home.replied()
    page = words(who(at_home, name).get(f"/matters/{case.docket.code}/"))
    assert TEXT in page and REPLY in page


@pytest.mark.parametrize("name", [*EVERYBODY, "zheng"])
def test_a_reply_that_was_closed_is_read_only_inside(at_home, name):
    case = at_home.in_review()
    case.replies.update(openness="closed", closed_reason="涉及个人信息")
    handling.issue(case, secrecy_reviewed="办公室 何平", by=at_home.wu, at=SPRING)
    page = words(who(at_home, name).get(f"/matters/{case.docket.code}/"))
    inside = name in {"lin", "zhao", "sun", "zheng"}
    assert (REPLY in page) is inside
    assert ("这份答复经审查不公开。" in page) is not inside
    assert "县交通运输局答复了" in page


def test_the_people_a_suggestion_grew_out_of_follow_it_before_it_is_public(at_home):
    voice, case = at_home.voice(), at_home.draft()
    voices.take_up(voice, into=case.docket, by=at_home.lin.person.user, at=SPRING)
    path = f"/matters/{case.docket.code}/"
    mine = words(Visitor(at_home.wang).get(path))
    assert "关于增设夜班公交线路的建议" in mine and TEXT not in mine
    assert Visitor(at_home.feng).get(path).status_code == 404
    assert Visitor().get(path).status_code == 404


def test_steps_inside_an_office_are_not_told_outside(at_home):
    case = at_home.in_review()
    handling.send_back(case, reason="措辞要改", by=at_home.li, at=SPRING)
    page = words(Visitor().get(f"/matters/{case.docket.code}/"))
    assert "措辞要改" not in page and "送审" not in page and "会办意见已齐" not in page
    assert "答复审签" not in page
    assert "办理中" in page
    assert REPLY not in page
    assert "补贴可以列入预算。" not in page


def test_who_was_asked_to_cosign_and_did_not_is_nobodys_business(at_home):
    case, lin = at_home.draft(), at_home.lin.person.user
    drafting.invite(case, mandate=at_home.zhou, by=lin, at=SPRING)
    drafting.answer_invitation(
        case,
        confirmed=False,
        seen="",
        by=at_home.zhou.person.user,
        at=SPRING,
    )
    drafting.submit(case, declared=True, by=lin, at=SPRING)
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    assert "周建平" not in words(Visitor().get(f"/matters/{case.docket.code}/"))


def test_a_private_message_is_named_nowhere_on_the_suggestion_it_became(at_home):
    shown, hidden = at_home.voice(), at_home.voice(title="家里的难处", body="孩子夜里没人接。")
    judge(at_home, shown, Visibility.PUBLIC)
    judge(at_home, hidden, Visibility.PARTIES)
    case = at_home.assigned()
    for voice in (shown, hidden):
        voices.take_up(voice, into=case.docket, by=at_home.lin.person.user, at=SPRING)
    page = words(Visitor().get(f"/matters/{case.docket.code}/"))
    assert SAID in page
    assert "2 位群众反映过" in page and "另有 1 条留言没有公开。" in page
    assert "家里的难处" not in page and "孩子夜里没人接。" not in page


def test_a_voice_names_the_suggestion_it_became_once_that_may_be_seen(at_home):
    voice, case = at_home.voice(), at_home.draft()
    judge(at_home, voice, Visibility.PUBLIC)
    voices.take_up(voice, into=case.docket, by=at_home.lin.person.user, at=SPRING)
    path = f"/matters/{voice.docket.code}/"
    assert "关于增设夜班公交线路的建议" not in words(Visitor().get(path))
    assert "关于增设夜班公交线路的建议" in words(Visitor(at_home.wang).get(path))
    Docket.objects.filter(pk=case.docket_id).update(public=True)
    assert "关于增设夜班公交线路的建议" in words(Visitor().get(path))


def test_a_wish_for_no_openness_keeps_the_whole_case_unseen(at_home):
    case = at_home.draft()
    Suggestion.objects.filter(pk=case.pk).update(openness="none")
    case.refresh_from_db()
    drafting.submit(case, declared=True, by=at_home.lin.person.user, at=SPRING)
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    assert Visitor().get(f"/matters/{case.docket.code}/").status_code == 404


def test_of_a_suggestion_whose_title_is_public_nothing_else_is_shown(at_home):
    case = at_home.draft()
    case.openness = "title"
    case.save()
    lin = at_home.lin.person.user
    drafting.submit(case, declared=True, by=lin, at=SPRING)
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    assigning.assign(case, lead=at_home.transport, lead_part="末班车", by=at_home.zhao, at=SPRING)
    path = f"/matters/{case.docket.code}/"
    listed, page = words(Visitor().get("/suggestions/")), words(Visitor().get(path))
    assert "关于增设夜班公交线路的建议" in listed and "关于增设夜班公交线路的建议" in page
    assert "建议文本未公开。" in page and "县交通运输局" in page
    assert "夜班职工" not in page and "末班" not in page
    assert "夜班职工" in words(Visitor(lin).get(path))


WHY = {"attitude": "basically", "result": "dissatisfied", "reason": "答复写了王某某患病"}


def test_a_rating_that_repeats_a_redacted_reply_is_read_only_inside(at_home):
    case, lin = at_home.replied(), at_home.lin.person.user
    rating.rate(case, by=lin, at=SPRING, **WHY)
    path = f"/matters/{case.docket.code}/"
    assert WHY["reason"] in words(Visitor().get(path))
    facts = {"openness": "redacted", "reason": "隐私", "redacted": "（略）"}
    publishing.publish(case, reply=case.replies.get(), by=at_home.zhao, at=SPRING, **facts)
    page = words(Visitor().get(path))
    assert WHY["reason"] not in page and "办理结果：不满意" in page
    assert WHY["reason"] in words(Visitor(lin).get(path))


def test_of_a_part_of_a_suggestion_whose_title_is_public_no_reason_is_shown(at_home):
    whole, lin = at_home.draft(), at_home.lin.person.user
    whole.openness = "title"
    whole.save()
    drafting.submit(whole, declared=True, by=lin, at=SPRING)
    office.accept(whole, public=True, by=at_home.zhao, at=SPRING)
    parts = [(at_home.transport, "线路"), (at_home.finance, "补贴")]
    part, _other = assigning.split(whole, parts=parts, by=at_home.zhao, at=SPRING)
    assigning.ask_return(part, reason="不归我局", basis="三定", by=at_home.qian, at=SPRING)
    assigning.refuse_return(part, reason="线路由你局管", by=at_home.zhao, at=SPRING)
    handling.start(part, by=at_home.sun, at=SPRING)
    scenes.answered(part, at_home, at=SPRING)
    rating.rate(part, by=lin, at=SPRING, **WHY)
    path = f"/matters/{part.docket.code}/"
    page, own = words(Visitor().get(path)), words(Visitor(lin).get(path))
    for reason in ("不归我局", "线路由你局管", WHY["reason"]):
        assert (reason in page, reason in own) == (False, True)


def test_every_step_whose_reason_followers_do_not_hear_withholds_it_on_the_page_too():
    withheld = chapters.REASONED | {"improve"}
    assert {step.verb for step in SUGGESTION.steps if step.heard} == withheld


def test_why_a_suggestion_with_a_redacted_text_was_closed_unrated_is_read_only_inside(at_home):
    case, said = at_home.replied(), "林代表患病住院"
    office.close_unrated(case, reason=said, by=at_home.zhao, at=scenes.on(12, 31))
    path, lin = f"/matters/{case.docket.code}/", at_home.lin.person.user
    assert said in words(Visitor().get(path))
    facts = {"openness": "redacted", "reason": "隐私", "redacted": "（略）"}
    publishing.publish(case, by=at_home.zhao, at=scenes.on(12, 31), **facts)
    page, own = words(Visitor().get(path)), words(Visitor(lin).get(path))
    assert (said in page, said in own) == (False, True)


def test_what_was_said_when_a_dispute_was_coordinated_is_as_public_as_the_reply(at_home):
    case, lin, later = at_home.replied(), at_home.lin.person.user, scenes.on(4, 1)
    rating.rate(case, by=lin, at=SPRING, **WHY)
    scenes.answered(case, at_home, at=later)
    rating.rate(case, by=lin, at=later, **WHY)
    met = {"mode": "meeting", "people": "林晓禾", "content": "谈到王某某的病情"}
    office.convene(case, held_on=later.date(), by=at_home.zhao, at=later, **met)
    office.settle(case, reason="王某某已经转院", by=at_home.zhao, at=later)
    path = f"/matters/{case.docket.code}/"
    assert met["content"] in words(Visitor().get(path))
    for reply in case.replies.all():
        facts = {"reply": reply, "openness": "none", "reason": "隐私"}
        publishing.publish(case, by=at_home.zhao, at=later, **facts)
    page, own = words(Visitor().get(path)), words(Visitor(lin).get(path))
    for said in (met["content"], "王某某已经转院"):
        assert (said in page, said in own) == (False, True)
