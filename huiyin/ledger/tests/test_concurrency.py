"""Many writers at once, which only PostgreSQL allows."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection, transaction

from huiyin.congresses.scope import within
from huiyin.ledger.audit import verify_log
from huiyin.ledger.models import Checkpoint, Leaf
from huiyin.ledger.services import append, checkpoint
from huiyin.ledger.tests.conftest import NOON, SALT, make_congress

WRITERS = 8
EACH = 25

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def congress():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    return make_congress("990101", "云溪县", "yunxi")


def at_once(act):
    """Run ``act(writer)`` in a thread and a connection of its own for every writer."""

    def run(writer):
        try:
            return act(writer)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


def test_eight_writers_share_one_log_without_gap_or_double(congress, words):
    entries = [words.entry(number) for number in range(WRITERS * EACH)]

    def write(writer):
        for entry in entries[writer::WRITERS]:
            with transaction.atomic():
                append(congress, **entry._asdict())

    at_once(write)
    with within(congress):
        assert list(Leaf.objects.order_by("seq").values_list("seq", flat=True)) == [
            *range(WRITERS * EACH)
        ]
    assert verify_log(congress) == []


def test_eight_signers_make_one_checkpoint(congress, words):
    with transaction.atomic():
        append(congress, kind="word", ref=UUID(int=1), at=NOON, content=b"", salt=SALT)
    signed = at_once(lambda writer: checkpoint(congress, at=NOON))
    with within(congress):
        assert {made.pk for made in signed} == {Checkpoint.objects.get().pk}
