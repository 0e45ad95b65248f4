"""Who hears of a clock, and when; and what the daily rounds bring to an end."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate, now

from huiyin.congresses.models import Congress, Organ, Seat, Term
from huiyin.congresses.services import organ, seat
from huiyin.notices.models import Notice
from huiyin.notices.registry import people
from huiyin.procedure.models import Deadline, Docket
from huiyin.procedure.reminders import remind
from huiyin.suggestions.models import Commitment
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import rating


def clock_of(case, name, days_left):
    """The clock ``name`` of the case, moved so that so many days are left of it."""
    due = localdate() + timedelta(days=days_left)
    rows = Deadline.objects.running().filter(docket=case.docket_id, name=name)
    rows.update(due_on=due, started_on=due - timedelta(days=60))
    return rows.get()


def heard(clock):
    """Names of those who hear of the clock today."""
    assert remind(clock, at=now())
    notice = Notice.objects.latest("pk")
    users = Seat.user.field.related_model.objects.filter(pk__in=people(notice.audience))
    return sorted(user.label for user in users)


@pytest.fixture
def with_office(at_home):
    """The transport bureau stands below the government office, where one person sits."""
    office = organ(at_home.county, Organ.Kind.GOVERNMENT_OFFICE, "县政府办公室")
    at_home.shen = at_home._official("沈督查", office, Seat.Role.CLERK)
    return at_home


HANDLERS = ["孙承办", "李审核", "钱收文"]


@pytest.mark.parametrize(
    ("days_left", "names"),
    [
        (30, HANDLERS),
        (15, HANDLERS),
        (7, [*HANDLERS, "吴局长"]),
        (1, [*HANDLERS, "吴局长"]),
        (0, [*HANDLERS, "吴局长", "沈督查"]),
        (-1, [*HANDLERS, "吴局长", "沈督查", "赵文博"]),
        (-8, [*HANDLERS, "吴局长", "沈督查", "赵文博"]),
    ],
)
def test_the_nearer_the_day_the_more_people_hear_of_it(with_office, days_left, names):
    case = with_office.handling(co=False)
    assert heard(clock_of(case, "reply", days_left)) == sorted(names)


def test_a_unit_below_another_is_escalated_to_the_one_above_it(with_office):
    above = organ(with_office.county, Organ.Kind.HANDLING_UNIT, "县住建局")
    chief = with_office._official("方局长", above, Seat.Role.HEAD)
    Organ.objects.filter(pk=with_office.transport.pk).update(parent=above)
    names = heard(clock_of(with_office.handling(co=False), "reply", 0))
    assert (chief.label in names, "沈督查" in names) == (True, False)


def test_each_rung_is_said_once_and_between_the_rungs_nothing_is(at_home):
    clock = clock_of(at_home.handling(co=False), "reply", 7)
    assert [remind(clock, at=now()), remind(clock, at=now())] == [True, False]
    assert not remind(clock_of(at_home.handling(co=False), "reply", 8), at=now())


def test_a_closed_case_reminds_nobody(at_home):
    case = at_home.handling(co=False)
    clock = clock_of(case, "reply", 0)
    Docket.objects.filter(pk=case.docket_id).update(closed_at=now())
    assert not remind(clock, at=now())


def test_the_time_to_rate_is_the_deputys_alone(at_home):
    Congress.objects.filter(pk=at_home.county.pk).update(profile_key="chongqing-2018")
    case = at_home.replied()
    assert heard(clock_of(case, "feedback", 3)) == ["林晓禾"]
    assert heard(clock_of(case, "feedback", -1)) == ["林晓禾"]


def test_the_office_hears_of_the_time_to_rate_where_nobody_rates(at_home):
    Congress.objects.filter(pk=at_home.county.pk).update(profile_key="chongqing-2018")
    case = at_home.replied()
    seat(at_home.lin.person.user, at_home.transport, Seat.Role.HEAD)
    assert heard(clock_of(case, "feedback", -1)) == ["赵文博"]


def test_a_co_handling_unit_is_reminded_of_its_own_clock(at_home):
    Congress.objects.filter(pk=at_home.county.pk).update(profile_key="chongqing-2018")
    assert heard(clock_of(at_home.assigned(), "co_opinion", 3)) == ["郑会办"]


def test_a_unit_where_only_the_head_sits_is_reminded_from_the_first_rung(at_home):
    small = organ(at_home.county, Organ.Kind.HANDLING_UNIT, "县档案馆")
    seat(at_home.feng, small, Seat.Role.HEAD)
    case = at_home.handling(co=False)
    Docket.objects.filter(pk=case.docket_id).update(holder_organ=small)
    clock = clock_of(case, "reply", 30)
    assert people(f"rung:{clock.pk}:30") == [at_home.feng.pk]


def test_open_suggestions_of_a_term_that_ended_are_said_to_go_on_once(at_home, capsys):
    case, done = at_home.handling(co=False), at_home.handling(co=False)
    Docket.objects.filter(pk=done.docket_id).update(state=State.CLOSED, closed_at=now())
    call_command("carry_over")
    Term.objects.filter(pk=at_home.term.pk).update(ends_on=localdate() - timedelta(days=1))
    call_command("carry_over")
    call_command("carry_over")
    assert capsys.readouterr().out.splitlines() == [
        "0 suggestions carried over into the next term",
        "1 suggestions carried over into the next term",
        "0 suggestions carried over into the next term",
    ]
    case.refresh_from_db()
    assert (case.carried_on, case.docket.moves.last().verb) == (localdate(), "carry_over")


def test_what_was_followed_up_is_closed_when_the_time_to_judge_is_over(at_home, capsys):
    Congress.objects.filter(pk=at_home.county.pk).update(profile_key="chongqing-2018")
    case, lin = at_home.replied(), at_home.lin.person.user
    good = {"attitude": "satisfied", "result": "satisfied", "reason": ""}
    rating.rate(case, by=lin, at=now(), **good)
    promise = Commitment.objects.get(reply__suggestion=case)
    rating.report(promise, outcome="kept", evidence="已经开行", by=at_home.sun, at=now())
    call_command("close_tracked")
    clock_of(case, "commitment_feedback", -1)
    call_command("close_tracked")
    assert [line[0] for line in capsys.readouterr().out.splitlines()] == ["0", "1"]
    assert Docket.objects.get(pk=case.docket_id).state == State.CLOSED
