"""What the ledger's verifier compares its leaves of photographs with."""

from hashlib import sha256

from django.db.models import Exists, OuterRef

from huiyin.contributions.models import Contribution
from huiyin.ledger.leaves import canonical
from huiyin.ledger.models import Leaf
from huiyin.procedure.models import Move
from huiyin.suggestions.models import Photo, Suggestion


def photographs_facts(uid, photos):
    """The bytes a leaf commits to, which is kept under the text that was handed in with them.

    ``uid``     of that text; ``photos``  ``(SHA-256 of the file in hex, caption)`` of each
    """
    pictures = [{"caption": caption, "sha256": digest} for digest, caption in sorted(photos)]
    return canonical({"photographs": pictures, "text": str(uid)})


def photographs_content(refs):
    """Read from the files, so that one that was changed or lost is found. None for a text that
    was sent back and written at since: its photographs may have gone."""
    rows = Contribution.objects.filter(uid__in=refs)
    found = dict.fromkeys(rows.values_list("uid", flat=True))
    for suggestion in _as_handed_in().filter(words__uid__in=refs).prefetch_related("photos"):
        words = suggestion.words
        if words.salt:
            photos = [(_digest(photo.file), photo.caption) for photo in suggestion.photos.all()]
            found[words.uid] = photographs_facts(words.uid, photos), bytes(words.salt)
    return found


def _as_handed_in():
    """Suggestions that nobody has written at since they were handed in."""
    written = Move.objects.filter(
        docket=OuterRef("docket"), verb="edit", at__gt=OuterRef("words__written_at")
    )
    return Suggestion.objects.filter(~Exists(written), words__isnull=False).select_related("words")


def is_as_handed_in(suggestion):
    """The same of one suggestion, from moves that a page has read anyway."""
    words, moves = suggestion.words, suggestion.docket.moves.all()
    later = (move.verb == "edit" and move.at > words.written_at for move in moves)
    return words is not None and not any(later)


def _digest(file):
    try:
        with file.open("rb") as opened:
            return sha256(opened.read()).hexdigest()
    except OSError:
        return ""


def photographs_living():
    """Yield the refs of all texts with photographs, so that those without a leaf are found."""
    return _with_photographs().values_list("words__uid", flat=True).iterator()


def photographs_unrecorded():
    """Suggestions whose photographs were handed in before photographs had leaves."""
    leaves = Leaf.objects.filter(kind="photographs", ref=OuterRef("words__uid"))
    return _with_photographs().exclude(Exists(leaves)).exclude(words__salt=None)


def _with_photographs():
    return _as_handed_in().filter(Exists(Photo.objects.filter(suggestion=OuterRef("pk"))))
