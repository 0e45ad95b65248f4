"""The list an office works from: which suggestions, in which order, how many of each sort.

Nothing here counts a whole table. A number on a chip is counted up to ``MOST`` and then says
"99+"; a page is found by the last row of the one before; words are looked up in the index.
"""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import connection
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from huiyin.congresses.models import Session
from huiyin.congresses.queries import SERVING, handling_units, seats_of
from huiyin.deputies.models import Mandate
from huiyin.deputies.procedure import State as MandateState
from huiyin.deputies.queries import assisted_by
from huiyin.kit.clocks import NEAR
from huiyin.procedure.models import Docket
from huiyin.search.queries import matching
from huiyin.suggestions.models import Assignment, Cosign, Suggestion
from huiyin.suggestions.procedure import State
from huiyin.suggestions.rules import WRITABLE, standing

#: The largest number a chip shows, and rows looked at for the chips of one unit.
MOST, LOOKED_AT = 99, 1000
#: Matters that hold the words asked for, at most; who gets more asks more narrowly.
FOUND = 1000
#: Deputies of a name that are looked at.
NAMESAKES = 100
#: States in which a text is in no index yet.
UNINDEXED = (
    State.IDEA,
    State.CONSULTING,
    State.DRAFTING,
    State.COSIGNING,
    State.SUBMITTED,
    State.RETURNED_FOR_EDIT,
    State.DECLINED,
    State.WITHDRAWN,
)
ACTIVE = MandateState.ACTIVE
#: Seconds for which units and sessions to choose from may be remembered.
REMEMBERED = 30
OVER, SOON, LATER, NONE = "over", "soon", "later", "none"
CLOCKS = {
    OVER: _("已超期"),
    SOON: _("7 日内到期"),
    LATER: _("7 日以后到期"),
    NONE: _("没有期限"),
}
NEWEST, DUE = "new", "due"
ORDERS = {NEWEST: _("新提出的在前"), DUE: _("期限最紧的在前")}
BETWEEN = "between"


@dataclass(frozen=True)
class Filters:
    """What a list is asked for. Everything is text, as it stands in an address.

    ``unit`` and ``session`` are ids, ``session`` may be "between" sessions; ``lead`` is a part
    of a deputy's name; ``clock`` one of ``CLOCKS``; ``order`` one of ``ORDERS``
    """

    state: str = ""
    clock: str = ""
    unit: str = ""
    subject: str = ""
    lead: str = ""
    session: str = ""
    q: str = ""
    order: str = NEWEST

    @classmethod
    def read(cls, asked):
        """Return the filters in the query of an address; what cannot be meant is left out."""
        said = {each.name: asked.get(each.name, "").strip()[:60] for each in fields(cls)}
        known = {
            "state": State.values,
            "clock": CLOCKS,
            "subject": Suggestion.Subject.values,
            "order": ORDERS,
        }
        for name, values in known.items():
            said[name] = said[name] if said[name] in values else ""
        for name in ("unit", "session"):
            plain = said[name].isascii() and said[name].isdigit() and len(said[name]) < 18
            said[name] = said[name] if plain or said[name] == BETWEEN else ""
        if said["unit"] == BETWEEN:
            said["unit"] = ""
        return cls(**{name: value for name, value in said.items() if value})

    @property
    def selective(self):
        """Whether only a small part of all suggestions can be meant."""
        one_session = self.session and self.session != BETWEEN
        return bool(self.unit or self.lead or self.q or one_session)

    @property
    def said(self):
        """``{name: value}`` of what is asked for, without what is as it always is."""
        plain = Filters()
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in found.items() if value != getattr(plain, name)}

    def address(self, **more):
        """Return the query part of an address; ``more`` changes or adds, "" leaves out."""
        own = {name: value for name, value in more.items() if hasattr(self, name)}
        others = {name: value for name, value in more.items() if name not in own and value}
        query = {**replace(self, **own).said, **others}
        return f"?{urlencode(query)}"


@dataclass(frozen=True)
class Reader:
    """Who looks at the list: their seats, their mandates, and the deputies they write for."""

    seats: list
    mandates: list
    helped: list

    @property
    def serves(self):
        """Whether they sit in the organ that serves deputies."""
        return any(seat.organ.kind in SERVING for seat in self.seats)

    @property
    def mandate(self):
        """Their mandate in force, or None."""
        return next((each for each in self.mandates if each.docket.state == ACTIVE), None)

    @property
    def former(self):
        """Their newest mandate that ran out with its term, or None."""
        gone = MandateState.EXPIRED
        return next((each for each in self.mandates if each.docket.state == gone), None)

    def __bool__(self):
        """Whether the list is any business of theirs; who raised a matter stays concerned."""
        return bool(self.seats or self.mandate or self.former or self.helped)


def reader(user, congress):
    """Return the ``Reader`` for ``user`` in ``congress``, in three questions."""
    mandates = Mandate.objects.filter(person__user=user, congress=congress)
    return Reader(
        list(seats_of(user, congress).order_by("pk")),
        list(mandates.select_related("person", "docket", "district").order_by("-pk")),
        assisted_by(user, congress),
    )


def listed(who, congress):
    """Suggestions the ``Reader`` has a part in; for who serves deputies all that were handed in."""
    rows = Suggestion.objects.filter(congress=congress)
    if not who.serves:
        return rows.filter(pk__in=_parts_of(who))
    if who.mandates or who.helped:
        return rows.filter(Q(declared_at__isnull=False) | Q(pk__in=_parts_of(who)))
    return rows.filter(declared_at__isnull=False)


def _parts_of(who):
    """Ids of what a person leads, signed, handles, or may write at; found one sort at a time."""
    mandates = [each.pk for each in who.mandates]
    organs = {seat.organ_id for seat in who.seats}
    with scopes_disabled():  # these mandates and organs are of this congress alone
        led = Suggestion.objects.filter(lead__in=mandates).values("pk")
        written = Suggestion.objects.filter(
            lead__in=[each.pk for each in who.helped], docket__state__in=WRITABLE
        ).values("pk")
        signed = standing(Cosign.objects.filter(mandate__in=mandates)).values("suggestion")
        handled = Assignment.objects.current().filter(organ__in=organs).values("suggestion")
        return led.union(written, signed, handled)


def narrowed(rows, filters, today, congress):
    """Return those of ``rows``, all of ``congress``, that ``filters`` ask for.

    What few have is found first and named by its keys: the database cannot know how few.
    """
    if filters.state:
        rows = rows.filter(_in_state(filters.state, congress))
    if filters.clock:
        rows = rows.filter(_by_clock(filters.clock, today))
    if filters.subject:
        rows = rows.filter(subject=filters.subject)
    if filters.session:
        between = filters.session == BETWEEN
        rows = rows.filter(session=None if between else filters.session)
    if filters.unit:
        with scopes_disabled():  # a part of something else is none of ``rows``
            given = Assignment.objects.current().filter(organ=filters.unit)
            rows = rows.filter(pk__in=given.values("suggestion"))
    if filters.lead:
        rows = rows.filter(lead__in=_namesakes(filters.lead))
    if filters.q:
        rows = rows.filter(pk__in=_with_words(filters.q, congress))
    return rows


def _in_state(state, congress):
    mine = Docket.objects.filter(congress=congress, kind="suggestion", state=state)
    few = list(mine.order_by().values_list("pk", flat=True)[: LOOKED_AT + 1])
    return Q(docket__in=few) if len(few) <= LOOKED_AT else Q(docket__state=state)


def _by_clock(clock, today):
    """Only what is open has a clock that can run out."""
    soon = today + timedelta(NEAR)
    running = Q(docket__closed_at=None)
    return (
        running
        & {
            OVER: Q(docket__due_on__lt=today),
            SOON: Q(docket__due_on__gte=today, docket__due_on__lte=soon),
            LATER: Q(docket__due_on__gt=soon),
            NONE: Q(docket__due_on=None),
        }[clock]
    )


def _namesakes(text):
    found = Mandate.objects.filter(person__name__icontains=text).order_by("pk")
    return list(found.values_list("pk", flat=True)[:NAMESAKES])


def _with_words(text, congress):
    """Ids of suggestions with that number, of such a deputy, or with these words in them.

    What no index holds yet is little, and its titles are read.
    """
    here = {"docket__congress": congress, "docket__kind": "suggestion"}
    rows = Suggestion.objects.filter(congress=congress)
    numbered = rows.filter(docket__number=text, **here).values("pk")
    coded = rows.filter(docket__code=text.upper()).values("pk")
    led = rows.filter(lead__person__name__icontains=text).values("pk")
    fresh = {"docket__state__in": UNINDEXED, "docket__title__icontains": text}
    refs = matching(text, kinds=["suggestion"], public=None, limit=FOUND)
    worded = rows.filter(words__uid__in=refs).values("pk")
    found = numbered.union(coded, led, rows.filter(**fresh, **here).values("pk"), worded)
    return [row["pk"] for row in found[: 2 * FOUND]]


@dataclass(frozen=True)
class Place:
    """The row a page ends with, as it stands in an address: its due day, if any, and its id."""

    pk: int
    due_on: date | None = None

    def __str__(self):
        return f"{self.pk}~{self.due_on or ''}"

    @classmethod
    def read(cls, text):
        """Return the place written in an address, or None."""
        pk, _tilde, day = text.partition("~")
        if not (pk.isascii() and pk.isdigit() and len(pk) < 18):
            return None
        try:
            return cls(int(pk), date.fromisoformat(day) if day else None)
        except ValueError:
            return None


def page(rows, filters, *, after=None, limit, few=False):
    """Return up to ``limit`` + 1 suggestions of ``rows`` that come after the ``Place``.

    By due day, only what is open. Their keys are found first, and only then the rows with all
    a line shows. ``few``  ``rows`` hold little of the table, as do those of some filters: then
    the database is kept from walking the whole table in order until it has met enough of them.
    """
    few = few or filters.selective
    by_due = filters.order == DUE
    if by_due:
        rows = rows.filter(docket__closed_at=None)
        rows = rows.order_by(F("docket__due_on").asc(nulls_last=True), "docket")
    else:
        rows = rows.order_by((F("pk") + 0).desc() if few else "-pk")
    if after:
        rows = rows.filter(_later(after) if by_due else Q(pk__lt=after.pk))
    found = list(rows.values_list("pk", flat=True)[: limit + 1])
    whole = Suggestion.objects.select_related("docket", "lead__person", "session__term")
    known = whole.in_bulk(found)
    return [known[pk] for pk in found]


def _later(place):
    if place.due_on is None:
        return Q(docket__due_on=None, docket__gt=place.pk)
    same = Q(docket__due_on=place.due_on, docket__gt=place.pk)
    return Q(docket__due_on__gt=place.due_on) | same | Q(docket__due_on=None)


def place_of(row, order):
    """Return the ``Place`` of a row in a list of that order."""
    return Place(row.docket_id, row.docket.due_on) if order == DUE else Place(row.pk)


@dataclass(frozen=True)
class Line:
    """One line of the list: the suggestion, its lead unit in words, how many signed it too."""

    it: Suggestion
    unit: str
    signed: int


def lines(rows):
    """Say of each row who handles it and how many signed, in two queries however many."""
    ids = [row.pk for row in rows]
    leads = Assignment.objects.current().filter(suggestion__in=ids, role=Assignment.Role.LEAD)
    units = {each.suggestion_id: str(each.organ) for each in leads.select_related("organ")}
    signed = dict.fromkeys(ids, 0)
    given = Cosign.objects.filter(suggestion__in=ids, answer=Cosign.Answer.CONFIRMED)
    for suggestion in given.values_list("suggestion", flat=True):
        signed[suggestion] += 1
    return [Line(row, units.get(row.pk, ""), signed[row.pk]) for row in rows]


def choices(congress):
    """``(units, sessions)`` to narrow by, the newest session first; remembered for a moment."""
    key = f"workbench:{congress.pk}"
    known = cache.get(key)
    if known is None:
        held = Session.objects.filter(term__congress=congress).select_related("term")
        known = (list(handling_units(congress)), list(held.order_by("-starts_on")[:20]))
        cache.set(key, known, REMEMBERED)
    return known


# -- the numbers on the chips -------------------------------------------------------------


def counts(who, congress, today):
    """Return ``{chip: "12" or "99+"}`` for the clocks and every state that holds any."""
    if who.serves:
        found = _counted_together(_chips(congress, today))
    else:
        found = _counted_apart(listed(who, congress), today)
    return {chip: _shown(number) for chip, number in found.items() if number}


def _shown(number):
    return str(number) if number <= MOST else f"{MOST}+"


def _chips(congress, today):
    """Name of a chip → the dockets it stands for, each found by an index of its own."""
    mine = Docket.objects.filter(congress=congress, kind="suggestion")
    soon = today + timedelta(NEAR)
    running = mine.filter(closed_at=None)
    handed_in = [state for state in State.values if state not in UNINDEXED[:4]]
    return {
        OVER: running.filter(due_on__lt=today),
        SOON: running.filter(due_on__gte=today, due_on__lte=soon),
        **{state: mine.filter(state=state) for state in handed_in},
    }


def _counted_together(chips):
    """Count every chip up to the largest number shown, all in one question."""
    parts, values = [], []
    for place, (name, dockets) in enumerate(chips.items()):
        rows = dockets.order_by().annotate(chip=Value(name)).values("chip")[: MOST + 1]
        sql, params = rows.query.sql_with_params()
        # Compiled by Django; every value stays a parameter.
        parts.append(f"SELECT * FROM ({sql}) AS chip_{place}")  # noqa: S608
        values += params
    found = dict.fromkeys(chips, 0)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for (name,) in cursor.fetchall():
            found[name] += 1
    return found


def _counted_apart(rows, today):
    """Count in what is open and somebody's own: little enough to be read."""
    open_ones = rows.filter(docket__closed_at=None).order_by()
    found = {OVER: 0, SOON: 0, **dict.fromkeys(State.values, 0)}
    soon = today + timedelta(NEAR)
    for state, day in open_ones.values_list("docket__state", "docket__due_on")[:LOOKED_AT]:
        found[state] += 1
        if day and day < today:
            found[OVER] += 1
        elif day and day <= soon:
            found[SOON] += 1
    return found
