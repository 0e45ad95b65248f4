"""What somebody is in one congress: their seats there, and their mandate."""

from dataclasses import dataclass, field

from django.http import Http404

from huiyin.congresses.models import Seat
from huiyin.congresses.queries import ASSIGNABLE, MODERATING, SERVING, seats_of
from huiyin.deputies.queries import assisted_by, former_mandate_of, mandate_of
from huiyin.publishing.rules import ADMINS


@dataclass(frozen=True)
class Standing:
    """Seats and mandate in this congress only; seats elsewhere say nothing here.

    ``former`` is a mandate that ran out: what it raised is still answered to whoever had it.
    ``helped`` are deputies for whom somebody without either writes drafts.
    """

    seats: list = field(default_factory=list)
    mandate: object = None
    former: object = None
    helped: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.seats or self.mandate or self.former or self.helped)

    @property
    def serves_deputies(self):
        return any(seat.organ.kind in SERVING for seat in self.seats)

    @property
    def moderates(self):
        return any(seat.organ.kind in MODERATING for seat in self.seats)

    @property
    def administers(self):
        """Whether the site, and those below it, are theirs to manage."""
        return any(seat.role == Seat.Role.SYSTEM_ADMIN for seat in self.seats)

    @property
    def writes(self):
        """Whether they write for the congress's site, as ``publishing.rules.may_write`` has it."""
        return any(
            seat.organ.kind not in ASSIGNABLE and seat.role not in ADMINS for seat in self.seats
        )

    @property
    def hears_voices(self):
        """Whether people's messages are their business."""
        return bool(self.mandate) or self.serves_deputies

    @property
    def office(self):
        """Where they work, in words, for the page and for the record of who looked."""
        if self.seats:
            return str(self.seats[0].organ)
        seat = self.mandate or self.former or (self.helped or [None])[0]
        return seat.district.name if seat and seat.district else ""


def standing(request):
    """Return the standing of the person in the congress of this request, asked once a request."""
    known = getattr(request, "standing", None)
    reader = getattr(request, "reader", None)
    if known is None and reader is not None:  # the list of suggestions asked before
        known = request.standing = _as_read(reader)
    if known is None:
        user, congress = request.user, request.congress
        seats, mandate = list(seats_of(user, congress).order_by("pk")), mandate_of(user, congress)
        placed = seats or mandate
        former = None if placed else former_mandate_of(user, congress)
        helped = [] if placed or former else assisted_by(user, congress)
        known = request.standing = Standing(seats, mandate, former, helped)
    return known


def _as_read(reader):
    """The standing of a ``workbench.Reader``."""
    mandate = reader.mandate
    placed = reader.seats or mandate
    former = None if placed else reader.former
    return Standing(reader.seats, mandate, former, [] if placed or former else reader.helped)


def at_desk(request):
    """Return the standing, or raise ``Http404``: for others there is no desk here."""
    found = standing(request)
    if not found:
        raise Http404
    return found
