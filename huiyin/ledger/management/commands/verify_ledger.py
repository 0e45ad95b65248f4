from django.core.management.base import BaseCommand, CommandError

from huiyin.congresses.models import Congress
from huiyin.kit.progress import track
from huiyin.ledger.audit import verify_log


class Command(BaseCommand):
    help = "Verify every congress's record against its rows and checkpoints. Run it every night."

    def add_arguments(self, parser):
        parser.add_argument("--congress", metavar="SLUG", help="only this one")

    def handle(self, *, congress, **options):
        congresses = Congress.objects.filter(log__isnull=False).order_by("path")
        if congress:
            congresses = congresses.filter(slug=congress)
        found = 0
        for each in track(congresses, label="logs", total=congresses.count()):
            for problem in verify_log(each):
                found += 1
                self.stdout.write(f"{each.slug}: {problem}")
        if found:
            raise CommandError(f"{found} problems: the record was tampered with or damaged")
        self.stdout.write(f"{congresses.count()} logs verified, no problems")
