"""Enter a collection of law texts and say what became of every one of them."""

import gzip
import json
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import now

from huiyin.library.naming import Unreadable, read_row
from huiyin.library.report import report
from huiyin.library.services import enter, settle
from huiyin.library.shelves import NoRoot, Shelves

#: Texts committed together.
BATCH = 50
#: Bytes of one line of a collection: the longest law has some hundred thousand characters.
LONGEST_LINE = 8 * 1024 * 1024


class Command(BaseCommand):
    help = (
        "Enter texts of laws from a JSON-lines file (.jsonl or .jsonl.gz); safe to repeat."
        " Fields: id, title, text; if known family, version_date, category, region and"
        " n_articles_regex, a count of lines that begin with 第…条."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--source", help="name of the collection; by default the file's")
        parser.add_argument(
            "--report", action="store_true", help="list every text whose articles count otherwise"
        )

    def handle(self, **options):
        path = Path(options["file"])
        source = options["source"] or path.name.partition(".")[0]
        try:
            shelves = Shelves()
            texts, refused = self._read(path, source)
        except (OSError, NoRoot, EOFError) as error:
            raise CommandError(str(error)) from error
        at = now()
        results = Counter()
        for start in range(0, len(texts), BATCH):
            with transaction.atomic():
                for text in texts[start : start + BATCH]:
                    results[enter(text, shelves, at=at)[1]] += 1
        settle()
        for line in report(source, results, refused, shelves.strayed, details=options["report"]):
            self.stdout.write(line)
        if refused:
            raise CommandError(f"{len(refused)} lines were refused.")

    def _read(self, path, source):
        """Return the texts, weightiest kind first, and ``[(line, why)]`` of what is none."""
        texts, refused = [], []
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
                try:
                    texts.append(read_row(json.loads(line.decode()), source))
                except (Unreadable, ValueError) as error:
                    refused.append((number, str(error)))
        seen = Counter(text.key for text in texts)
        refused += [(0, f"id {key} stands in {n} lines") for key, n in seen.items() if n > 1]
        return sorted(texts, key=lambda text: text.rank), refused
