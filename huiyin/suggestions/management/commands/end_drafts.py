from django.core.management.base import BaseCommand
from django.utils.timezone import now
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.deputies.procedure import State as MandateState
from huiyin.kit.progress import track
from huiyin.kit.rounds import Round
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import SUGGESTION
from huiyin.suggestions.services.drafting import run_out


class Command(BaseCommand):
    help = "End drafts whose deputy's mandate is over, and free their messages. Safe to repeat."

    def handle(self, **options):
        at, round = now(), Round(self)
        left = {
            "declared_at": None,
            "docket__state__in": [s.source for s in SUGGESTION.steps if s.verb == "run_out"],
            "lead__docket__state__in": [MandateState.EXPIRED, MandateState.TERMINATED],
        }
        with scopes_disabled():  # to find the few congresses that have such a draft
            ids = set(Suggestion.objects.filter(**left).values_list("congress", flat=True))
        for congress in track(Congress.objects.filter(pk__in=ids), label="congresses"):
            with within(congress):
                for suggestion in Suggestion.objects.shown().filter(**left):
                    with round.case(f"suggestion {suggestion.pk}"):
                        run_out(suggestion, at=at)
                        round.done += 1
        round.end("{} drafts ended with the mandate of their deputy")
