import time

from django.core.management.base import BaseCommand

from huiyin.notices import services


class Command(BaseCommand):
    help = "Send everything that waits in the outbox; with --watch, go on doing so."

    def add_arguments(self, parser):
        parser.add_argument("--watch", action="store_true", help="stay and look every second")

    def handle(self, *, watch, **options):
        while True:
            sent = sum(services.deliver(congress) for congress in services.waiting_congresses())
            if not watch:
                self.stdout.write(f"{sent} sent")
                return
            time.sleep(1)
