"""Who represents whom."""

from dataclasses import dataclass

from django.db.models import F, Q, Value
from django.db.models.functions import Replace

from huiyin.congresses.models import Area, Congress
from huiyin.congresses.scope import within
from huiyin.deputies.models import Assistant, District, Mandate, Place
from huiyin.deputies.procedure import State
from huiyin.search.analyser import NAME_DOTS, normalise
from huiyin.search.closeness import did_you_mean

#: How many places or deputies a page shows before it asks for a narrower question.
SHOWN = 30


def find_places(congress, text):
    """Return the places in ``congress``'s area whose names hold every word of ``text``."""
    typed = [word for word in text.split() if normalise(word)]
    if not typed:
        return []
    places = _places_of(congress)
    for word in typed:
        # As it is typed, for names written with full-width figures; and as it is meant.
        plain = normalise(word)
        places = places.filter(
            Q(name__icontains=plain)
            | Q(name__icontains=word)
            | Q(area__name__icontains=plain)
            | Q(area__name__icontains=word)
        )
    return list(places.order_by("area__code", "pk")[:SHOWN])


def _places_of(congress):
    root = congress.area
    return Place.objects.filter(Q(area=root) | Q(area__path__startswith=root.path)).select_related(
        "area"
    )


def close_names(congress, text):
    """Return names of places somebody may have meant by ``text``."""
    names = _places_of(congress).values_list("name", flat=True)[:5000]
    return did_you_mean(normalise(text), names)


@dataclass(frozen=True)
class Representation:
    """The deputies of one level who speak for a place, and how they got their seat."""

    congress: Congress
    mandates: list
    direct: bool


def representatives(place):
    """Return a ``Representation`` for every level with deputies of ``place``, nearest first.

    Direct levels by electoral district; indirect ones by the congress below that elected them.
    """
    lineage = _congresses_over(place.area)
    if not lineage:
        return []
    with within(lineage):
        districts = list(District.objects.filter(places=place).values_list("pk", flat=True))
        mandates = list(
            Mandate.objects.active()
            .shown()
            .filter(Q(district__in=districts) | Q(electoral_unit__in=lineage))
            .order_by("pk")
        )
    levels = []
    for congress in reversed(lineage):
        own = [mandate for mandate in mandates if mandate.congress_id == congress.pk]
        if own:
            levels.append(Representation(congress, own, direct=bool(own[0].district_id)))
    return levels


def _congresses_over(area):
    """Congresses whose area holds ``area``, root first."""
    ids = [int(part) for part in area.path.strip("/").split("/")]
    areas = Area.objects.filter(pk__in=ids)
    return list(
        Congress.objects.filter(area__in=areas).select_related("area", "parent").order_by("level")
    )


def mandate_of(user, congress):
    """Return the active mandate of ``user`` in ``congress``, or None."""
    return _mandate_of(user, congress, State.ACTIVE)


def former_mandate_of(user, congress):
    """Return the newest mandate of ``user`` there that ran out with its term, or None."""
    return _mandate_of(user, congress, State.EXPIRED)


def _mandate_of(user, congress, state):
    if not user.is_authenticated:
        return None
    return (
        Mandate.objects.select_related("person", "docket", "district")
        .filter(person__user=user, congress=congress, docket__state=state)
        .order_by("-pk")
        .first()
    )


def active_deputies(congress, text="", limit=SHOWN, after=None):
    """Active deputies of ``congress``, those whose name or seat holds every word of ``text``.

    ``after``  id of the last mandate of the page before. However the dot inside a name is
    typed, it is found.
    """
    mandates = Mandate.objects.active().shown().filter(congress=congress)
    mandates = mandates.annotate(plain_name=_without_dots("person__name"))
    for word in normalise(text).split():
        mandates = mandates.filter(
            Q(plain_name__icontains=word)
            | Q(person__name_en__icontains=word)
            | Q(district__name__icontains=word)
            | Q(electoral_unit__name__icontains=word)
            | Q(delegation__icontains=word)
        )
    if after:
        mandates = mandates.filter(pk__gt=after)
    return list(mandates.order_by("pk")[:limit])


def _without_dots(field):
    """The column without the dots that ``normalise`` drops from what is asked."""
    plain = F(field)
    for dot in NAME_DOTS:
        plain = Replace(plain, Value(dot))
    return plain


def assists(user, mandate):
    """Whether ``user`` may write drafts for the deputy of ``mandate``, who is in office."""
    if not user.is_authenticated:
        return False
    return Assistant.objects.current().filter(user=user, mandate=mandate).exists()


def assisted_by(user, congress):
    """Active mandates in ``congress`` whose deputies let ``user`` write drafts for them."""
    if not user.is_authenticated:
        return []
    asked = Assistant.objects.current().filter(user=user).values("mandate")
    return list(Mandate.objects.shown().filter(congress=congress, pk__in=asked).order_by("pk"))


def assistants_of(mandate):
    """Everybody who assists, or assisted, the deputy: those in force first, then the newest."""
    rows = Assistant.objects.filter(mandate=mandate).select_related("user")
    return list(rows.order_by(F("until").desc(nulls_first=True), "-since", "-pk"))
