from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.kit.progress import track
from huiyin.kit.rounds import Round
from huiyin.procedure.models import Deadline
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import COMMITMENT_FEEDBACK, State
from huiyin.suggestions.services.rating import fulfil_if_done


class Command(BaseCommand):
    help = "Close what was followed up once the time to judge the promises is over. Repeatable."

    def handle(self, **options):
        at, round = now(), Round(self)
        today = localdate(at)
        with scopes_disabled():  # to find the few congresses that have such a case at all
            late = Deadline.objects.overdue(today).filter(name=COMMITMENT_FEEDBACK.name)
            ids = set(late.values_list("docket__congress", flat=True))
        for congress in track(Congress.objects.filter(pk__in=ids), label="congresses"):
            with within(congress):
                late = Deadline.objects.overdue(today).filter(name=COMMITMENT_FEEDBACK.name)
                for suggestion in Suggestion.objects.shown().filter(
                    docket__state=State.TRACKING, docket__deadlines__in=late
                ):
                    with round.case(f"suggestion {suggestion.pk}"):
                        round.done += fulfil_if_done(suggestion, at=at)
        round.end("{} closed after the time to judge their promises")
