"""Inspecting sites: every day each one, many at a time, and telling who answers for it."""

import logging
from collections import Counter

from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import transaction
from django.db.models import Min
from django.utils.timezone import localdate
from django_scopes import scopes_disabled

from huiyin.congresses.addresses import address, host_of
from huiyin.congresses.scope import within
from huiyin.law.inspection import kept_since
from huiyin.notices.services import publish
from huiyin.procedure.models import Deadline
from huiyin.sites import pages, registry
from huiyin.sites.checks import GREEN, Seen, looked_at
from huiyin.sites.models import Inspection, Site
from huiyin.sites.procedure import SHOWN
from huiyin.sites.queries import face, last_inspections

log = logging.getLogger("huiyin.sites")
#: Sites whose facts are asked for together, and written together.
TOGETHER = 100
#: What who answers for a site is told when it begins to fail.
ALERT = "sites.inspection"


def waiting(part=1, parts=1):
    """Ids of the sites to be inspected, or of one of ``parts`` equal shares of them."""
    with scopes_disabled():
        sites = Site.objects.filter(docket__state__in=SHOWN).order_by("congress__path")
        return list(sites.values_list("pk", flat=True))[part - 1 :: parts]


def inspect(ids, *, at):
    """Inspect those sites, batch by batch; yields ``Counter`` of their results.

    A second time on one day replaces what the first found.
    """
    for start in range(0, len(ids), TOGETHER):
        with scopes_disabled():
            rows = Site.objects.filter(pk__in=ids[start : start + TOGETHER])
            sites = list(rows.select_related("docket", "congress__area"))
            seen = _facts(sites, localdate(at))
        yield Counter(_write([_inspected(one, at) for one in seen], at))
        if isinstance(caches["default"], LocMemCache):  # what this process alone remembers
            cache.clear()


def _facts(sites, today):
    """What many sites can be asked at once."""
    congresses = [site.congress_id for site in sites]
    newest = _newest(congresses)
    running = Deadline.objects.running().filter(docket__congress__in=congresses)
    voices = running.filter(docket__kind="voice", name="first_response")
    messages = voices.values_list("docket__congress").annotate(Min("started_on"), Min("due_on"))
    police = running.filter(docket__kind="site", name="police_filing")
    found = {
        "waiting": {pk: (came, due) for pk, came, due in messages.order_by()},
        "police": dict(police.values_list("docket__congress", "due_on")),
    }
    return [
        Seen(
            congress=site.congress,
            site=site,
            face=face(site.congress),
            today=today,
            newest=newest.get(site.congress_id, {}) if newest is not None else None,
            **{name: rows.get(site.congress_id) for name, rows in found.items()},
        )
        for site in sites
    ]


def _newest(congresses):
    """``{congress: {column: newest}}`` of every kind; None if one of them could not tell."""
    found = {}
    for kind in registry.kinds().values():
        try:
            rows = kind.newest(congresses) if kind.newest else {}
        except Exception:
            log.exception("kind of column %s cannot say how fresh it is", kind.name)
            return None
        for congress, columns in rows.items():
            found.setdefault(congress, {}).update(columns)
    return found


def _inspected(seen, at):
    host, path = _address(seen.congress)
    try:
        seen.page = pages.fetch(host, path) if host else None
    except Exception:
        log.exception("the home page of %s could not be fetched", seen.congress.slug)
    if seen.page is not None:
        seen.links = _dead(seen, host, path)
    result, findings = looked_at(seen)
    return Inspection(
        congress=seen.congress,
        day=seen.today,
        at=at,
        result=result,
        findings=findings,
    ), seen.site


def _address(congress):
    """``(host, path)`` of its home page, by its own host or the nearest above; "" for none."""
    host = host_of(congress)
    with within(congress):
        return host, address(congress, host) if host else ""


def _dead(seen, host, prefix):
    """Links of the home page that no page answers, and one thing it names, opened: of the single
    things there, one a day, another the next."""
    found = pages.inner_links(seen.page, prefix)
    dead = [path for path in found if pages.leads_nowhere(path)]
    things = [path for path in found if path not in dead and any(map(str.isdigit, path))]
    if things:
        one = things[seen.today.toordinal() % len(things)]
        if pages.fetch(host, prefix.rstrip("/") + one).status not in (200, 301, 302):
            dead.append(one)
    return dead


@transaction.atomic
def _write(inspected, at):
    """Keep what was found; tell of each site that fails and did not the last time."""
    rows = [row for row, _site in inspected]
    with within([row.congress for row in rows]):
        failing = _failing(rows)
        Inspection.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["congress", "day"],
            update_fields=["at", "result", "findings"],
        )
        for row, site in inspected:
            if row.result == "red" and row.congress_id not in failing:
                _alert(row, site, at)
    return [row.result for row in rows]


def _failing(rows):
    """Ids of the congresses whose site failed already when it was last inspected."""
    last = last_inspections([row.congress for row in rows])
    return {congress for congress, before in last.items() if before.result == "red"}


def _alert(row, site, at):
    publish(
        row.congress,
        kind=ALERT,
        audience=f"site:{site.pk}",
        params={
            "title": site.docket.title,
            "count": sum(one["result"] != GREEN for one in row.findings),
        },
        href=f"/desk/sites/{row.congress.slug}/",
        at=at,
    )


def roll_up(day):
    """Tell every congress how the sites below it came out on ``day``."""
    with scopes_disabled():
        rows = Inspection.objects.filter(day=day).select_related(None)
        found = list(rows.values_list("pk", "congress__path", "result"))
        below = {}
        for _pk, path, result in found:
            ids = path.strip("/").split("/")
            for depth in range(1, len(ids)):
                above = f"/{'/'.join(ids[:depth])}/"
                below.setdefault(above, Counter())[result] += 1
        changed = [
            Inspection(pk=pk, below=dict(below[path])) for pk, path, _r in found if path in below
        ]
        Inspection.objects.bulk_update(changed, ["below"], batch_size=500)
    return Counter(result for _pk, _path, result in found)


def forget(day):
    """Drop what was found longer ago than anybody has use of it on ``day``."""
    with scopes_disabled():
        Inspection.objects.filter(day__lt=kept_since(day)).delete()
