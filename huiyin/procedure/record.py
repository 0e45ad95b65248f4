"""What the ledger's verifier compares its leaves with."""

from huiyin.procedure.models import Move
from huiyin.procedure.services import content_of


def moves_content(refs):
    """Return ``{ref: (content, salt)}`` of moves, or None for facts erased with their salt."""
    rows = Move.objects.filter(uid__in=refs).select_related("docket")
    return {
        move.uid: None if move.erased else (content_of(move, move.docket.code), bytes(move.salt))
        for move in rows
    }


def moves_living():
    """Yield the refs of all moves there are, so that a move without a leaf is found."""
    return Move.objects.values_list("uid", flat=True).iterator()
