"""What the nightly verifier says of the product's own rows: words and moves."""

from uuid import uuid4

import pytest

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import say
from huiyin.ledger.audit import verify_log
from huiyin.ledger.faults import Fault
from huiyin.procedure.models import Move
from tests.cast import SPRING


@pytest.fixture
def spoken(at_home):
    say(
        congress=at_home.county, author=at_home.wang, byline="王＊＊", kind="voice",
        body="𠮷祥路的路灯坏了", at=SPRING, visibility="public", key=uuid4(),
    )  # fmt: skip
    assert verify_log(at_home.county) == []
    return at_home.county


def faults(congress):
    return [problem.fault for problem in verify_log(congress)]


def test_edited_words_are_found(spoken):
    Contribution.objects.update(body="𠮷祥路的路灯亮了")
    assert faults(spoken) == [Fault.CONTENT_CHANGED]


def test_words_and_salt_erased_together_leave_the_record_whole(spoken):
    Contribution.objects.update(body="", salt=b"")
    assert faults(spoken) == []


def test_words_put_past_the_services_are_found(spoken):
    words = Contribution.objects.get()
    words.pk, words.uid, words.key = None, uuid4(), uuid4()
    words.save()
    assert faults(spoken) == [Fault.UNRECORDED]


def test_an_edited_move_is_found(spoken):
    first = Move.objects.order_by("pk").first()
    Move.objects.filter(pk=first.pk).update(verb="withdraw")
    assert faults(spoken) == [Fault.CONTENT_CHANGED]


def test_no_move_keeps_the_title_a_citizen_wrote(at_home):
    voice = at_home.voice(title="我家老王的欠薪")
    move = Move.objects.get(docket=voice.docket)
    assert "title" not in move.facts
    assert move.said("voice") == "留言“我家老王的欠薪”已送达林晓禾代表"
    assert move.said("voice", title="某事") == "留言“某事”已送达林晓禾代表"


def test_facts_and_salt_of_a_move_erased_together_leave_the_record_whole(at_home):
    voice = at_home.voice()
    moves = Move.objects.filter(docket=voice.docket)
    moves.update(facts={}, salt=b"")
    assert faults(at_home.county) == []
    assert moves.get().said("voice") == "提交留言"
    moves.update(facts={"deputy": "另一位"})
    assert faults(at_home.county) == [Fault.CONTENT_CHANGED]


def test_a_deleted_move_is_found(spoken):
    first = Move.objects.order_by("pk").first()
    Move.objects.filter(pk=first.pk).delete()
    assert faults(spoken) == [Fault.ROW_MISSING]
