"""Twelve ways in which somebody with every right on the database could bend a record.

Each function is given the congress whose log it bends and a second one, and acts as a superuser
would, past the services. ``EXPECTED`` names what the verifier has to call it.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.test.utils import override_settings

from huiyin.congresses.scope import within
from huiyin.ledger.faults import Fault
from huiyin.ledger.growth import Growth
from huiyin.ledger.leaves import Entry
from huiyin.ledger.models import Checkpoint, Leaf, Log, Node
from huiyin.ledger.services import checkpoint

TARGET = 77
LATER = timedelta(days=1)


def edit_body(words, congress, other):
    words.edit(Leaf.objects.get(seq=TARGET).ref, "改过的话")


def edit_time(words, congress, other):
    Leaf.objects.filter(seq=TARGET).update(at=F("at") + LATER)


def delete_leaf(words, congress, other):
    Leaf.objects.filter(seq=TARGET).delete()


def insert_leaf(words, congress, other):
    entries = words.entries(Leaf.objects.order_by("seq"))
    forged = words.add(UUID(int=1 << 100), "没有人说过的话", entries[0].at)
    rebuild(congress, [*entries[:TARGET], forged, *entries[TARGET:]])


def reorder(words, congress, other):
    behind = Log.objects.get().size + 1
    for old, new in ((TARGET, behind), (TARGET + 5, TARGET), (behind, TARGET + 5)):
        Leaf.objects.filter(seq=old).update(seq=new)


def swap_congresses(words, congress, other):
    behind = Log.objects.get().size + 1
    Leaf.objects.filter(seq=TARGET).update(seq=behind)
    with within([congress, other]):
        Leaf.objects.filter(log=other.pk, seq=TARGET).update(log=congress.pk)
        Leaf.objects.filter(log=congress.pk, seq=behind).update(log=other.pk, seq=TARGET)


def truncate(words, congress, other):
    rebuild(congress, words.entries(Leaf.objects.order_by("seq"))[:-TARGET])


def rewrite_all(words, congress, other):
    entries = words.entries(Leaf.objects.order_by("seq"))
    for entry in entries:
        words.edit(entry.ref, "全部重写")
    extra = words.add(UUID(int=1 << 100), "又一条", entries[-1].at)
    rebuild(congress, [*words.entries(Leaf.objects.order_by("seq")), extra])
    sign_again(congress, entries[-1].at)


def restore_backup(words, congress, other):
    older = Checkpoint.objects.order_by("size").first().size
    rebuild(congress, words.entries(Leaf.objects.order_by("seq"))[:older])
    Checkpoint.objects.filter(size__gt=older).delete()


def flip_bit(words, congress, other):
    leaf = Leaf.objects.get(seq=TARGET)
    made = bytes(leaf.leaf_hash)
    Leaf.objects.filter(pk=leaf.pk).update(leaf_hash=bytes([made[0] ^ 1]) + made[1:])


def change_key(words, congress, other):
    words.settings = override_settings(LEDGER_KEY=b"\x07" * 32)
    words.settings.enable()
    sign_again(congress, Leaf.objects.order_by("seq").last().at)


def fork(words, congress, other):
    entries = words.entries(Leaf.objects.order_by("seq"))
    words.edit(entries[-1].ref, "另一版本")
    rebuild(congress, words.entries(Leaf.objects.order_by("seq")))
    sign_again(congress, entries[-1].at + LATER)


EXPECTED = {
    edit_body: Fault.CONTENT_CHANGED,
    edit_time: Fault.LEAF_CHANGED,
    delete_leaf: Fault.LEAF_MISSING,
    insert_leaf: Fault.REWRITTEN,
    reorder: Fault.REORDERED,
    swap_congresses: Fault.FOREIGN,
    truncate: Fault.TRUNCATED,
    rewrite_all: Fault.REWRITTEN,
    restore_backup: Fault.ROLLED_BACK,
    flip_bit: Fault.LEAF_CHANGED,
    change_key: Fault.KEY_CHANGED,
    fork: Fault.FORKED,
}


def rebuild(congress, entries: list[Entry]):
    """Replace the whole log by ``entries``, every hash right: what a patient attacker does."""
    Leaf.objects.all().delete()
    Node.objects.all().delete()
    log = Log.objects.get()
    log.size, log.frontier = 0, b""
    growth = Growth(log, congress.uid)
    growth.write_many(entries)
    growth.close()


def sign_again(congress, at):
    """Sign the present log in place of the checkpoints there were."""
    Checkpoint.objects.all().delete()
    Log.objects.update(signed_size=0)
    checkpoint(congress, at=at)
