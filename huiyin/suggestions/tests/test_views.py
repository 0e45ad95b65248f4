"""A suggestion's whole way through its page, by forms sent as a browser without scripts does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from huiyin.congresses.scope import within
from huiyin.deputies.models import Mandate
from huiyin.procedure.models import Docket
from huiyin.procedure.services import link
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import State
from tests.visitor import Visitor, text_of

TEXT = {
    "title": "关于增设夜班公交线路的建议",
    "kind": "suggestion",
    "problem": "夜班职工下班后没有公交。",
    "advice": "开行夜班线。",
    "formed_by": "survey",
    "proposed_unit": "县交通运输局",
    "openness": "full",
    "key": "6f1c3a52-3b43-4a55-9b70-6d6c1f9f4c01",
}


class Desk:
    """Every person of the cast, each signed in, and the case they work on."""

    def __init__(self, cast):
        self.cast, self.code = cast, ""
        self.people = {}

    def __getattr__(self, name):
        if name not in self.people:
            user = getattr(self.cast, name)
            self.people[name] = Visitor(user.person.user if isinstance(user, Mandate) else user)
        return self.people[name]

    def do(self, name, verb, status=302, **data):
        answer = getattr(self, name).post(f"/desk/suggestions/{self.code}/{verb}/", **data)
        assert answer.status_code == status, (name, verb, text_of(answer)[:3000])
        return answer

    def page(self, name):
        return getattr(self, name).get(f"/desk/suggestions/{self.code}/")

    @property
    def state(self):
        with within(self.cast.county):
            return Docket.objects.get(code=self.code).state


@pytest.fixture
def desk(cast):
    return Desk(cast)


def begun(desk):
    """A draft made by its form; the desk now works on it."""
    answer = desk.lin.post("/desk/suggestions/new/", **TEXT)
    assert answer.status_code == 302
    desk.code = answer.headers["Location"].split("/")[-2]
    return desk


def at(desk, make):
    """Let the desk work on what the cast has made."""
    with within(desk.cast.county):
        desk.code = getattr(desk.cast, make)().docket.code
    return desk


def reply(**changes):
    soon = localdate() + timedelta(days=40)
    return {
        "reply_class": "B",
        "body": "计划年内开行夜班线。",
        "openness": "open",
        "contact_name": "孙承办",
        "contact_phone": "0000-0000000",
        "promise_1": "开行夜班线",
        "due_1": soon,
        "promise_2": "换电动车",
        "due_2": soon,
        **changes,
    }


def cosigned_and_submitted(desk):
    """Zhou is asked, the text changes under her, she confirms the new one, Lin submits."""
    begun(desk)
    desk.do("lin", "invite", mandate=desk.cast.zhou.pk)
    shown = desk.zhou.get(f"/desk/suggestions/{desk.code}/")
    seen = shown.context["main"]["form"]["seen"].value()
    desk.do("lin", "edit", **{**TEXT, "advice": "开行夜班线，试行半年。"})
    stale = desk.do("zhou", "confirm", status=422, seen=seen)
    assert "文本刚刚有修改" in text_of(stale)
    desk.do("zhou", "confirm", seen=desk.page("zhou").context["main"]["form"]["seen"].value())
    desk.do("lin", "submit", declared="on")


def accepted_and_assigned(desk):
    """The office gives the number and both units their parts; the likely unit is proposed."""
    desk.do("zhao", "accept", public="yes")
    proposed = desk.page("zhao").context["main"]["form"]
    assert proposed["lead"].value() == desk.cast.transport.pk
    desk.do(
        "zhao",
        "assign",
        lead=desk.cast.transport.pk,
        lead_part="线路和班次",
        co_1=desk.cast.finance.pk,
        co_part_1="运营补贴",
    )


def handled_and_replied(desk):
    """The unit signs for it, talks, hears the other unit, is sent back once, and replies."""
    desk.do("qian", "sign_for")
    desk.do("sun", "start")
    desk.do("sun", "contact", mode="meeting", held_on=localdate(), note="商量线路走向")
    desk.do("zheng", "co_opinion", body="补贴可以列入预算。")
    desk.do("sun", "draft_reply", **reply())
    desk.do("li", "send_back", reason="写清楚班次")
    assert desk.page("sun").context["main"]["form"]["body"].value() == "计划年内开行夜班线。"
    desk.do("sun", "draft_reply", **reply())
    desk.do("wu", "issue", secrecy_reviewed="办公室 何平")


def test_from_draft_to_closed_by_way_of_a_redo(desk):
    cosigned_and_submitted(desk)
    accepted_and_assigned(desk)
    handled_and_replied(desk)
    desk.do("lin", "rate", attitude="satisfied", result="dissatisfied", reason="没有写清楚班次")
    assert desk.state == State.REDO

    assert desk.page("sun").context["main"]["act"].name == "contact"
    desk.do("sun", "contact", mode="phone", held_on=localdate(), note="班次")
    desk.do("sun", "draft_reply", **reply(body="12 月 1 日起每半小时一班。"))
    desk.do("wu", "issue", secrecy_reviewed="办公室 何平")
    page = text_of(desk.page("lin"))
    assert "第 1 次答复" in page and "第 2 次答复" in page and "没有写清楚班次" in page
    desk.do("lin", "rate", attitude="satisfied", result="satisfied")
    assert desk.state == State.TRACKING
    while desk.state == State.TRACKING:
        choices = desk.page("sun").context["main"]["form"].fields["commitment"].choices
        desk.do("sun", "report", commitment=choices[0][0], outcome="kept", evidence="已开行")
    assert desk.state == State.CLOSED


def test_only_what_is_to_be_done_now_stands_open(desk):
    at(desk, "submitted")
    main = {name: desk.page(name).context["main"] for name in ("lin", "zhao")}
    assert (main["lin"], main["zhao"]["act"].name) == (None, "accept")
    assert "现在没有需要你办的步骤" in text_of(desk.page("lin"))
    desk.do("zhao", "improve", reason="请写明线路")
    returned = desk.page("lin")
    assert returned.context["main"]["act"].name == "edit"
    assert "退回代表修改：请写明线路" in text_of(returned)


def test_a_form_sent_twice_makes_one_draft_whatever_the_session(desk):
    first = desk.lin.post("/desk/suggestions/new/", **TEXT)
    again = Visitor(desk.cast.lin.person.user).post("/desk/suggestions/new/", **TEXT)
    assert first.headers["Location"] == again.headers["Location"]
    with within(desk.cast.county):
        assert Suggestion.objects.count() == 1


def test_a_second_clerk_who_clicks_late_is_told_that_it_moved_on(desk):
    at(desk, "submitted")
    desk.do("zhao", "accept", public="yes")
    late = desk.do("zhao", "accept", status=409, public="yes")
    assert "已经有了新进展" in text_of(late)


def test_what_is_wrong_is_said_beside_the_field_and_the_text_is_kept(desk):
    at(desk, "handling")
    answer = desk.do(
        "sun", "draft_reply", status=422, **reply(due_1="", body="写了很久的答复", promise_2="")
    )
    page = text_of(answer)
    assert "承诺要有期限" in page and "请写明承诺做什么" in page and "写了很久的答复" in page
    assert desk.state == State.HANDLING


def test_a_service_that_refuses_is_quoted_above_the_form(desk):
    at(desk, "handling")
    tomorrow = localdate() + timedelta(days=1)
    answer = desk.do("sun", "contact", status=422, mode="phone", held_on=tomorrow, note="明天再谈")
    assert "沟通日期不能晚于今天" in text_of(answer) and "明天再谈" in text_of(answer)


@pytest.mark.parametrize(
    ("make", "who", "data", "said"),
    [
        ("draft", ("lin", "submit"), {}, "请先作出履职声明"),
        ("draft", ("lin", "edit"), {"title": ""}, "请填写“标题”"),
        ("submitted", ("zhao", "decline"), {"reason": "whatever"}, "选择一个有效的选项"),
        ("submitted", ("zhao", "improve"), {"reason": " "}, "请写明理由"),
        (
            "in_review",
            ("wu", "issue"),
            {"secrecy_reviewed": ""},
            "请填写“保密审查和个人信息审查由谁完成”",
        ),
        (
            "replied",
            ("lin", "rate"),
            {"attitude": "satisfied", "result": "x"},
            "选择一个有效的选项",
        ),
        (
            "replied",
            ("lin", "rate"),
            {"attitude": "satisfied", "result": "dissatisfied"},
            "请写明不满意的理由",
        ),
    ],
)
def test_bad_input_gets_422_and_nothing_moves(desk, make, who, data, said):
    before = at(desk, make).state
    assert said in text_of(desk.do(*who, status=422, **data))
    assert desk.state == before


def test_a_deputy_cannot_be_invited_who_is_not_on_offer(desk):
    at(desk, "draft")
    answer = desk.do("lin", "invite", status=422, mandate=desk.cast.city_deputy.pk)
    assert answer.context["opened"] == "invite"


def test_a_deputy_is_found_by_name(desk):
    at(desk, "draft")
    found = desk.lin.get(f"/desk/suggestions/{desk.code}/", find="周建")
    assert "周建平" in text_of(found)
    assert "没有找到可以邀请的代表" in text_of(
        desk.lin.get(f"/desk/suggestions/{desk.code}/", find="查无此人")
    )


@pytest.mark.parametrize("name", ["chu", "wang", "city_clerk"])
def test_somebody_elses_case_does_not_exist(desk, name):
    at(desk, "assigned")
    assert desk.page(name).status_code == 404
    desk.do(name, "accept", status=404, public="yes")


def test_a_draft_is_the_deputys_own_paper_until_it_is_submitted(desk):
    at(desk, "draft")
    assert (desk.page("lin").status_code, desk.page("zhao").status_code) == (200, 404)
    desk.do("lin", "submit", declared="on")
    assert desk.page("zhao").status_code == 200


def test_a_step_of_another_role_answers_like_a_case_that_is_not_there(desk):
    at(desk, "submitted")
    desk.do("lin", "accept", status=404, public="yes")
    assert desk.state == State.SUBMITTED


def test_an_unsigned_reply_is_read_only_inside_the_lead_unit(desk):
    at(desk, "in_review")
    seen = {
        name: "经研究，计划年内开行夜班线" in text_of(desk.page(name))
        for name in ("li", "sun", "lin", "zhao", "zheng")
    }
    assert seen == {"li": True, "sun": True, "lin": False, "zhao": False, "zheng": False}


def test_a_co_units_opinion_is_not_shown_to_the_deputy(desk):
    at(desk, "replied")
    seen = {name: "补贴可以列入预算" in text_of(desk.page(name)) for name in ("lin", "sun", "zhao")}
    assert seen == {"lin": False, "sun": True, "zhao": True}


def test_a_stranger_is_asked_to_sign_in(desk):
    at(desk, "assigned")
    answer = Visitor().get(f"/desk/suggestions/{desk.code}/")
    assert (answer.status_code, "/accounts/login/" in answer.headers["Location"]) == (302, True)


def test_an_unknown_step_shows_the_page_and_an_unknown_code_is_404(desk):
    at(desk, "assigned")
    assert desk.do("zhao", "nonsense", status=200).context["docket"].code == desk.code
    assert desk.zhao.get("/desk/suggestions/AAAA-AAAA-AAAA/").status_code == 404


def test_the_list_holds_what_each_has_a_part_in(desk):
    at(desk, "assigned")
    with within(desk.cast.county):
        desk.cast.draft(title="还没交的草稿")
    listed = {
        name: [
            row["it"].docket.title
            for row in getattr(desk, name).get("/desk/suggestions/").context["rows"]
        ]
        for name in ("lin", "zhao", "sun", "zheng", "zhou")
    }
    title = "关于增设夜班公交线路的建议"
    assert listed == {
        "lin": ["还没交的草稿", title],
        "zhao": [title],
        "sun": [title],
        "zheng": [title],
        "zhou": [],
    }


def test_the_list_is_narrowed_by_state_and_words_and_turned_by_key(desk):
    at(desk, "assigned")
    with within(desk.cast.county):
        for _each in range(21):
            desk.cast.submitted()
    whole = desk.zhao.get("/desk/suggestions/").context
    assert (len(whole["rows"]), bool(whole["older"])) == (20, True)
    rest = desk.zhao.client.get("/desk/suggestions/" + whole["older"]).context
    assert (len(rest["rows"]), rest["older"]) == (2, "")
    one = desk.zhao.get("/desk/suggestions/", state="assigned", q="夜班").context
    assert [row["it"].docket.code for row in one["rows"]] == [desk.code]
    assert desk.zhao.get("/desk/suggestions/", after="x" * 30, state="?").status_code == 200


def test_characters_nobody_can_see_are_refused_in_every_field(desk):
    at(desk, "handling")
    page = text_of(desk.do("sun", "draft_reply", status=422, **reply(promise_2="换\x07车")))
    assert "无法显示的控制字符" in page


#: Statements a step may cost, without those that only mark transactions. What a group may take
#: together is locked first, and its group read then.
COSTS = {
    "draft": ("lin", "submit", {"declared": "on"}, 20),
    "submitted": ("zhao", "accept", {"public": "yes"}, 20),
    "assigned": ("qian", "sign_for", {}, 21),
    "in_review": ("wu", "issue", {"secrecy_reviewed": "何平"}, 20),
    "replied": (
        "lin",
        "rate",
        {"attitude": "satisfied", "result": "dissatisfied", "reason": "x"},
        20,
    ),
}


@pytest.mark.parametrize("make", COSTS)
def test_a_step_costs_no_more_statements_than_allowed(desk, make):
    with within(desk.cast.county):
        desk.cast.assigned()  # the series of numbers has begun
    at(desk, make)
    name, verb, data, most = COSTS[make]
    desk.page(name)
    with CaptureQueriesContext(connection) as asked:
        desk.do(name, verb, **data)
    said = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(said) <= most, "\n".join(said)


def test_the_list_costs_as_many_queries_for_three_as_for_thirty(desk, django_assert_num_queries):
    def fill(count):
        with within(desk.cast.county):
            for _each in range(count):
                desk.cast.submitted()

    fill(3)
    desk.zhao.get("/desk/suggestions/")
    with CaptureQueriesContext(connection) as few:
        desk.zhao.get("/desk/suggestions/")
    assert len(few) <= 15
    fill(27)
    with django_assert_num_queries(len(few)):
        desk.zhao.get("/desk/suggestions/")


def test_the_page_costs_as_many_queries_with_three_origins_as_with_thirty(desk):
    from uuid import uuid4

    def cost(count):
        with within(desk.cast.county):
            case = desk.cast.draft()
            for _each in range(count):
                voice = desk.cast.voice(key=uuid4())
                link(voice.docket, case.docket, "taken_up", at=case.docket.opened_at)
            desk.code = case.docket.code
        desk.page("lin")
        with CaptureQueriesContext(connection) as asked:
            desk.page("lin")
        return len(asked)

    assert cost(3) == cost(30)
