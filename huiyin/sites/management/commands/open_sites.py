from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from huiyin.congresses.lookup import congress_called
from huiyin.congresses.models import Congress
from huiyin.kit.progress import track
from huiyin.sites.services import TOGETHER, open_many

LEVELS = {level.name.lower(): level for level in Congress.Level}


class Command(BaseCommand):
    help = (
        "Switch on the sites of all congresses that have none, or of those of some levels or"
        " below one congress. Safe to interrupt and to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--level", nargs="+", default=list(LEVELS), choices=LEVELS)
        parser.add_argument("--under", metavar="CODE", help="only this congress and those below")

    def handle(self, *, level, under, **options):
        wanted = Congress.objects.filter(level__in=[LEVELS[name] for name in level])
        if under:
            root = congress_called(under)
            if root is None:
                raise CommandError(f"no congress is called {under}")
            wanted = wanted.filter(path__startswith=root.path)
        batches = -(-wanted.filter(site=None).count() // TOGETHER)
        made = [0, *track(open_many(wanted, at=now()), label="batches", total=batches)]
        self.stdout.write(f"{made[-1]} sites opened")
