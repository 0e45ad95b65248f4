"""Who may open these pages, and of which congress."""

from contextlib import contextmanager

from django.http import Http404

from huiyin.congresses.models import Congress, Seat
from huiyin.congresses.queries import MODERATING
from huiyin.congresses.scope import within
from huiyin.sites.rules import administers


def at_sites(request):
    """Sites are the business of who administers them and of the organs that make things public."""
    seats = Seat.objects.filter(user=request.user, congress=request.congress)
    held = seats.values_list("organ__kind", "role")
    if not any(kind in MODERATING or role == Seat.Role.SYSTEM_ADMIN for kind, role in held):
        raise Http404


def congress_below(request, slug):
    """Return this congress or the one called ``slug`` below it; ``Http404`` for any other."""
    if slug == request.congress.slug:
        return request.congress
    found = Congress.objects.filter(slug=slug, path__startswith=request.congress.path)
    found = found.select_related("area", "parent__area").first()
    if found is None:
        raise Http404
    return found


@contextmanager
def managed(request, slug):
    """Open the scope of a congress whose site the person administers, and yield the congress."""
    at_sites(request)
    congress = congress_below(request, slug)
    if not administers(request.user, congress):
        raise Http404
    with within([request.congress, congress]):
        yield congress
