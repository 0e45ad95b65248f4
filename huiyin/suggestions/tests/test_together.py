"""Suggestions of the same content: handled once, answered each (合并办理，分别答复)."""

import pytest

from huiyin.suggestions.models import Served
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import assigning, drafting, handling
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import fresh, on, running, state_of
from tests.cast import SPRING


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
    assert d.docket.moves.filter(verb="merge").count() == 1


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
