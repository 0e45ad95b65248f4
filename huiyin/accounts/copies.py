"""What the apps above hold about a person; each says how a copy is given. Law: PIPL art. 45."""

_copies: dict = {}


def register(name, copy):
    """``copy(user)`` returns JSON values of all that an app holds about ``user`` under ``name``."""
    if name in _copies:
        raise ValueError(f"copy {name} registered twice")
    _copies[name] = copy


def copies_of(user):
    return {name: copy(user) for name, copy in _copies.items()}
