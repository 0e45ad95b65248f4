"""What stands around a suggestion is on its page, for everybody who may read it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from huiyin.congresses.models import Organ
from huiyin.congresses.services import organ
from huiyin.contributions.models import Contribution
from huiyin.contributions.services import decide
from huiyin.suggestions.services import (
    assigning,
    consulting,
    drafting,
    extending,
    handling,
    office,
    photographing,
    publishing,
    rating,
)
from huiyin.suggestions.tests.test_photos import picture
from tests.cast import REPLY, SPRING
from tests.reading import links, words
from tests.visitor import Visitor, queries_of

DAY = timedelta(days=1)


def page(case, user=None):
    return Visitor(user).get(f"/matters/{case.docket.code}/")


def rate(cast, case, value="satisfied", reason="没有日期"):
    by = cast.lin.person.user
    rating.rate(case, attitude="satisfied", result=value, reason=reason, by=by, at=SPRING)


def test_a_return_and_the_new_unit_are_told(at_home):
    case = at_home.assigned()
    assigning.ask_return(
        case, reason="不属本局职责", basis="三定方案第二条", by=at_home.qian, at=SPRING
    )
    assert "县交通运输局申请退回" in words(page(case)) and "等待决定" in words(page(case))
    assigning.accept_return(case, by=at_home.zhao, at=SPRING)
    assigning.assign(case, lead=at_home.finance, lead_part="补贴", by=at_home.zhao, at=SPRING)
    said = words(page(case))
    assert "理由：不属本局职责（三定方案第二条）" in said
    assert "同意退回，重新交办" in said
    assert "重新办理 2026" not in said
    assert "曾经承办 县交通运输局（到 2026-03-09）" in said


def test_an_extension_is_told_with_its_ground_and_approver(at_home):
    case = at_home.handling()
    planned = date(2026, 8, 1)
    extending.ask_extension(
        case, ground="wide", reason="涉及三个部门", planned_on=planned, by=at_home.sun, at=SPRING
    )
    assert "涉及三个部门" not in words(page(case))
    extending.grant_extension(case, by=at_home.wu, at=SPRING)
    said = words(page(case))
    assert "答复期限经县交通运输局同意延长到2026 年 8 月 1 日：涉及面广" in said
    assert "应当在 2026 年 8 月 1 日以前答复" in said and "涉及三个部门" in said


def test_key_supervision_and_the_leader_are_named(at_home):
    committee = organ(at_home.county, Organ.Kind.SPECIAL_COMMITTEE, "城建环保委员会")
    case = at_home.handling()
    office.supervise(case, committee=committee, by=at_home.zhao, at=SPRING)
    office.lead_in_person(case, leader="副县长 张某", by=at_home.zhao, at=SPRING)
    office.urge(case, by=at_home.zhao, at=SPRING)
    said = words(page(case))
    assert "重点督办" in said and "督办 城建环保委员会" in said
    assert "领办 副县长 张某" in said and "催办" in said


def test_parts_and_their_whole_lead_to_each_other(at_home):
    case = at_home.submitted()
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    parts = [(at_home.transport, "线路"), (at_home.finance, "补贴")]
    first, second = assigning.split(case, parts=parts, by=at_home.zhao, at=SPRING)
    assert {f"/matters/{one.docket.code}/" for one in (first, second)} <= set(links(page(case)))
    said = page(first)
    assert {f"/matters/{one.docket.code}/" for one in (case, second)} <= set(links(said))
    assert "整件建议" in words(said) and "分别办理的一部分" in words(said)


def test_suggestions_handled_together_lead_to_each_other(at_home):
    one, other = at_home.submitted(), at_home.submitted()
    for case in (one, other):
        office.accept(case, public=case is one, by=at_home.zhao, at=SPRING)
    assigning.merge(other, into=one, by=at_home.zhao, at=SPRING)
    assert f"/matters/{other.docket.code}/" not in links(page(one)), "the other one is not public"
    assert f"与第{other.docket.number}号合并办理" in words(page(one)), "that it was is"
    assert f"/matters/{one.docket.code}/" in links(page(other, at_home.zhao))


def test_a_redacted_text_is_shown_instead_with_the_reason(at_home):
    case = at_home.replied()
    publishing.publish(
        case,
        openness="redacted",
        reason="涉及个人信息",
        redacted="夜班（略）没有公交。",
        by=at_home.zhao,
        at=SPRING,
    )
    said = words(page(case))
    assert "夜班（略）没有公交。" in said and "理由：涉及个人信息" in said
    assert said.count("这是经审查删减的文本") == 1
    assert "夜班职工" not in said
    assert "夜班职工" in words(page(case, at_home.lin.person.user))


@pytest.mark.parametrize(
    ("openness", "redacted", "shown", "hidden"),
    [
        ("redacted", "计划（略）开行。", "计划（略）开行。", "经研究"),
        ("none", "", "这份答复经审查不公开。涉及招标", "经研究"),
    ],
)
def test_a_reply_that_was_closed_or_redacted_says_why(at_home, openness, redacted, shown, hidden):
    case = at_home.replied()
    publishing.publish(
        case,
        reply=case.replies.get(),
        openness=openness,
        reason="涉及招标",
        redacted=redacted,
        by=at_home.zhao,
        at=SPRING,
    )
    said = words(page(case))
    assert shown in said and "涉及招标" in said
    assert hidden not in said
    assert hidden in words(page(case, at_home.sun))


def test_the_promises_of_a_reply_that_is_closed_are_not_told_in_the_steps(at_home):
    case = at_home.replied(commitments=[("年底前通车", date(2026, 12, 31))])
    publishing.publish(
        case,
        reply=case.replies.get(),
        openness="none",
        reason="涉及招标",
        by=at_home.zhao,
        at=SPRING,
    )
    rate(at_home, case)
    promise = rating.open_commitments(case).get()
    rating.report(promise, outcome="kept", evidence="已开行", by=at_home.sun, at=SPRING)
    said = words(page(case))
    assert "年底前通车" not in said and "第 1 项（已落实）" in said
    assert "年底前通车" in words(page(case, at_home.zhao))


def test_a_promise_is_shown_with_its_progress_and_the_deputys_judgement(at_home):
    case = at_home.replied()
    rate(at_home, case)
    promise = rating.open_commitments(case).get()
    rating.progress(promise, note="站牌已经立好", by=at_home.sun, at=SPRING)
    rating.report(promise, outcome="kept", evidence="已开行", by=at_home.sun, at=SPRING)
    by = at_home.lin.person.user
    rating.judge(promise, value="dissatisfied", reason="只开到九点", by=by, at=SPRING)
    rating.recheck(promise, kept=True, note="现场看过", by=at_home.zhao, at=SPRING)
    said = words(page(case))
    assert "站牌已经立好" in said and "现场看过" in said
    assert "删减的文本" not in said
    assert "代表评价落实：不满意" in said and "2026-03-09 回头看" in said


def test_coordination_of_a_dispute_is_told(at_home):
    case = at_home.replied()
    rate(at_home, case, "dissatisfied")
    at = SPRING + DAY
    handling.log_contact(
        case, mode="visit", note="当面说明", held_on=at.date(), by=at_home.sun, at=at
    )
    again = [("加开一班", date(2026, 12, 1))]
    handling.draft_reply(case, commitments=again, by=at_home.sun, at=at, **REPLY)
    handling.issue(case, secrecy_reviewed="办公室 何平", by=at_home.wu, at=at)
    rate(at_home, case, "dissatisfied")
    office.convene(
        case,
        mode="meeting",
        held_on=at.date(),
        people="双方",
        content="商定先试行一个月",
        by=at_home.zhao,
        at=at,
    )
    said = words(page(case))
    assert "当面沟通会" in said and "商定先试行一个月" in said
    assert "第 1 次答复" in said and "第 2 次答复" in said


def test_a_consultation_before_drafting_is_told_with_what_it_brought(at_home):
    by = at_home.lin.person.user
    case = drafting.draft(
        lead=at_home.lin,
        title="关于夜班公交的建议",
        problem="没有夜班公交。",
        advice="开行夜班线。",
        verb="note",
        by=by,
        at=SPRING,
    )
    until = (SPRING + 20 * DAY).date()
    consulting.ask(
        case, text="夜班公交到几点合适？", audience="district", ends_on=until, by=by, at=SPRING
    )
    asked = consulting.open_consultation(case, by=at_home.zhao, at=SPRING)
    said = {"body": "到半夜。", "public": True, "key": uuid4(), "place": at_home.place}
    opinion = consulting.answer(asked, author=at_home.wang, at=SPRING, **said)
    consulting.write(case, used=[opinion], feedback="谢谢大家", by=by, at=SPRING)
    response = case.consultations.get().response
    decide(response, "public", ground="fit", by=at_home.zhao, at=SPRING)
    drafting.submit(case, declared=True, by=by, at=SPRING)
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    said = words(page(case))
    assert "代表向本选区群众征询意见" in said and "夜班公交到几点合适？" in said
    assert "收到 1 条意见，1 条写进了建议" in said and "代表回复大家：谢谢大家" in said
    assert f"/consultations/{asked.pk}/" in links(page(case))


def test_photographs_of_a_public_text_are_shown_with_it_and_of_no_other(at_home):
    case, by = at_home.draft(), at_home.lin.person.user
    photo = photographing.add_photo(case, photo=picture(), caption="站牌", by=by, at=SPRING)
    drafting.submit(case, declared=True, by=by, at=SPRING)
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    assert f'src="/photos/{photo.uid}/"' in page(case).content.decode()
    Contribution.objects.filter(pk=case.words_id).update(visibility="parties")
    assert str(photo.uid) not in page(case).content.decode()
    assert f"/desk/suggestions/{case.docket.code}/" in page(case, by).content.decode()


def test_a_cosigner_is_named_among_those_the_reply_was_given_to(at_home):
    case, lin = at_home.draft(), at_home.lin.person.user
    drafting.invite(case, mandate=at_home.zhou, by=lin, at=SPRING)
    drafting.answer_invitation(
        case, confirmed=True, seen=drafting.digest(case), by=at_home.zhou.person.user, at=SPRING
    )
    drafting.submit(case, declared=True, by=lin, at=SPRING)
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    assigning.assign(case, lead=at_home.transport, lead_part="线路", by=at_home.zhao, at=SPRING)
    handling.sign_for(case, by=at_home.qian, at=SPRING)
    handling.start(case, by=at_home.sun, at=SPRING)
    promised = [("开行", date(2026, 12, 1))]
    handling.draft_reply(case, commitments=promised, by=at_home.sun, at=SPRING, **REPLY)
    handling.issue(
        case,
        secrecy_reviewed="办公室 何平",
        without_contact="代表出国",
        by=at_home.wu,
        at=SPRING,
    )
    assert "已送达联名代表：周建平" in words(page(case))


def test_every_clock_leads_to_its_rule(at_home):
    case = at_home.assigned()
    found = [href for href in links(page(case)) if href.startswith("/rules/")]
    assert any(href.startswith("/rules/national/?on=2026-03-09#v20250312-reply") for href in found)
    target = words(Visitor().get("/rules/national/", on="2026-03-09"))
    assert "代表法（2025）第五十一条第二款" in target


def test_a_page_with_everything_on_it_asks_a_fixed_number_of_questions(at_home):
    counts = []
    for number in (1, 5):
        promises = [(f"承诺 {n}", date(2026, 12, 1)) for n in range(number)]
        case = at_home.replied(commitments=promises)
        rate(at_home, case)
        for promise in rating.open_commitments(case):
            rating.progress(promise, note="有进展", by=at_home.sun, at=SPRING)
        publishing.publish(
            case, openness="redacted", reason="略", redacted="略", by=at_home.zhao, at=SPRING
        )
        counts.append(queries_of(f"/matters/{case.docket.code}/"))
    assert counts[0] == counts[1] <= 14
