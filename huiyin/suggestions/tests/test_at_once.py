"""Two people at the same step in the same moment, which only PostgreSQL allows: one of them."""

import pytest
from django.db import connection

from huiyin.congresses.models import Seat
from huiyin.congresses.scope import within
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import assigning, handling, office
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import fresh, on, state_of
from tests.at_once import at_once
from tests.cast import SPRING, Cast

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    return Cast()


def test_of_two_clerks_who_assign_at_once_one_does(cast):
    with within(cast.county):
        case = scenes.accepted(cast)
        mine, theirs = fresh(case), fresh(case)
    second = cast._official("另一位", cast.affairs, Seat.Role.CLERK)

    def assign(which, unit, by):
        assigning.assign(which, lead=unit, lead_part="全部", by=by, at=SPRING)

    refused = at_once(
        cast,
        lambda: assign(mine, cast.transport, cast.zhao),
        lambda: assign(theirs, cast.finance, second),
    )
    with within(cast.county):
        assert (refused, state_of(case)) == (1, State.ASSIGNED)
        (part,) = case.assignments.all()
        move = case.docket.moves.get(verb="assign")
        assert move.facts["unit"] == part.organ.name
        assert case.docket.deadlines.filter(name="reply").count() == 1


def test_one_clerk_splits_what_another_assigns_and_only_one_of_both_happens(cast):
    with within(cast.county):
        case = scenes.accepted(cast)
        mine, theirs = fresh(case), fresh(case)
    parts = [(cast.transport, "线路"), (cast.finance, "补贴")]
    refused = at_once(
        cast,
        lambda: assigning.split(mine, parts=parts, by=cast.zhao, at=SPRING),
        lambda: assigning.assign(
            theirs, lead=cast.transport, lead_part="全部", by=cast.zhao, at=SPRING
        ),
    )
    with within(cast.county):
        assert refused == 1
        assert (case.assignments.count(), case.parts.count()) in ((1, 0), (0, 2))


def test_a_unit_that_signs_its_reply_twice_at_once_replies_once(cast):
    with within(cast.county):
        case = cast.in_review()
        copies = [fresh(case), fresh(case)]

    def issue(which):
        handling.issue(which, secrecy_reviewed="何平", by=cast.wu, at=on(3, 10))

    refused = at_once(cast, *(lambda one=one: issue(one) for one in copies))
    with within(cast.county):
        assert (refused, state_of(case)) == (1, State.REPLIED)
        assert case.replies.get().issued_at == on(3, 10)
        assert case.docket.moves.filter(verb="issue").count() == 1


def test_two_who_urge_at_once_urge_once(cast):
    with within(cast.county):
        case = cast.handling()
        copies = [fresh(case), fresh(case)]
    acts = (lambda one=one: office.urge(one, by=cast.zhao, at=on(3, 20)) for one in copies)
    assert at_once(cast, *acts) == 1
    with within(cast.county):
        assert case.docket.moves.filter(verb="urge").count() == 1


def test_a_return_asked_and_the_item_begun_at_once_is_one_of_both(cast):
    with within(cast.county):
        case = cast.assigned(co=False)
        handling.sign_for(case, by=cast.qian, at=SPRING)
        mine, theirs = fresh(case), fresh(case)
    why = {"reason": "不属于职责", "basis": "三定规定"}
    refused = at_once(
        cast,
        lambda: assigning.ask_return(mine, by=cast.qian, at=SPRING, **why),
        lambda: handling.start(theirs, by=cast.sun, at=SPRING),
    )
    with within(cast.county):
        assert refused == 1
        asked = case.returns.count()
        assert state_of(case) == (State.RETURN_REQUESTED if asked else State.HANDLING)


@pytest.mark.parametrize("turn", range(4))
def test_two_who_act_at_once_on_two_of_a_group_do_not_wait_for_each_other(cast, turn):
    with within(cast.county):
        pair = [scenes.accepted(cast, title=f"建议{name}{turn}") for name in "甲乙"]
        assigning.merge(pair[1], into=pair[0], by=cast.zhao, at=SPRING)
        scenes.assign(fresh(pair[0]), cast)
        pair = [fresh(one) for one in pair]
    acts = (lambda one=one: handling.sign_for(one, by=cast.qian, at=SPRING) for one in pair)
    refused = at_once(cast, *acts)
    with within(cast.county):
        assert (refused, [state_of(one) for one in pair]) == (1, [State.RECEIPTED] * 2)


@pytest.mark.parametrize("turn", range(4))
def test_two_that_are_merged_into_each_other_at_once_are_merged_once(cast, turn):
    with within(cast.county):
        one, other = (scenes.accepted(cast, title=f"建议{name}{turn}") for name in "甲乙")
        again = fresh(one), fresh(other)
    refused = at_once(
        cast,
        lambda: assigning.merge(one, into=other, by=cast.zhao, at=SPRING),
        lambda: assigning.merge(again[1], into=again[0], by=cast.zhao, at=SPRING),
    )
    with within(cast.county):
        assert refused == 1
        assert fresh(one).group == fresh(other).group
