from django.core.management.base import BaseCommand
from django.db.models import F
from django.utils.timezone import now

from huiyin.congresses.models import Congress
from huiyin.kit.progress import track
from huiyin.ledger.services import checkpoint, checkpoint_if_due


class Command(BaseCommand):
    help = (
        "Sign every log that has gathered 64 new leaves or waited ten minutes. "
        "Run it every minute; safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="sign every log that has grown")

    def handle(self, *, all, **options):
        at, act = now(), checkpoint if all else checkpoint_if_due
        grown = list(Congress.objects.filter(log__size__gt=F("log__signed_size")).order_by("path"))
        signed = [act(congress, at=at) for congress in track(grown, label="logs")]
        self.stdout.write(f"{sum(made is not None for made in signed)} checkpoints signed")
