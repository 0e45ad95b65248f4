"""Agreeing to a use of one's data, and taking that back."""

from huiyin.accounts.models import Consent
from huiyin.accounts.queries import VERSION


def give_consent(user, purpose, *, at):
    """Record that ``user`` agreed to the present text. Law: PIPL arts. 14, 17.

    Agreeing again to the same text changes nothing.
    """
    return Consent.objects.get_or_create(
        user=user,
        purpose=purpose,
        version=VERSION,
        withdrawn_at=None,
        defaults={"given_at": at},
    )[0]


def withdraw_consent(user, pk, *, at):
    """Take a consent back; what was done before stays lawful. Law: PIPL art. 15.

    Returns whether there was one of ``user``'s own still in force.
    """
    own = Consent.objects.filter(pk=pk, user=user, withdrawn_at=None)
    return bool(own.update(withdrawn_at=at))
