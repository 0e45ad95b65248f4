"""Reasons not to serve: what could be lost, what could leak, a demonstration in the open."""

import ipaddress
import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.http import HttpResponseForbidden
from django.utils.module_loading import import_string

#: A receipt is a promise; with any of these off, PostgreSQL confirms what a power cut can undo.
DURABLE = {"fsync": "huiyin.E001", "synchronous_commit": "huiyin.E002"}
DURABLE |= {"full_page_writes": "huiyin.E003"}
HOSTS = ("HUIYIN_HOST", "GRANIAN_HOST")


@register(Tags.database)
def database_keeps_what_it_confirms(app_configs=None, databases=None, **kwargs):
    """Refuse fsync, synchronous_commit or full_page_writes being off, where receipts are given."""
    if not settings.REQUIRE_DURABLE_DATABASE:
        return []
    postgres = [
        connections[alias] for alias in databases or [] if connections[alias].vendor == "postgresql"
    ]
    return [error for connection in postgres for error in _promises_broken(connection)]


def _promises_broken(connection):
    with connection.cursor() as cursor:
        for name, code in DURABLE.items():
            cursor.execute("SELECT current_setting(%s)", [name])
            if cursor.fetchone()[0] == "off":
                yield Error(
                    f"PostgreSQL runs with {name}=off: a receipt given now could be lost.",
                    hint=f"Set {name}=on in postgresql.conf and reload it.",
                    id=code,
                )


@register(Tags.security)
def demonstration_stays_on_loopback(app_configs=None, **kwargs):
    """Refuse the demonstration, which signs anyone in with one click, on any other address."""
    hosts = {os.environ[name] for name in HOSTS if os.environ.get(name)}
    if not settings.DEMONSTRATION:
        return []
    return [
        Error(
            f"The demonstration serves this machine only, not {host}.",
            hint="Leave HUIYIN_HOST unset, or use the production settings.",
            id="huiyin.E004",
        )
        for host in sorted(hosts)
        if not is_loopback(host)
    ]


@register(Tags.security)
def sign_in_codes_reach_phones(app_configs=None, **kwargs):
    """Refuse to write sign-in codes to the log, and a provider that cannot send anything."""
    name = settings.SMS_PROVIDER
    try:
        import_string(name)
    except ImportError:
        return [
            Error(
                f"There is no provider of text messages called {name}.",
                hint="Set HUIYIN_SMS_PROVIDER to a class, such as huiyin.notices.http_sms.HttpSms.",
                id="huiyin.E006",
            )
        ]
    if name.endswith(".ConsoleSms") and not settings.SMS_IN_LOG:
        return [
            Error(
                "Text messages, sign-in codes among them, would be written to the log.",
                hint="Set HUIYIN_SMS_PROVIDER; for a trial without phones, HUIYIN_SMS_IN_LOG=yes.",
                id="huiyin.E005",
            )
        ]
    if name.endswith(".HttpSms") and not _may_carry_codes(settings.SMS_URL):
        return [
            Error(
                f"Text messages cannot be handed to {settings.SMS_URL!r}.",
                hint="Set HUIYIN_SMS_URL to an https:// address, or http:// on this machine.",
                id="huiyin.E007",
            )
        ]
    return []


def _may_carry_codes(url):
    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))
    )


def is_loopback(host):
    """Whether this address or name can be reached from this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_unsafe_start():
    """Raise ``ImproperlyConfigured`` with every reason not to serve, before the first request."""
    errors = run_checks(tags=[Tags.database, Tags.security], databases=["default"])
    if reasons := [f"{error.msg} {error.hint}" for error in errors if error.is_serious()]:
        raise ImproperlyConfigured("\n".join(reasons))


class LoopbackOnlyMiddleware:
    """Answer only this machine, whatever address the server was told to listen on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_loopback(request.META.get("REMOTE_ADDR", "")):
            return HttpResponseForbidden("The demonstration serves this machine only.")
        return self.get_response(request)
