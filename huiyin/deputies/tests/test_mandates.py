"""Mandates begin, rest and end only as the law says."""

from itertools import product

import pytest

from huiyin.congresses.models import Congress, Term
from huiyin.congresses.scope import within
from huiyin.deputies.models import Mandate, Person
from huiyin.deputies.procedure import MANDATE, State
from huiyin.deputies.queries import active_deputies, close_names, find_places, representatives
from huiyin.deputies.services import Unelectable, elect
from huiyin.procedure.services import advance
from tests.cast import SPRING
from tests.matrix import lawful_only

PEOPLE = {"zhao": "registrar", "chu": None, "wang": None, "sun": None}


@pytest.mark.parametrize("state", ["", *State.values])
def test_only_the_table_is_lawful(at_home, state):
    tried = 0
    for verb, who in product(sorted({step.verb for step in MANDATE.steps}), PEOPLE):
        with lawful_only(MANDATE, state, verb, PEOPLE[who]) as (case_of, outcome):
            case = case_of(at_home.zhou)
            outcome(lambda: advance(case, verb, by=getattr(at_home, who), at=SPRING))  # noqa: B023
            tried += 1
    assert tried == 8 * len(PEOPLE)


def test_a_mandate_walks_its_steps(at_home):
    person = Person.objects.create(name="新代表")
    mandate = elect(
        congress=at_home.county, person=person, term=at_home.term, by=at_home.zhao, at=SPRING
    )
    for verb in ("confirm", "begin", "suspend", "resume", "terminate"):
        advance(mandate, verb, by=at_home.zhao, at=SPRING)
    assert [move.target for move in mandate.docket.moves.all()] == [
        "elected", "confirmed", "active", "suspended", "active", "terminated",
    ]  # fmt: skip


def test_nobody_is_deputy_of_two_counties_side_by_side(cast):
    term = Term.objects.create(
        congress=cast.next_county, number=17, starts_on=cast.term.starts_on,
        ends_on=cast.term.ends_on,
    )  # fmt: skip
    with within(cast.next_county), pytest.raises(Unelectable, match="林晓禾已是"):
        elect(congress=cast.next_county, person=cast.lin.person, term=term, by=cast.chu, at=SPRING)


def test_a_deputy_of_the_county_may_also_sit_in_the_city(cast):
    with within(cast.city):
        mandate = elect(
            congress=cast.city, person=cast.lin.person, term=cast.city_term,
            by=cast.city_clerk, at=SPRING, electoral_unit=cast.county,
        )  # fmt: skip
        assert mandate.docket.state == "elected"


def test_people_of_the_same_name_stay_different_people(at_home):
    other = Person.objects.create(name="林晓禾")
    elect(congress=at_home.county, person=other, term=at_home.term, by=at_home.zhao, at=SPRING)
    people = Mandate.objects.filter(person__name="林晓禾").values("person").distinct()
    assert people.count() == 2


def test_a_place_is_spoken_for_at_every_level_nearest_first(at_home):
    levels = representatives(at_home.place)
    assert [
        (level.congress.slug, level.direct, [m.person.name for m in level.mandates])
        for level in levels
    ] == [("yunxi", True, ["林晓禾", "周建平"]), ("yunzhou", False, ["何城"])]


def test_a_suspended_deputy_leaves_the_list_at_once(at_home):
    advance(at_home.zhou, "suspend", by=at_home.zhao, at=SPRING)
    assert [m.person.name for m in active_deputies(at_home.county)] == ["林晓禾"]


@pytest.mark.parametrize("text", ["桂花小区", "河东街道 桂花小区", "桂花　小区", " 桂花 "])
def test_a_place_is_found_by_what_people_call_it(at_home, text):
    assert find_places(at_home.county, text) == [at_home.place]


def test_a_place_of_another_county_is_not_found(cast):
    assert find_places(cast.next_county, "桂花小区") == []


def test_a_misspelt_place_is_guessed(at_home):
    assert close_names(at_home.county, "桂华小区") == ["桂花小区"]


def test_an_empty_question_finds_nothing(at_home):
    assert find_places(at_home.county, "  ") == []


def test_the_county_is_direct_and_the_city_is_not(cast):
    direct = dict(Congress.objects.values_list("slug", "direct"))
    assert (direct["yunxi"], direct["yunzhou"]) == (True, False)
