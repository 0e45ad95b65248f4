"""Questions about messages. What may not be seen does not exist."""

from django.db.models import Q
from django.http import Http404

from huiyin.accounts.models import Sealed
from huiyin.contributions.models import Contribution
from huiyin.deputies.procedure import State as MandateState
from huiyin.procedure.models import Party
from huiyin.search.queries import similar
from huiyin.voices import rules
from huiyin.voices.models import Voice
from huiyin.voices.procedure import VOICE

Visibility = Contribution.Visibility
#: Messages alike that are looked at before those of other deputies are left out.
COMPARED = 80
MAY_BE_TAKEN_UP = [step.source for step in VOICE.steps if step.verb == "take_up"]


def similar_voices(title, body, limit=5):
    """Public matters like this one, nearest first, with how many people stand behind each."""
    hits = similar(f"{title}\n{body}", kinds=["voice", "suggestion"], public=True, limit=limit)
    return hits


def said(dockets):
    """The words that opened these cases, oldest first. Their reader must work on the outcome."""
    return Contribution.objects.filter(voice__docket__in=dockets).order_by("pk")


def similar_for_deputy(voice, limit=30):
    """Open messages to the same deputy that speak of the same thing, nearest first."""
    hits = similar(
        f"{voice.docket.title}\n{voice.words.body}",
        kinds=["voice"],
        public=None,
        limit=COMPARED,
        exclude_ref=voice.words.uid,
    )
    order = {hit.ref: place for place, hit in enumerate(hits)}
    rows = Voice.objects.shown().filter(
        words__uid__in=order, mandate=voice.mandate_id, docket__state__in=MAY_BE_TAKEN_UP
    )
    return sorted(rows, key=lambda row: order[row.words.uid])[:limit]


def may_read(user, voice):
    """Whether ``user`` may read the words: public ones, one's own, the deputy, the office."""
    if voice.words.visibility == Visibility.PUBLIC:
        return True
    if not user.is_authenticated:
        return False
    return any(role(user, voice) for role in rules.ROLES.values())


def get_for_work(user, code):
    """Return the voice if ``user`` works on it; otherwise it does not exist."""
    voice = Voice.objects.shown().filter(docket__code=code).first()
    if voice is None or not any(role(user, voice) for role in rules.ROLES.values()):
        raise Http404
    return voice


def get_for_desk(user, code):
    """Return the voice if ``user`` is its deputy or serves deputies; the author has the trace."""
    voice = Voice.objects.shown().filter(docket__code=code).first()
    if voice is None or not user.is_authenticated:
        raise Http404
    if not (rules.deputy(user, voice) or rules.staff(user, voice)):
        raise Http404
    return voice


def own_open(mandate, codes):
    """Of the messages with these codes, those the deputy may still take up, in that order."""
    rows = Voice.objects.shown().filter(
        docket__code__in=codes, mandate=mandate, docket__state__in=MAY_BE_TAKEN_UP
    )
    order = {code: place for place, code in enumerate(codes)}
    return sorted(rows, key=lambda row: order[row.docket.code])


def phone_for(user, voice):
    """The sealed phone of the author, for its hint and for ``vault.reveal``; None if unknown.

    Only the office may look: the form tells people that deputies do not see their number.
    """
    return phone_of(voice) if rules.staff(user, voice) else None


def phone_of(voice):
    """The sealed phone of the author, whoever asks; None if unknown."""
    return (
        Sealed.objects.filter(user=voice.words.author_id, kind=Sealed.Kind.PHONE)
        .select_related("user")
        .first()
    )


def supporters(dockets):
    """How many people joined each docket, as ``{docket id: number}``."""
    counted = {}
    rows = Party.objects.filter(docket__in=dockets, role=Party.Role.SUPPORTER)
    for docket in rows.values_list("docket", flat=True):
        counted[docket] = counted.get(docket, 0) + 1
    return counted


def talk(voice, user):
    """The contributions of the thread that ``user`` may read, oldest first.

    Who works on it reads all but the hidden ones; others what is public. One's own words one
    always reads, and the office, which judges them, all.
    """
    rows = voice.thread.contributions.select_related("author").order_by("pk")
    mine = Q(author=user) if user.is_authenticated else Q(pk=None)
    if user.is_authenticated and rules.staff(user, voice):
        return list(rows)
    if user.is_authenticated and any(role(user, voice) for role in rules.ROLES.values()):
        return list(rows.filter(~Q(visibility=Visibility.HIDDEN) | mine))
    return list(rows.filter(Q(visibility=Visibility.PUBLIC) | mine))


def worked_on(user, congress, *, text="", state="", after=None, limit=20):
    """Messages ``user`` works on, newest first: all for the office, one's own for a deputy.

    ``after``  id of the last voice of the page before. Returns up to ``limit`` + 1 rows.
    """
    rows = Voice.objects.shown().filter(congress=congress)
    if not rules.serves_deputies(user, congress):
        rows = rows.filter(mandate__person__user=user, mandate__docket__state=MandateState.ACTIVE)
    if state:
        rows = rows.filter(docket__state=state)
    if text:
        rows = rows.filter(
            Q(docket__title__icontains=text)
            | Q(docket__code__icontains=text)
            | Q(mandate__person__name__icontains=text)
        )
    if after:
        rows = rows.filter(pk__lt=after)
    return list(rows.order_by("-pk")[: limit + 1])
