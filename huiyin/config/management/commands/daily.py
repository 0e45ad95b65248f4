from django.core.management import call_command
from django.core.management.base import BaseCommand

from huiyin.kit.rounds import Round

#: In this order: days are settled before anybody is reminded, mandates end before their drafts.
TASKS = [
    "settle_deadlines",
    "close_sessions",
    "close_unrated",
    "close_tracked",
    "end_consultations",
    "expire_mandates",
    "end_drafts",
    "end_bill_drafts",
    "carry_over",
    "release_articles",
    "remind",
    "remind_promises",
    "count_suggestions",
    "inspect_sites",
]


class Command(BaseCommand):
    help = "Do what time itself brings about: all of it, also if part of it fails. Safe to repeat."

    def handle(self, **options):
        round = Round(self)
        for task in TASKS:
            with round.case(task):
                call_command(task, stdout=self.stdout, stderr=self.stderr)
                round.done += 1
        round.end(f"{{}} of {len(TASKS)} tasks done")
