from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.kit.progress import track
from huiyin.kit.rounds import Round
from huiyin.suggestions.services.reminding import remind, waiting


class Command(BaseCommand):
    help = "Remind units of their promises, and of late ones the office as well. Repeatable."

    def handle(self, **options):
        at, round = now(), Round(self)
        today = localdate(at)
        with scopes_disabled():  # to find the congresses where a promise waits at all
            ids = set(waiting(today).values_list("reply__suggestion__congress", flat=True))
        for congress in track(Congress.objects.filter(pk__in=ids), label="congresses"):
            with within(congress):
                for promise in waiting(today):
                    with round.case(f"promise {promise.pk}"):
                        round.done += remind(promise, at=at)
        round.end("{} reminders of promises")
