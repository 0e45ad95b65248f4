"""Who is who in a mandate."""

from huiyin.congresses.models import Organ
from huiyin.congresses.queries import sits


def registrar(user, mandate):
    """The deputy affairs commission, in a township the presidium, keeps the list of deputies."""
    kinds = (Organ.Kind.DEPUTY_AFFAIRS, Organ.Kind.PRESIDIUM)
    return any(sits(user, mandate.congress, kind=kind) for kind in kinds)


ROLES = {"registrar": registrar}
