from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.deputies.procedure import State as MandateState
from huiyin.kit.progress import track
from huiyin.kit.rounds import Round
from huiyin.procedure.models import Deadline
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import FEEDBACK, State
from huiyin.suggestions.services.rating import lapse


class Command(BaseCommand):
    help = "Close replies nobody rated in time, as their rule profile says. Safe to repeat."

    def handle(self, **options):
        at, round = now(), Round(self)
        today = localdate(at)
        with scopes_disabled():  # to find the few congresses that have such a reply at all
            late = Deadline.objects.overdue(today).filter(name=FEEDBACK.name)
            ids = set(late.values_list("docket__congress", flat=True))
        for congress in track(Congress.objects.filter(pk__in=ids), label="congresses"):
            with within(congress):
                for suggestion in (
                    Suggestion.objects.shown()
                    .filter(
                        docket__state=State.REPLIED,
                        docket__deadlines__in=Deadline.objects.overdue(today).filter(
                            name=FEEDBACK.name
                        ),
                    )
                    .exclude(lead__docket__state=MandateState.SUSPENDED)
                ):
                    with round.case(f"suggestion {suggestion.pk}"):
                        lapse(suggestion, at=at)
                        round.done += 1
        round.end("{} closed without a rating")
