"""More time for a reply: on a lawful ground, with whose consent, how long, once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from huiyin.notices.models import Delivery
from huiyin.notices.services import deliver
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.models import Extension
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import extending, handling
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import clock, fresh, on, running, state_of, under
from tests.visitor import Visitor, text_of

CAP = date(2026, 9, 9)
#: Profile and who of the cast decides: the assigner where the text asks for its consent.
APPROVERS = [
    ("national", "wu"),
    ("npc", "wu"),
    ("beijing-2014", "zhao"),
    ("zhejiang-2016", "zhao"),
    ("shanghai-2015", "zhao"),
    ("shandong-2017", "zhao"),
    ("qingdao-2021", "zhao"),
    ("chongqing-2018", "wu"),
    ("henan-2017", "wu"),
]


def begun(cast, key="national"):
    return under(cast, key).handling(co=False)


def ask(case, cast, at, *, planned_on=CAP, ground="wide"):
    facts = {"ground": ground, "reason": "涉及三个乡镇", "planned_on": planned_on}
    return extending.ask_extension(case, by=cast.sun, at=at, **facts)


@pytest.mark.parametrize(("key", "decides"), APPROVERS)
def test_who_decides_on_more_time_is_for_the_rules_to_say(at_home, key, decides):
    case = begun(at_home, key)
    ask(case, at_home, on(6, 1))
    for name in {"wu", "zhao", "sun", "chu"} - {decides}:
        with pytest.raises(PermissionDenied):
            extending.grant_extension(case, by=getattr(at_home, name), at=on(6, 2))
    extending.grant_extension(case, by=getattr(at_home, decides), at=on(6, 2))
    granted = case.extensions.get()
    assert (granted.granted, granted.decided_by) == (True, getattr(at_home, decides))
    # counted from the assignment on 9 March, not from the consent
    assert clock(case, "reply_max") == ("2026-03-09", "2026-09-09", None, None)
    assert clock(case, "reply") == ("2026-03-09", "2026-06-09", None, "2026-06-02")


def test_the_deputy_is_told_of_the_ground_and_who_agreed(at_home):
    case = begun(at_home)
    ask(case, at_home, on(6, 1), ground="hard")
    extending.grant_extension(case, by=at_home.wu, at=on(6, 2))
    deliver(at_home.county)
    lin = Delivery.objects.filter(user=at_home.lin.person.user, channel="site")
    notices = [each.notice for each in lin if each.notice.kind == "suggestion.grant_extension"]
    assert [(n.params["ground"], n.params["approver"]) for n in notices] == [
        ("hard", "县交通运输局")
    ]


@pytest.mark.parametrize("planned_on", [date(2026, 6, 9), date(2026, 9, 10)])
def test_the_planned_day_lies_between_the_first_term_and_the_longest(at_home, planned_on):
    case = begun(at_home)
    with pytest.raises(Incomplete, match="2026-06-09 之后，最迟 2026-09-09"):
        ask(case, at_home, on(6, 1), planned_on=planned_on)
    assert not Extension.objects.exists()
    ask(case, at_home, on(6, 9), planned_on=date(2026, 6, 10))
    assert case.extensions.get().planned_on == date(2026, 6, 10)


def test_after_the_first_term_nothing_is_asked_or_granted_any_more(at_home):
    case, other = begun(at_home), begun(at_home)
    with pytest.raises(Incomplete):
        ask(case, at_home, on(6, 10))
    ask(other, at_home, on(6, 9))
    with pytest.raises(Incomplete):
        extending.grant_extension(other, by=at_home.wu, at=on(6, 10))
    assert other.extensions.get().granted is None
    assert running(other) == {"reply": "2026-06-09"}


def test_more_time_is_given_once(at_home):
    case = begun(at_home)
    ask(case, at_home, on(6, 1))
    with pytest.raises(Incomplete):
        ask(case, at_home, on(6, 1))
    extending.grant_extension(case, by=at_home.wu, at=on(6, 2))
    with pytest.raises(Incomplete):
        ask(case, at_home, on(6, 3))
    with pytest.raises(PermissionDenied):
        extending.grant_extension(case, by=at_home.wu, at=on(6, 3))
    with pytest.raises(IntegrityError), transaction.atomic():
        case.extensions.create(
            ground="wide",
            reason="再延",
            planned_on=CAP,
            asked_by=at_home.sun,
            asked_at=on(6, 3),
            granted=True,
        )
    assert running(case) == {"reply_max": "2026-09-09"}


def test_what_was_refused_may_be_asked_again_in_time(at_home):
    case = begun(at_home)
    ask(case, at_home, on(5, 6))
    extending.refuse_extension(case, reason="不复杂", by=at_home.wu, at=on(5, 7))
    assert (case.extensions.get().granted, running(case)) == (False, {"reply": "2026-06-09"})
    ask(case, at_home, on(6, 1))
    extending.grant_extension(case, by=at_home.wu, at=on(6, 2))
    assert list(case.extensions.values_list("granted", flat=True)) == [False, True]


def test_an_extended_reply_is_late_only_after_the_longest_term(at_home):
    case = begun(at_home)
    ask(case, at_home, on(6, 1))
    extending.grant_extension(case, by=at_home.wu, at=on(6, 2))
    scenes.answered(case, at_home, at=on(9, 10))
    done = case.docket.deadlines.get(name="reply_max")
    assert (done.met_on, done.late, state_of(case)) == (date(2026, 9, 10), True, State.REPLIED)


def test_an_extended_reply_is_late_after_the_day_that_was_agreed(at_home):
    case, planned = begun(at_home), date(2026, 7, 1)
    ask(case, at_home, on(6, 1), planned_on=planned)
    extending.grant_extension(case, by=at_home.wu, at=on(6, 2))
    assert (running(case), fresh(case).docket.due_on) == ({"reply_max": "2026-07-01"}, planned)
    kept = case.docket.deadlines.get(name="reply_max")
    assert kept.words["zh"].endswith("至2026年9月9日届满；经同意，在此限度内定于2026年7月1日")
    scenes.answered(case, at_home, at=on(7, 2))
    assert case.docket.deadlines.get(name="reply_max").late


def test_a_missing_holiday_notice_does_not_move_a_day_that_was_agreed(at_home):
    case = begun(at_home)
    ask(case, at_home, on(6, 1), planned_on=date(2026, 7, 1))
    extending.grant_extension(case, by=at_home.wu, at=on(6, 2))
    assert not case.docket.deadlines.get(name="reply_max").provisional


def test_nothing_is_extended_before_handling_began_or_once_it_is_answered(at_home):
    for case in (at_home.assigned(co=False), at_home.replied()):
        with pytest.raises(NotLawful):
            ask(case, at_home, on(3, 10))


def test_a_ground_is_one_the_law_names(at_home):
    case = begun(at_home)
    with pytest.raises(ValueError, match="busy"):
        ask(case, at_home, on(6, 1), ground="busy")
    assert not case.docket.moves.filter(verb="ask_extension").exists()
    handling.draft_reply(case, by=at_home.sun, at=on(6, 1), **scenes.SOLVED)
    assert state_of(case) == State.REPLY_REVIEW


def test_more_time_is_offered_once_and_not_for_a_redo(at_home):
    def offered(case):
        page = Visitor(at_home.sun).get(f"/desk/suggestions/{case.docket.code}/")
        return "只有涉及面广、处理难度大的，才能延长" in text_of(page)

    case = begun(at_home)
    assert offered(case)
    ask(case, at_home, on(6, 1))
    assert not offered(case)
    extending.grant_extension(fresh(case), by=at_home.wu, at=on(6, 2))
    assert not offered(case)
    again = at_home.replied()
    scenes.rate(again, at_home, scenes.BAD, at=on(6, 2))
    assert (state_of(again), offered(again)) == (State.REDO, False)
