"""One act on many suggestions: each through the one door, each with its own outcome."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from huiyin.congresses.scope import within
from huiyin.procedure.models import Series
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.services import assigning, bulk, office
from tests.cast import SPRING, Cast


def codes_of(cases):
    return [case.docket.code for case in cases]


def take(cast, act, cases, by=None, **facts):
    facts = {code: facts for code in codes_of(cases)}
    by = by or cast.zhao
    return bulk.each(codes_of(cases), act, by=by, at=SPRING, facts=facts)


def states(cases):
    return [Suggestion.objects.get(pk=case.pk).docket.state for case in cases]


def reasons(outcomes):
    return [outcome.reason for outcome in outcomes]


def test_many_are_accepted_with_numbers_in_their_order(at_home):
    cases = [at_home.submitted() for _n in range(3)]
    outcomes = take(at_home, "accept", cases[::-1], public=True)
    assert [each.number for each in outcomes] == ["18-I2026-0001", "18-I2026-0002", "18-I2026-0003"]
    assert [each.code for each in outcomes] == codes_of(cases)
    assert states(cases) == ["accepted"] * 3


def test_what_is_refused_says_why_and_does_not_hold_up_the_others(at_home):
    draft, good, done = at_home.draft(), at_home.submitted(), at_home.handling()
    outcomes = take(at_home, "accept", [draft, good, done], public=True)
    assert [(each.code, each.reason) for each in outcomes] == [
        (good.docket.code, ""),
        (done.docket.code, "现在是“办理中”，不能受理编号"),
        (draft.docket.code, "找不到这件，或者不归你办"),
    ]
    assert states([draft, good, done]) == ["drafting", "accepted", "handling"]


def test_a_refused_item_uses_up_no_number_and_leaves_no_trace(at_home):
    done, good = at_home.handling(), at_home.submitted()
    last = Series.objects.get().last
    moves = done.docket.moves.count()
    outcomes = take(at_home, "accept", [done, good], public=True)
    assert (Series.objects.get().last, outcomes[1].done) == (last + 1, True)
    assert done.docket.moves.count() == moves


def test_each_item_is_classified_and_assigned_as_was_chosen_for_it(at_home):
    one, two, left = (at_home.submitted() for _n in range(3))
    take(at_home, "accept", [one, two, left], public=False)
    facts = {
        one.docket.code: {"unit": at_home.transport, "part": "线路"},
        two.docket.code: {"unit": at_home.finance, "part": "补贴"},
    }
    outcomes = bulk.each(
        codes_of([one, two, left]), "assign", by=at_home.zhao, at=SPRING, facts=facts
    )
    assert reasons(outcomes) == ["", "", "没有选定怎样办"]
    assert [each.assignments.get().organ for each in (one, two)] == [
        at_home.transport,
        at_home.finance,
    ]
    assert states([left]) == ["accepted"]
    assert reasons(take(at_home, "classify", [left], subject="transport")) == [""]
    assert Suggestion.objects.get(pk=left.pk).subject == "transport"


def test_a_merged_group_is_assigned_once_whichever_of_it_were_chosen(at_home):
    one, two, other = (at_home.submitted() for _n in range(3))
    take(at_home, "accept", [one, two, other], public=True)
    one, two = (Suggestion.objects.shown().get(pk=case.pk) for case in (one, two))
    assigning.merge(two, into=one, by=at_home.zhao, at=SPRING)
    outcomes = take(at_home, "assign", [one, two, other], unit=at_home.transport, part="线路")
    assert reasons(outcomes) == ["", "", ""]
    for case in (one, two, other):
        assert case.docket.moves.filter(verb="assign").count() == 1
        assert case.assignments.get().organ == at_home.transport


def test_of_a_group_that_was_to_go_to_two_units_the_second_choice_is_refused(at_home):
    one, two = (at_home.submitted() for _n in range(2))
    take(at_home, "accept", [one, two], public=True)
    one, two = (Suggestion.objects.shown().get(pk=case.pk) for case in (one, two))
    assigning.merge(two, into=one, by=at_home.zhao, at=SPRING)
    facts = {
        one.docket.code: {"unit": at_home.transport, "part": "线路"},
        two.docket.code: {"unit": at_home.finance, "part": "补贴"},
    }
    outcomes = bulk.each(codes_of([one, two]), "assign", by=at_home.zhao, at=SPRING, facts=facts)
    assert reasons(outcomes) == ["", "现在是“已交办”，不能交办"]


def test_units_that_give_their_opinion_are_named_for_all_at_once(at_home):
    cases = [at_home.submitted() for _n in range(2)]
    take(at_home, "accept", cases, public=True)
    co = [(at_home.finance, "补贴"), (at_home.transport, "补贴")]
    take(at_home, "assign", cases, unit=at_home.transport, part="线路", co=co)
    for case in cases:
        rows = case.assignments.order_by("pk").values_list("organ__name", "role", "part")
        assert list(rows) == [("县交通运输局", "lead", "线路"), ("县财政局", "co", "补贴")]


def test_urging_twice_a_day_is_refused_by_item(at_home):
    one, two = at_home.assigned(), at_home.assigned()
    office.urge(one, by=at_home.zhao, at=SPRING)
    assert reasons(take(at_home, "urge", [one, two])) == ["今天已经催办过了", ""]


def test_everybody_concerned_is_told_of_every_item(at_home):
    cases = [at_home.submitted() for _n in range(2)]
    take(at_home, "accept", cases, public=True)
    assert [case.docket.moves.filter(verb="accept").count() for case in cases] == [1, 1]


def test_who_does_not_serve_deputies_can_do_nothing_in_bulk(at_home):
    case = at_home.submitted()
    for other in (at_home.lin.person.user, at_home.sun, at_home.chu):
        outcomes = take(at_home, "accept", [case], by=other, public=True)
        assert not outcomes[0].done
    assert states([case]) == ["submitted"]


def test_more_than_may_be_taken_at_once_is_refused(at_home):
    with pytest.raises(ValueError, match="101 items"):
        bulk.each(["x"] * 101, "urge", by=at_home.zhao, at=SPRING, facts={})


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_take_every_step_once():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    cast = Cast()
    with within(cast.county):
        cases = [cast.submitted() for _n in range(12)]

    def clerk(codes):
        try:
            with within(cast.county):
                facts = {code: {"public": True} for code in codes}
                return bulk.each(codes, "accept", by=cast.zhao, at=SPRING, facts=facts)
        finally:
            connection.close()

    codes = codes_of(cases)
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(clerk, (codes, codes[::-1]))
    with within(cast.county):
        done = [each.code for each in (*first, *second) if each.done]
        assert sorted(done) == sorted(codes)
        assert states(cases) == ["accepted"] * 12
        assert Series.objects.get().last == 12
