"""What the page of a matter tells, and how it tells it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate, now

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import decide
from huiyin.suggestions.services import handling, rating
from huiyin.voices import services as voices
from tests.cast import REPLY, SPRING
from tests.reading import links, words
from tests.visitor import Visitor, queries_of

DAY = timedelta(days=1)


def publish(cast, voice):
    decide(voice.words, Contribution.Visibility.PUBLIC, ground="fit", by=cast.zhao, at=SPRING)
    return voice


def matter(case, visitor=None):
    return (visitor or Visitor()).get(f"/matters/{case.docket.code}/")


def dissatisfied(cast, case, at=SPRING):
    rating.rate(
        case,
        attitude="basically",
        result="dissatisfied",
        reason="没有写明开行日期。",
        by=cast.lin.person.user,
        at=at,
    )


def test_a_message_tells_its_own_words_first_then_the_answer(at_home):
    voice = publish(at_home, at_home.voice())
    lin = at_home.lin.person.user
    voices.write(voice, "answer", body="已向交通局反映。", by=lin, at=SPRING + DAY, key=uuid4())
    voices.write(voice, "add", body="冬天更难。", by=at_home.wang, at=SPRING + DAY, key=uuid4())
    page = words(matter(voice, Visitor(at_home.wang)))
    order = [page.index(said) for said in ("在医院上夜班", "已向交通局反映。", "冬天更难。")]
    assert order == sorted(order)
    assert "王＊＊" in page and "王小明" not in page
    assert "冬天更难。" not in words(matter(voice))  # not before it was reviewed


def test_the_clock_says_how_its_day_came_about_and_under_which_rule(at_home):
    voice = publish(at_home, at_home.voice())
    page = words(matter(voice))
    deadline = voice.docket.deadlines.get()
    assert deadline.words["zh"] in page
    assert f"依据：{deadline.source}" in page


def test_a_suggestion_shows_three_months_and_the_outermost_six(at_home):
    case = at_home.assigned()
    page = words(matter(case))
    assert "3个月：应当答复 2026-06-09" in page
    assert "6个月：仅限涉及面广、处理难度大的 2026-09-09" in page
    assert "第五十一条" in page


def test_a_late_suggestion_says_how_late_it_is(at_home):
    case = at_home.assigned()
    late = (localdate() - case.docket.deadlines.get(name="reply").due_on).days
    assert late > 0
    assert f"已超期 {late} 天" in words(matter(case))


def test_a_suggestion_names_who_handles_which_part_and_whom_to_call(at_home):
    at_home.transport.phone = "0000-1111111"
    at_home.transport.save()
    page = words(matter(at_home.replied()))
    assert "主办 县交通运输局：线路和班次" in page
    assert "会办 县财政局：运营补贴" in page
    assert "主办 县交通运输局 0000-1111111" in page
    assert "经办 孙承办 0000-0000000" in page


def test_reply_class_promises_and_rating_are_told_round_by_round(at_home):
    case = at_home.replied()
    dissatisfied(at_home, case)
    handling.log_contact(
        case, mode="face", note="再谈", held_on=localdate(SPRING), by=at_home.sun, at=SPRING
    )
    second = {**REPLY, "body": "七月一日开行。"}
    handling.draft_reply(
        case,
        commitments=[("七月一日开行", localdate(now()) + 30 * DAY)],
        by=at_home.sun,
        at=SPRING,
        **second,
    )
    handling.issue(case, secrecy_reviewed="办公室 何平", by=at_home.wu, at=SPRING)
    rating.rate(
        case,
        attitude="satisfied",
        result="satisfied",
        reason="",
        by=at_home.lin.person.user,
        at=SPRING,
    )
    page = words(matter(case))
    told = ["第 1 次答复", "B 类：", "开行夜班线", "办理结果：不满意", "没有写明开行日期。"]
    told += ["重新办理", "第 2 次答复", "七月一日开行。", "办理结果：满意", "承诺台账"]
    places = [page.index(said) for said in told[:1]]
    for said in told[1:]:
        places.append(page.index(said, places[-1]))
    assert places == sorted(places)
    assert "落实承诺中" in page


def test_a_promise_past_its_day_says_how_long_it_is_overdue(at_home):
    case = at_home.replied(commitments=[("开行夜班线", localdate(SPRING) + 20 * DAY)])
    rating.rate(
        case,
        attitude="satisfied",
        result="satisfied",
        reason="",
        by=at_home.lin.person.user,
        at=SPRING,
    )
    days = (localdate() - (localdate(SPRING) + 20 * DAY)).days
    page = words(matter(case))
    assert f"已逾期 {days} 天" in page
    assert "共 1 项承诺：已落实 0 / 1，逾期没有报告 1 / 1" in page
    promise = case.replies.get().commitments.get()
    rating.report(promise, outcome="kept", evidence="六月已开行。", by=at_home.sun, at=SPRING)
    page = words(matter(case))
    assert "已落实" in page and "六月已开行。" in page and "已逾期" not in page
    assert "共 1 项承诺：已落实 1 / 1，逾期没有报告 0 / 1" in page
    assert "办结 · 满意" in page


@pytest.mark.parametrize("stage", ["submitted", "assigned", "handling", "in_review", "replied"])
def test_the_path_marks_one_step_as_the_present_one(at_home, stage):
    case = getattr(at_home, stage)()
    body = matter(case, Visitor(at_home.zhao)).content.decode()
    assert body.count('aria-current="step"') == 1


def test_every_stage_of_a_message_has_a_page(at_home):
    voice, lin = at_home.voice(), at_home.lin.person.user
    said = [words(matter(voice))]
    voices.write(voice, "answer", body="收到", by=lin, at=SPRING, key=uuid4())
    said.append(words(matter(voice)))
    voices.close(voice, by=at_home.wang, at=SPRING)
    said.append(words(matter(voice)))
    voices.reopen(voice, by=at_home.wang, at=SPRING)
    said.append(words(matter(voice)))
    chips = ["待回应", "已回应", "已办结", "已回应"]
    assert [chip in page for chip, page in zip(chips, said, strict=True)] == [True] * 4


@pytest.mark.parametrize("typed", ["{}", "{lower}", "{plain}", "{blanks}"])
def test_a_number_is_understood_however_it_was_copied(at_home, typed):
    code = at_home.voice().docket.code
    text = typed.format(
        code, lower=code.lower(), plain=code.replace("-", ""), blanks=code.replace("-", " ")
    )
    assert Visitor().get("/track/", number=text).url == f"/matters/{code}/"


def test_a_suggestions_own_number_leads_to_it_once_it_is_public(at_home):
    case = at_home.assigned()
    found = Visitor().get("/track/", number="18-i2026-0001")
    for printed in ("第18-I2026-0001号", "第 １８－Ｉ２０２６－０００１ 号", "18—I2026—0001"):
        assert Visitor().get("/track/", number=printed).url == found.url
    assert found.url == f"/matters/{case.docket.code}/"


def test_a_number_that_is_none_or_not_for_me_is_answered_the_same(at_home):
    case = at_home.submitted()
    for number in (case.docket.code, "ZZZZ-ZZZZ-ZZZZ", "hello", at_home.lin.docket.code):
        assert f"没有找到“{number}”" in words(Visitor().get("/track/", number=number))
    assert "回执编号" in words(Visitor().get("/track/"))
    assert Visitor().get("/track/", number=" ").status_code == 422


def test_a_code_written_another_way_leads_to_the_one_address(at_home):
    code = at_home.voice().docket.code
    assert Visitor().get(f"/matters/{code.lower()}/").url == f"/matters/{code}/"
    assert Visitor().get("/matters/nothing/").status_code == 404


def test_pages_of_matters_carry_no_inline_style_and_no_other_host(at_home):
    for case in (publish(at_home, at_home.voice()), at_home.replied()):
        body = matter(case).content.decode()
        assert re.findall(r"\sstyle=|\son\w+=|<style|<script(?![^>]*src=)", body) == []
        assert set(re.findall(r"(?:https?:)?//([\w.-]+\.[\w-]+)", body)) <= {"yunjiang.test"}
        assert f'<meta name="ArticleTitle" content="{case.docket.title}">' in body


def test_what_people_wrote_is_text_and_never_markup(at_home):
    voice = publish(at_home, at_home.voice(title="<b>粗</b>", body="<img src=x onerror=1>\n𠮷㳇"))
    body = matter(voice).content.decode()
    assert "<img src=x" not in body and "&lt;img src=x onerror=1&gt;" in body
    assert "𠮷㳇" in body and "<b>粗" not in body


def grow(cast, number):
    """A suggestion out of ``number`` public messages, answered and rated."""
    case = cast.replied()
    for place in range(number):
        voice = publish(cast, cast.voice(title=f"夜班公交 {place}"))
        voices.take_up(voice, into=case.docket, by=cast.lin.person.user, at=SPRING)
    dissatisfied(cast, case)
    return case


def talk(cast, number):
    voice = publish(cast, cast.voice())
    for place in range(number):
        voices.write(voice, "add", body=f"补充 {place}", by=cast.wang, at=SPRING, key=uuid4())
    return voice


@pytest.mark.parametrize("make", [grow, talk])
def test_a_matters_page_takes_few_queries_however_long_its_story(at_home, make):
    counts = []
    for number in (3, 30):
        case = make(at_home, number)
        counts.append(queries_of(f"/matters/{case.docket.code}/"))
    assert counts[0] == counts[1] <= 12


def test_the_public_words_of_a_suggestions_people_lead_back_to_their_pages(at_home):
    case = grow(at_home, 5)
    leading = {href for href in links(matter(case)) if href.endswith("/")}
    assert len({href for href in leading if href.startswith("/matters/")}) == 5
