from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils.timezone import localdate, now
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.kit.rounds import Round
from huiyin.publishing.models import Article
from huiyin.publishing.procedure import State
from huiyin.publishing.services.releasing import due


class Command(BaseCommand):
    help = "Release articles whose hour has come, and end those that have expired. Safe to repeat."

    def handle(self, **options):
        at, round = now(), Round(self)
        waiting = Q(docket__state=State.SCHEDULED, scheduled_for__lte=at)
        over = Q(docket__state=State.PUBLISHED, expires_on__lt=localdate(at))
        with scopes_disabled():  # to find the few congresses that have such an article at all
            rows = [Article.objects.filter(one) for one in (waiting, over)]  # each by its index
            ids = {pk for found in rows for pk in found.values_list("congress", flat=True)}
        for congress in Congress.objects.filter(pk__in=ids):
            with within(congress):
                for article, act in due(congress, at):
                    with round.case(f"article {article.pk}"):
                        act(article, at=at)
                        round.done += 1
        round.end("{} articles released or ended")
