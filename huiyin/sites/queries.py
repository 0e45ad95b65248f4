"""What the shell of every page needs to know of the site it belongs to."""

from dataclasses import dataclass, field

from django.core.cache import cache
from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.utils.timezone import localdate
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.queries import profile_keys
from huiyin.congresses.scope import within
from huiyin.law.profiles import DEFAULT
from huiyin.procedure.models import Docket
from huiyin.sites.models import Inspection, Site, SiteColumn, SiteNotice
from huiyin.sites.procedure import ENDED, State
from huiyin.sites.rules import Column, effective

#: Seconds a process may remember what stands around the pages of a congress.
REMEMBERED = 30
#: Numbers of a host that count for the sites below it too; the identity code is each site's own.
OF_THE_HOST = ("icp", "police")
#: Column of the profile → the kind of docket whose public matters stand in it.
CASES = {"suggestions": "suggestion"}


@dataclass(frozen=True)
class Face:
    """What a site puts around every page.

    ``state``    of its site, "" where none was opened
    ``filing``   its filing numbers, those of the host's congress where it has none of its own
    ``notices``  ``SiteNotice`` rows in force some day from now on, nearest congress last
    """

    columns: tuple[Column, ...]
    state: str = ""
    theme: str = ""
    closes_on: object = None
    filing: dict = field(default_factory=dict)
    notices: tuple = ()

    @property
    def shown(self):
        return [column for column in self.columns if not column.hidden]

    @property
    def ended(self):
        return self.state in ENDED

    def notices_on(self, day):
        return [one for one in self.notices if one.since <= day <= one.until]


def face(congress):
    """Return the ``Face`` of ``congress``, remembered for a moment."""
    key = f"face:{congress.pk}"
    known = cache.get(key)
    if known is None:
        known = _face(congress, localdate())
        cache.set(key, known, REMEMBERED)
    return known


def forget(congress):
    """Let this process see a change at once; others do within ``REMEMBERED`` seconds."""
    cache.delete(f"face:{congress.pk}")


def _face(congress, today):
    """One query for most; one more where the lineage changed columns or has words to show."""
    lineage = _lineage(congress, today)
    own, sites = lineage[-1], [one.site for one in lineage if hasattr(one, "site")]
    site = getattr(own, "site", None)
    closing = site is not None and site.state == State.CLOSING
    return Face(
        columns=tuple(effective(congress, _keys(lineage), _changes(lineage))),
        state=site.state.value if site else "",
        theme=next((one.theme for one in reversed(sites) if one.theme), ""),
        closes_on=site.closes_on if closing else None,
        filing=_filing(own, [one for one in reversed(lineage) if hasattr(one, "site")]),
        notices=tuple(_notices(lineage, today)),
    )


def _lineage(congress, today):
    """This congress and those above it with their sites, root first, and what hangs on them."""
    ids = congress.lineage_ids()
    with within(ids):
        changed = SiteColumn.objects.filter(congress=OuterRef("pk"))
        said = SiteNotice.objects.filter(congress=OuterRef("pk"), until__gte=today)
        rows = Congress.objects.filter(pk__in=ids).select_related("area", "site__docket")
        rows = rows.annotate(changes_columns=Exists(changed), says=Exists(said))
        return list(rows.order_by("level"))


def _keys(lineage):
    """As ``profile_keys`` gives them."""
    return [*(one.profile_key for one in reversed(lineage) if one.profile_key), DEFAULT]


def _changes(lineage):
    changing = [one.pk for one in lineage if one.changes_columns]
    with within(changing):
        return list(SiteColumn.objects.filter(congress__in=changing)) if changing else []


def _notices(lineage, today):
    saying = [one.pk for one in lineage if one.says]
    if not saying:
        return []
    with within(saying):
        rows = SiteNotice.objects.filter(Q(congress=lineage[-1].pk) | Q(inherited=True))
        rows = rows.filter(congress__in=saying, until__gte=today)
        return list(rows.order_by("congress__level", "pk"))


def _filing(own, above):
    """Own numbers first; those of the host, of the nearest congress with a site that has any."""
    found = dict(own.filing)
    for name in OF_THE_HOST:
        given = (one.filing.get(name) for one in above)
        found[name] = found.get(name) or next(filter(None, given), "")
    return found


def columns(congress, *, own=True):
    """The columns of ``congress`` as they are now, hidden ones too.

    ``own``  False for what comes down from above, without its own changes
    """
    lineage = congress.lineage_ids()[: None if own else -1]
    with within(lineage):
        changes = list(SiteColumn.objects.filter(congress__in=lineage))
    return effective(congress, profile_keys(congress), changes)


def newest_cases(congresses):
    """When a matter of each kind last became public, under "home" any other. See ``Freshness``."""
    kinds = {kind: key for key, kind in CASES.items()}
    with scopes_disabled():  # figures of many congresses at once
        rows = Docket.objects.filter(congress__in=congresses, public=True)
        rows = rows.values("congress", "kind").annotate(newest=Max("opened_at")).order_by()
        found = {}
        for row in rows:
            columns = found.setdefault(row["congress"], {})
            key, newest = kinds.get(row["kind"], "home"), row["newest"]
            columns[key] = max(newest, columns.get(key, newest))
    return found


def last_inspections(congresses):
    """``{congress id: its newest Inspection}``."""
    with within(list(congresses)):
        newest = Inspection.objects.filter(congress=OuterRef("congress")).order_by("-day")
        rows = Inspection.objects.filter(congress__in=congresses)
        rows = rows.filter(pk=Subquery(newest.values("pk")[:1]))
        return {row.congress_id: row for row in rows}


def site_of(congress):
    """The site of ``congress``, or None. Call it within its scope."""
    sites = Site.objects.select_related("docket", "congress", "congress__area")
    return sites.filter(congress=congress).first()


def below(congress, after="", size=50):
    """Congresses directly below with their sites, as ``(congress, site or None)``.

    ``after``  path of the last one shown
    """
    rows = Congress.objects.filter(parent=congress, path__gt=after).select_related("area")
    rows = list(rows.order_by("path")[: size + 1])
    with within(rows):
        sites = {
            site.congress_id: site
            for site in Site.objects.filter(congress__in=rows).select_related("docket")
        }
    return [(one, sites.get(one.pk)) for one in rows[:size]], len(rows) > size
