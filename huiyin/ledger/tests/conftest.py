from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from huiyin.congresses.services import found, lay_out
from huiyin.ledger import contents
from huiyin.ledger.leaves import Entry
from huiyin.ledger.services import append_many, checkpoint

NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
SALT = b"sixteen bytes it"


def make_congress(code, name, slug):
    area = lay_out(code, name, kind="county", parent=None, valid_from=date(2020, 1, 1))
    return found(area, name=f"{name}人民代表大会", slug=slug, level=4, direct=True)


@pytest.fixture
def county(db):
    return make_congress("990101", "云溪县", "yunxi")


@pytest.fixture
def neighbour(db):
    return make_congress("990102", "石桥县", "shiqiao")


class Words:
    """Stands for an app above the ledger: rows that can be read back, edited and erased."""

    def __init__(self):
        self.rows = {}

    def entry(self, number, text="", kind="word"):
        ref = UUID(int=number)
        self.rows[ref] = (text or f"第{number}条意见").encode(), SALT
        return Entry(kind, ref, NOON + timedelta(minutes=number), *self.rows[ref])

    def read(self, refs):
        return {ref: self.rows[ref] for ref in refs if ref in self.rows}


@pytest.fixture
def words():
    kept = Words()
    contents.register("word", kept.read, living=lambda: list(kept.rows))
    yield kept
    contents.unregister("word")


@pytest.fixture
def second_volume(settings, tmp_path):
    settings.LEDGER_WITNESS_DIR = str(tmp_path / "witness")


@pytest.fixture
def recorded(county, words, second_volume, django_capture_on_commit_callbacks):
    """300 leaves of one county, signed at 200 and at 300, both on the second volume."""
    for numbers in (range(200), range(200, 300)):
        with django_capture_on_commit_callbacks(execute=True):
            append_many(county, map(words.entry, numbers))
            checkpoint(county, at=NOON + timedelta(minutes=numbers.stop))
    return county
