"""Where the pages of other congresses are, seen from the host a request came by."""

from django.core.cache import cache

from huiyin.congresses.models import HostName
from huiyin.congresses.scope import REMEMBERED, host_congress


def addresses(lineage, host, serving=None):
    """Return ``{congress id: what the addresses of its pages begin with}``, ending in a slash.

    ``lineage``  congresses of which each lies above the next, in any number
    ``host``     as the request names it, with its port
    ``serving``  ``(congress id, host)`` pairs to choose from, nearest first, if already known

    Below the congress of that host it is a path; elsewhere it names the nearest host that
    serves the congress, without a scheme; it is "" for a congress that no host serves.
    """
    name, _colon, port = host.partition(":")
    owner = host_congress(name)
    found = {}
    for congress in lineage:
        if owner and congress.path.startswith(owner.path):
            found[congress.pk] = _below(owner.pk, congress)
        else:
            hosts = _serving(lineage[-1]) if serving is None else serving
            found[congress.pk] = _elsewhere(congress, hosts, port)
    return found


def address(congress, host):
    """Return the same for one congress."""
    return addresses([congress], host)[congress.pk]


def host_of(congress):
    """Return the name of the nearest host that serves ``congress``, or ""."""
    return next((host for _owner, host in _serving(congress)), "")


def _below(owner_id, congress):
    return "/" if owner_id == congress.pk else f"/c/{congress.slug}/"


def _elsewhere(congress, serving, port):
    own = congress.lineage_ids()
    for owner_id, host in serving:
        if owner_id in own:
            return f"//{host}{f':{port}' if port else ''}{_below(owner_id, congress)}"
    return ""


def _serving(congress):
    """``(congress id, host)`` of every host of ``congress`` and those above, nearest first."""
    key = f"serving:{congress.pk}"
    known = cache.get(key)
    if known is None:
        hosts = HostName.objects.filter(congress__in=congress.lineage_ids())
        known = list(hosts.order_by("-congress__level", "pk").values_list("congress", "host"))
        cache.set(key, known, REMEMBERED)
    return known
