"""Putting rows on the record, signing it, and handing out receipts."""

import base64
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.ledger import notes, tree, witness
from huiyin.ledger.growth import Growth, locked_log
from huiyin.ledger.leaves import Entry, canonical, content_hash, moment
from huiyin.ledger.models import Checkpoint, Leaf, Log
from huiyin.ledger.queries import Damaged, inclusion_proof

RECEIPT = "huiyin-receipt/1"
#: A checkpoint is due after so many new leaves, or for any at all after so long a wait.
BATCH_LEAVES = 64
BATCH_WAIT = timedelta(minutes=10)


class NotInTransaction(RuntimeError):
    """A leaf and the row it speaks of must be committed together."""


def append(
    congress: Congress, *, kind: str, ref: UUID, at: datetime, content: bytes, salt: bytes
) -> Leaf:
    """Put one row on the record of ``congress`` and return its leaf.

    ``kind``    what is recorded, of ``a-z0-9_.``; one leaf for each kind and ref
    ``ref``     the row's public uuid
    ``at``      aware datetime of the act
    ``content`` the bytes the leaf commits to, best from ``leaves.canonical()``
    ``salt``    at least 16 random bytes from ``leaves.new_salt()``, kept beside the content

    Call it last in the transaction that writes the row: it locks the log until the commit.
    Whoever writes to two logs takes them in the order of the congresses' keys.
    Raises ``NotInTransaction``, ``ValueError`` for a bad kind, salt or naive time, and
    ``IntegrityError`` if the ref already has a leaf of this kind.
    """
    with _growing(congress) as growth:
        growth.write_many([Entry(kind, ref, at, content, salt)])
    return growth.few[0]


def append_many(congress: Congress, entries: Iterable[Entry]) -> range:
    """Put many rows on the record in order, as ``append()`` does; return their numbers."""
    with _growing(congress) as growth:
        first = growth.frontier.size
        growth.write_many(entries)
    return range(first, growth.frontier.size)


def checkpoint(congress: Congress, *, at: datetime) -> Checkpoint | None:
    """Sign the log as it stands and return its newest checkpoint; None if it is empty.

    Safe to repeat: a size is signed once. The note reaches the second volume after the commit.
    """
    with transaction.atomic(), within(congress):
        log = Log.objects.select_for_update().filter(congress=congress, size__gt=0).first()
        if log is None:
            return None
        transaction.on_commit(partial(_bring_to_witness, congress, log.origin), robust=True)
        if log.signed_size < log.size:
            return _sign(log, at)
        return log.checkpoints.get(size=log.size)


def checkpoint_if_due(congress: Congress, *, at: datetime) -> Checkpoint | None:
    """Sign the log if 64 leaves or ten minutes have gathered; return the new checkpoint."""
    with within(congress):
        log = Log.objects.get(congress=congress)
        newest = log.checkpoints.filter(size=log.signed_size).first()
    waited = newest is None or at - newest.at >= BATCH_WAIT
    if log.size == log.signed_size or not (waited or log.size - log.signed_size >= BATCH_LEAVES):
        return None
    return checkpoint(congress, at=at)


def receipt(
    leaf: Leaf,
    *,
    at: datetime,
    number: str = "",
    content: bytes | None = None,
    salt: bytes | None = None,
) -> dict:
    """Return what its author keeps: proof, checkpoint and key, ready for ``json.dumps``.

    ``at``      aware datetime of this act; a checkpoint is signed if none covers the leaf yet
    ``number``  the number people know the matter by
    ``content`` and ``salt`` only in the author's own file, so that the words can be checked

    Call it after the commit that wrote the leaf. Raises ``Damaged`` if the record does not
    prove the leaf, and ``ValueError`` if ``content`` is not what the leaf committed to.
    """
    congress = Congress.objects.select_related("area").get(pk=leaf.log_id)
    signed, proof = _prove(congress, leaf, at)
    facts = {
        "format": RECEIPT,
        "congress": {"name": congress.name, "code": congress.area.code},
        "number": number,
        "tenant": str(congress.uid),
        "kind": leaf.kind,
        "ref": str(leaf.ref),
        "at": moment(leaf.at),
        "seq": leaf.seq,
        **_own_words(leaf, content, salt),
        "content_hash": bytes(leaf.content_hash).hex(),
        "leaf_hash": bytes(leaf.leaf_hash).hex(),
        "proof": [step.hex() for step in proof],
        "checkpoint": signed.note,
        "public_key": notes.public_key(origin(congress)),
    }
    facts["signature"] = base64.b64encode(notes.sign(canonical(facts))).decode()
    return facts


def origin(congress: Congress) -> str:
    """Return the name of a congress's log in checkpoints; codes change, a uid never does."""
    return f"huiyin/{congress.uid}"


@contextmanager
def _growing(congress):
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction("append to the ledger inside the transaction of the row itself")
    with within(congress):
        log = locked_log(congress.pk)
        if log is None:
            Log.objects.get_or_create(congress=congress, defaults={"origin": origin(congress)})
            log = locked_log(congress.pk)
        growth = Growth(log, congress.uid)
        yield growth
        growth.close()


def _sign(log, at):
    root = tree.Frontier(log.size, bytes(log.frontier)).root
    note, signature = notes.write(log.origin, log.size, root, at)
    log.signed_size = log.size
    log.save(update_fields=["signed_size"])
    return log.checkpoints.create(size=log.size, root=root, at=at, signature=signature, note=note)


def _prove(congress, leaf, at):
    """Return a checkpoint that covers the leaf, and the proof that it does."""
    with within(congress):
        signed = Checkpoint.objects.order_by("-size").first()
        if signed is None or signed.size <= leaf.seq:
            signed = checkpoint(congress, at=at)
        proof = inclusion_proof(leaf.log_id, leaf.seq, signed.size)
    root = tree.root_of_inclusion(leaf.seq, signed.size, bytes(leaf.leaf_hash), proof)
    if root != bytes(signed.root):
        raise Damaged(f"leaf {leaf.seq} of {congress.uid} is not under checkpoint {signed.size}")
    return signed, proof


def _bring_to_witness(congress, name):
    """Add what the second volume has not seen: also what a crash kept from it last time."""
    with within(congress):
        unseen = Checkpoint.objects.filter(size__gt=witness.newest_size(name)).order_by("size")
        witness.append(name, list(unseen.values_list("note", flat=True)))


def _own_words(leaf, content, salt):
    if content is None:
        return {}
    if content_hash(content, salt) != bytes(leaf.content_hash):
        raise ValueError("not the content this leaf committed to")
    return {"content": content.decode(), "salt": salt.hex()}
