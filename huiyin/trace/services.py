"""Following a case without being part of it."""

from django.db import transaction

from huiyin.procedure.models import Party
from huiyin.procedure.services import concern


@transaction.atomic
def follow(docket, user, *, at):
    """Let ``user`` be told of every step; who is a party already stays what they are."""
    return concern(docket, user, Party.Role.FOLLOWER, at=at)


@transaction.atomic
def unfollow(docket, user):
    """End what ``follow`` began; a part in the case is never ended by it."""
    Party.objects.filter(docket=docket, user=user, role=Party.Role.FOLLOWER).delete()
