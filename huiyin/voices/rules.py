"""Who is who in a message."""

from huiyin.congresses.models import Organ
from huiyin.congresses.queries import sits
from huiyin.deputies.procedure import State


def author(user, voice):
    return voice.words.author_id == user.pk


def deputy(user, voice):
    """The deputy it is addressed to, while the mandate is active."""
    mandate = voice.mandate
    return mandate.person.user_id == user.pk and mandate.docket.state == State.ACTIVE


def staff(user, voice):
    kinds = (Organ.Kind.DEPUTY_AFFAIRS, Organ.Kind.PRESIDIUM)
    return any(sits(user, voice.congress, kind=kind) for kind in kinds)


ROLES = {"author": author, "deputy": deputy, "staff": staff}
HOLDERS = {"deputy": lambda voice: voice.mandate.person.user}
