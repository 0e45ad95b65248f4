from django.core.cache import cache

from huiyin.congresses.models import Congress, Organ, Seat, Session
from huiyin.law.profiles import DEFAULT

#: Organs that serve deputies; in a township it is the presidium.
SERVING = (Organ.Kind.DEPUTY_AFFAIRS, Organ.Kind.PRESIDIUM)
#: Organs that decide what becomes public.
MODERATING = (*SERVING, Organ.Kind.NEWS)
#: Bodies that handle suggestions, or hand them on to units of their own.
ASSIGNABLE = (Organ.Kind.HANDLING_UNIT, Organ.Kind.GOVERNMENT_OFFICE)
#: Where what deputies raise is taken in or answered.
AT_WORK = (*SERVING, *ASSIGNABLE)
#: Seconds the profile keys of a congress may be remembered.
REMEMBERED = 30


def profile_keys(congress):
    """Keys of the rule profiles that bind ``congress``, its own first, national law last."""
    key = f"profiles:{congress.pk}"
    known = cache.get(key)
    if known is None:
        above = Congress.objects.filter(pk__in=congress.lineage_ids()).order_by("-level")
        own = [name for name in above.values_list("profile_key", flat=True) if name]
        known = [*dict.fromkeys(own), *([] if DEFAULT in own else [DEFAULT])]
        cache.set(key, known, REMEMBERED)
    return known


def seats_of(user, congress):
    """The seats ``user`` holds in ``congress``, with their organs."""
    return Seat.objects.filter(user=user, congress=congress).select_related("organ")


def sits(user, congress, *, kind=None, kinds=None, organ=None, roles=None):
    """Whether ``user`` holds a seat in ``congress`` of that organ kind, organ and role.

    ``kinds``  several kinds of organ, asked for at once
    """
    seats = Seat.objects.filter(user=user, congress=congress)
    if kind:
        seats = seats.filter(organ__kind=kind)
    if kinds:
        seats = seats.filter(organ__kind__in=kinds)
    if organ:
        seats = seats.filter(organ=organ)
    if roles:
        seats = seats.filter(role__in=roles)
    return seats.exists()


def serves_deputies(user, congress):
    """Whether ``user`` sits in the organ that serves deputies, in a township its presidium."""
    return sits(user, congress, kinds=SERVING)


def moderates(user, congress):
    """Whether ``user`` sits in an organ that decides what becomes public."""
    return sits(user, congress, kinds=MODERATING)


def handling_units(congress):
    """Bodies that suggestions may be assigned to, in a stable order."""
    return Organ.objects.filter(congress=congress, kind__in=ASSIGNABLE).order_by("pk")


def committees(congress):
    """Organs of the congress itself that may supervise the handling, in a stable order."""
    return Organ.objects.filter(congress=congress).exclude(kind__in=ASSIGNABLE).order_by("pk")


def deputy_affairs(congress):
    """The organ that serves deputies: a commission, in a township its presidium."""
    return Organ.objects.filter(congress=congress, kind__in=SERVING).order_by("kind", "pk").first()


def session_on(term_id, day):
    """The session of the congress that sits on ``day``, or None between sessions."""
    return Session.objects.filter(term=term_id, starts_on__lte=day, ends_on__gte=day).first()
