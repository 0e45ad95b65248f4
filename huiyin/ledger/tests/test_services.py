from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django_scopes.exceptions import ScopeError

from huiyin.congresses.scope import within
from huiyin.ledger import notes, tree, witness
from huiyin.ledger.leaves import Entry, content_hash, leaf_data, moment
from huiyin.ledger.models import Checkpoint, Leaf, Log, Node
from huiyin.ledger.queries import Damaged, consistency_proof, inclusion_proof
from huiyin.ledger.services import (
    NotInTransaction,
    append,
    append_many,
    checkpoint,
    checkpoint_if_due,
    origin,
    receipt,
)
from huiyin.ledger.tests.conftest import NOON, SALT, make_congress


@pytest.fixture
def scoped(county):
    with within(county):
        yield county


def say(congress, number=0, text="路灯坏了"):
    return append(
        congress, kind="word", ref=UUID(int=number), at=NOON, content=text.encode(), salt=SALT
    )


def test_the_first_leaf_has_number_0_and_commits_to_its_facts(scoped):
    leaf = say(scoped)

    hashed = content_hash("路灯坏了".encode(), SALT)
    data = leaf_data(
        tenant=str(scoped.uid),
        kind="word",
        seq=0,
        at=moment(NOON),
        ref=str(UUID(int=0)),
        content=hashed.hex(),
    )
    assert (leaf.seq, leaf.content_hash, leaf.leaf_hash) == (0, hashed, tree.leaf_hash(data))
    log = Log.objects.get()
    assert (log.size, bytes(log.frontier), log.origin) == (1, leaf.leaf_hash, origin(scoped))


def test_many_leaves_are_the_same_as_one_after_another(scoped, neighbour, words):
    entries = [words.entry(number) for number in range(600)]
    for entry in entries:
        append(scoped, **entry._asdict())
    leaves = Leaf.objects.order_by("seq").values_list("seq", "kind", "ref", "at", "content_hash")
    alone = list(leaves)
    frontier = bytes(Log.objects.get().frontier)
    nodes = Node.objects.count()
    for model in (Leaf, Node, Log):
        model.objects.all().delete()

    assert append_many(scoped, iter(entries)) == range(600)
    assert list(leaves.all()) == alone
    assert (bytes(Log.objects.get().frontier), Node.objects.count()) == (frontier, nodes)


def test_every_congress_has_a_log_of_its_own(scoped, neighbour):
    say(scoped)
    leaf = say(neighbour)
    assert (leaf.seq, leaf.log_id) == (0, neighbour.pk)
    assert Leaf.objects.count() == 1


def test_the_congress_that_is_named_counts_not_the_scope(scoped, neighbour):
    assert say(neighbour).log_id == neighbour.pk


def test_a_row_is_recorded_once_for_each_kind(scoped):
    say(scoped)
    with pytest.raises(IntegrityError), transaction.atomic():
        say(scoped)
    assert Log.objects.get().size == 1


def test_many_leaves_are_all_or_nothing(scoped, words):
    good = [words.entry(number) for number in range(3)]
    bad = Entry("word", UUID(int=9), NOON, b"", b"short")
    with pytest.raises(ValueError, match="a salt has at least 16 bytes"), transaction.atomic():
        append_many(scoped, [*good, bad])
    assert (Leaf.objects.count(), Log.objects.count()) == (0, 0)


def test_the_record_is_closed_outside_a_scope(county):
    for model in (Log, Leaf, Node, Checkpoint):
        with pytest.raises(ScopeError):
            model.objects.count()


@pytest.mark.django_db(transaction=True)
def test_a_leaf_outside_the_transaction_of_its_row_is_refused():
    congress = make_congress("990101", "云溪县", "yunxi")
    with pytest.raises(NotInTransaction):
        say(congress)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_row_leaves_no_leaf_and_no_gap():
    congress = make_congress("990101", "云溪县", "yunxi")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        say(congress, 1)
        raise ZeroDivisionError
    with transaction.atomic():
        assert say(congress, 2).seq == 0


def test_a_leaf_costs_two_queries_or_three_on_the_embedded_database(
    scoped, django_assert_num_queries
):
    say(scoped, 0)
    with django_assert_num_queries(2 if connection.vendor == "postgresql" else 3):
        say(scoped, 1)


def test_an_empty_log_has_no_checkpoint(county):
    assert checkpoint(county, at=NOON) is None


def test_a_checkpoint_is_a_signed_note_of_size_root_and_time(scoped):
    leaf = say(scoped)
    made = checkpoint(scoped, at=NOON)
    note = notes.read(made.note)
    assert (note.origin, note.size, note.root) == (origin(scoped), 1, bytes(leaf.leaf_hash))
    assert note.at == "2026-03-10T04:00:00.000000Z"
    assert notes.is_genuine(note, origin(scoped))
    assert not notes.is_genuine(note, "huiyin/another")
    assert not notes.is_genuine(note._replace(text=note.text.replace("\n1\n", "\n2\n")), made.note)


def test_one_size_is_signed_once(scoped):
    say(scoped)
    first = checkpoint(scoped, at=NOON)
    assert checkpoint(scoped, at=NOON + timedelta(days=1)) == first
    assert Checkpoint.objects.count() == 1


@pytest.mark.parametrize(
    "leaves,minutes,due", [(63, 9, False), (64, 0, True), (1, 10, True), (0, 99, False)]
)
def test_a_checkpoint_is_due_after_64_leaves_or_ten_minutes(scoped, words, leaves, minutes, due):
    say(scoped, 10_000)
    checkpoint(scoped, at=NOON)
    append_many(scoped, map(words.entry, range(leaves)))
    made = checkpoint_if_due(scoped, at=NOON + timedelta(minutes=minutes))
    assert (made is not None) == due


def test_checkpoints_reach_the_second_volume_after_the_commit(recorded):
    assert [note.size for note in witness.read(origin(recorded))] == [200, 300]
    assert witness.newest_size(origin(recorded)) == 300


def test_what_a_crash_kept_from_the_second_volume_follows_with_the_next_checkpoint(
    scoped, words, second_volume, django_capture_on_commit_callbacks
):
    append_many(scoped, map(words.entry, range(3)))
    checkpoint(scoped, at=NOON)
    append_many(scoped, map(words.entry, range(3, 5)))
    with django_capture_on_commit_callbacks(execute=True):
        checkpoint(scoped, at=NOON)
    assert [note.size for note in witness.read(origin(scoped))] == [3, 5]
    with django_capture_on_commit_callbacks(execute=True):
        checkpoint(scoped, at=NOON)
    assert [note.size for note in witness.read(origin(scoped))] == [3, 5]


def test_a_torn_line_on_the_second_volume_spoils_only_itself(recorded):
    path = witness.place(origin(recorded))
    path.write_bytes(path.read_bytes() + b"\nhuiyin/half a no")
    note = witness.read(origin(recorded))[-1]
    witness.append(origin(recorded), [f"{note.text}\n— {note.name} {'A' * 91}=\n"])
    assert [note.size for note in witness.read(origin(recorded))] == [200, 300, 300]


def test_a_receipt_proves_its_leaf_under_the_newest_checkpoint(recorded, words):
    with within(recorded):
        leaf = Leaf.objects.get(seq=41)
    facts = receipt(
        leaf, at=NOON, number="云溪 2026-42", content=words.rows[leaf.ref][0], salt=SALT
    )
    note = notes.read(facts["checkpoint"])
    proof = [bytes.fromhex(step) for step in facts["proof"]]
    assert note.size == 300
    assert tree.root_of_inclusion(41, 300, bytes(leaf.leaf_hash), proof) == note.root
    assert facts["congress"] == {"name": "云溪县人民代表大会", "code": "990101"}
    assert (facts["content"], facts["salt"]) == ("第41条意见", SALT.hex())
    assert facts["public_key"] == notes.public_key(origin(recorded))


def test_a_receipt_for_the_public_does_not_hold_the_words(scoped):
    assert {"content", "salt"} & receipt(say(scoped), at=NOON).keys() == set()


def test_a_receipt_signs_a_checkpoint_if_none_covers_its_leaf(recorded, words):
    append_many(recorded, [words.entry(300)])
    with within(recorded):
        leaf = Leaf.objects.get(seq=300)
        facts = receipt(leaf, at=NOON)
        assert notes.read(facts["checkpoint"]).size == 301
        assert receipt(leaf, at=NOON + timedelta(days=1)) == facts
        assert Checkpoint.objects.count() == 3


def test_a_receipt_refuses_words_that_were_not_recorded(scoped):
    with pytest.raises(ValueError, match="not the content this leaf committed to"):
        receipt(say(scoped), at=NOON, content=b"other words", salt=SALT)


@pytest.mark.parametrize("damage", ["missing", "bent"])
def test_a_damaged_record_gives_no_receipt(recorded, damage):
    with within(recorded):
        leaf = Leaf.objects.get(seq=41)
        neighbours = Leaf.objects.filter(seq=40)
        neighbours.delete() if damage == "missing" else neighbours.update(leaf_hash=b"\0" * 32)
        with pytest.raises(Damaged):
            receipt(leaf, at=NOON)


def test_a_receipt_costs_three_queries_and_one_more_in_a_log_with_tiles(
    recorded, words, django_assert_num_queries
):
    with within(recorded):
        leaf = Leaf.objects.get(seq=41)
    with django_assert_num_queries(3):
        receipt(leaf, at=NOON)
    append_many(recorded, [words.entry(number) for number in range(300, 600)])
    checkpoint(recorded, at=NOON)
    with django_assert_num_queries(4):
        receipt(leaf, at=NOON)


def test_proofs_are_read_from_stored_rows_at_every_size_around_a_tile(recorded):
    with within(recorded):
        leaves = Leaf.objects.order_by("seq").values_list("leaf_hash", flat=True)
        hashes = [bytes(made) for made in leaves]
        for size in (1, 2, 255, 256, 257, 300):
            frontier = tree.Frontier()
            for made in hashes[:size]:
                frontier.append(made)
            for seq in {0, size // 2, size - 1}:
                proof = inclusion_proof(recorded.pk, seq, size)
                assert tree.root_of_inclusion(seq, size, hashes[seq], proof) == frontier.root


def test_the_record_between_two_checkpoints_is_consistent(recorded):
    with within(recorded):
        old, new = (bytes(row.root) for row in Checkpoint.objects.order_by("size"))
        proof = consistency_proof(recorded.pk, 200, 300)
    assert tree.is_consistent(200, 300, old, new, proof)
