"""What waits for somebody, ordered by danger."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.bills.models import Bill, Sponsor
from huiyin.bills.procedure import State as BillState
from huiyin.bills.queries import asked_of as asked_of_bills
from huiyin.congresses.models import Seat
from huiyin.contributions.models import Contribution
from huiyin.desk.models import SavedFilter
from huiyin.kit.clocks import NEAR
from huiyin.procedure import registry
from huiyin.procedure.models import Deadline, Docket
from huiyin.publishing.models import Article
from huiyin.publishing.procedure import State as ArticleState
from huiyin.suggestions.models import Cosign, Suggestion
from huiyin.suggestions.procedure import State as SuggestionState
from huiyin.suggestions.queries import asked_of
from huiyin.voices.models import Voice
from huiyin.voices.procedure import State as VoiceState

#: Cases counted for the cards, and the largest number a card shows.
COUNTED, MOST = 1000, 99
STATES = {
    "voice": VoiceState,
    "suggestion": SuggestionState,
    "bill": BillState,
    "article": ArticleState,
}
KINDS = {"voice": _("留言"), "suggestion": _("建议"), "bill": _("议案"), "article": _("文章")}
OVER, SOON = "over", "soon"


def waiting_for(user, congress):
    """Open dockets that wait for ``user``: held by them or their organs, or asking their word."""
    organs = list(Seat.objects.filter(user=user, congress=congress).values_list("organ", flat=True))
    # Asked first and named: with a question inside, the database would look at every docket.
    asked = {
        *asked_of(user).filter(congress=congress).values_list("pk", flat=True)[:COUNTED],
        *asked_of_bills(user).filter(congress=congress).values_list("pk", flat=True)[:COUNTED],
    }
    return Docket.objects.filter(
        Q(holder_user=user) | Q(holder_organ__in=organs) | Q(pk__in=asked),
        congress=congress,
        closed_at=None,
        kind__in=STATES,
    )


@dataclass(frozen=True)
class Queue:
    """One card: ``name`` for the address, ``label`` in words, ``count`` shown ("99+" at most)."""

    name: str
    label: object
    count: str
    icon: str = "inbox"
    tone: str = "plain"


def queues(base, today):
    """The cards: late, due soon, everything, then each state present, in the order of its table."""
    rows = list(base.values_list("kind", "state", "due_on")[:COUNTED])
    due = [day for _kind, _state, day in rows if day]
    found = [
        Queue(OVER, _("已超期"), _shown(sum(day < today for day in due)), "alert-triangle", "over"),
        Queue(
            SOON,
            _("7 日内到期"),
            _shown(sum(0 <= (day - today).days <= NEAR for day in due)),
            "hourglass",
            "amber",
        ),
        Queue("", _("全部待办"), _shown(len(rows))),
    ]
    present = Counter((kind, state) for kind, state, _day in rows)
    for kind, states in STATES.items():
        for state in states:
            if count := present[kind, state.value]:
                found.append(Queue(f"{kind}.{state.value}", state.label, _shown(count)))
    return found


def _shown(count):
    return str(count) if count <= MOST else f"{MOST}+"


def narrowed(base, *, queue, kind, text, today):
    """Those of one card, of one kind, or with these words in title, number or name."""
    if queue == OVER:
        base = base.filter(due_on__lt=today)
    elif queue == SOON:
        base = base.filter(due_on__gte=today, due_on__lte=today + timedelta(NEAR))
    elif queue:
        of_kind, _dot, state = queue.partition(".")
        base = base.filter(kind=of_kind, state=state)
    if kind in STATES:
        base = base.filter(kind=kind)
    if text:
        base = base.filter(
            Q(title__icontains=text)
            | Q(number__icontains=text)
            | Q(code__icontains=text)
            | Q(holder_organ__name__icontains=text)
            | Q(suggestion__lead__person__name__icontains=text)
            | Q(voice__mandate__person__name__icontains=text)
            | Q(bill__lead__person__name__icontains=text)
        )
    return base


@dataclass(frozen=True)
class Cursor:
    """A place in the list: the due day (None after all that have one) and the id."""

    due_on: date | None
    pk: int

    def __str__(self):
        return f"{self.due_on or 'none'}~{self.pk}"

    @classmethod
    def read(cls, text):
        """Return the cursor written in an address, or None."""
        day, _tilde, pk = text.partition("~")
        if not (pk.isascii() and pk.isdigit() and len(pk) < 18):
            return None
        try:
            return cls(None if day == "none" else date.fromisoformat(day), int(pk))
        except ValueError:
            return None


def listed(base, *, after=None, before=None, limit=20):
    """Return ``(dockets, more before, more after)``: the most endangered first."""
    forward = before is None
    if after:
        base = base.filter(_beyond(after))
    if before:
        base = base.filter(_short_of(before))
    due = F("due_on").asc(nulls_last=True) if forward else F("due_on").desc(nulls_first=True)
    rows = list(
        base.select_related("holder_organ").order_by(due, "pk" if forward else "-pk")[: limit + 1]
    )
    more, rows = len(rows) > limit, rows[:limit]
    if forward:
        return rows, after is not None, more
    return rows[::-1], more, True


def _beyond(place):
    if place.due_on is None:
        return Q(due_on=None, pk__gt=place.pk)
    same = Q(due_on=place.due_on, pk__gt=place.pk)
    return same | Q(due_on__gt=place.due_on) | Q(due_on=None)


def _short_of(place):
    if place.due_on is None:
        return Q(due_on__isnull=False) | Q(pk__lt=place.pk)
    return Q(due_on__lt=place.due_on) | Q(due_on=place.due_on, pk__lt=place.pk)


@dataclass(frozen=True)
class Row:
    """One line of the list. ``due_on`` and ``met_on`` make it a deadline for the pill."""

    docket: Docket
    path: str
    kind: object
    state: object
    who: str
    what: object
    due_on: date | None
    met_on: None = None

    @property
    def number(self):
        return self.docket.number or self.docket.code


def rows_of(dockets):
    """Say each docket in words, in four queries however many there are."""
    who = _voices(dockets) | _suggestions(dockets) | _bills(dockets) | _articles(dockets)
    clocks = _first_clocks(dockets)
    return [
        Row(
            docket=docket,
            path=registry.of(docket.kind).address(docket).removeprefix("/"),
            kind=KINDS[docket.kind],
            state=STATES[docket.kind](docket.state).label,
            who=who.get(docket.pk, ""),
            what=clocks.get(docket.pk, ""),
            due_on=docket.due_on,
        )
        for docket in dockets
    ]


def _voices(dockets):
    ids = [docket.pk for docket in dockets if docket.kind == "voice"]
    rows = Voice.objects.filter(docket__in=ids).select_related("words", "mandate__person")
    return {
        row.docket_id: _("%(author)s 写给 %(deputy)s 代表")
        % {"author": row.words.byline, "deputy": row.mandate.person.shown}
        for row in rows
    }


def _suggestions(dockets):
    ids = [docket.pk for docket in dockets if docket.kind == "suggestion"]
    confirmed = Count("cosigns", filter=Q(cosigns__answer=Cosign.Answer.CONFIRMED))
    return _led(Suggestion.objects.filter(docket__in=ids).annotate(signed=confirmed))


def _bills(dockets):
    ids = [docket.pk for docket in dockets if docket.kind == "bill"]
    confirmed = Count("sponsors", filter=Q(sponsors__answer=Sponsor.Answer.CONFIRMED))
    return _led(Bill.objects.filter(docket__in=ids).annotate(signed=confirmed))


def _articles(dockets):
    ids = [docket.pk for docket in dockets if docket.kind == "article"]
    rows = Article.objects.filter(docket__in=ids).select_related("organ") if ids else []
    return {row.docket_id: str(row.organ) for row in rows}


def _led(rows):
    """Who leads each case, and with how many others."""
    said = {}
    for row in rows.select_related("lead__person"):
        name = row.lead.person.shown
        said[row.docket_id] = (
            _("%(lead)s 等 %(count)s 人") % {"lead": name, "count": row.signed + 1}
            if row.signed
            else name
        )
    return said


def _first_clocks(dockets):
    """docket id → name in words of the clock that runs out first."""
    rows = Deadline.objects.running().filter(docket__in=dockets).order_by("-due_on", "-pk")
    kinds = {docket.pk: docket.kind for docket in dockets}
    return {
        row.docket_id: registry.of(kinds[row.docket_id]).procedure.clocks[row.name].label
        for row in rows
    }


def to_review(congress, limit=20):
    """The oldest contributions that wait to be made public, with what they belong to."""
    rows = Contribution.objects.filter(
        congress=congress, visibility=Contribution.Visibility.PENDING
    )
    rows = with_case(rows)
    return list(rows.order_by("written_at", "pk")[: limit + 1])


def with_case(words):
    """The contributions ``words`` with what they belong to and how they were judged before."""
    rows = words.select_related(
        "voice__docket",
        "thread__voice__docket",
        "opinion__consultation__suggestion__docket",
        "consultation__suggestion__docket",
    )
    return rows.prefetch_related("verdicts")


def saved_filters(user, congress, seats):
    """Filters that ``user`` saved, and those shared with an office they sit in."""
    shared = Q(organ__in=[seat.organ_id for seat in seats])
    rows = SavedFilter.objects.filter(Q(owner=user) | shared, congress=congress)
    return list(rows.select_related("owner").order_by("name", "pk"))
