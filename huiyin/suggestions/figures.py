"""What counting needs to know of each suggestion. Pure questions, in chunks of bounded cost.

A suggestion is read once, with everything that hangs on it, and becomes one ``Item``; what the
figures mean is said where they are counted. A chunk takes a fixed number of queries, so a
million suggestions cost a thousand chunks and never a list of a million.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from huiyin.contributions.models import Contribution
from huiyin.procedure.models import Deadline, Move
from huiyin.suggestions.models import (
    Assignment,
    Commitment,
    Extension,
    PublicText,
    Rating,
    Reply,
    Suggestion,
)
from huiyin.suggestions.procedure import FIRST_CONTACT, REDO, REPLY, REPLY_MAX, State
from huiyin.suggestions.queries import listing

#: Suggestions read at once.
CHUNK = 1_000
#: ``18-5-0137`` of the fifth session of the eighteenth term, ``18-I2026-0137`` between sessions;
#: ``18-5-0137-2`` is the second part of one that several units handle.
NUMBER = re.compile(r"(\d+)-(?:I(\d{4})|(\d+))-\d+(?:-\d+)?")
#: States in which nobody rates the newest reply any more.
PAST_RATING = frozenset({State.CLOSED, State.TRACKING, State.ARCHIVED})
REDACTED = "redacted"
#: Clocks counted apart from those of the reply, and where of an ``Item``.
KEPT_APART = {REDO.name: "again", FIRST_CONTACT.name: "first_contacts"}


@dataclass(frozen=True)
class Series:
    """A run of numbers: one session of a term, or one year between its sessions."""

    key: str
    term: int
    session: int | None
    year: int | None


def series_of(number):
    """Return the ``Series`` a suggestion's number belongs to, or None for no such number.

    >>> series_of("18-I2026-0137").year, series_of("18-5-0137-2").key, series_of("x")
    (2026, '18-5', None)
    """
    match = NUMBER.fullmatch(number)
    if match is None:
        return None
    key = "-".join(number.split("-")[:2])
    session = int(match[3]) if match[3] else None
    return Series(key, int(match[1]), session, int(match[2]) if match[2] else None)


@dataclass(frozen=True)
class Given:
    """One issued reply: its class by the rules of its day, and how the deputy judged it."""

    on: date
    reply_class: str
    label: str
    label_en: str
    canonical: str
    attitude: str
    result: str


@dataclass(frozen=True)
class Promise:
    due_on: date
    outcome: str
    reported_on: date | None
    judged: str = ""

    @classmethod
    def of(cls, commitment):
        day = localdate(commitment.reported_at) if commitment.reported_at else None
        return cls(commitment.due_on, commitment.outcome, day, commitment.judged)

    @property
    def held(self):
        """Whether it was kept, in the eyes of the deputy too if they judged it."""
        return self.outcome == "kept" and self.judged != Rating.Value.DISSATISFIED


@dataclass
class Item:
    """One numbered suggestion, as far as it is counted.

    ``part``     it is a part of another: counted as an answer that is owed, not as a suggestion
    ``shown``    what the public reads: "full", "redacted", "title" or "none"
    ``clocks``   reply clocks ``(started, due, met, void)``, oldest first, extended ones included
    ``again``    the same of clocks for handling again; ``first_contacts`` of first contacts
    ``replies``  issued ones, oldest first; ``contacted`` the first contact's day, if any
    ``units``    ids of the units that lead its handling now
    ``withdrawn``  it was taken back: over, and not as one that was handled
    """

    pk: int
    number: str
    declared_on: date | None
    subject: str
    state: str
    part: bool
    key_item: bool
    carried: bool
    shown: str
    closed_on: date | None
    clocks: list = field(default_factory=list)
    again: list = field(default_factory=list)
    first_contacts: list = field(default_factory=list)
    contacted: date | None = None
    extended: bool = False
    units: list = field(default_factory=list)
    replies: list = field(default_factory=list)
    promises: list = field(default_factory=list)
    docket: int = 0
    withdrawn: bool = False

    @property
    def unrated(self):
        """Whether no reply was rated, and for good."""
        rated = any(reply.result for reply in self.replies)
        return bool(self.replies) and not rated and self.state in PAST_RATING


def items(congress, *, chunk=CHUNK):
    """Yield an ``Item`` for every numbered suggestion of ``congress``, oldest first."""
    last, label = 0, cache(lambda day: _labels(congress, day))
    while found := _chunk(congress, last, chunk):
        last = max(found)
        _clocks(found)
        _contacts(found)
        _units(found)
        _replies(found, label)
        _promises(found)
        _shown(found)
        yield from found.values()


def more_than(congress, number):
    """Whether ``congress`` has more than ``number`` suggestions; looks at no more of them."""
    rows = Suggestion.objects.filter(congress=congress).order_by("pk")
    return rows[number : number + 1].exists()


def _chunk(congress, last, size):
    taken_back = Move.objects.filter(docket=OuterRef("docket"), target=State.WITHDRAWN)
    rows = (
        Suggestion.objects.filter(congress=congress, pk__gt=last)
        .exclude(docket__number="")
        .annotate(withdrawn=Exists(taken_back))
        .order_by("pk")
        .values(
            "pk",
            "docket_id",
            "docket__number",
            "declared_at",
            "subject",
            "docket__state",
            "part_of",
            "key_on",
            "carried_on",
            "docket__public",
            "words__visibility",
            "docket__closed_at",
            "withdrawn",
        )
    )
    return {row["pk"]: _item(row) for row in rows[:size]}


def _item(row):
    full = row["words__visibility"] == Contribution.Visibility.PUBLIC
    declared, closed = row["declared_at"], row["docket__closed_at"]
    return Item(
        pk=row["pk"],
        docket=row["docket_id"],
        number=row["docket__number"],
        declared_on=localdate(declared) if declared else None,
        subject=row["subject"],
        state=row["docket__state"],
        part=row["part_of"] is not None,
        key_item=row["key_on"] is not None,
        carried=row["carried_on"] is not None,
        shown=("full" if full else "title") if row["docket__public"] else "none",
        closed_on=localdate(closed) if closed else None,
        withdrawn=row["withdrawn"],
    )


def _by_docket(found):
    return {item.docket: item for item in found.values()}


def _clocks(found):
    dockets = _by_docket(found)
    rows = Deadline.objects.filter(
        docket__in=list(dockets), name__in=(REPLY.name, REPLY_MAX.name, *KEPT_APART)
    ).order_by("pk")
    columns = ("docket", "name", "started_on", "due_on", "met_on", "void_on")
    for docket, name, *clock in rows.values_list(*columns):
        item = dockets[docket]
        getattr(item, KEPT_APART.get(name, "clocks")).append(tuple(clock))


def _contacts(found):
    dockets = _by_docket(found)
    rows = Move.objects.filter(docket__in=list(dockets), verb="contact").order_by("pk")
    for docket, at in rows.values_list("docket", "at"):
        if dockets[docket].contacted is None:
            dockets[docket].contacted = localdate(at)


def _units(found):
    rows = Assignment.objects.filter(
        suggestion__in=list(found), role=Assignment.Role.LEAD, ended_at=None
    ).order_by("pk")
    for pk, organ in rows.values_list("suggestion", "organ"):
        found[pk].units.append(organ)
    granted = Extension.objects.filter(suggestion__in=list(found), granted=True)
    for pk in granted.values_list("suggestion", flat=True):
        found[pk].extended = True


def _replies(found, label):
    rows = (
        Reply.objects.filter(suggestion__in=list(found), issued_at__isnull=False)
        .order_by("pk")
        .values_list(
            "suggestion",
            "issued_at",
            "reply_class",
            "canonical",
            "rating__attitude",
            "rating__result",
        )
    )
    for pk, at, code, canonical, attitude, result in rows:
        day = localdate(at)
        words = label(day).get(code)
        found[pk].replies.append(
            Given(
                on=day,
                reply_class=code,
                label=words.zh if words else code,
                label_en=words.en if words else code,
                canonical=canonical,
                attitude=attitude or "",
                result=result or "",
            )
        )


def _promises(found):
    rows = Commitment.objects.filter(
        reply__suggestion__in=list(found), reply__issued_at__isnull=False
    ).order_by("pk")
    columns = ("reply__suggestion", "due_on", "outcome", "reported_at", "judged")
    by_item = defaultdict(list)
    for pk, due, outcome, reported, judged in rows.values_list(*columns):
        day = localdate(reported) if reported else None
        by_item[pk].append(Promise(due, outcome, day, judged))
    for pk, promises in by_item.items():
        found[pk].promises = promises


def _shown(found):
    """A redacted copy of the text, if that was the newest review of it."""
    rows = PublicText.objects.filter(suggestion__in=list(found), reply=None).order_by("pk")
    newest = dict(rows.values_list("suggestion", "openness"))
    for pk, openness in newest.items():
        if openness == REDACTED and found[pk].shown == "title":
            found[pk].shown = REDACTED


def _labels(congress, day):
    """Class code → label by the rules that bound ``congress`` on ``day``."""
    return {item.code: item.label for item in listing(congress, "classes", day)}
