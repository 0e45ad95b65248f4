import pytest
from django.db import IntegrityError, connection, transaction

from huiyin.congresses.scope import within
from huiyin.ledger import locks
from huiyin.ledger.audit import verify_log
from huiyin.ledger.faults import Fault
from huiyin.ledger.models import Checkpoint, Leaf
from huiyin.ledger.services import append_many, checkpoint
from huiyin.ledger.tests.conftest import NOON


@pytest.fixture
def locked(recorded):
    locks.install(connection)
    with within(recorded):
        yield recorded
    locks.remove(connection)


@pytest.mark.parametrize("model", [Leaf, Checkpoint])
def test_the_database_refuses_to_change_the_record(locked, model):
    with pytest.raises(IntegrityError, match=locks.REFUSAL), transaction.atomic():
        model.objects.update(at=NOON)
    with pytest.raises(IntegrityError, match=locks.REFUSAL), transaction.atomic():
        model.objects.all().delete()


def test_the_locked_record_still_grows(locked, words):
    assert append_many(locked, [words.entry(300), words.entry(301)]) == range(300, 302)
    assert checkpoint(locked, at=NOON).size == 302
    assert verify_log(locked) == []


def test_who_breaks_the_lock_is_still_found_out(locked):
    locks.remove(connection)
    Leaf.objects.filter(seq=7).delete()
    assert verify_log(locked)[0].fault == Fault.LEAF_MISSING
