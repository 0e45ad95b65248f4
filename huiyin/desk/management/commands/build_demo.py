import os
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from huiyin.accounts.models import Persona
from huiyin.congresses.models import Congress
from huiyin.desk import demo
from huiyin.notices.services import deliver, waiting_congresses


class Command(BaseCommand):
    requires_system_checks = []
    help = "Build the invented province of the demonstration; safe to repeat."

    def handle(self, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("only in demonstration mode")
        try:
            with transaction.atomic():
                demo.build()
        except demo.Built:
            self.stdout.write("The demonstration is already there.")
        for congress in waiting_congresses():
            deliver(congress)
        call_command("checkpoint", stdout=StringIO())
        self._introduce()

    def _introduce(self):
        port = os.environ.get("HUIYIN_PORT", "8000")
        root = f"http://127.0.0.1:{port}"
        self.stdout.write("\nPortals")
        for congress in Congress.objects.select_related("area").order_by("level", "pk"):
            self.stdout.write(f"  {root}/c/{congress.slug}/  {congress.name}")
        self.stdout.write(f"\nPersonas, one click each: {root}/c/yunxi/personas/")
        for persona in Persona.objects.all():
            self.stdout.write(f"  {persona.title}: {persona.task}")
