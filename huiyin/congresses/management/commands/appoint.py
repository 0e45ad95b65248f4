from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from huiyin.accounts.models import User
from huiyin.congresses.models import Congress, Organ, Seat
from huiyin.congresses.services import organ, seat


class Command(BaseCommand):
    help = (
        "Give somebody a seat in an organ of a congress, making the account and the organ if "
        "they are new. The person sets up a second factor on first signing in. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--congress", required=True, help="slug, as in /c/<slug>/")
        parser.add_argument("--organ", required=True, help="name, as on its door")
        parser.add_argument("--kind", required=True, choices=Organ.Kind.values)
        parser.add_argument("--role", required=True, choices=Seat.Role.values)
        parser.add_argument("--name", default="", help="name in office, shown to others")

    @transaction.atomic
    def handle(self, *, username, congress, kind, role, name, **options):
        home = Congress.objects.filter(slug=congress).first()
        if home is None:
            raise CommandError(f"no congress is called {congress}")
        user = User.objects.filter(username=username).first()
        if user is None:
            user = self._new_account(username, name)
        elif user.kind != User.Kind.OFFICIAL:
            raise CommandError(f"{username} is a citizen's account; officials have their own")
        held = seat(user, organ(home, kind, options["organ"]), role)
        self.stdout.write(f"{user} holds: {held.organ}, {held.get_role_display()}, {home.name}")

    @staticmethod
    def _new_account(username, name):
        if not name:
            raise CommandError("a new account needs --name")
        password = getpass("Password (at least 10 characters): ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return User.objects.create_user(
            username, password, label=name, kind=User.Kind.OFFICIAL, level=User.Level.REAL_NAME
        )
