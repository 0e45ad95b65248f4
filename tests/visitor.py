"""A browser without scripts for tests: signs people in as the platform demands, sends forms."""

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.accounts.models import User


class Visitor:
    """One person at the desk. Officials get the second factor without which nothing opens."""

    def __init__(self, user=None, prefix=""):
        self.client, self.prefix = Client(), prefix
        if user is None:
            return
        if user.kind == User.Kind.OFFICIAL:
            Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": {}})
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def get(self, path, **query):
        return self.client.get(self.prefix + path, query)

    def post(self, path, **data):
        return self.client.post(self.prefix + path, data)


def queries_of(path):
    """Return how many queries a stranger's page takes when nothing of it is remembered.

    What stands around all pages of a site is asked for once and remembered between them.
    """
    cache.clear()
    visitor = Visitor()
    visitor.get("/accessibility/")
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(path).status_code == 200
    return len(asked)


def text_of(response):
    """The page as text, with the entities a form writes undone."""
    return response.content.decode().replace("&quot;", '"').replace("&#x27;", "'")
