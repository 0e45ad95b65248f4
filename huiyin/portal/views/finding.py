"""From the name of a housing estate or a village to the deputies who speak for it."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from huiyin.congresses.addresses import addresses
from huiyin.congresses.models import Area
from huiyin.deputies.models import Place
from huiyin.deputies.queries import close_names, find_places, representatives
from huiyin.portal.keys import number

#: Characters of a question that are read, and rows of a list that are shown.
LONGEST = 60
SHOWN = 200
#: Kinds of area that have no congress of their own but a body of the one above.
STREET = "street"


@dataclass(frozen=True)
class Level:
    """The deputies of one congress who speak for a place; ``start`` is where its pages begin."""

    congress: object
    mandates: list
    direct: bool
    start: str
    unit: str


@require_safe
def find(request):
    """``?q=`` a name, ``?place=`` one of the places found, ``?area=`` to choose from a list."""
    congress = request.congress
    asked = " ".join(request.GET.get("q", "").split())[:LONGEST]
    place = _chosen(request, congress)
    places = [] if place or not asked else find_places(congress, asked)
    if len(places) == 1:
        place = places[0]
    area = _area(request, congress)
    context = {"asked": asked, "place": place, "places": [] if place else places, "area": area}
    if place:
        context |= {"levels": _levels(request, place), "street": place.area.kind == STREET}
    elif not places:
        context["close"] = close_names(congress, asked) if asked else []
        context |= _choice(area)
    return render(request, "portal/find.html", context)


def _chosen(request, congress):
    """The place named by id, if it lies in this congress's area; 404 for any other."""
    if "place" not in request.GET:
        return None
    place = Place.objects.select_related("area").filter(pk=number(request.GET["place"])).first()
    if place is None or not place.area.path.startswith(congress.area.path):
        raise Http404
    return place


def _area(request, congress):
    if "area" not in request.GET:
        return congress.area
    area = Area.objects.filter(
        pk=number(request.GET["area"]), path__startswith=congress.area.path
    ).first()
    if area is None:
        raise Http404
    return area


def _choice(area):
    """The parts of an area and its places, to be chosen from a list."""
    parts = Area.objects.filter(parent=area, valid_to=None).order_by("code")
    places = Place.objects.filter(area=area).select_related("area").order_by("name")
    return {"parts": list(parts[:SHOWN]), "choice": list(places[:SHOWN])}


def _levels(request, place):
    levels = []
    represented = representatives(place)
    lineage = [found.congress for found in reversed(represented)]
    starts = addresses(lineage, request.get_host())
    for found in represented:
        start = starts[found.congress.pk]
        unit = found.mandates[0].electoral_unit
        for mandate in found.mandates:
            mandate.page = _page(start, mandate)
            mandate.write = _write(start, mandate, place)
        levels.append(
            Level(found.congress, found.mandates, found.direct, start, unit.name if unit else "")
        )
    return levels


def _page(start, mandate):
    return f"{start}deputies/{mandate.pk}/" if start else ""


def _write(start, mandate, place):
    return f"{start}voices/new/?{urlencode({'to': mandate.pk, 'place': place.pk})}" if start else ""
