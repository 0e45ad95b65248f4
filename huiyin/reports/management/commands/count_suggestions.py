from django.core.management.base import BaseCommand
from django.utils.timezone import now
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.kit.progress import track
from huiyin.kit.rounds import Round
from huiyin.reports.services import count_suggestions
from huiyin.suggestions.models import Suggestion


class Command(BaseCommand):
    help = "Count the suggestions of every congress for its figures. Run it once a night."

    def handle(self, **options):
        at, round = now(), Round(self)
        with scopes_disabled():  # to find the congresses that have any
            ids = set(Suggestion.objects.order_by().values_list("congress", flat=True).distinct())
        for congress in track(Congress.objects.filter(pk__in=ids), label="congresses"):
            with within(congress), round.case(f"congress {congress.slug}"):
                count_suggestions(congress, at=at)
                round.done += 1
        round.end("{} congresses counted")
