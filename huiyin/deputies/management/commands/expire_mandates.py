from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.deputies.models import Mandate
from huiyin.deputies.procedure import State
from huiyin.kit.rounds import Round
from huiyin.procedure.services import advance


class Command(BaseCommand):
    help = "End the mandates of terms that are over. Safe to repeat. Law: 代表法 (2025) art. 2."

    def handle(self, **options):
        at, round = now(), Round(self)
        facts = {
            "term__ends_on__lt": localdate(at),
            "docket__state__in": [State.ACTIVE, State.SUSPENDED],
        }
        with scopes_disabled():  # to find the few congresses whose term has just ended
            ids = set(Mandate.objects.filter(**facts).values_list("congress", flat=True))
        for congress in Congress.objects.filter(pk__in=ids):
            with within(congress):
                for mandate in Mandate.objects.select_related("docket").filter(**facts):
                    with round.case(f"mandate {mandate.pk}"):
                        advance(mandate, "expire", by=None, at=at)
                        round.done += 1
        round.end("{} mandates ended with their term")
