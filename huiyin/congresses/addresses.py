"""Where the pages of another congress are, seen from the host a request came by."""

from django.core.cache import cache

from huiyin.congresses.models import HostName
from huiyin.congresses.scope import REMEMBERED, host_congress


def address(congress, host):
    """Return what the addresses of ``congress``'s pages begin with, ending in a slash.

    ``host``  as the request names it, with its port. Below the congress of that host it is a
    path; elsewhere it names the nearest host that serves the congress, without a scheme.
    Returns "" for a congress that no host serves.
    """
    name, _colon, port = host.partition(":")
    owner = host_congress(name)
    if owner and congress.path.startswith(owner.path):
        return _below(owner.pk, congress)
    for owner_id, other in reversed(_serving(congress)):
        return f"//{other}{f':{port}' if port else ''}{_below(owner_id, congress)}"
    return ""


def _below(owner_id, congress):
    return "/" if owner_id == congress.pk else f"/c/{congress.slug}/"


def _serving(congress):
    """``(congress id, host)`` of every host that serves ``congress``, the highest first."""
    key = f"serving:{congress.pk}"
    known = cache.get(key)
    if known is None:
        hosts = HostName.objects.filter(congress__in=congress.lineage_ids())
        known = list(hosts.order_by("congress__level", "-pk").values_list("congress", "host"))
        cache.set(key, known, REMEMBERED)
    return known
