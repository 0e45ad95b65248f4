import logging
import time

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections

from huiyin.notices import services

log = logging.getLogger("huiyin.notices")
#: Seconds between two looks at the outbox, and after the database was away.
LOOK, AWAY = 1, 5


class Command(BaseCommand):
    help = "Send everything that waits in the outbox; with --watch, go on doing so."

    def add_arguments(self, parser):
        parser.add_argument("--watch", action="store_true", help="stay and look every second")

    def handle(self, *, watch, **options):
        if watch:
            self._watch()
        self.stdout.write(f"{deliver_all()} sent")

    def _watch(self):
        """Never end: a database that is restarted is waited for."""
        while True:
            try:
                deliver_all()
            except (OperationalError, InterfaceError) as error:
                log.warning("the database is away, trying again: %s", error)
                time.sleep(AWAY)
            close_old_connections()
            time.sleep(LOOK)


def deliver_all():
    """Send what is due in every congress; return how much went out."""
    return sum(services.deliver(congress) for congress in services.waiting_congresses())
