"""What the client was promised against what the database holds; run as a process of its own.

    python -m bench.reckoning JOURNAL      prints one JSON object

The journal is what the client wrote down: every message it meant to send, and every receipt.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path

#: Seconds the worker may take to empty the outbox after the last message.
PATIENCE = 180


def read(path):
    """Return {key: words} of what was meant, and [(key, receipt)] of what was promised."""
    meant, promised = {}, []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "body" in row:
            meant[row["key"]] = row["body"]
        else:
            promised.append((row["key"], row["receipt"]))
    return meant, promised


def stored(meant):
    """Return {key: [(receipt, words, voice)]} of all messages that came by a form of the run."""
    from huiyin.voices.models import Voice

    found = {}
    for voice in Voice.objects.select_related("docket", "words"):
        if (key := str(voice.words.key)) in meant:
            found.setdefault(key, []).append((voice.docket.code, voice.words.body, voice))
    return found


def compare(meant, promised, found):
    """Return how many messages were lost, doubled, altered or kept without a receipt."""
    from huiyin.contributions.models import Contribution

    receipts = {}
    for key, receipt in promised:
        receipts.setdefault(key, set()).add(receipt)
    keys = Counter(str(key) for key in Contribution.objects.values_list("key", flat=True))
    kept = {key: {code for code, *_ in rows} for key, rows in found.items()}
    return {
        "meant": len(meant),
        "acknowledged": len(receipts),
        "stored": len(found),
        "lost": sum(not codes <= kept.get(key, set()) for key, codes in receipts.items()),
        "doubled": sum(keys[key] > 1 or len(found.get(key, ())) > 1 for key in meant)
        + sum(len(codes) > 1 for codes in receipts.values()),
        "altered": sum(
            body.encode() != meant[key].encode()
            for key, rows in found.items()
            for _, body, _ in rows
        ),
        "stored_unacknowledged": len(found.keys() - receipts.keys()),
    }


def incomplete(found):
    """Return how many voices lack a leaf of their words or move, a notice, or their clock."""
    from huiyin.ledger.models import Leaf
    from huiyin.notices.models import Notice
    from huiyin.procedure.models import Deadline, Move
    from huiyin.search.models import Entry

    leaves = set(Leaf.objects.values_list("kind", "ref"))
    moves = {}
    for docket, uid in Move.objects.filter(verb="send").values_list("docket", "uid"):
        moves.setdefault(docket, []).append(uid)
    told = Counter(Notice.objects.filter(kind="voice.send").values_list("audience", flat=True))
    clocks = Counter(Deadline.objects.values_list("docket", flat=True))
    entries = set(Entry.objects.filter(kind="voice").values_list("ref", flat=True))
    lacking = 0
    for rows in found.values():
        for _, _, voice in rows:
            sent = moves.get(voice.docket_id, [])
            whole = (
                ("contribution", voice.words.uid) in leaves
                and len(sent) == 1
                and ("move", sent[0]) in leaves
                and told[f"docket:{voice.docket_id}"] == 1
                and clocks[voice.docket_id] == 1
                and voice.words.uid in entries
            )
            lacking += not whole
    return lacking


def wait_for_outbox():
    """Wait until everything was told; return what was not, and the seconds it took."""
    from huiyin.notices.models import Delivery, Notice

    began = time.monotonic()
    while True:
        left = Notice.objects.filter(fanned_out_at=None).count()
        left += Delivery.objects.exclude(status=Delivery.Status.SENT).count()
        waited = time.monotonic() - began
        if not left or waited > PATIENCE:
            return {"outbox_left": left, "outbox_drain_s": round(waited, 1)}
        time.sleep(0.5)


def main(path):
    import django

    django.setup()
    from huiyin.congresses.models import Congress
    from huiyin.congresses.scope import within
    from huiyin.ledger.audit import verify_log

    congress = Congress.objects.get(slug="wanyan")
    meant, promised = read(path)
    with within(congress):
        found = stored(meant)
        figures = compare(meant, promised, found)
        figures["incomplete"] = incomplete(found)
        figures |= wait_for_outbox()
        figures["ledger_problems"] = len(verify_log(congress))
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1])
