from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now
from django_scopes import scopes_disabled

from huiyin.bills.models import Bill
from huiyin.bills.procedure import State
from huiyin.bills.services.committee import session_closed
from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.kit.progress import track
from huiyin.kit.rounds import Round
from huiyin.procedure.models import Move


class Command(BaseCommand):
    help = "Count reports on bills from the day their session closed. Safe to repeat."

    def handle(self, **options):
        at, round = now(), Round(self)
        waiting = {
            "docket__state": State.TO_COMMITTEE,
            "session__ends_on__lt": localdate(at),
        }
        with scopes_disabled():  # to find the few congresses that have such a bill
            ids = set(Bill.objects.filter(**waiting).values_list("congress", flat=True))
        for congress in track(Congress.objects.filter(pk__in=ids), label="congresses"):
            with within(congress):
                counted = Move.objects.filter(verb="close_session").values("docket")
                for bill in Bill.objects.shown().filter(**waiting).exclude(docket__in=counted):
                    with round.case(f"bill {bill.pk}"):
                        session_closed(bill, at=at)
                        round.done += 1
        round.end("{} reports counted from the close of their session")
