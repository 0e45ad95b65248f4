"""Suggestions of the same content: handled once, answered each (合并办理，分别答复)."""

import pytest

from huiyin.congresses.scope import within
from huiyin.notices.models import Notice
from huiyin.notices.registry import people, sentence_of
from huiyin.suggestions.models import Served
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import assigning, drafting, handling
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import fresh, on, running, state_of
from tests.cast import SPRING
from tests.visitor import Visitor, text_of


def two(cast):
    """Two accepted suggestions, the second merged into the first."""
    first = scenes.accepted(cast)
    second = scenes.accepted(cast, title="关于延长公交末班时间的建议")
    assigning.merge(second, into=first, by=cast.zhao, at=SPRING)
    return fresh(first), fresh(second)


def test_what_is_merged_is_handled_in_one_go_and_answered_each_by_itself(at_home):
    first, second = two(at_home)
    scenes.begun(scenes.assign(second, at_home, at=on(3, 10)), at_home, at=on(3, 11))
    assert (state_of(first), state_of(second)) == (State.HANDLING, State.HANDLING)
    assert running(first) == running(second) == {"reply": "2026-06-10"}
    scenes.answered(first, at_home, at=on(4, 1))
    assert (state_of(second), second.replies.count(), second.contacts.count()) == ("handling", 0, 0)
    scenes.answered(second, at_home, at=on(4, 1))
    for case in (first, second):
        reply = case.replies.get()
        assert (state_of(case), reply.round, reply.issued_at) == ("replied", 1, on(4, 1))
        assert case.contacts.count() == 1
    assert first.replies.get().words != second.replies.get().words
    scenes.rate(first, at_home, at=on(4, 2))
    assert (state_of(first), state_of(second)) == (State.CLOSED, State.REPLIED)


def test_each_of_them_is_rated_and_handled_again_by_itself(at_home):
    first, second = two(at_home)
    scenes.begun(scenes.assign(first, at_home), at_home)
    for case in (first, second):
        scenes.answered(case, at_home, at=on(4, 1))
    scenes.rate(first, at_home, scenes.BAD, at=on(4, 2))
    scenes.rate(second, at_home, at=on(4, 2))
    assert (state_of(first), state_of(second)) == (State.REDO, State.CLOSED)
    handling.log_contact(first, held_on=on(4, 3).date(), by=at_home.sun, at=on(4, 3), **scenes.FACE)
    assert [case.contacts.count() for case in (first, second)] == [2, 1]


def test_the_joint_deputies_of_each_are_given_the_answer_to_theirs(at_home):
    first = scenes.submit(scenes.joint(at_home), at_home)
    scenes.office.accept(first, public=True, by=at_home.zhao, at=SPRING)
    second = scenes.accepted(at_home, title="关于延长公交末班时间的建议")
    assigning.merge(second, into=first, by=at_home.zhao, at=SPRING)
    scenes.answered(scenes.begun(scenes.assign(first, at_home), at_home), at_home, at=on(4, 1))
    (served,) = Served.objects.all()
    assert (served.reply.suggestion, served.mandate) == (first, at_home.zhou)


def test_a_group_grows_from_any_of_its_members_and_stays_one(at_home):
    a, b, c, d = (scenes.accepted(at_home, title=f"建议{name}") for name in "甲乙丙丁")
    assigning.merge(b, into=a, by=at_home.zhao, at=SPRING)
    assigning.merge(d, into=c, by=at_home.zhao, at=SPRING)
    assigning.merge(fresh(c), into=fresh(b), by=at_home.zhao, at=SPRING)
    assert [fresh(each).group for each in (a, b, c, d)] == [a] * 4
    with pytest.raises(Incomplete):
        assigning.merge(fresh(d), into=fresh(b), by=at_home.zhao, at=SPRING)
    assert d.docket.moves.filter(verb="merge").count() == 2  # with 丙, and with 甲 and 乙


def test_only_what_waits_for_assignment_here_is_merged(at_home):
    case, later = scenes.accepted(at_home), at_home.assigned()
    for into in (case, later):
        with pytest.raises(Incomplete):
            assigning.merge(case, into=into, by=at_home.zhao, at=SPRING)
    assert fresh(case).group is None


def test_one_that_was_taken_back_holds_the_others_up_in_nothing(at_home):
    first, second = two(at_home)
    drafting.withdraw(first, by=at_home.lin.person.user, at=on(3, 10))
    scenes.begun(scenes.assign(second, at_home, at=on(3, 10)), at_home, at=on(3, 11))
    assert (state_of(first), state_of(second)) == (State.WITHDRAWN, State.HANDLING)


def test_what_is_merged_is_not_split(at_home):
    first, _second = two(at_home)
    parts = [(at_home.transport, "线路"), (at_home.finance, "补贴")]
    with pytest.raises(Incomplete):
        assigning.split(first, parts=parts, by=at_home.zhao, at=SPRING)
    assert state_of(first) == State.ACCEPTED


def test_a_talk_and_a_letter_belong_to_the_one_deputy_they_are_for(at_home):
    first, second = two(at_home)
    scenes.begun(scenes.assign(first, at_home), at_home)
    view = {"people": "林晓禾", "view": "只对你们说"}
    handling.log_contact(
        first, held_on=SPRING.date(), by=at_home.sun, at=SPRING, **scenes.FACE, **view
    )
    handling.draft_reply(first, by=at_home.sun, at=SPRING, **scenes.SOLVED)
    handling.send_back(first, reason="再改", by=at_home.wu, at=SPRING)
    assert (state_of(second), second.replies.count(), second.contacts.count()) == ("handling", 0, 0)
    assert not second.docket.moves.filter(verb__in=["contact", "draft_reply", "send_back"]).exists()


def test_once_one_of_them_is_answered_each_goes_its_own_way(at_home):
    first, second, third = (scenes.accepted(at_home, title=f"建议{name}") for name in "甲乙丙")
    for case in (second, third):
        assigning.merge(case, into=first, by=at_home.zhao, at=SPRING)
    co = [(at_home.finance, "补贴")]
    scenes.begun(scenes.assign(fresh(first), at_home, co=co), at_home)
    first, second, third = (fresh(case) for case in (first, second, third))
    handling.draft_reply(first, by=at_home.sun, at=SPRING, **scenes.SOLVED)
    reasons = {"without_contact": "出差", "without_opinion": "已电话"}
    handling.issue(first, secrecy_reviewed="何平", by=at_home.wu, at=SPRING, **reasons)
    handling.give_co_opinion(second, body="同意", by=at_home.zheng, at=SPRING)
    given = [case.assignments.get(role="co").opinion is not None for case in (second, third)]
    assert given == [True, False]


def told(user, verb):
    """What ``user`` was told of that step, in words."""
    rows = Notice.objects.filter(kind__startswith=f"suggestion.{verb}").order_by("pk")
    return [sentence_of(n.kind, n.params) for n in rows if user.pk in people(n.audience)]


def test_the_deputies_of_the_one_it_is_merged_into_are_told_as_well(at_home):
    first = scenes.submit(scenes.joint(at_home), at_home)
    scenes.office.accept(first, public=True, by=at_home.zhao, at=SPRING)
    second = scenes.accepted(at_home, title="关于延长公交末班时间的建议")
    assigning.merge(second, into=first, by=at_home.zhao, at=SPRING)
    number = fresh(second).docket.number
    said = told(at_home.zhou.person.user, "merge")
    assert said == [f"“{first}”与第{number}号合并办理，分别答复"]


def test_one_is_handled_by_itself_again_and_everybody_of_the_group_hears_why(at_home):
    first, second = two(at_home)
    third = scenes.accepted(at_home, title="建议丙")
    assigning.merge(third, into=first, by=at_home.zhao, at=SPRING)
    scenes.begun(scenes.assign(fresh(first), at_home), at_home)
    assigning.unmerge(fresh(first), why="content", by=at_home.zhao, at=on(3, 12))
    first, second, third = (fresh(case) for case in (first, second, third))
    assert (first.group, second.group, third.group) == (None, second, second)
    assert [state_of(case) for case in (first, second, third)] == ["handling"] * 3
    said = told(at_home.lin.person.user, "unmerge")
    numbers = f"{second.docket.number}、{third.docket.number}"
    assert said == [
        f"“{first}”不再与第{numbers}号合并办理：内容不同",
        f"“{second}”不再与第{first.docket.number}号合并办理：内容不同",
        f"“{third}”不再与第{first.docket.number}号合并办理：内容不同",
    ]
    assert told(at_home.sun, "unmerge") == said


def test_two_that_are_parted_are_each_alone_and_may_be_merged_again(at_home):
    first, second = two(at_home)
    assigning.unmerge(second, why="unit", by=at_home.zhao, at=SPRING)
    assert (fresh(first).group, fresh(second).group) == (None, None)
    scenes.assign(fresh(first), at_home)
    assert (state_of(first), state_of(second)) == ("assigned", "accepted")
    with pytest.raises(Incomplete, match="没有与别的建议合并"):
        assigning.unmerge(fresh(second), why="unit", by=at_home.zhao, at=SPRING)
    assert fresh(second).docket.moves.filter(verb="unmerge").count() == 1


def test_once_one_was_answered_nothing_is_left_to_part(at_home):
    first, second = two(at_home)
    scenes.begun(scenes.assign(first, at_home), at_home)
    scenes.answered(fresh(first), at_home, at=on(4, 1))
    with pytest.raises(Incomplete, match="已经答复"):
        assigning.unmerge(fresh(second), why="wish", by=at_home.zhao, at=on(4, 2))


def test_the_office_parts_them_on_the_page_and_only_what_is_merged(cast):
    with within(cast.county):
        first, second = two(cast)
        alone = scenes.accepted(cast)
    zhao = Visitor(cast.zhao)
    for case, offered in ((second, True), (alone, False)):
        page = text_of(zhao.get(f"/desk/suggestions/{case.docket.code}/"))
        assert ("分开办理" in page) is offered
    answer = zhao.post(f"/desk/suggestions/{second.docket.code}/unmerge/", why="wish")
    assert answer.status_code == 302
    with within(cast.county):
        assert fresh(first).group is None


def test_a_step_taken_on_what_was_read_before_it_was_parted_moves_no_other(at_home):
    first, second = two(at_home)
    third = scenes.accepted(at_home, title="关于公交站台的建议")
    assigning.merge(third, into=first, by=at_home.zhao, at=SPRING)
    scenes.assign(fresh(first), at_home)
    read_before = fresh(second)
    assigning.unmerge(fresh(second), why="content", by=at_home.zhao, at=SPRING)
    handling.sign_for(read_before, by=at_home.qian, at=SPRING)
    assert [state_of(case) for case in (first, second, third)] == [
        State.ASSIGNED,
        State.RECEIPTED,
        State.ASSIGNED,
    ]


def test_a_step_taken_on_what_was_read_before_it_was_merged_moves_the_other(at_home):
    first = scenes.accepted(at_home)
    second = scenes.accepted(at_home, title="关于延长公交末班时间的建议")
    read_before = fresh(second)
    assigning.merge(second, into=first, by=at_home.zhao, at=SPRING)
    scenes.assign(read_before, at_home)
    assert (state_of(first), state_of(second)) == (State.ASSIGNED, State.ASSIGNED)
