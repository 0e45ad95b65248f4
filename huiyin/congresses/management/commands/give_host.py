from django.core.management.base import BaseCommand, CommandError

from huiyin.congresses.models import Congress
from huiyin.congresses.services import give_host


class Command(BaseCommand):
    help = "Let a host name speak for a congress and for all below it. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("host", help="without a port, e.g. yunxi.example")
        parser.add_argument("slug", help="of the congress, as in its address /c/<slug>/")

    def handle(self, *, host, slug, **options):
        congress = Congress.objects.filter(slug=slug).first()
        if congress is None:
            raise CommandError(f"There is no congress called {slug}.")
        give_host(congress, host)
        self.stdout.write(f"{host} speaks for {congress}")
