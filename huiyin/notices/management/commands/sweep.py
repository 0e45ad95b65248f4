from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from huiyin.notices.services import stuck


class Command(BaseCommand):
    help = "Prove that nothing is stuck in the outbox; fail and name it if something is."

    def handle(self, **options):
        notices, deliveries = stuck(now())
        for notice in notices:
            self.stderr.write(
                f"notice {notice.pk} {notice} not fanned out since {notice.created_at}"
            )
        for delivery in deliveries:
            self.stderr.write(
                f"delivery {delivery.key} {delivery} waits since {delivery.created_at}"
            )
        if notices or deliveries:
            raise CommandError(f"{len(notices)} notices and {len(deliveries)} deliveries are stuck")
        self.stdout.write("nothing is stuck")
