from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from huiyin.accounts.models import User
from huiyin.congresses.scope import within
from huiyin.congresses.services import give_host
from huiyin.sites import services
from huiyin.sites.models import Site


class Command(BaseCommand):
    help = (
        "Switch on the site of a congress below the host of one above it: home page, columns,"
        " organs, roles and theme. A street or a 地区 is refused, with the reason."
    )

    def add_arguments(self, parser):
        parser.add_argument("code", help="slug of the congress, or code of its area")
        parser.add_argument("--theme", default="", choices=Site.Theme.values)
        parser.add_argument("--host", help="a host name that already leads here")
        parser.add_argument("--admin", metavar="USERNAME", help="its system administrator")

    def handle(self, *, code, theme, host, admin, **options):
        user = User.objects.filter(username=admin).first() if admin else None
        if admin and user is None:
            raise CommandError(f"there is no account {admin}")
        try:
            congress = services.congress_of(code)
            with within(congress):
                services.open_site(congress, by=None, at=now(), theme=theme, admin=user)
        except services.NoSite as error:
            raise CommandError(str(error)) from error
        if host:
            give_host(congress, host)
        self.stdout.write(
            f"{congress.name}: open, /c/{congress.slug}/" + (f", {host}" * bool(host))
        )
