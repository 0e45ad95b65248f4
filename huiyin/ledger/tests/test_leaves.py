from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest

from huiyin.ledger import leaves


def test_leaf_data_is_the_canonical_json_of_its_facts():
    facts = {
        "tenant": str(uuid4()),
        "kind": "voice.words",
        "seq": 41,
        "at": "2026-03-10T04:00:00.000001Z",
        "ref": str(uuid4()),
        "content": "ab" * 32,
    }
    assert leaves.leaf_data(**facts) == leaves.canonical(facts)


def test_canonical_json_sorts_keys_keeps_text_and_leaves_no_space():
    facts = {"b": [1, {"ü": "e\u0301"}], "a": "𠮷 \u202e"}
    assert leaves.canonical(facts) == '{"a":"𠮷 \u202e","b":[1,{"ü":"e\u0301"}]}'.encode()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_json_cannot_hold_is_refused(value):
    with pytest.raises(ValueError):
        leaves.canonical({"value": value})


def test_a_moment_is_written_in_utc_with_microseconds():
    beijing = timezone(timedelta(hours=8))
    assert leaves.moment(datetime(2026, 3, 10, 12, 0, tzinfo=beijing)) == (
        "2026-03-10T04:00:00.000000Z"
    )
    assert leaves.moment(datetime(2026, 3, 10, 4, 0, 0, 7, tzinfo=UTC)) == (
        "2026-03-10T04:00:00.000007Z"
    )


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="the time of a leaf needs a time zone"):
        leaves.moment(datetime(2026, 3, 10))


@pytest.mark.parametrize("kind", ["", "Words", "a b", 'a"b', "a\\b", "话", "a" * 31, "a\n", "1a"])
def test_a_kind_that_would_need_escaping_is_refused(kind):
    with pytest.raises(ValueError, match="not the name of a kind"):
        leaves.check_kind(kind)


def test_a_short_salt_is_refused_because_short_words_could_be_guessed():
    with pytest.raises(ValueError, match="a salt has at least 16 bytes, not 8"):
        leaves.content_hash(b"yes", b"8 bytes.")


def test_every_salt_is_new():
    assert len({leaves.new_salt() for _ in range(100)}) == 100
