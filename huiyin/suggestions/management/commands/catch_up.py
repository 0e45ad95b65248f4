from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils.timezone import now
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.kit.progress import track
from huiyin.kit.rounds import Round
from huiyin.ledger.acts import recorded
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import ASKED
from huiyin.suggestions.record import photographs_unrecorded
from huiyin.suggestions.services.drafting import record_photographs, unconfirm


class Command(BaseCommand):
    # Not a task of every day: whoever slips a photograph into the database is to be found.
    help = (
        "After an upgrade: put photographs on the record that were handed in before they had "
        "leaves, and void signatures given to another text than it is now. Safe to repeat."
    )

    def handle(self, **options):
        at, round = now(), Round(self)
        signed = {"docket__state__in": ASKED, "cosigns__answer": "confirmed"}
        with scopes_disabled():  # to find the few congresses that have such a suggestion
            some = Suggestion.objects.filter(Q(**signed) | Q(photos__isnull=False))
            ids = set(some.values_list("congress", flat=True))
        for congress in track(Congress.objects.filter(pk__in=ids), label="congresses"):
            with within(congress):
                for suggestion in photographs_unrecorded():
                    with round.case(f"suggestion {suggestion.pk}"):
                        record_photographs(suggestion, at=at)
                        round.done += 1
                for suggestion in Suggestion.objects.shown().filter(**signed).distinct():
                    with round.case(f"suggestion {suggestion.pk}"), recorded():
                        round.done += bool(unconfirm(suggestion, at=at))
        round.end("{} suggestions brought up to date")
