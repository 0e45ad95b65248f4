"""What the record proves about one case, and the file a person takes home."""

import json

from django.http import Http404

from huiyin.ledger.models import Checkpoint, Leaf, Log
from huiyin.ledger.services import receipt
from huiyin.suggestions.record import photographs_facts

#: Checkpoints of the log's page; the newest is what matters, the rest is for comparison.
SHOWN = 20


def signed(congress):
    """Return the newest ``checkpoint`` of a congress's log, or None, and its root in short."""
    newest = Checkpoint.objects.filter(log=congress.pk).order_by("-size").first()
    root = bytes(newest.root).hex() if newest else ""
    return {"checkpoint": newest, "checkpoint_root": root[:24]}


def log_of(congress):
    """Return ``(log, newest checkpoints)``; the log is None before anything was recorded."""
    log = Log.objects.filter(congress=congress).first()
    return log, list(Checkpoint.objects.filter(log=congress.pk).order_by("-size")[:SHOWN])


def receipt_file(docket, words, *, own, at, photos=None):
    """Return the receipt of what was said as the bytes of a JSON file.

    ``words``   the contribution; ``own`` puts its text and salt into the file
    ``photos``  ``Photo`` rows: the receipt is that of the photographs handed in with the words

    Raises ``Http404`` for what never came on the record.
    """
    kind = "contribution" if photos is None else "photographs"
    leaf = words and Leaf.objects.filter(log=docket.congress_id, ref=words.uid, kind=kind).first()
    if not leaf:
        raise Http404
    salt, content = bytes(words.salt), words.body.encode()
    if photos is not None:
        content = photographs_facts(words.uid, [(one.sha256, one.caption) for one in photos])
    given = {"content": content, "salt": salt} if own and salt else {}
    facts = receipt(leaf, at=at, number=docket.number or docket.code, **given)
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()
