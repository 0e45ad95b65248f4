"""What co-handling units owe the lead unit, and when the deputy is first talked to."""

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.contributions.models import Contribution
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import handling
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import clock, on, running, state_of, under

#: Profile, day the opinion is due; assigned on 9 March, signed for on 11 March 2026.
DUE = [
    ("zhejiang-2016", "2026-05-11"),  # two months from receipt
    ("henan-2017", "2026-05-11"),
    ("shanghai-2015", "2026-04-13"),  # one month: Saturday 11 April, so Monday
    ("shandong-2017", "2026-04-13"),
    ("qingdao-2021", "2026-04-13"),
    ("chongqing-2018", "2026-04-21"),  # 30 working days from assignment
    ("beijing-2014", None),
    ("npc", None),
    ("national", None),
]


def shared(cast, key="chongqing-2018", *, units=1):
    """Handled by transport with ``units`` co-handling units, signed for on 11 March."""
    under(cast, key)
    others = [(cast.finance, "补贴")]
    users = [cast.zheng]
    for name in ["县公路局", "县规划局"][: units - 1]:
        organ, user = scenes.unit(cast, name)
        others.append((organ, name))
        users.append(user)
    case = scenes.assign(scenes.accepted(cast), cast, co=others)
    return scenes.begun(case, cast, at=on(3, 11)), [organ for organ, _part in others], users


def give(case, user, at, body="补贴可以列入预算。"):
    return handling.give_co_opinion(case, body=body, by=user, at=at)


def reject(case, organ, cast, at):
    return handling.reject_opinion(case, organ=organ, reason="没有内容", by=cast.sun, at=at)


@pytest.mark.parametrize(("key", "due"), DUE)
def test_a_co_handling_opinion_is_due_as_the_rules_say(at_home, key, due):
    case, _organs, _users = shared(at_home, key)
    assert running(case).get("co_opinion") == due


@pytest.mark.parametrize(("key", "due"), [("chongqing-2018", "2026-04-09"), ("henan-2017", None)])
def test_the_first_talk_is_due_from_receipt(at_home, key, due):
    case, _organs, _users = shared(at_home, key)
    assert running(case).get("first_contact") == due
    handling.log_contact(
        case, held_on=on(3, 12).date(), by=at_home.sun, at=on(3, 13), **scenes.FACE
    )
    assert "first_contact" not in running(case)
    assert due is None or clock(case, "first_contact") == ("2026-03-11", due, "2026-03-13", None)


def test_an_empty_opinion_is_given_again_within_five_working_days(at_home):
    case, (finance,), (zheng,) = shared(at_home)
    given = give(case, zheng, on(3, 12), body="无意见。").opinion
    assert clock(case, "co_opinion")[2] == "2026-03-12"
    reject(case, finance, at_home, on(3, 16))
    assert clock(case, "co_opinion_redo") == ("2026-03-16", "2026-03-23", None, None)
    assert case.assignments.get(organ=finance).opinion is None
    again = give(case, zheng, on(3, 24)).opinion
    assert clock(case, "co_opinion_redo")[2] == "2026-03-24"
    assert case.docket.deadlines.get(name="co_opinion_redo").late
    kept = Contribution.objects.filter(kind="suggestion.co_opinion").order_by("pk")
    assert list(kept) == [given, again]


def test_elsewhere_it_is_given_again_without_a_clock(at_home):
    case, (finance,), (zheng,) = shared(at_home, "zhejiang-2016")
    give(case, zheng, on(3, 12))
    reject(case, finance, at_home, on(3, 16))
    assert clock(case, "co_opinion_redo") is None
    give(case, zheng, on(3, 17))
    assert case.assignments.get(organ=finance).opinion.body == "补贴可以列入预算。"


def test_the_clock_of_the_second_opinion_is_met_by_it_while_others_still_owe_theirs(at_home):
    case, (finance, roads, _plans), (zheng, roads_user, plans_user) = shared(at_home, units=3)
    give(case, zheng, on(3, 12))
    reject(case, finance, at_home, on(3, 13))
    give(case, zheng, on(3, 16))
    assert clock(case, "co_opinion_redo")[2] == "2026-03-16"
    assert running(case)["co_opinion"] == "2026-04-21"
    give(case, roads_user, on(3, 17))
    reject(case, roads, at_home, on(3, 18))
    give(case, plans_user, on(3, 19))  # not asked again: the clock of the others runs on
    assert running(case)["co_opinion_redo"] == "2026-03-25"
    give(case, roads_user, on(3, 20))
    assert {"co_opinion", "co_opinion_redo"} & running(case).keys() == set()


def test_two_rejected_opinions_share_one_clock_until_both_are_given_again(at_home):
    case, (finance, roads), (zheng, roads_user) = shared(at_home, units=2)
    give(case, zheng, on(3, 12))
    give(case, roads_user, on(3, 12))
    reject(case, finance, at_home, on(3, 13))
    reject(case, roads, at_home, on(3, 16))
    give(case, zheng, on(3, 17))
    assert running(case)["co_opinion_redo"] == "2026-03-23"
    give(case, roads_user, on(3, 18))
    assert clock(case, "co_opinion_redo") == ("2026-03-16", "2026-03-23", "2026-03-18", None)


def test_an_opinion_nobody_gave_is_not_rejected(at_home):
    case, (finance,), _users = shared(at_home)
    with pytest.raises(Incomplete):
        reject(case, finance, at_home, on(3, 13))
    with pytest.raises(Incomplete):
        reject(case, at_home.affairs, at_home, on(3, 13))
    assert not case.docket.moves.filter(verb="reject_opinion").exists()


def test_an_empty_opinion_is_none_and_a_second_one_of_the_same_unit_is_refused(at_home):
    case, _organs, (zheng,) = shared(at_home)
    with pytest.raises(Incomplete):
        give(case, zheng, on(3, 12), body=" \n")
    give(case, zheng, on(3, 12))
    with pytest.raises(PermissionDenied):
        give(case, zheng, on(3, 12))
    assert (Contribution.objects.filter(kind="suggestion.co_opinion").count()) == 1


def test_a_co_handling_unit_never_answers_the_deputy(at_home):
    case, _organs, (zheng,) = shared(at_home)
    with pytest.raises(PermissionDenied):
        handling.draft_reply(case, by=zheng, at=on(3, 12), **scenes.SOLVED)
    assert (state_of(case), case.replies.count()) == (State.HANDLING, 0)


def test_a_rejected_opinion_is_owed_again_before_the_reply(at_home):
    case, (finance,), (zheng,) = shared(at_home)
    give(case, zheng, on(3, 12))
    reject(case, finance, at_home, on(3, 13))
    with pytest.raises(Incomplete):
        scenes.answered(case, at_home, at=on(3, 16))
    assert state_of(case) == State.REPLY_REVIEW
    facts = {"secrecy_reviewed": "何平", "without_opinion": "已电话确认"}
    handling.issue(case, by=at_home.wu, at=on(3, 17), **facts)
    assert clock(case, "co_opinion_redo") == ("2026-03-13", "2026-03-20", None, "2026-03-17")
    assert state_of(case) == State.REPLIED
