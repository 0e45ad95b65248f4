"""What the way of a message needs to know, from the first word to the receipt."""

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from django.db.models import Q

from huiyin.accounts.models import User
from huiyin.congresses.queries import profile_keys
from huiyin.deputies.models import Mandate, Place
from huiyin.law.profiles import resolve
from huiyin.ledger.models import Leaf
from huiyin.procedure.models import Deadline, Docket, Link, Party
from huiyin.voices import rules
from huiyin.voices.models import Voice
from huiyin.voices.procedure import FIRST_RESPONSE, State
from huiyin.voices.queries import similar_voices

#: The largest id a database column holds; more digits name nothing.
LARGEST = 2**63 - 1


class Writer(Enum):
    """Who is writing: it decides what the form must ask."""

    STRANGER = "stranger"
    CITIZEN = "citizen"
    STAFF = "staff"
    OFFICIAL = "official"


def writer(user, congress):
    """A citizen with a proven phone is known; staff who serve deputies write for others."""
    if not user.is_authenticated:
        return Writer.STRANGER
    if user.kind == User.Kind.CITIZEN:
        return Writer.STRANGER if user.level == User.Level.NONE else Writer.CITIZEN
    return Writer.STAFF if rules.serves_deputies(user, congress) else Writer.OFFICIAL


def row_id(text):
    """Return the id that ``text`` names, or None."""
    text = str(text or "")
    if not (text.isascii() and text.isdecimal()):
        return None
    number = int(text[:20])
    return number if number <= LARGEST else None


def form_key(text):
    """Return a form's key in its written form, or "" if ``text`` is none."""
    try:
        return str(UUID(str(text)))
    except ValueError:
        return ""


def addressee(pk):
    """Return the mandate of the congress in scope, or None."""
    mandates = Mandate.objects.shown().select_related("person__user")
    return mandates.filter(pk=pk).first() if pk else None


def receiver(pk):
    """Return the mandate with no more than sending to it needs, or None."""
    rows = Mandate.objects.select_related("docket", "person__user", "congress")
    return rows.filter(pk=pk).first() if pk else None


def place_in(congress, pk):
    """Return the place if it lies in the area of ``congress``, or None."""
    area = congress.area
    inside = Q(area=area) | Q(area__path__startswith=area.path)
    return Place.objects.select_related("area").filter(inside, pk=pk).first() if pk else None


def first_response(congress, day):
    """The period within which ``congress`` answers first, or None where none is set."""
    return resolve(profile_keys(congress), FIRST_RESPONSE.term, day)


@dataclass(frozen=True)
class Alike:
    """A public matter like the one being written. Only a message can be joined from here."""

    docket: Docket
    people: int
    state: str
    href: str
    can_join: bool


def alike(title, body):
    """Return public matters like this one, nearest first, with how many stand behind each."""
    hits = similar_voices(title, body)
    if not hits:
        return []
    codes = [hit.href.strip("/").rpartition("/")[2] for hit in hits]
    dockets = {docket.code: docket for docket in Docket.objects.filter(code__in=codes)}
    people = _people_behind(dockets.values())
    return [
        Alike(
            docket=docket,
            people=people[docket.pk],
            state=State(docket.state).label if docket.kind == "voice" else "",
            href=hit.href,
            can_join=docket.kind == "voice" and docket.closed_at is None,
        )
        for hit, code in zip(hits, codes, strict=True)
        if (docket := dockets.get(code))
    ]


def _people_behind(dockets):
    """``{docket id: number}`` of those who raised or joined it, or what it grew out of."""
    origins = {docket.pk: {docket.pk} for docket in dockets}
    for source, target in Link.objects.filter(target__in=origins).values_list("source", "target"):
        origins[target].add(source)
    behind = {pk: set() for pk in origins}
    everyone = set().union(*origins.values()) if origins else set()
    rows = Party.objects.filter(
        docket__in=everyone, role__in=[Party.Role.AUTHOR, Party.Role.SUPPORTER]
    )
    for docket, user in rows.values_list("docket", "user"):
        for pk, sources in origins.items():
            if docket in sources:
                behind[pk].add(user)
    return {pk: len(users) for pk, users in behind.items()}


def open_to_support(code):
    """Return the public, open message under ``code``, or None."""
    return Voice.objects.shown().public().filter(docket__code=code, docket__closed_at=None).first()


def sent_under(key):
    """Return the message already sent under a form's ``key``, or None."""
    return Voice.objects.shown().filter(words__key=key).first()


def by_code(code):
    """Return the message with this receipt number, or None."""
    return Voice.objects.shown().filter(docket__code=code).first()


def place_in_record(voice):
    """Return the number of the leaf that commits to the words, or None."""
    leaves = Leaf.objects.filter(log_id=voice.congress_id, ref=voice.words.uid, kind="contribution")
    return leaves.values_list("seq", flat=True).first()


def response_clock(voice):
    """Return the newest first-response clock of ``voice``, or None."""
    return (
        Deadline.objects.filter(docket=voice.docket_id, name=FIRST_RESPONSE.name)
        .order_by("-pk")
        .first()
    )
