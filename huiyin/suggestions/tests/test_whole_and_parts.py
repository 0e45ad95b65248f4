"""A suggestion that several units handle in parts: each side knows what happens to the other."""

from datetime import date

import pytest

from huiyin.suggestions.models import Commitment
from huiyin.suggestions.procedure import SUGGESTION
from huiyin.suggestions.services import assigning, drafting, office, rating
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests.scenes import (
    accepted,
    answered,
    begun,
    fresh,
    on,
    rate,
    state_of,
    under,
)
from tests.cast import SPRING


@pytest.fixture
def halves(at_home):
    """The whole, and its parts with the transport and the finance bureau."""
    whole = accepted(at_home)
    units = [(at_home.transport, "线路"), (at_home.finance, "补贴")]
    assigning.split(fresh(whole), parts=units, by=at_home.zhao, at=SPRING)
    return at_home, whole, *whole.parts.order_by("pk")


def returned(cast, part):
    assigning.ask_return(fresh(part), reason="不是", basis="三定", by=cast.qian, at=on(3, 10))
    assigning.accept_return(fresh(part), by=cast.zhao, at=on(3, 11))
    return fresh(part)


def test_a_part_that_came_back_is_not_divided_or_merged_again(halves):
    cast, _whole, part, _other = halves
    part, single = returned(cast, part), accepted(cast, title="关于夜班站点的建议")
    units = [(cast.transport, "一"), (cast.finance, "二")]
    with pytest.raises(Incomplete, match="只能重新交办"):
        assigning.split(part, parts=units, by=cast.zhao, at=on(3, 12))
    with pytest.raises(Incomplete, match="只能重新交办"):
        assigning.merge(fresh(single), into=fresh(part), by=cast.zhao, at=on(3, 12))


def test_urging_the_whole_urges_every_open_part_once_a_day(halves):
    cast, whole, part, other = halves
    office.urge(fresh(part), by=cast.zhao, at=on(3, 20))
    office.urge(fresh(whole), by=cast.zhao, at=on(3, 20))
    urged = [each.docket.moves.filter(verb="urge").count() for each in (whole, part, other)]
    assert urged == [1, 1, 1]


def test_the_whole_is_not_urged_where_no_unit_would_hear_of_it(halves):
    cast, whole, part, other = halves
    for each in (part, other):
        office.urge(fresh(each), by=cast.zhao, at=on(3, 20))
    with pytest.raises(Incomplete, match="没有可以通知的承办单位"):
        office.urge(fresh(whole), by=cast.zhao, at=on(3, 20))
    assert whole.docket.moves.filter(verb="urge").count() == 0


def test_key_supervision_of_the_whole_is_one_of_its_parts(halves):
    cast, whole, part, other = halves
    office.supervise(fresh(whole), committee=cast.affairs, by=cast.zhao, at=on(3, 20))
    assert {fresh(each).key_committee for each in (part, other)} == {cast.affairs}


def finish(cast, part, **facts):
    answered(begun(part, cast), cast, at=SPRING, **facts)
    rate(fresh(part), cast, at=on(3, 10))


def test_a_promise_followed_again_in_a_part_opens_the_whole_again(halves):
    cast, whole, part, other = halves
    other.assignments.update(organ=cast.transport)
    finish(cast, fresh(other))
    finish(cast, fresh(part), commitments=[("开行夜班线", date(2026, 12, 31))])
    kept = {"outcome": "kept", "evidence": "已开行", "by": cast.sun, "at": on(4, 1)}
    promise = rating.report(Commitment.objects.get(), **kept)
    assert (state_of(part), state_of(whole)) == ("closed", "closed")
    rating.recheck(promise, kept=False, note="没有开行", by=cast.zhao, at=on(5, 1))
    assert (state_of(part), state_of(whole)) == ("tracking", "assigned")
    with pytest.raises(Exception, match="archive"):
        office.archive(fresh(whole), by=cast.zhao, at=on(5, 2))
    rating.report(Commitment.objects.get(), **kept | {"at": on(5, 3)})
    assert (state_of(part), state_of(whole)) == ("closed", "closed")


def test_a_whole_whose_parts_were_all_taken_back_came_to_nothing(halves):
    cast, whole, part, other = halves
    under(cast, "qingdao-2021")
    for each in (part, other):
        drafting.withdraw(fresh(each), by=cast.lin.person.user, at=on(3, 10))
    assert state_of(whole) == "withdrawn"
    assert whole.docket.moves.last().verb == "parts_fruitless"
    assert "withdrawn" in SUGGESTION.fruitless
