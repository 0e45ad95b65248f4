"""What stands around a suggestion besides its text, replies and steps.

Most suggestions have little of it. What is asked of the database follows from the moves that the
page has read anyway: nothing is looked for that no step could have made.
"""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from huiyin.contributions.models import Contribution
from huiyin.suggestions.models import (
    Assignment,
    Consultation,
    Coordination,
    Cosign,
    Extension,
    Photo,
    Progress,
    PublicText,
    Return,
    Served,
    Suggestion,
)
from huiyin.suggestions.record import is_as_handed_in


@dataclass
class Around:
    """Each a list, oldest first; empty where the story has no such step.

    ``reviews``  newest review of each text: ``{reply id, or None for the suggestion: PublicText}``
    ``kin``      parts of it, the whole it is a part of, and those handled together with it
    ``photos``   those in its text, or in that of the whole it is a part of; ``on_record`` whether
                 it stands as it was handed in with photographs of its own, which have a leaf
    ``earlier``  units that had it before, ``Assignment`` with ``ended_at``
    ``served``   reply id → names of the co-signers it was given to
    ``progress`` promise id → its lines
    """

    consultations: list = field(default_factory=list)
    returns: list = field(default_factory=list)
    extensions: list = field(default_factory=list)
    coordinations: list = field(default_factory=list)
    reviews: dict = field(default_factory=dict)
    kin: list = field(default_factory=list)
    photos: list = field(default_factory=list)
    on_record: bool = False
    earlier: list = field(default_factory=list)
    served: dict = field(default_factory=dict)
    progress: dict = field(default_factory=dict)


def around(suggestion, who):
    """Return the ``Around`` of a suggestion as ``who`` may know it."""
    verbs = {move.verb for move in suggestion.docket.moves.all()}
    found = Around()
    if "open_consultation" in verbs:
        found.consultations = _consultations(suggestion)
    if "ask_return" in verbs:
        rows = Return.objects.filter(suggestion=suggestion).select_related("organ")
        found.returns = list(rows.order_by("pk"))
        found.earlier = _earlier(suggestion)
    if "grant_extension" in verbs:
        found.extensions = list(Extension.objects.filter(suggestion=suggestion, granted=True))
    if "convene" in verbs:
        found.coordinations = list(Coordination.objects.filter(suggestion=suggestion))
    if verbs & {"publish", "withdraw"}:
        rows = PublicText.objects.filter(suggestion=suggestion).select_related("words")
        found.reviews = {row.reply_id: row for row in rows.order_by("pk")}
    if verbs & {"progress", "recheck", "reopen_promise"}:
        found.progress = _progress(suggestion)
    if "issue" in verbs and _signed(suggestion):
        found.served = _served(suggestion)
    if suggestion.has_photos:
        texts = {suggestion.pk, suggestion.part_of_id}
        found.photos = list(Photo.objects.filter(suggestion__in=texts).order_by("pk"))
        own = any(photo.suggestion_id == suggestion.pk for photo in found.photos)
        found.on_record = own and is_as_handed_in(suggestion)
    if "split" in verbs or suggestion.part_of_id or suggestion.group_id:
        found.kin = _kin(suggestion, who)
    return found


def _consultations(suggestion):
    """Those that were opened, each with how many answered and how many answers were used.

    An answer that was given anew counts once, one that moderators hid does not count.
    """
    rows = Consultation.objects.filter(suggestion=suggestion, opened_at__isnull=False)
    rows = rows.select_related("response")
    hidden = Q(opinions__words__visibility=Contribution.Visibility.HIDDEN)
    standing = Q(opinions__replaced_at=None) & ~hidden
    answers = Count("opinions", filter=standing)
    used = Count("opinions", filter=standing & Q(opinions__used=True))
    return list(rows.annotate(answers=answers, used=used).order_by("pk"))


def _earlier(suggestion):
    rows = Assignment.objects.filter(suggestion=suggestion, ended_at__isnull=False)
    rows = rows.exclude(role=Assignment.Role.CO).select_related("organ")
    return list(rows.order_by("pk"))


def _progress(suggestion):
    found = {}
    for row in Progress.objects.filter(commitment__reply__suggestion=suggestion).order_by("pk"):
        found.setdefault(row.commitment_id, []).append(row)
    return found


def _signed(suggestion):
    return [one for one in suggestion.cosigns.all() if one.answer == Cosign.Answer.CONFIRMED]


def _served(suggestion):
    found = {}
    rows = Served.objects.filter(reply__suggestion=suggestion).select_related("mandate__person")
    for row in rows.order_by("pk"):
        found.setdefault(row.reply_id, []).append(row)
    return found


def _kin(suggestion, who):
    """Every other case of the same matter that the reader may see, by number."""
    same = Q(part_of=suggestion)
    if suggestion.part_of_id:
        same |= Q(pk=suggestion.part_of_id) | Q(part_of=suggestion.part_of_id)
    if suggestion.group_id:
        same |= Q(group=suggestion.group_id)
    rows = Suggestion.objects.shown().filter(same).exclude(pk=suggestion.pk)
    if not who.inside:
        rows = rows.filter(docket__public=True)
    return list(rows.prefetch_related("docket__deadlines").order_by("docket__number"))
