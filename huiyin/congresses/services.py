"""Founding congresses and filling their seats."""

from django.db import transaction

from huiyin.congresses.models import Area, Congress, HostName, Organ, Seat
from huiyin.law.errors import UnknownProfile
from huiyin.law.profiles import all_profiles
from huiyin.law.territory import KINDS

#: Areas that never have a congress of their own. Law: 地方组织法 (2022) arts. 7, 59, 85.
WITHOUT_CONGRESS = {kind for kind, said in KINDS.items() if said.congress is None}


class NoCongressHere(ValueError):
    """Streets, zones and 地区 have a working body of the congress above, never a congress."""


@transaction.atomic
def lay_out(code, name, *, kind, parent, valid_from):
    """Enter an administrative division and return it; safe to repeat for a code in force."""
    area, made = Area.objects.get_or_create(
        code=code,
        valid_to=None,
        defaults={"name": name, "kind": kind, "parent": parent, "valid_from": valid_from},
    )
    if made:
        area.path = f"{parent.path if parent else '/'}{area.pk}/"
        area.save(update_fields=["path"])
    return area


@transaction.atomic
def found(area, *, name, slug, level, direct, parent=None, **facts):
    """Make the congress of ``area`` under ``parent`` and return it.

    Raises ``NoCongressHere`` for an area that has none by law, and ``UnknownProfile`` for a
    ``profile_key`` that no rule profile has.
    """
    if area.kind in WITHOUT_CONGRESS:
        raise NoCongressHere(f"{area} ({area.kind})")
    if (key := facts.get("profile_key")) and key not in all_profiles():
        raise UnknownProfile(key)
    congress = Congress.objects.create(
        area=area, name=name, slug=slug, level=level, direct=direct, parent=parent, **facts
    )
    congress.path = f"{parent.path if parent else '/'}{congress.pk}/"
    congress.save(update_fields=["path"])
    return congress


def give_host(congress, host):
    """Let ``host`` speak for ``congress``; safe to repeat."""
    return HostName.objects.update_or_create(host=host, defaults={"congress": congress})[0]


def organ(congress, kind, name, **facts):
    """Return the organ ``name`` of ``congress``, made if it is new."""
    found_or_made, _made = Organ.objects.get_or_create(
        congress=congress, name=name, defaults={"kind": kind, **facts}
    )
    return found_or_made


def seat(user, organ, role):
    """Give ``user`` a role in ``organ``; safe to repeat."""
    return Seat.objects.get_or_create(
        user=user, organ=organ, role=role, defaults={"congress_id": organ.congress_id}
    )[0]
