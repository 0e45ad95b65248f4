"""What allauth asks of us: who may come in, where they go next, and how secrets are kept."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import get_script_prefix, reverse

from huiyin.accounts import vault
from huiyin.accounts.models import User
from huiyin.kit.limits import client_address


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of officials are made by their office; citizens come by phone."""

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        return client_address(request)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not within minutes of signing in: who has just proved it is not asked again."""
        request = context.request
        records = get_authentication_records(request, request.user)
        return (
            not records or time.time() - records[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT
        )

    def get_login_redirect_url(self, request):
        official = request.user.kind == User.Kind.OFFICIAL
        return reverse("desk:home") if official else get_script_prefix() + "mine/"

    def get_logout_redirect_url(self, request):
        return get_script_prefix()


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secret of an authenticator is encrypted at rest, and opens for nothing else."""

    PLACE = "second-factor"

    def encrypt(self, text):
        return vault.enclose(text, place=self.PLACE)

    def decrypt(self, encrypted_text):
        return vault.disclose(encrypted_text, place=self.PLACE)
