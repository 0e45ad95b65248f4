"""What the public pages show of a congress's work, and how its figures are counted."""

from dataclasses import dataclass
from datetime import date, datetime, time
from statistics import median

from django.core.cache import cache
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import TruncMonth
from django.utils.timezone import make_aware

from huiyin.deputies.models import Mandate, Station
from huiyin.procedure.models import Deadline, Docket, Move
from huiyin.suggestions.models import Assignment, Rating, Suggestion
from huiyin.voices.models import Voice

#: Seconds the figures of the home page are remembered.
REMEMBERED = 300
#: Rows of each kind on the home page.
SHOWN = 5
FACES = 4
#: Clock → the figure it is counted in.
CLOCKS = {"reply": "reply", "reply_max": "reply", "first_response": "first_response"}
#: Suggestions a feed looks at and holds.
RECENT, FED = 200, 50


@dataclass(frozen=True)
class Punctuality:
    """How one clock was kept: ``part`` of ``whole`` in time, and the median days it took.

    Counted in ``whole`` is every clock that was met, and every one that ran out unmet, also
    if it still runs. ``days`` is None as long as none was met.
    """

    part: int
    whole: int
    days: float | None

    @property
    def late(self):
        return self.whole - self.part


@dataclass(frozen=True)
class Ratings:
    satisfied: int
    basically: int
    dissatisfied: int

    @property
    def whole(self):
        return self.satisfied + self.basically + self.dissatisfied


@dataclass(frozen=True)
class Figures:
    """A congress's figures for clocks started and ratings given since ``since``."""

    since: date
    replies: Punctuality
    responses: Punctuality
    ratings: Ratings
    months: list

    @property
    def empty(self):
        return not (self.replies.whole or self.responses.whole or self.ratings.whole)


def year_before(day):
    """Return the same day of the year before; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def figures(congress, today):
    """Return the ``Figures`` of the twelve months up to ``today``, in three queries."""
    since = year_before(today)
    clocks = _clocks(congress, since)
    return Figures(
        since=since,
        replies=punctuality(clocks.get("reply", []), today),
        responses=punctuality(clocks.get("first_response", []), today),
        ratings=_ratings(congress, since),
        months=_months(congress, since),
    )


def _clocks(congress, since):
    """Rows ``(started, due, met, void, number)`` by clock; as many as days, not as cases.

    An extended reply has a clock of its own, from the same day: the first one is void.
    """
    rows = (
        Deadline.objects.filter(docket__congress=congress, name__in=CLOCKS, started_on__gt=since)
        .exclude(given_up())
        .order_by()
        .values_list("name", "started_on", "due_on", "met_on", "void_on")
        .annotate(number=Count("pk"))
    )
    found = {}
    for name, *row in rows:
        found.setdefault(CLOCKS[name], []).append(row)
    return found


def given_up():
    """First responses kept by a suggestion that came to nothing: the clock runs anew, so they
    count for nothing. One that was late stays late."""
    anew = Deadline.objects.filter(
        docket=OuterRef("docket"), name="first_response", pk__gt=OuterRef("pk")
    )
    return Q(Exists(anew), name="first_response", met_on__lte=F("due_on"))


def punctuality(rows, today):
    """Count rows ``(started, due, met, void, number)`` into a ``Punctuality``."""
    part = whole = 0
    days = []
    for started, due, met, void, number in rows:
        if met:
            whole += number
            part += number if met <= due else 0
            days += [(met - started).days] * number
        elif due < (void or today):
            whole += number
    return Punctuality(part, whole, median(days) if days else None)


def _ratings(congress, since):
    rows = (
        Rating.objects.filter(reply__suggestion__congress=congress, at__gte=_start_of(since))
        .exclude(Exists(_rated_after()))
        .order_by()
        .values_list("result")
        .annotate(number=Count("pk"))
    )
    return Ratings(**{value: dict(rows).get(value, 0) for value in Rating.Value.values})


def _rated_after():
    """Later ratings of the same suggestion: the last one given counts."""
    return Rating.objects.filter(
        reply__suggestion=OuterRef("reply__suggestion"), pk__gt=OuterRef("pk")
    )


def _months(congress, since):
    """``[(month, closed)]`` of suggestions for twelve months; empty if none was closed."""
    rows = (
        Docket.objects.filter(congress=congress, kind="suggestion", closed_at__gte=_start_of(since))
        .filter(suggestion__part_of=None)
        .exclude(number="")
        .annotate(month=TruncMonth("closed_at"))
        .order_by("month")
        .values_list("month")
        .annotate(number=Count("pk"))
    )
    closed = {month.month: number for month, number in rows if month.date() > since}
    months = [(since.month + place) % 12 + 1 for place in range(12)]
    return [(month, closed.get(month, 0)) for month in months] if closed else []


def _start_of(day):
    return make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class Overview:
    """What the home page may remember for some minutes."""

    figures: Figures
    active: list
    stations: list


def overview(congress, today):
    """Return figures, the deputies who acted last, and some stations; remembered a while."""
    key = f"overview:{congress.pk}:{today}"
    known = cache.get(key)
    if known is None:
        stations = Station.objects.filter(congress=congress).order_by("pk")[:FACES]
        known = Overview(figures(congress, today), _active(congress, today), list(stations))
        cache.set(key, known, REMEMBERED)
    return known


def _active(congress, today):
    """The deputies who answered or submitted last, with how often they did within a year."""
    acts = (
        Move.objects.filter(
            docket__congress=congress,
            verb__in=["answer", "submit"],
            at__gte=_start_of(year_before(today)),
        )
        .order_by()
        .values("by")
        .annotate(
            last=Max("at"),
            answers=Count("pk", filter=Q(verb="answer")),
            submitted=Count("docket", filter=Q(verb="submit"), distinct=True),
        )
        .order_by("-last")[:FACES]
    )
    by_user = {row["by"]: row for row in acts}
    mandates = Mandate.objects.active().shown().filter(congress=congress)
    if by_user:
        mandates = mandates.filter(person__user__in=by_user)
    rows = list(mandates.order_by("pk")[:FACES])
    for row in rows:
        row.acts = by_user.get(row.person.user_id)
    order = list(by_user)
    return sorted(rows, key=lambda row: order.index(row.person.user_id) if row.acts else 0)


def listed(congress):
    """Public suggestions as rows of a list: ``lead_unit``, newest rating ``rated``, deadlines."""
    lead = Assignment.objects.filter(
        suggestion=OuterRef("pk"), role=Assignment.Role.LEAD, ended_at=None
    ).order_by("pk")
    rated = Rating.objects.filter(reply__suggestion=OuterRef("pk")).order_by("-pk")
    return (
        Suggestion.objects.shown()
        .filter(congress=congress, docket__public=True)
        .annotate(
            lead_unit=Subquery(lead.values("organ__name")[:1]),
            rated=Subquery(rated.values("result")[:1]),
        )
        .prefetch_related("docket__deadlines")
    )


def moved(congress):
    """The newest public suggestions with the time ``changed`` of their last move, last first.

    Only the newest ``RECENT`` are looked at, by the index of public cases: what is older than
    those is followed by notices, not by a feed.
    """
    moves = Move.objects.filter(docket=OuterRef("docket")).order_by("-pk")
    rows = listed(congress).annotate(changed=Subquery(moves.values("at")[:1]))
    rows = list(rows.order_by("-docket__opened_at")[:RECENT])
    return sorted(rows, key=lambda row: (row.changed, row.pk), reverse=True)[:FED]


def current_suggestions(congress, today):
    """Return the newest public suggestions and the one whose day comes next, in two queries.

    The second is the open one due soonest; if all are late, the one late first; or None.
    """
    late = Case(When(docket__due_on__lt=today, then=Value(1)), default=Value(0))
    public = Suggestion.objects.filter(congress=congress, docket__public=True)
    newest = public.filter(part_of=None).order_by("-pk").values("pk")[:SHOWN]
    running = public.filter(docket__closed_at=None, docket__due_on__isnull=False)
    soonest = running.order_by(late, "docket__due_on", "pk").values("pk")[:1]
    rows = list(listed(congress).filter(Q(pk__in=newest) | Q(pk__in=soonest)).order_by("-pk"))
    dated = [row for row in rows if row.docket.due_on and not row.docket.closed_at]
    live = min(
        dated,
        key=lambda row: (row.docket.due_on < today, row.docket.due_on, row.pk),
        default=None,
    )
    return [row for row in rows if row.part_of_id is None][:SHOWN], live


def recent_voices(congress):
    """The newest messages that anybody may read."""
    return list(Voice.objects.shown().public().filter(congress=congress).order_by("-pk")[:SHOWN])
