"""Who is who in a mandate."""

from huiyin.congresses.queries import serves_deputies


def registrar(user, mandate):
    """The deputy affairs commission, in a township the presidium, keeps the list of deputies."""
    return serves_deputies(user, mandate.congress)


ROLES = {"registrar": registrar}
