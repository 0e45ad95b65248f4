from django.core.management.base import BaseCommand
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.kit.rounds import Round
from huiyin.procedure.models import Deadline
from huiyin.procedure.services import settle


class Command(BaseCommand):
    help = "Count again the deadlines that waited for a year's holiday notice. Safe to repeat."

    def handle(self, **options):
        round = Round(self)
        with scopes_disabled():  # to find the congresses that have such a deadline
            waiting = Deadline.objects.running().filter(provisional=True)
            ids = set(waiting.values_list("docket__congress", flat=True))
        for congress in Congress.objects.filter(pk__in=ids):
            with within(congress):
                waiting = Deadline.objects.running().filter(provisional=True)
                for deadline in waiting.select_related("docket"):
                    with round.case(f"deadline {deadline.pk}"):
                        round.done += settle(deadline)
        round.end("{} deadlines moved")
