"""Are real laws read whole: the same text again, every article found, at what speed?

HUIYIN_LAWS names a file of laws, not part of this repository: gzip, one JSON object a line with
``title``, ``text`` and ``n_articles_regex``, a count of lines that begin with 第…条. Every text is
read and written again, and both counts of articles are compared; a difference is printed with its
class. The controls plant one fault a text (a line lost from the tree; an article too many in the
count) and have to be seen every time.
"""

import gzip
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

from huiyin.law.text import Kind, read
from huiyin.law.text.counting import REASONS, compare

DATA = Path(__file__).resolve().parents[2] / "shared/data/laws/dev/laws.jsonl.gz"
LIMITS = {
    "round_trip_share": ("==", 1),
    "unexplained": ("==", 0),
    "ids_twice": ("==", 0),
    "characters_a_second": (">=", 500_000),
    "control_line_lost_seen": ("==", 1),
    "control_article_more_seen": ("==", 1),
}


def laws():
    """Return the rows of the file that HUIYIN_LAWS names; end if there is none."""
    path = Path(os.environ.get("HUIYIN_LAWS", DATA))
    if not path.exists():
        sys.exit("NOT RUN. The laws are not here; HUIYIN_LAWS names their file.")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def run():
    rows = laws()
    start = time.process_time()
    documents = [read(row["text"]) for row in rows]
    seconds = time.process_time() - start
    both = list(zip(rows, documents, strict=True))
    same = sum(document.write() == row["text"] for row, document in both)
    figures = {
        "texts": len(rows),
        "characters": sum(len(row["text"]) for row in rows),
        "round_trip_share": same / len(rows),
        "ids_twice": sum(_twice(document) for document in documents),
        "characters_a_second": round(sum(len(row["text"]) for row in rows) / seconds),
    }
    return figures | _counted(both) | _controls(both)


def _counted(both):
    classes, ours, plain, differing, missing = Counter(), 0, 0, 0, 0
    for row, document in both:
        count = compare(document, row["text"], row["n_articles_regex"])
        ours, plain = ours + count.ours, plain + count.plain
        classes.update(count.classes)
        missing += len(document.missing)
        if count.classes:
            differing += 1
            said = "; ".join(f"{REASONS[why]}: {n:+}" for why, n in count.classes.items())
            print(f"{row['title']}: {count.ours} articles, {count.plain} lines ({said})")
        if document.missing:
            print(f"{row['title']}: leaps over {', '.join(document.missing)}")
    return {
        "articles": ours,
        "lines_like_articles": plain,
        "texts_that_differ": differing,
        "unexplained": sum(1 for row, d in both if _unexplained(row, d)),
        "numbers_leapt_over": missing,
        "classes": dict(classes),
    }


def _unexplained(row, document):
    return compare(document, row["text"], row["n_articles_regex"]).unexplained != 0


def _twice(document):
    named = [node.id for node in document.walk()]
    return len(named) - len(set(named))


def _controls(both):
    lost = seen = more = 0
    for row, document in both:
        more += compare(document, row["text"], row["n_articles_regex"] + 1).unexplained == 1
        last = next((n for n in reversed(list(document.walk())) if n.kind is not Kind.TOC), None)
        if last and last.text:
            lost += 1
            words, last.text = last.text, ""
            seen += document.write() != row["text"]
            last.text = words
    return {
        "control_line_lost_seen": seen / lost,
        "control_article_more_seen": more / len(both),
    }
