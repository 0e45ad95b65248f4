import csv
from contextlib import nullcontext
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import now

from huiyin.congresses.lookup import congress_called
from huiyin.congresses.scope import within
from huiyin.deputies.enrolment import registrar_of
from huiyin.deputies.models import Mandate
from huiyin.kit.progress import track
from huiyin.kit.reports import Report
from huiyin.kit.tables import BadFile, count_lines, open_lines
from huiyin.voices.historic import BATCH, RECEIPT, Intake, read_messages, receipts


def positive(text):
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


class Command(BaseCommand):
    help = (
        "Bring in messages of the past, one JSON object a line. Safe to repeat: a message is"
        " known by its source and id. No clock starts, and only those concerned may read them."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--congress", required=True, metavar="CODE", help="area code or slug")
        parser.add_argument("--limit", type=positive, metavar="N", help="read only so many rows")
        parser.add_argument("--mandate", type=int, metavar="ID", help="all to this one deputy")
        parser.add_argument("--source", help="name of the collection; else the file's own name")
        parser.add_argument("--receipts", metavar="CSV", help="write number and leaf of each row")
        parser.add_argument("--report", metavar="CSV", help="write the rows not taken there too")
        parser.add_argument("--dry-run", action="store_true", help="do it all, keep nothing")

    def handle(self, *, file, congress, dry_run, **options):
        at, report = now(), Report()
        if dry_run:
            options["receipts"] = None  # what is taken back has no receipt
        its_congress = congress_called(congress)
        if its_congress is None:
            raise CommandError(f"no congress has the code or slug {congress}")
        with within(its_congress):
            try:
                with transaction.atomic() if dry_run else nullcontext():
                    self._bring_in(file, its_congress, at=at, report=report, options=options)
                    if dry_run:
                        transaction.set_rollback(True)
            except (BadFile, OSError) as error:
                raise CommandError(f"{file}: {error}") from error
        report.print(self.stdout, dry_run=dry_run)
        if options["report"]:
            report.save(options["report"])
        if not report.taken and not report.known:
            raise CommandError("no row of this file can be taken")

    @staticmethod
    def _bring_in(file, congress, *, at, report, options):
        source = options["source"] or Path(file).stem
        lines = open_lines(file)
        report.notes += lines.notes
        intake = Intake(
            congress,
            _addressees(congress, options["mandate"]),
            source=source,
            by=registrar_of(congress, report),
            at=at,
            report=report,
        )
        limit = options["limit"]
        messages = read_messages(lines.rows, report, source=source, at=at, limit=limit)
        total = min(count_lines(file), limit or float("inf"))
        done = intake.bring_in(track(messages, label="messages", total=total))
        _write(done, options["receipts"])


def _addressees(congress, pk):
    """Return the active mandates that messages may go to, always in the same order."""
    mandates = Mandate.objects.active().select_related("person", "docket", "congress__area")
    mandates = mandates.filter(congress=congress).order_by("pk")
    found = list(mandates.filter(pk=pk) if pk else mandates)
    if not found:
        which = f"mandate {pk} is not one of {congress.name} now" if pk else "no active deputies"
        raise CommandError(f"{which}: run import_deputies first")
    return found


def _write(done, path):
    """Run the import to its end; write the receipts beside it, a batch at a time."""
    if path is None:
        for _each in done:
            pass
        return
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(RECEIPT)
        while batch := list(islice(done, BATCH)):
            writer.writerows(receipts(batch))
