"""What a place is where a form stands, and how a suggestion is brought to the one of a step."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.visitor import Visitor


@dataclass(frozen=True)
class Place:
    """``ready`` (cast) → ``(visitor, address, the other values)``, with a case brought so far.

    ``done``   statuses that mean the form was accepted
    ``loose``  fields that are read and not kept, or kept only as a digest or sealed
    """

    form: type
    ready: Callable
    done: tuple = (302,)
    loose: tuple = ()
    method: str = "post"


def step(name, who, bring, **right):
    """The form of one step of a suggestion, on a case that ``bring`` makes."""

    def ready(cast):
        case = bring(cast)
        values = {
            key: value(cast, case) if callable(value) else value for key, value in right.items()
        }
        return Visitor(who(cast)), f"/desk/suggestions/{case.docket.code}/{name}/", values

    return ready
