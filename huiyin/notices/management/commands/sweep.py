from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from huiyin.notices.services import again as _again
from huiyin.notices.services import settle as _settle
from huiyin.notices.services import stuck

#: Rows named on the screen; the count says how many there are.
NAMED = 20


class Command(BaseCommand):
    help = "Prove that nothing is stuck in the outbox; fail and name it if something is."

    def add_arguments(self, parser):
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--again", action="store_true", help="try what was given up once more")
        choice.add_argument(
            "--settle", action="store_true", help="leave what was given up; name it no longer"
        )

    def handle(self, *, again, settle, **options):
        if again:
            self.stdout.write(f"{_again()} will be tried again")
        elif settle:
            self.stdout.write(f"{_settle()} are left as they are")
        else:
            self._sweep()

    def _sweep(self):
        notices, deliveries = stuck(now())
        for notice in notices.order_by("pk")[:NAMED]:
            self.stderr.write(
                f"notice {notice.pk} {notice} not fanned out since {notice.created_at}"
            )
        for delivery in deliveries.select_related("notice").order_by("pk")[:NAMED]:
            self.stderr.write(
                f"delivery {delivery.key} {delivery} {delivery.status} since "
                f"{delivery.created_at}, tried {delivery.attempts} times: {delivery.problem}"
            )
        counts = notices.count(), deliveries.count()
        if any(counts):
            raise CommandError("{} notices and {} deliveries are stuck".format(*counts))
        self.stdout.write("nothing is stuck")
