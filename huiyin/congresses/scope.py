"""Which congress is speaking. The one place where tenants are kept apart.

A model that belongs to a congress uses ``Scoped()`` as its manager. Outside a ``scope`` every
query on it raises: forgetting the tenant is an error, not a leak.
"""

import re
from contextlib import contextmanager
from functools import lru_cache

from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Manager
from django.http import Http404, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.urls import get_script_prefix, set_script_prefix
from django_scopes import ScopedManager, get_scope, scope

from huiyin.congresses.models import Congress
from huiyin.kit.writing import insert

#: Characters of the longest name a host can have (RFC 1035).
LONGEST_HOST = 253
#: Seconds a host or slug may be remembered by one process after it was changed.
REMEMBERED = 30
PREFIX = re.compile(r"/c/([-\w]{1,40})(/.*)")
BARE = re.compile(r"/c/[-\w]{1,40}")
#: Pages of the machine itself, not of any congress: health and readiness.
MACHINE = "/-/"


def Scoped(path="congress", queryset=None):
    """Return a manager that filters by the congress in scope, found at ``path``."""
    base = Manager.from_queryset(queryset) if queryset else Manager
    scoped = type(ScopedManager(_manager_class=base, congress=path))
    return type("Manager", (Remembering, scoped), {"scoped": scoped})()


class Remembering:
    """What every scoped manager does over and over: the rows of one congress, and a new row.

    The filter by the congress, with its joins, is put together once for a table and a congress.
    """

    def get_queryset(self):
        state = get_scope()
        congress = state.get("congress") if state.get("_enabled", True) else None
        if not isinstance(congress, Congress) or hasattr(self, "_override_scope"):
            return super().get_queryset()
        rows = _rows_of(self.scoped, self.model, congress.pk).all()
        rows._db, rows._hints = self._db, dict(self._hints)
        return rows

    def create(self, **facts):
        own_key = self.model._meta.auto_field is not None and not {"pk", "id"} & facts.keys()
        if own_key and self._db in (None, DEFAULT_DB_ALIAS):
            return insert(self.model(**facts))
        return super().create(**facts)


@lru_cache(maxsize=10_000)
def _rows_of(scoped, model, congress):
    manager = scoped()
    manager.model = model
    with scope(congress=congress):
        return manager.get_queryset()


def within(congress):
    """Open the scope of one congress, or of a list of them, for a ``with`` block."""
    if isinstance(congress, Congress):
        return scope(congress=congress)
    return scope(congress=list(congress))


def _remember(key, find):
    """Return ``find()`` from the process's memory, if it was asked a moment ago."""
    known = cache.get(key)
    if known is None:
        known = find()
        cache.set(key, known if known is not None else False, REMEMBERED)
    return known or None


def host_congress(host):
    """Return the congress that owns ``host`` (no port), or None."""
    return _remember(
        f"host:{host}",
        lambda: Congress.objects.select_related("area").filter(hosts__host=host).first(),
    )


def slug_congress(slug):
    """Return the congress called ``slug``, or None."""
    return _remember(
        f"slug:{slug}",
        lambda: Congress.objects.select_related("area").filter(slug=slug).first(),
    )


def locate(host, path):
    """Return ``(congress, prefix, rest of the path)`` for a host and a path.

    Raises ``Http404`` for a host nobody owns, and for a slug that is not below the host's
    congress: a province's host never serves another province.
    """
    owner = host_congress(host) if len(host) <= LONGEST_HOST else None
    if owner is None:
        raise Http404
    match = PREFIX.fullmatch(path)
    if not match:
        return owner, "", path
    congress = slug_congress(match[1])
    if congress is None or not congress.path.startswith(owner.path):
        raise Http404
    return congress, f"/c/{match[1]}", match[2]


class CongressMiddleware:
    """Open the scope of the congress a request is addressed to, by host or by path prefix."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.congress = None
        if request.path_info.startswith(MACHINE):
            return self.get_response(request)
        if BARE.fullmatch(request.path_info):
            return HttpResponsePermanentRedirect(f"{request.path_info}/")
        host, _port = split_domain_port(request.get_host())
        congress, prefix, rest = locate(host, request.path_info)
        request.congress = congress
        request.path_info = rest
        with scope(congress=congress), _addresses_under(prefix):
            return self.get_response(request)


@contextmanager
def _addresses_under(prefix):
    """Make every address a page gives out begin with the tenant's prefix, and only there."""
    before = get_script_prefix()
    set_script_prefix(f"{prefix}/" if prefix else before)
    try:
        yield
    finally:
        set_script_prefix(before)
