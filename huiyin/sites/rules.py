"""Who is who at a site, and how columns come down the tree."""

from dataclasses import dataclass, replace

from django.utils.translation import get_language

from huiyin.congresses.models import Congress, Organ, Seat
from huiyin.law.columns import LEVELS, columns_for
from huiyin.sites import registry

Kind, Role = Organ.Kind, Seat.Role
#: Who keeps a site, the first that there is: the news office, the office, in a township the
#: presidium.
KEEPERS = (Kind.NEWS, Kind.GENERAL_OFFICE, Kind.PRESIDIUM, Kind.DEPUTY_AFFAIRS)


def administers(user, congress):
    """Whether ``user`` is system administrator of ``congress`` or of any above it.

    Delegated administration: a city manages the sites of its counties.
    """
    ids = congress.lineage_ids()
    return Seat.objects.filter(user=user, role=Role.SYSTEM_ADMIN, congress__in=ids).exists()


def administers_above(user, congress):
    """Whether ``user`` is system administrator above ``congress``; the nation has none above."""
    ids = congress.lineage_ids()
    above = ids[:-1] or ids
    return Seat.objects.filter(user=user, role=Role.SYSTEM_ADMIN, congress__in=above).exists()


def keeper(congress):
    """The organ that keeps the site of ``congress``, or None."""
    organs = Organ.objects.filter(congress=congress, kind__in=KEEPERS)
    return min(organs, key=lambda organ: (KEEPERS.index(organ.kind), organ.pk), default=None)


def room(congress):
    """Where its system administrators sit, or None."""
    kinds = (Kind.IT, Kind.GENERAL_OFFICE, Kind.PRESIDIUM)
    organs = Organ.objects.filter(congress=congress, kind__in=kinds)
    return min(organs, key=lambda organ: (kinds.index(organ.kind), organ.pk), default=None)


def duty_holders(site):
    """Ids of the users who answer for the site: those in the organ that keeps it, and its
    administrators. ``site`` is its id, as text or number."""
    congress = Congress.objects.filter(site=int(site)).first()
    if congress is None:
        return []
    keeping = Seat.objects.filter(organ=keeper(congress))
    admins = Seat.objects.filter(congress=congress, role=Role.SYSTEM_ADMIN)
    return sorted(set((keeping | admins).values_list("user", flat=True)))


ROLES = {
    "admin": lambda user, site: administers(user, site.congress),
    "upper_admin": lambda user, site: administers_above(user, site.congress),
}
HOLDERS = {
    "office": lambda site: keeper(site.congress),
    "nobody": lambda site: None,
    "upper": lambda site: room(site.congress.parent or site.congress),
}


@dataclass(frozen=True)
class Column:
    """One column as the readers of one congress find it.

    ``locked_by``  id of the congress above that fixed it for all below, or None
    ``own``        id of the congress that added it, None for one of the profile
    """

    key: str
    kind: str
    zh: str
    en: str
    icon: str
    path: str
    days: int | None
    nav: bool
    says_zh: str = ""
    says_en: str = ""
    hidden: bool = False
    place: int = 0
    locked_by: int | None = None
    own: int | None = None

    @property
    def label(self):
        return self.en if _english() else self.zh

    __str__ = label.fget

    @property
    def says(self):
        return self.says_en if _english() else self.says_zh


def _english():
    return (get_language() or "").startswith("en")


def effective(congress, keys, changes):
    """Return the columns of ``congress`` in order, hidden ones too.

    ``keys``     of its rule profiles, nearest first
    ``changes``  the ``SiteColumn`` rows of its lineage, in any order

    Each level changes what the level above left open; what one locked, none below changes.
    """
    kinds = registry.kinds()
    found = {}
    for number, each in enumerate(columns_for(keys, LEVELS[congress.level - 1])):
        if each.kind in kinds:
            found[each.key] = _from(each, kinds[each.kind], number)
    depth = {pk: number for number, pk in enumerate(congress.lineage_ids())}
    for row in sorted(changes, key=lambda row: (depth[row.congress_id], row.pk or 0)):
        known = found.get(row.key)
        if known is None and row.kind in kinds:
            found[row.key] = _changed(_added(row, kinds[row.kind], len(found)), row)
        elif known is not None and known.locked_by is None:
            found[row.key] = _changed(known, row)
    return sorted(found.values(), key=lambda one: one.place)


def _from(template, kind, number):
    path = kind.path(template.key) if kind.path else template.path
    named = {name: getattr(template, name) for name in ("key", "kind", "zh", "en", "icon", "nav")}
    said = {"says_zh": template.says, "says_en": template.says_en}
    return Column(**named, **said, path=path, days=template.days, place=10 * number)


def _added(row, kind, number):
    return Column(
        key=row.key,
        kind=row.kind,
        zh=row.title,
        en=row.title_en or row.title,
        icon="list",
        path=kind.path(row.key),
        days=None,
        nav=True,
        place=10 * number,
        own=row.congress_id,
    )


def _changed(column, row):
    given = {"zh": row.title or None, "en": row.title_en or row.title or None}
    given |= {name: getattr(row, name) for name in ("hidden", "nav", "place")}
    changes = {name: value for name, value in given.items() if value is not None}
    return replace(column, **changes, locked_by=row.congress_id if row.locked else None)
