from django.core.management.base import BaseCommand
from django.utils.timezone import now
from django_scopes import scopes_disabled

from huiyin.bills.models import Bill
from huiyin.bills.procedure import DRAFTS
from huiyin.bills.services.leaving import run_out
from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.deputies.procedure import State as MandateState
from huiyin.kit.progress import track
from huiyin.kit.rounds import Round


class Command(BaseCommand):
    help = "End drafts of bills whose deputy's mandate is over. Safe to repeat."

    def handle(self, **options):
        at, round = now(), Round(self)
        left = {
            "docket__state__in": DRAFTS,
            "lead__docket__state__in": [MandateState.EXPIRED, MandateState.TERMINATED],
        }
        with scopes_disabled():  # to find the few congresses that have such a draft
            ids = set(Bill.objects.filter(**left).values_list("congress", flat=True))
        for congress in track(Congress.objects.filter(pk__in=ids), label="congresses"):
            with within(congress):
                for bill in Bill.objects.shown().filter(**left):
                    with round.case(f"bill {bill.pk}"):
                        run_out(bill, at=at)
                        round.done += 1
        round.end("{} drafts of bills ended with the mandate of their deputy")
