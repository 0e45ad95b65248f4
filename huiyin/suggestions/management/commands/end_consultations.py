from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.kit.progress import track
from huiyin.kit.rounds import Round
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services.consulting import end_consultation


class Command(BaseCommand):
    help = "End consultations whose last day has passed. Safe to repeat."

    def handle(self, **options):
        at, round = now(), Round(self)
        over = {
            "docket__state": State.CONSULTING,
            "consultations__ended_at": None,
            "consultations__opened_at__isnull": False,
            "consultations__ends_on__lt": localdate(at),
        }
        with scopes_disabled():  # to find the few congresses that have such a consultation
            ids = set(Suggestion.objects.filter(**over).values_list("congress", flat=True))
        for congress in track(Congress.objects.filter(pk__in=ids), label="congresses"):
            with within(congress):
                for suggestion in Suggestion.objects.shown().filter(**over):
                    with round.case(f"suggestion {suggestion.pk}"):
                        end_consultation(suggestion, at=at)
                        round.done += 1
        round.end("{} consultations ended")
