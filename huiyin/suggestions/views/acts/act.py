"""One button of a suggestion's page: a form, its choices, one service call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Act:
    """One button. ``verbs`` are the steps of the procedure that open it.

    ``take``    (suggestion, cleaned data, by, at) → the service call
    ``offers``  (suggestion, words looked for) → the choices of the form
    ``lead``    words above the form; ``done`` what the next page says
    ``look``    template of the form's inside, if not simply its fields
    """

    name: str
    verbs: tuple[str, ...]
    title: Any
    button: Any
    done: Any
    form: type
    take: Callable
    offers: Callable = lambda suggestion, find: {}
    lead: Any = ""
    icon: str = "check"
    tone: str = "p"
    look: str = "suggestions/steps/plain.html"


def simple(service):
    return lambda suggestion, data, by, at: service(suggestion, by=by, at=at)


def with_data(service):
    return lambda suggestion, data, by, at: service(suggestion, by=by, at=at, **data)


def of_promise(service):
    """A service that takes the commitment chosen in the form instead of the suggestion."""
    return lambda suggestion, data, by, at: service(by=by, at=at, **data)
