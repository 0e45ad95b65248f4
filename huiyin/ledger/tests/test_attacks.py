"""Twelve ways in which somebody with every right on the database could bend the record.

Each is found and called by its name; the untouched record gives no finding.
"""

from datetime import timedelta
from uuid import UUID

import pytest

from huiyin.congresses.scope import within
from huiyin.ledger import contents, notes, tree
from huiyin.ledger.audit import verify_log
from huiyin.ledger.faults import Fault, Problem
from huiyin.ledger.growth import Growth
from huiyin.ledger.leaves import Entry
from huiyin.ledger.models import Checkpoint, Leaf, Log, Node
from huiyin.ledger.services import append_many, checkpoint
from huiyin.ledger.tests.conftest import NOON, SALT

LATER = NOON + timedelta(days=1)


@pytest.fixture
def log(recorded):
    with within(recorded):
        yield Log.objects.get(congress=recorded)


def found(congress):
    return [(problem.fault, problem.first, problem.last) for problem in verify_log(congress)]


def leaf(seq):
    return Leaf.objects.filter(seq=seq)


def flip(value):
    """Turn one bit of a hash."""
    return bytes([value[0] ^ 1]) + bytes(value[1:])


def rebuild(congress, entries):
    """Replace the whole log by ``entries``, every hash right: what a patient attacker does."""
    Leaf.objects.all().delete()
    Node.objects.all().delete()
    log = Log.objects.get(congress=congress)
    log.size, log.frontier = 0, b""
    growth = Growth(log, congress.uid)
    growth.write_many(entries)
    growth.close()


def sign_again(congress):
    """Sign the present log with the true key in place of the checkpoints there were."""
    Checkpoint.objects.all().delete()
    Log.objects.update(signed_size=0)
    return checkpoint(congress, at=LATER)


def test_control_an_untouched_record_gives_no_finding(log, recorded):
    assert verify_log(recorded) == []


def test_control_lawfully_erased_words_give_no_finding(log, recorded, words):
    words.rows[UUID(int=7)] = None
    assert verify_log(recorded) == []


def test_1_edited_words(log, recorded, words):
    words.rows[UUID(int=7)] = "改过的话".encode(), SALT
    assert found(recorded) == [(Fault.CONTENT_CHANGED, 7, 7)]


def test_1_edited_words_with_the_leaf_and_the_whole_tree_made_to_fit(log, recorded, words):
    entries = [words.entry(number, text="改过的话" if number == 7 else "") for number in range(300)]
    rebuild(recorded, entries)
    assert found(recorded) == [(Fault.REWRITTEN, 200, 200)]


def test_2_edited_time(log, recorded):
    leaf(7).update(at=LATER)
    assert found(recorded) == [(Fault.LEAF_CHANGED, 7, 7)]


def test_3_deleted_leaf(log, recorded):
    Leaf.objects.filter(seq__in=[7, 8]).delete()
    assert verify_log(recorded) == [
        Problem(Fault.LEAF_MISSING, 7, 8),
        Problem(Fault.UNRECORDED, detail=f"word {UUID(int=7)}"),
        Problem(Fault.UNRECORDED, detail=f"word {UUID(int=8)}"),
    ]


def test_3_deleted_words(log, recorded, words):
    del words.rows[UUID(int=7)]
    assert found(recorded) == [(Fault.ROW_MISSING, 7, 7)]


def test_4_inserted_words_without_a_leaf(log, recorded, words):
    words.entry(1000)
    assert verify_log(recorded) == [
        Problem(Fault.UNRECORDED, detail=f"word {UUID(int=1000)}"),
    ]


def test_4_inserted_leaf_with_the_whole_tree_made_to_fit(log, recorded, words):
    rebuild(recorded, [words.entry(number) for number in [*range(8), 1000, *range(8, 300)]])
    assert found(recorded) == [(Fault.REWRITTEN, 200, 200)]


def test_4_inserted_leaf_behind_the_end(log, recorded, words):
    row = Growth(log, recorded.uid).add(words.entry(300))
    Growth(log, recorded.uid).leaf(row).save(force_insert=True)
    assert found(recorded) == [(Fault.LEAF_EXTRA, 300, 300)]


def test_5_reordered_leaves(log, recorded):
    leaf(7).update(seq=10_000)
    leaf(9).update(seq=7)
    leaf(10_000).update(seq=9)
    assert found(recorded) == [
        (Fault.REWRITTEN, 200, 200),
        (Fault.TREE_CHANGED, None, None),
        (Fault.REORDERED, 7, 7),
        (Fault.REORDERED, 9, 9),
    ]


def test_6_leaves_swapped_between_congresses(log, recorded, neighbour, words):
    append_many(neighbour, [words.entry(1000 + number) for number in range(20)])
    # These words know no congress: what is said is looked for in both.
    contents.unregister("word")
    contents.register("word", words.read)
    leaf(7).update(seq=10_000)
    with within([recorded, neighbour]):
        leaf(7).update(log=recorded.pk)
        leaf(10_000).update(log=neighbour.pk, seq=7)
    told = [(Fault.TREE_CHANGED, None, None), (Fault.FOREIGN, 7, 7)]
    assert found(recorded) == [(Fault.REWRITTEN, 200, 200), *told]
    assert found(neighbour) == told


def test_6_whole_logs_swapped_between_congresses(log, recorded, neighbour):
    Log.objects.filter(pk=recorded.pk).update(origin=f"huiyin/{neighbour.uid}")
    assert verify_log(recorded) == [Problem(Fault.FOREIGN, detail=f"huiyin/{neighbour.uid}")]


def test_7_truncated_tail(log, recorded, words):
    rebuild(recorded, map(words.entry, range(250)))
    for number in range(250, 300):
        del words.rows[UUID(int=number)]
    assert found(recorded) == [(Fault.TRUNCATED, 250, 299)]


def test_8_everything_rewritten_and_a_new_root_signed(log, recorded, words):
    rebuild(recorded, [words.entry(number, text="全部重写") for number in range(301)])
    sign_again(recorded)
    assert found(recorded) == [(Fault.REWRITTEN, 200, 200)]


def test_9_old_backup_restored(log, recorded, words):
    rebuild(recorded, map(words.entry, range(200)))
    Checkpoint.objects.filter(size=300).delete()
    for number in range(200, 300):
        del words.rows[UUID(int=number)]
    assert found(recorded) == [(Fault.ROLLED_BACK, 200, 299)]


def test_10_one_bit_of_a_content_hash(log, recorded):
    leaf(7).update(content_hash=flip(leaf(7).get().content_hash))
    assert found(recorded) == [(Fault.CONTENT_CHANGED, 7, 7), (Fault.LEAF_CHANGED, 7, 7)]


def test_10_one_bit_of_a_leaf_hash(log, recorded):
    leaf(7).update(leaf_hash=flip(leaf(7).get().leaf_hash))
    assert found(recorded) == [
        (Fault.REWRITTEN, 200, 200),
        (Fault.TREE_CHANGED, None, None),
        (Fault.LEAF_CHANGED, 7, 7),
    ]


@pytest.mark.parametrize(
    "model,column", [(Node, "hash"), (Log, "frontier")], ids=["node", "frontier"]
)
def test_10_one_bit_of_the_tree(log, recorded, model, column):
    model.objects.update(**{column: flip(model.objects.values_list(column, flat=True)[0])})
    assert found(recorded) == [(Fault.TREE_CHANGED, None, None)]


@pytest.mark.parametrize("column", ["root", "signature"])
def test_10_one_bit_of_a_checkpoint(log, recorded, column):
    row = Checkpoint.objects.get(size=200)
    Checkpoint.objects.filter(size=200).update(**{column: flip(getattr(row, column))})
    assert found(recorded) == [(Fault.CHECKPOINT_FORGED, 200, 200)]


def test_10_one_character_of_a_note(log, recorded):
    note = Checkpoint.objects.get(size=200).note
    Checkpoint.objects.filter(size=200).update(note=note.replace("\n200\n", "\n201\n", 1))
    assert found(recorded) == [(Fault.CHECKPOINT_FORGED, 200, 200)]


def test_11_another_key(log, recorded, settings):
    settings.LEDGER_KEY = b"\x07" * 32
    sign_again(recorded)
    assert found(recorded) == [(Fault.KEY_CHANGED, 200, 200), (Fault.KEY_CHANGED, 300, 300)]


def test_12_two_roots_for_one_size(log, recorded, words):
    rebuild(recorded, [words.entry(n, text="另一版本" if n == 299 else "") for n in range(300)])
    sign_again(recorded)
    assert found(recorded) == [(Fault.FORKED, 300, 300)]


def test_a_checkpoint_that_was_never_witnessed_is_named(log, recorded):
    Checkpoint.objects.bulk_create([checkpoint_of(log, 100)])
    assert found(recorded) == [(Fault.UNWITNESSED, 100, 100)]


def checkpoint_of(log, size):
    """A true checkpoint of an older size, signed with the true key, only too late."""
    frontier = tree.Frontier()
    for made in Leaf.objects.filter(seq__lt=size).order_by("seq"):
        frontier.append(bytes(made.leaf_hash))
    note, signature = notes.write(log.origin, size, frontier.root, LATER)
    return Checkpoint(
        log=log, size=size, root=frontier.root, at=LATER, signature=signature, note=note
    )


def test_a_kind_nobody_can_check_is_named_once(log, recorded, words):
    entries = [words.entry(number, kind="riddle") for number in (300, 301)]
    append_many(recorded, entries)
    del words.rows[UUID(int=300)], words.rows[UUID(int=301)]
    assert verify_log(recorded) == [Problem(Fault.UNREGISTERED, detail="riddle")]


def test_appending_while_the_audit_reads_is_no_finding(log, recorded, words):
    resolve = words.read

    def read_while_others_write(refs):
        append_many(recorded, [words.entry(len(words.rows))])
        return resolve(refs)

    words.read = read_while_others_write
    contents.unregister("word")
    contents.register("word", words.read, living=lambda: list(words.rows))
    assert verify_log(recorded) == []
    assert len(words.rows) == 301


def test_a_congress_without_a_record_gives_no_finding(county):
    assert verify_log(county) == []


def test_a_record_that_vanished_altogether_is_a_rollback(log, recorded, words):
    for model in (Leaf, Node, Checkpoint, Log):
        model.objects.all().delete()
    words.rows.clear()
    assert found(recorded) == [(Fault.ROLLED_BACK, 0, 299)]


def test_a_thousand_scattered_changes_are_told_a_hundred_times(log, recorded, words):
    for number in range(0, 300, 2):
        words.rows[UUID(int=number)] = b"!", SALT
    assert len(found(recorded)) == 100


def test_neighbouring_changes_are_one_finding(log, recorded, words):
    for number in range(10, 60):
        words.rows[UUID(int=number)] = b"!", SALT
    assert [str(problem) for problem in verify_log(recorded)] == [
        "content_changed #10–59: 原文与存证时不一致"
    ]


def test_an_entry_is_what_its_app_says(words):
    assert words.entry(1) == Entry(
        "word", UUID(int=1), NOON + timedelta(minutes=1), "第1条意见".encode(), SALT
    )
