"""Do people who write about one matter see that it is already under way?

Reads real messages to a local government, not part of this repository; HUIYIN_MESSAGES names
their folder. It holds ``dev/hot_messages.jsonl`` (msg_id, title, body) and
``consensus_same_issue_pairs_SILVER.csv``: pairs that at least two of three teams put together
independently, of which those with both members in the first file count. Every message is asked
for with its own text, those with relatives also with their title and with their body alone.

``recall_at_5`` is the share found of what five places can show: of a message's relatives, at
most five. ``precision`` is the share of relatives among all that is shown to such messages; the
silver pairs are incomplete, so it is a lower bound. ``others_shown`` is the share of all other
messages that are shown anything; many of those are true repeats that the teams did not agree on.
"""

import csv
import json
import os
import statistics
import sys
import time
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

DATA = Path(__file__).resolve().parents[2] / "shared/data/citizen_messages_tipdm2020c"
PAIRS = "consensus_same_issue_pairs_SILVER.csv"
SPRING = datetime(2026, 3, 2, tzinfo=UTC)
PLACES = 5
LIMITS = {"recall_at_5": (">=", 0.8), "precision": (">=", 0.7), "p95_ms": ("<", 150)}


def read(folder):
    """Return the messages by number, and of each the numbers of its relatives."""
    lines = (folder / "dev/hot_messages.jsonl").read_text("utf-8").splitlines()
    messages = {row["msg_id"]: row for row in map(json.loads, lines)}
    relatives, pairs = defaultdict(set), 0
    with (folder / PAIRS).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            one, other = row["msg_id_a"], row["msg_id_b"]
            if one in messages and other in messages:
                relatives[one].add(other)
                relatives[other].add(one)
                pairs += 1
    return messages, relatives, pairs


def fill(messages):
    """Index the messages in a congress of their own and return it."""
    from django.db import transaction

    from huiyin.congresses.services import found, lay_out
    from huiyin.search.services import index

    area = lay_out("990109", "比照县", kind="county", parent=None, valid_from=date(2020, 1, 1))
    congress = found(area, name="比照县", slug="bench-similar", level=4, direct=True)
    with transaction.atomic():
        for number, message in messages.items():
            index(
                congress,
                kind="voice",
                ref=UUID(int=int(number)),
                title=message["title"],
                body=message["body"],
                href=f"voices/{number}/",
                public=True,
                at=SPRING + timedelta(minutes=int(number)),
            )
    return congress


def ask(messages, text):
    """Return what each message is shown, and the milliseconds each answer took."""
    from huiyin.search.queries import similar

    shown, taken = {}, []
    for number, message in messages.items():
        start = time.perf_counter()
        hits = similar(
            text(message), kinds=["voice"], limit=PLACES, exclude_ref=UUID(int=int(number))
        )
        taken.append(1000 * (time.perf_counter() - start))
        shown[number] = [str(hit.ref.int) for hit in hits]
    return shown, taken


def judge(shown, relatives):
    """Return recall and precision over the messages that have relatives."""
    right = {number: len(relatives[number] & set(shown[number])) for number in relatives}
    possible = sum(min(PLACES, len(others)) for others in relatives.values())
    return {
        "recall_at_5": sum(right.values()) / possible,
        "any_found": sum(map(bool, right.values())) / len(relatives),
        "precision": sum(right.values()) / sum(len(shown[number]) for number in relatives),
    }


def share_shown(shown, relatives):
    """Return the share of the messages without known relatives that are shown anything."""
    others = [hits for number, hits in shown.items() if number not in relatives]
    return sum(map(bool, others)) / len(others)


def measure(folder):
    import django

    django.setup()
    from django.core.management import call_command

    from huiyin.congresses.scope import within

    call_command("migrate", verbosity=0)
    messages, relatives, pairs = read(folder)
    figures = {"messages": len(messages), "with_relatives": len(relatives), "pairs": pairs}
    with within(fill(messages)):
        shown, taken = ask(messages, lambda message: f"{message['title']}\n{message['body']}")
        figures |= judge(shown, relatives) | {"others_shown": share_shown(shown, relatives)}
        figures["median_ms"] = statistics.median(taken)
        figures["p95_ms"] = statistics.quantiles(taken, n=20)[18]
        some = {number: messages[number] for number in relatives}
        for part in ("title", "body"):
            shown, _ = ask(some, lambda message, part=part: message[part])
            judged = judge(shown, relatives)
            figures |= {f"{part}_only_{name}": value for name, value in judged.items()}
    return {k: round(v, 3) if isinstance(v, float) else v for k, v in figures.items()}


def run():
    folder = Path(os.environ.get("HUIYIN_MESSAGES", DATA))
    if not (folder / PAIRS).exists():
        sys.exit("similar: NOT RUN. The messages are not here; HUIYIN_MESSAGES names their folder.")
    os.environ.setdefault("HUIYIN_DATABASE_URL", "sqlite://:memory:")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.config.settings.test")
    return measure(folder)
