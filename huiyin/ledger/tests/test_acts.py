"""Leaves of one act: appended at its end, dropped with what was rolled back."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from huiyin.congresses.scope import within
from huiyin.ledger.acts import record, recorded
from huiyin.ledger.audit import verify_log
from huiyin.ledger.models import Leaf, Log
from huiyin.ledger.services import NotInTransaction
from huiyin.ledger.tests.conftest import NOON, SALT


@pytest.fixture
def scoped(county):
    with within(county):
        yield county


def put(congress, words, *numbers):
    for number in numbers:
        record(congress, **words.entry(number)._asdict())


def refs():
    return [ref.int for ref in Leaf.objects.order_by("seq").values_list("ref", flat=True)]


class Refused(Exception):
    pass


def test_leaves_of_an_act_are_written_in_order_when_it_ends(scoped, words):
    with recorded():
        put(scoped, words, 1, 2)
        assert refs() == []
        put(scoped, words, 3)

    assert refs() == [1, 2, 3]
    assert verify_log(scoped) == []


def test_an_act_inside_an_act_is_part_of_it(scoped, words):
    with recorded():
        put(scoped, words, 1)
        with recorded():
            put(scoped, words, 2)
        assert refs() == []

    assert refs() == [1, 2]


def test_an_act_that_fails_leaves_nothing(scoped, words):
    with pytest.raises(Refused), recorded():
        put(scoped, words, 1)
        raise Refused

    assert refs() == []
    with recorded():
        put(scoped, words, 2)
    assert refs() == [2]


def test_a_block_that_was_rolled_back_takes_its_leaves_with_it(scoped, words):
    with recorded():
        put(scoped, words, 1)
        with pytest.raises(Refused), transaction.atomic():
            put(scoped, words, 2)
            with recorded():
                put(scoped, words, 3)
            raise Refused
        put(scoped, words, 4)
        with transaction.atomic():
            put(scoped, words, 5)

    assert refs() == [1, 4, 5]


def test_a_failure_inside_an_act_cannot_be_passed_over(scoped, words):
    with pytest.raises(transaction.TransactionManagementError), recorded():
        with pytest.raises(Refused), recorded():
            put(scoped, words, 1)
            raise Refused
        Log.objects.count()


def test_two_congresses_are_written_each_to_its_own_log(scoped, neighbour, words):
    with recorded():
        put(neighbour, words, 1)
        put(scoped, words, 2)
        put(neighbour, words, 3)

    assert refs() == [2]
    with within(neighbour):
        assert refs() == [1, 3]


def test_outside_an_act_a_leaf_is_written_at_once(scoped, words):
    with transaction.atomic():
        put(scoped, words, 1)
        assert refs() == [1]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded(scoped, words):
    with pytest.raises(NotInTransaction):
        put(scoped, words, 1)


def test_a_bad_leaf_is_refused_where_it_was_made(scoped):
    with recorded(), pytest.raises(ValueError, match="16 bytes"):
        record(scoped, kind="word", ref=UUID(int=1), at=NOON, content=b"", salt=b"short")
    with recorded(), pytest.raises(ValueError, match="kind"):
        record(scoped, kind="Not A Kind", ref=UUID(int=1), at=NOON, content=b"", salt=SALT)


def test_a_second_leaf_of_the_same_row_fails_the_act(scoped, words):
    with recorded():
        put(scoped, words, 1)
    with pytest.raises(IntegrityError), recorded():
        put(scoped, words, 1)


def test_an_act_locks_the_log_for_three_statements_however_much_it_says(scoped, words):
    with recorded():
        put(scoped, words, 0)
    with CaptureQueriesContext(connection) as asked, recorded():
        put(scoped, words, 1, 2, 3)

    on_the_log = [each["sql"] for each in asked.captured_queries if "ledger_lo" in each["sql"]]
    assert len(on_the_log) == 2
