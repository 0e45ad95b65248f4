from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import localdate, now

from huiyin.congresses.lookup import congress_called
from huiyin.congresses.scope import within
from huiyin.deputies.enrolment import Enrolment, NoTerm, registrar_of, term_of
from huiyin.deputies.roll import read_roll
from huiyin.kit.progress import track
from huiyin.kit.reports import Report
from huiyin.kit.tables import BadFile


class Command(BaseCommand):
    help = (
        "Enter deputies already in office from a CSV or XLSX list with a column 姓名 or name."
        " Safe to repeat: a person is known by the number of their card."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--congress", required=True, metavar="CODE", help="area code or slug")
        parser.add_argument("--term", type=int, metavar="N", help="number of the term (届)")
        parser.add_argument("--starts", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--ends", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--dry-run", action="store_true", help="do it all, keep nothing")
        parser.add_argument("--report", metavar="CSV", help="write the rows not taken there too")

    def handle(self, *, file, congress, dry_run, **options):
        at, report = now(), Report()
        its_congress = congress_called(congress)
        if its_congress is None:
            raise CommandError(f"no congress has the code or slug {congress}")
        with within(its_congress):
            try:
                if dry_run:
                    with transaction.atomic():
                        self._enrol(file, its_congress, at, report, options)
                        transaction.set_rollback(True)
                else:
                    self._enrol(file, its_congress, at, report, options)
            except (BadFile, NoTerm) as error:
                raise CommandError(f"{file}: {error}") from error
        report.print(self.stdout, dry_run=dry_run)
        if options["report"]:
            report.save(options["report"])
        if not report.taken and not report.known:
            raise CommandError("no row of this file can be taken")

    @staticmethod
    def _enrol(file, congress, at, report, options):
        rows = list(read_roll(file, report))
        if not rows:
            return
        today = localdate(at)
        with transaction.atomic():
            number, starts, ends = options["term"], options["starts"], options["ends"]
            term = term_of(congress, report, today=today, number=number, starts=starts, ends=ends)
            by = registrar_of(congress, report)
        ended = term.ends_on < today
        if ended:
            report.note(f"term {term.number} ended on {term.ends_on:%F}: entered as ended")
        enrolment = Enrolment(congress, term, by=by, at=at, ended=ended, report=report)
        enrolment.enrol(track(rows, label="deputies"))
