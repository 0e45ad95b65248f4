"""What the ledger's verifier compares its leaves with."""

from huiyin.contributions.models import Contribution


def words_content(refs):
    """Return ``{ref: (content, salt)}``, or None for words erased with their salt."""
    rows = Contribution.objects.filter(uid__in=refs).values_list("uid", "body", "salt")
    return {uid: (body.encode(), bytes(salt)) if salt else None for uid, body, salt in rows}


def words_living():
    """Yield the refs of all words there are, so that words without a leaf are found."""
    return Contribution.objects.values_list("uid", flat=True).iterator()
