"""Electing deputies, and what becomes of their mandates."""

from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from huiyin.deputies.models import Mandate
from huiyin.deputies.procedure import State
from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance, open_docket

#: States in which a mandate may still be exercised or come to be.
LIVING = (State.ELECTED, State.CONFIRMED, State.ACTIVE, State.SUSPENDED)


class Unelectable(ValueError):
    """The law does not allow this mandate."""


@recorded()
def elect(*, congress, person, term, by, at, **seat):
    """Enter a mandate and return it, in the state 当选.

    ``seat``  ``district`` or ``electoral_unit`` or ``delegation``, and descriptive fields

    Raises ``Unelectable`` if the person is a deputy in two areas of which neither lies above
    the other. Law: 选举法 (2020) art. 48.
    """
    _one_line_of_areas(person, congress)
    docket = open_docket(congress=congress, kind="mandate", title=person.name, at=at)
    mandate = Mandate.objects.create(
        congress=congress, docket=docket, person=person, term=term, **seat
    )
    advance(mandate, "elect", by=by, at=at)
    return mandate


def _one_line_of_areas(person, congress):
    with scopes_disabled():  # a person may sit in any of the country's congresses
        others = list(
            Mandate.objects.filter(person=person, docket__state__in=LIVING).select_related(
                "congress"
            )
        )
    for other in others:
        paths = sorted((other.congress.path, congress.path), key=len)
        if not paths[1].startswith(paths[0]):
            raise Unelectable(
                _("%(person)s已是%(congress)s的代表，不能同时担任无隶属关系的行政区域的代表")
                % {"person": person, "congress": other.congress}
            )


@recorded()
def seat_deputy(*, congress, person, term, by, at, **seat):
    """Elect, confirm and begin in one go, for lists of deputies already in office."""
    mandate = elect(congress=congress, person=person, term=term, by=by, at=at, **seat)
    for verb in ("confirm", "begin"):
        advance(mandate, verb, by=by, at=at)
    return mandate
