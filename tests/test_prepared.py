"""What tests begin with is written back as the services made it, to every test its own."""

import pytest
from django.db import models, transaction

from huiyin.accounts.models import User
from huiyin.bills.tests.chamber import Chamber, chamber_of, gather
from huiyin.procedure.models import Deadline, Docket
from huiyin.search.queries import find
from tests import prepared
from tests.cast import SPRING, Cast


def rows():
    """``{table: number of rows}``."""
    return {table: len(found) for table, (_columns, found) in prepared._rows().items()}


def facts(one):
    return {field.name: getattr(one, field.attname) for field in one._meta.concrete_fields}


def assert_as_stored(made):
    """Everybody and everything of it says what the database says."""
    known = [one for one in vars(made).values() if isinstance(one, models.Model)]
    assert len(known) > 3
    for one in known:
        assert facts(type(one)._base_manager.get(pk=one.pk)) == facts(one)


def test_the_cast_that_is_written_back_is_the_one_that_was_made(db, beginnings):
    with transaction.atomic():
        made = Cast()
        expected, names = rows(), set(vars(made))
        transaction.set_rollback(True)
    cast = prepared.prepared(Cast)
    assert (rows(), set(vars(cast))) == (expected, names)
    assert_as_stored(cast)


def test_the_chamber_that_is_written_back_is_the_one_that_was_made(cast):
    with transaction.atomic():
        made = gather(cast)
        expected, names = rows(), set(vars(made))
        transaction.set_rollback(True)
    chamber = chamber_of(cast)
    assert (rows(), set(vars(chamber))) == (expected, names)
    assert_as_stored(chamber)
    assert chamber.cast is cast and chamber.others[0] is cast.zhou


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_test_changes_the_next_does_not_see(cast, turn):
    assert cast.zhao.label == "赵文博" == User.objects.get(pk=cast.zhao.pk).label
    cast.zhao.label = "别人"
    cast.zhao.save()


def test_beside_something_else_it_is_made_by_the_services(db, beginnings):
    somebody = User.objects.create_user("somebody")
    assert_as_stored(prepared.prepared(Cast))
    somebody.refresh_from_db()
    assert (somebody.username, User.objects.count()) == ("somebody", 14)


def test_in_a_chamber_after_an_act_everybody_has_their_own_seat(at_home):
    case = at_home.voice()
    chamber = chamber_of(at_home)
    assert isinstance(chamber, Chamber)
    assert_as_stored(chamber)
    assert case.docket.pk not in {one.docket_id for one in chamber.others}


@pytest.mark.parametrize("name", ["handling", "replied"])
def test_a_case_that_is_written_back_is_the_one_that_was_made(at_home, name):
    with transaction.atomic():
        made = getattr(at_home, name)(at=SPRING)
        expected = rows(), made.docket.state, found()
        assert expected[2] == [made.docket.title]
        transaction.set_rollback(True)
    case = getattr(at_home, name)()
    assert (rows(), case.docket.state, found()) == expected
    assert facts(type(case)._base_manager.get(pk=case.pk)) == facts(case)
    assert facts(Docket.objects.get(pk=case.docket_id)) == facts(case.docket)
    assert case.lead is at_home.lin


def found():
    """Titles found by a word that stands in every case."""
    return [hit.title for hit in find("夜班公交")]


def test_a_case_of_a_congress_that_changed_is_made_by_the_services(at_home):
    at_home.county.profile_key = "shanghai-2015"
    at_home.county.save()
    case = at_home.handling()
    clocks = Deadline.objects.filter(docket=case.docket)
    assert "shanghai-2015" in {clock.profile for clock in clocks}
