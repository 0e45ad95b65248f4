"""Ratings and what follows: redo, coordination, promises, judgements, the office's own look."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from huiyin.notices.models import Notice
from huiyin.notices.registry import sentence_of
from huiyin.procedure.models import Move
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.models import Commitment
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import handling, office, rating
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import BAD, clock, on, rate, running, state_of, under
from tests.cast import SPRING

BUSES, LAMPS = ("开行夜班线", date(2026, 12, 31)), ("装路灯", date(2026, 11, 30))


# --- Handling again -----------------------------------------------------------------------

#: Profile, what the first dissatisfaction leads to, day the redo is due when it begins on
#: 7 April 2026 (Shandong, Shanghai, Zhejiang, Henan and custom 1 month; Chongqing 2 months).
REDO = [
    ("national", State.REDO, "2026-05-07"),
    ("npc", State.REDO, "2026-05-07"),
    ("zhejiang-2016", State.REDO, "2026-05-07"),
    ("shanghai-2015", State.REDO, "2026-05-07"),
    ("shandong-2017", State.REDO, "2026-05-07"),
    ("qingdao-2021", State.REDO, "2026-05-07"),
    ("henan-2017", State.REDO, "2026-05-07"),
    ("chongqing-2018", State.REDO, "2026-06-08"),  # 7 June is a Sunday
    ("beijing-2014", State.DISPUTED, None),
]


@pytest.mark.parametrize(("key", "state", "due"), REDO)
def test_a_first_dissatisfaction_orders_a_redo_unless_the_committee_does(at_home, key, state, due):
    case = under(at_home, key).replied()
    rate(case, at_home, BAD, at=on(4, 7))
    assert (state_of(case), running(case).get("redo")) == (state, due)


def test_in_beijing_the_office_orders_the_redo_with_two_months(at_home):
    case = under(at_home, "beijing-2014").replied()
    rate(case, at_home, BAD, at=on(4, 7))
    for nobody in (at_home.lin.person.user, at_home.wu):
        with pytest.raises(PermissionDenied):
            office.reorder(case, by=nobody, at=on(4, 8))
    office.reorder(case, by=at_home.zhao, at=on(4, 8))
    assert (state_of(case), clock(case, "redo")) == (
        State.REDO,
        ("2026-04-08", "2026-06-08", None, None),
    )
    scenes.answered(case, at_home, at=on(4, 9))
    assert clock(case, "redo")[2] == "2026-04-09"
    assert [reply.round for reply in case.replies.all()] == [1, 2]


def test_a_second_dissatisfaction_goes_to_coordination_and_the_first_rating_stays(at_home):
    case = under(at_home, "chongqing-2018").replied()
    rate(case, at_home, BAD, at=on(4, 7))
    scenes.answered(case, at_home, at=on(4, 8))
    rate(case, at_home, BAD | {"reason": "还是没有写班次"}, at=on(4, 9))
    assert (state_of(case), case.docket.holder_organ) == (State.DISPUTED, at_home.affairs)
    reasons = [reply.rating.reason for reply in case.replies.all()]
    assert reasons == ["没有写班次", "还是没有写班次"]
    with pytest.raises(NotLawful):
        rate(case, at_home, at=on(4, 9))


def disputed(cast, **facts):
    case = under(cast, "beijing-2014").replied(**facts)
    rate(case, cast, BAD, at=on(4, 7))
    return case


MEETING = {"mode": "meeting", "people": "林晓禾、吴局长", "content": "商定加开两班"}


def test_the_office_brings_both_sides_together_and_the_meeting_is_kept(at_home):
    case = disputed(at_home)
    held_on = date(2026, 4, 8)
    with pytest.raises(Incomplete):
        office.convene(case, held_on=held_on, by=at_home.zhao, at=on(4, 7), **MEETING)
    office.convene(case, held_on=held_on, by=at_home.zhao, at=on(4, 8), **MEETING)
    (kept,) = case.coordinations.all()
    assert (kept.mode, kept.held_on, kept.content) == ("meeting", held_on, "商定加开两班")
    assert state_of(case) == State.DISPUTED


def test_what_was_promised_is_followed_also_when_a_dispute_is_settled(at_home):
    case = disputed(at_home, commitments=(BUSES,))
    office.settle(case, reason="双方当面达成一致", by=at_home.zhao, at=on(4, 8))
    assert (state_of(case), case.docket.holder_organ) == (State.TRACKING, at_home.transport)


def test_a_dispute_without_promises_is_closed_with_its_reason(at_home):
    case = under(at_home, "beijing-2014").handling(co=False)
    scenes.answered(case, at_home, at=on(3, 10))
    rate(case, at_home, BAD, at=on(4, 7))
    office.settle(case, reason="双方当面达成一致", by=at_home.zhao, at=on(4, 8))
    assert (state_of(case), running(case)) == (State.CLOSED, {})


# --- Once, in time ------------------------------------------------------------------------

#: Profile and the last day to rate what was received on Monday 9 March 2026.
FEEDBACK = [
    ("beijing-2014", "2026-03-30"),  # 15 working days
    ("henan-2017", "2026-03-23"),  # 10
    ("chongqing-2018", "2026-04-07"),  # 20, with 4 to 6 April off
    ("national", None),
    ("shanghai-2015", None),
]


@pytest.mark.parametrize(("key", "due"), FEEDBACK)
def test_a_deputy_rates_within_the_time_the_rules_give(at_home, key, due):
    case = under(at_home, key).replied()
    assert running(case).get("feedback") == due


def test_what_nobody_rated_in_time_is_closed_unmet_and_unrated(at_home):
    case = under(at_home, "henan-2017").handling(co=False)
    scenes.answered(case, at_home, at=SPRING)
    with pytest.raises(Incomplete):
        rating.lapse(case, at=on(3, 23))
    assert state_of(case) == State.REPLIED
    rating.lapse(case, at=on(3, 24))
    assert (state_of(case), running(case)) == (State.CLOSED, {})
    assert clock(case, "feedback") == ("2026-03-09", "2026-03-23", None, "2026-03-24")
    assert not hasattr(case.replies.get(), "rating")


def test_without_a_period_nothing_lapses(at_home):
    case = at_home.replied()
    with pytest.raises(Incomplete):
        rating.lapse(case, at=on(12, 1))
    call_command("close_unrated")
    assert state_of(case) == State.REPLIED


def test_a_unit_replies_once_a_round_and_a_deputy_rates_once(at_home):
    case = at_home.replied()
    for again in (
        lambda: handling.issue(case, secrecy_reviewed="何平", by=at_home.wu, at=on(3, 10)),
        lambda: handling.draft_reply(case, by=at_home.sun, at=on(3, 10), **scenes.SOLVED),
    ):
        with pytest.raises(NotLawful):
            again()
    rate(case, at_home, at=on(3, 10))
    with pytest.raises(NotLawful):
        rate(case, at_home, BAD, at=on(3, 10))
    reply = case.replies.get()
    assert (reply.round, reply.rating.result, reply.issued_at) == (1, "satisfied", SPRING)


# --- Promises -----------------------------------------------------------------------------


def tracked(cast, key="national", commitments=(BUSES,)):
    case = under(cast, key).replied(commitments=commitments)
    rate(case, cast, at=on(3, 10))
    return case, list(Commitment.objects.order_by("pk"))


def report(commitment, cast, at, outcome="kept"):
    return rating.report(commitment, outcome=outcome, evidence="已开行", by=cast.sun, at=at)


def judge(commitment, cast, at, value="satisfied", reason=""):
    lin = cast.lin.person.user
    return rating.judge(commitment, value=value, reason=reason, by=lin, at=at)


def test_the_ledger_of_a_promise_grows_until_it_has_a_result(at_home):
    case, (buses,) = tracked(at_home)
    for day, note in ((4, "已招标"), (5, "已购车")):
        rating.progress(buses, note=note, by=at_home.sun, at=on(day, 7))
    assert list(buses.progress.values_list("note", flat=True)) == ["已招标", "已购车"]
    for nobody in (at_home.zheng, at_home.lin.person.user, at_home.zhao):
        with pytest.raises(PermissionDenied):
            rating.progress(buses, note="x", by=nobody, at=on(5, 8))
    report(buses, at_home, on(6, 1))
    assert (state_of(case), buses.outcome, buses.reported_at) == ("closed", "kept", on(6, 1))
    with pytest.raises(NotLawful):
        rating.progress(buses, note="x", by=at_home.sun, at=on(6, 2))


def test_in_chongqing_the_deputy_judges_a_promise_within_twenty_working_days(at_home):
    case, (buses,) = tracked(at_home, "chongqing-2018")
    with pytest.raises(Incomplete):
        judge(buses, at_home, on(3, 11))
    report(buses, at_home, on(3, 11))
    assert clock(case, "commitment_feedback") == ("2026-03-11", "2026-04-09", None, None)
    assert state_of(case) == State.TRACKING
    with pytest.raises(Incomplete):
        judge(buses, at_home, on(3, 12), value="dissatisfied", reason=" ")
    judge(buses, at_home, on(3, 12), value="dissatisfied", reason="只开了半条线")
    assert (buses.judged, buses.judged_reason) == ("dissatisfied", "只开了半条线")
    assert clock(case, "commitment_feedback")[2] == "2026-03-12"
    assert state_of(case) == State.CLOSED
    with pytest.raises(Incomplete):
        judge(buses, at_home, on(3, 13))


def test_the_time_to_judge_runs_until_the_last_reported_promise_is_judged(at_home):
    case, (buses, lamps) = tracked(at_home, "chongqing-2018", (BUSES, LAMPS))
    report(buses, at_home, on(3, 11))
    report(lamps, at_home, on(3, 12))
    judge(buses, at_home, on(3, 13))
    assert running(case) == {"commitment_feedback": "2026-04-10"}
    assert state_of(case) == State.TRACKING
    judge(lamps, at_home, on(3, 16))
    assert (running(case), state_of(case)) == ({}, State.CLOSED)


def test_when_the_time_to_judge_is_over_the_matter_is_closed_all_the_same(at_home):
    case, (buses,) = tracked(at_home, "chongqing-2018")
    report(buses, at_home, on(3, 11))
    assert rating.fulfil_if_done(case, at=on(4, 9)) is False
    assert rating.fulfil_if_done(case, at=on(4, 10)) is True
    assert state_of(case) == State.CLOSED
    assert clock(case, "commitment_feedback") == ("2026-03-11", "2026-04-09", None, "2026-04-10")
    judge(buses, at_home, on(4, 13), value="basically")
    assert buses.judged == "basically"


def test_elsewhere_the_last_result_closes_the_matter(at_home):
    case, (buses, lamps) = tracked(at_home, "zhejiang-2016", (BUSES, LAMPS))
    report(buses, at_home, on(6, 1), outcome="not_kept")
    assert state_of(case) == State.TRACKING
    report(lamps, at_home, on(6, 2))
    assert (state_of(case), running(case)) == (State.CLOSED, {})


def test_the_office_sees_for_itself_and_a_promise_not_kept_is_followed_again(at_home):
    case, (buses,) = tracked(at_home, "chongqing-2018")
    with pytest.raises(Incomplete):
        rating.recheck(buses, kept=True, note="看过了", by=at_home.zhao, at=on(3, 11))
    report(buses, at_home, on(3, 11))
    judge(buses, at_home, on(3, 12))
    rating.recheck(buses, kept=False, note="线路停了", by=at_home.zhao, at=on(9, 1))
    assert (state_of(case), case.docket.closed_at) == (State.TRACKING, None)
    assert case.docket.holder_organ == at_home.transport
    assert (buses.outcome, buses.judged, buses.rechecked_at) == ("open", "", on(9, 1))
    report(buses, at_home, on(9, 7))
    judge(buses, at_home, on(9, 8), value="basically")
    assert (state_of(case), buses.judged) == (State.CLOSED, "basically")
    judged = Move.objects.filter(verb="judge").order_by("pk")
    assert [move.facts["value"] for move in judged] == ["satisfied", "basically"]
    rating.recheck(buses, kept=True, note="已恢复", by=at_home.zhao, at=on(10, 9))
    assert (state_of(case), buses.outcome) == (State.CLOSED, "kept")
    assert list(buses.progress.values_list("note", flat=True)) == ["线路停了", "已恢复"]


def test_only_the_office_rechecks_and_only_the_lead_deputy_judges(at_home):
    _case, (buses,) = tracked(at_home, "chongqing-2018")
    report(buses, at_home, on(3, 11))
    for nobody in (at_home.wu, at_home.zhou.person.user, at_home.zhao):
        with pytest.raises(PermissionDenied):
            rating.judge(buses, value="satisfied", by=nobody, at=on(3, 12))
    for nobody in (at_home.wu, at_home.lin.person.user):
        with pytest.raises(PermissionDenied):
            rating.recheck(buses, kept=True, note="x", by=nobody, at=on(3, 12))


def test_a_follower_is_told_of_a_promise_of_a_closed_reply_by_its_number_only(at_home):
    closed = scenes.REPLY | {"openness": "closed", "closed_reason": "涉及个人信息"}
    case = at_home.handling(co=False)
    scenes.answered(case, at_home, at=SPRING, commitments=(BUSES, LAMPS), reply=closed)
    rate(case, at_home, at=on(3, 10))
    for promise in Commitment.objects.filter(text=BUSES[0]):
        rating.progress(promise, note="已招标", by=at_home.sun, at=on(3, 11))
        rating.report(promise, outcome="kept", evidence="已开行", by=at_home.sun, at=on(3, 12))
        rating.judge(promise, value="satisfied", by=at_home.lin.person.user, at=on(3, 13))
        rating.recheck(promise, kept=False, note="没有车", by=at_home.zhao, at=on(3, 14))
    told = case.docket.moves.filter(facts__has_key="what")
    assert list(told.values_list("facts__what", flat=True)) == [2, 2, 2, 2], "as in the ledger"
    notices = Notice.objects.filter(params__has_key="what")
    assert [BUSES[0] in str(one.params) for one in notices] == [False] * 4
    (last,) = notices.order_by("-pk")[:1]
    assert sentence_of(last.kind, last.params).endswith("重新跟踪：第 2 项")
