import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import localdate

from huiyin.congresses.divisions import read_divisions
from huiyin.congresses.published import comparison
from huiyin.congresses.tree import plant
from huiyin.kit.reports import Report
from huiyin.kit.tables import BadFile
from huiyin.law.territory import KINDS, WITHOUT_DISTRICTS


class Command(BaseCommand):
    help = (
        "Lay out the tree of congresses from a table of administrative divisions (CSV or XLSX"
        " with level, code, name, parent). Safe to repeat. The last line is JSON."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--dry-run", action="store_true", help="do it all, keep nothing")
        parser.add_argument("--report", metavar="CSV", help="list rows without a congress too")
        parser.add_argument("--valid-from", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument(
            "--under", nargs="+", default=[], metavar="CODE", help="only these and what is below"
        )

    def handle(self, *, file, dry_run, under, valid_from, **options):
        report = Report()
        try:
            table = read_divisions(file, report, under=under)
        except BadFile as error:
            raise CommandError(f"{file}: {error}") from error
        if not table.listed:
            report.print(self.stdout, dry_run=dry_run)
            raise CommandError("no row of this file can be taken")
        with transaction.atomic():
            growing = plant(
                table, valid_from=valid_from or localdate(), report=report, whole=not under
            )
            transaction.set_rollback(dry_run)
        report.print(self.stdout, dry_run=dry_run)
        if options["report"]:
            report.save(options["report"], also=self._without_congress(table))
        self._say_what_is_doubtful(table)
        self._say_kinds(table)
        made = growing.founded
        self.stdout.write(f"congresses made now: {json.dumps(made) if made else 'none'}")
        for line in comparison(table) if not under else ():
            self.stdout.write(line)
        self.stdout.write(json.dumps({"national": 1, **table.congresses()}))

    @staticmethod
    def _without_congress(table):
        for each in table.listed.values():
            if not each.has_congress:
                yield each.number, each, f"no congress: {each.division.reason('zh')}"

    def _say_kinds(self, table):
        for kind, number in table.kinds().most_common():
            level = KINDS[kind].congress
            said = f"a congress each ({level})" if level else "areas without a congress"
            self.stdout.write(f"{number:>6} {KINDS[kind].zh} ({KINDS[kind].en}): {said}")
        for kind, number in table.dropped.items():
            self.stdout.write(f"{number:>6} {KINDS[kind].zh} ({KINDS[kind].en}): dropped")

    def _say_what_is_doubtful(self, table):
        for each in table.to_place:
            self.stdout.write(
                f"row {each.number} to be placed by hand: {each} lies in"
                f" {table.listed[each.above]}, for now under {table.listed[each.superior].name}"
            )
        for code in sorted(WITHOUT_DISTRICTS & table.listed.keys()):
            self.stdout.write(
                f"to be checked: {table.listed[code]} has no districts; direct election is"
                " assumed after 选举法 (2020) art. 3"
            )
