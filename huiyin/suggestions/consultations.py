"""Questions about consultations of the people. What may not be seen does not exist."""

from django.db.models import Count, Q
from django.http import Http404
from django_scopes import scopes_disabled

from huiyin.contributions.models import Contribution
from huiyin.deputies.queries import find_places
from huiyin.suggestions.models import Consultation, Opinion
from huiyin.suggestions.procedure import State
from huiyin.suggestions.rules import asks_of

Visibility = Contribution.Visibility
#: Consultations and opinions of one page; places a form offers.
SHOWN, OPINIONS, PLACES = 30, 50, 60
_SHOWN = ("response", "suggestion__docket", "suggestion__congress", "suggestion__lead__person")
_AUDIENCE = ("suggestion__lead__district", "suggestion__lead__electoral_unit__area")


def published():
    """Consultations whose text was reviewed and opened, of the congress in scope."""
    return Consultation.objects.exclude(opened_at=None).select_related(*_SHOWN, *_AUDIENCE)


def open_on(today):
    """Those that may be answered on that day, the one that ends first first."""
    rows = published().filter(
        ended_at=None, ends_on__gte=today, suggestion__docket__state=State.CONSULTING
    )
    return list(_counted(rows).order_by("ends_on", "pk")[:SHOWN])


def ended(today, limit=SHOWN):
    """Those that are over, newest first."""
    rows = published().exclude(ended_at=None, ends_on__gte=today)
    return list(_counted(rows).order_by("-pk")[:limit])


def _counted(rows):
    current = Q(opinions__replaced_at=None) & ~Q(opinions__words__visibility=Visibility.HIDDEN)
    return rows.annotate(answers=Count("opinions", filter=current))


def get_published(pk):
    found = _counted(published()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def readable(consultation, *, after=None):
    """Opinions everybody may read, newest first: up to ``OPINIONS`` + 1."""
    rows = _current(consultation).filter(words__visibility=Visibility.PUBLIC)
    if after:
        rows = rows.filter(pk__lt=after)
    return list(rows.order_by("-pk")[: OPINIONS + 1])


def for_deputy(suggestion):
    """All opinions that came in for the deputy, but the hidden ones, newest first."""
    rows = Opinion.objects.filter(consultation__suggestion=suggestion, replaced_at=None)
    rows = rows.exclude(words__visibility=Visibility.HIDDEN)
    return list(rows.select_related("words", "place").order_by("-pk"))


def own(user, consultation):
    """The opinion of ``user`` that counts, or None."""
    if not user.is_authenticated:
        return None
    return _current(consultation).filter(author=user).first()


def answered_by(user, limit=SHOWN):
    """What ``user`` answered in the congresses in scope, the newest first."""
    rows = Opinion.objects.filter(author=user, replaced_at=None).select_related(
        "words", "consultation__suggestion__docket", "consultation__suggestion__congress__area"
    )
    return list(rows.order_by("-pk")[:limit])


def opinions_copy(user):
    """What ``user`` answered anywhere, for the copy of their data, as JSON values."""
    with scopes_disabled():  # what is one's own is so in every congress
        rows = Opinion.objects.filter(author=user).select_related("consultation", "words", "place")
        return [
            {
                "words": str(row.words.uid),
                "consultation": row.consultation.title,
                "place": row.place.name if row.place else "",
                "used": row.used,
                "replaced_at": row.replaced_at and row.replaced_at.isoformat(),
            }
            for row in rows.order_by("pk")
        ]


def _current(consultation):
    rows = consultation.opinions.filter(replaced_at=None)
    return rows.select_related("words", "place")


def places_asked(consultation):
    """Names of places of the audience that a form may offer, as long as they are few."""
    district = consultation.suggestion.lead.district
    if consultation.audience != Consultation.Audience.DISTRICT or district is None:
        return []
    return list(district.places.order_by("pk").values_list("name", flat=True)[:PLACES])


def places_named(consultation, text):
    """Places of the audience that somebody may mean by ``text``; one if it is named exactly."""
    if consultation.audience == Consultation.Audience.DISTRICT:
        inside = consultation.suggestion.lead.district.places.select_related("area")
        found = list(inside.filter(name__icontains=text)[:PLACES])
    else:
        found = find_places(consultation.suggestion.congress, text)
        found = [place for place in found if asks_of(consultation, place)]
    exact = [place for place in found if text in (place.name, str(place))]
    return exact if len(exact) == 1 else found
