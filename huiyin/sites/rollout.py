"""Which congress has which capability: writing it down, and counting it by level."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.utils.translation import get_language
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.law.columns import LEVELS
from huiyin.law.rollout import capabilities
from huiyin.sites.models import Capability, HostingDuty
from huiyin.sites.rules import administers, administers_above

Status = Capability.Status
#: Duties that those below are served with until they name somebody; content is each one's own.
SERVED = (HostingDuty.Kind.OPERATION, HostingDuty.Kind.SECURITY)


@dataclass(frozen=True)
class Cover:
    """How far a capability has come at one level of a subtree.

    ``live`` of ``whole`` have it; those that are not required to are in neither number
    """

    label: str
    level: object
    live: int
    whole: int
    verified: int
    due: date | None
    late: bool


@transaction.atomic
def enter(congress, *, key, status, evidence, by, day):
    """Write down what ``congress`` has; verified if an administrator above it says so.

    Raises ``PermissionDenied`` for anybody who does not administer the site.
    """
    if not administers(by, congress):
        raise PermissionDenied("admin only")
    checked = by if congress.parent_id and administers_above(by, congress) else None
    facts = {"status": status, "evidence": evidence, "verified_by": checked}
    row, made = Capability.objects.get_or_create(
        congress=congress, key=key, defaults=facts | {"since": day}
    )
    if not made:
        if row.status != status:
            facts["since"] = day
        Capability.objects.filter(pk=row.pk).update(**facts)


def portals_live(congresses, day):
    """The platform itself has seen that these sites are open."""
    Capability.objects.bulk_create(
        [
            Capability(congress=one, key="portal", status=Status.LIVE, since=day)
            for one in congresses
        ],
        update_conflicts=True,
        unique_fields=["congress", "key"],
        update_fields=["status", "since"],
    )


def coverage(congress, today):
    """``Cover`` of every capability at every level of the subtree, in two queries."""
    under = Congress.objects.filter(path__startswith=congress.path).order_by()
    whole = dict(under.values_list("level").annotate(Count("pk")))
    with scopes_disabled():  # every level below, however many
        rows = Capability.objects.filter(congress__path__startswith=congress.path).order_by()
        rows = rows.values_list("key", "congress__level", "status")
        found = {row[:3]: row[3:] for row in rows.annotate(Count("pk"), Count("verified_by"))}
    return [
        _cover(one, level, whole[level], found, today)
        for one in capabilities().values()
        for level in sorted(whole)
    ]


def _cover(one, level, whole, found, today):
    live, verified = found.get((one.key, level, Status.LIVE), (0, 0))
    whole -= found.get((one.key, level, Status.NOT_REQUIRED), (0, 0))[0]
    due = one.due.get(LEVELS[level - 1])
    english = (get_language() or "").startswith("en")
    return Cover(
        label=one.en if english else one.zh,
        level=Congress.Level(level).label,
        live=live,
        whole=whole,
        verified=verified,
        due=due,
        late=due is not None and due < today and live < whole,
    )


def hosting(congress):
    """The hosting contract of a site as ``HostingDuty`` rows, those of its own first.

    One for each duty that somebody took on; the nearest congress above stands in for operation
    and security.
    """
    with scopes_disabled():
        rows = HostingDuty.objects.filter(congress__in=congress.lineage_ids())
        found = {}
        for row in rows.select_related("congress").order_by("congress__level"):
            if row.congress_id == congress.pk or row.kind in SERVED:
                found[row.kind] = row
    return [found[kind] for kind in HostingDuty.Kind.values if kind in found]


@transaction.atomic
def take_on(congress, *, kind, unit, phone, by):
    """Name who answers for one duty. Raises ``PermissionDenied`` as ``enter`` does."""
    if not administers(by, congress):
        raise PermissionDenied("admin only")
    facts = {"unit": unit, "phone": phone}
    HostingDuty.objects.update_or_create(congress=congress, kind=kind, defaults=facts)
