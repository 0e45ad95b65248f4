from django.core.management.base import BaseCommand
from django.utils.timezone import now
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.kit.progress import track
from huiyin.kit.rounds import Round
from huiyin.procedure.models import Deadline
from huiyin.procedure.reminders import remind, running


class Command(BaseCommand):
    help = "Remind the holders of cases of their days, and the office of late ones. Repeatable."

    def handle(self, **options):
        at, round = now(), Round(self)
        with scopes_disabled():  # to find the congresses where a clock runs at all
            ids = set(Deadline.objects.running().values_list("docket__congress", flat=True))
        for congress in track(Congress.objects.filter(pk__in=ids), label="congresses"):
            with within(congress):
                for deadline in running():
                    with round.case(f"deadline {deadline.pk}"):
                        round.done += remind(deadline, at=at)
        round.end("{} reminders")
