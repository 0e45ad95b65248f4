from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.kit.progress import track
from huiyin.kit.rounds import Round
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import SUGGESTION
from huiyin.suggestions.services.office import carry_over


class Command(BaseCommand):
    help = "Say of open suggestions whose term is over that they go on. Safe to repeat."

    def handle(self, **options):
        at, round = now(), Round(self)
        going_on = {
            "docket__state__in": [s.source for s in SUGGESTION.steps if s.verb == "carry_over"],
            "term__ends_on__lt": localdate(at),
            "carried_on": None,
        }
        with scopes_disabled():  # to find the few congresses that have such a suggestion
            ids = set(Suggestion.objects.filter(**going_on).values_list("congress", flat=True))
        for congress in track(Congress.objects.filter(pk__in=ids), label="congresses"):
            with within(congress):
                for suggestion in Suggestion.objects.shown().filter(**going_on):
                    with round.case(f"suggestion {suggestion.pk}"):
                        carry_over(suggestion, at=at)
                        round.done += 1
        round.end("{} suggestions carried over into the next term")
