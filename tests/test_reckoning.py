"""The drill's reckoning: every way in which a message can go wrong has to be seen."""

from uuid import uuid4

import pytest

from bench.messages import messages
from bench.reckoning import compare, incomplete, read, stored
from bench.senders import Journal
from huiyin.ledger.models import Leaf
from huiyin.notices.models import Notice
from huiyin.voices.models import Voice


@pytest.fixture
def sent(at_home):
    """Two messages that were meant, promised and kept: ``(meant, promised)``."""
    meant, promised = {}, []
    for message in messages(2, seed="test"):
        voice = at_home.voice(body=message.body, key=message.key)
        meant[str(message.key)] = message.body
        promised.append((str(message.key), voice.docket.code))
    return meant, promised


def wrong(meant, promised):
    figures = compare(meant, promised, stored(meant))
    return {name: figures[name] for name in ("lost", "doubled", "altered") if figures[name]}


def test_messages_kept_as_they_were_promised_are_in_order(sent):
    assert wrong(*sent) == {}
    assert incomplete(stored(sent[0])) == 0


def test_a_receipt_without_a_message_is_a_loss(sent):
    meant, promised = sent
    key = str(uuid4())
    assert wrong(meant | {key: "说过的话"}, [*promised, (key, "AAAA-BBBB-CCCC")]) == {"lost": 1}


def test_a_receipt_of_another_message_is_a_loss(sent):
    meant, [(first, code), (second, other)] = sent
    assert wrong(meant, [(first, other), (second, code)]) == {"lost": 2}


def test_two_receipts_for_one_message_are_a_double(sent):
    meant, promised = sent
    assert wrong(meant, [*promised, (promised[0][0], "AAAA-BBBB-CCCC")]) == {
        "lost": 1,
        "doubled": 1,
    }


def test_a_changed_sign_is_seen(sent):
    meant, promised = sent
    key = promised[0][0]
    assert wrong(meant | {key: meant[key].replace("。", ".")}, promised) == {"altered": 1}


def test_a_message_nobody_was_told_of_is_incomplete(sent):
    voice = Voice.objects.get(words__key=sent[1][0][0])
    Notice.objects.filter(audience=f"docket:{voice.docket_id}").delete()
    assert incomplete(stored(sent[0])) == 1


def test_a_message_without_its_leaf_is_incomplete(sent):
    voice = Voice.objects.select_related("words").get(words__key=sent[1][0][0])
    Leaf.objects.filter(ref=voice.words.uid).delete()
    assert incomplete(stored(sent[0])) == 1


def test_the_journal_reads_back_what_was_meant_and_promised(tmp_path):
    journal = Journal(tmp_path / "journal")
    journal.write(key="k", body="一句话\n第二行")
    journal.write(key="k", receipt="AAAA-BBBB-CCCC")
    journal.close()
    assert read(tmp_path / "journal") == ({"k": "一句话\n第二行"}, [("k", "AAAA-BBBB-CCCC")])


def test_no_two_messages_of_a_run_are_alike_and_every_run_has_the_same():
    first, second = messages(500, seed="a"), messages(500, seed="a")
    assert first == second
    assert len({message.body for message in first}) == len({m.key for m in first}) == 500
