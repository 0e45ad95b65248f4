"""One button of a suggestion's page: a form, its choices, one service call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from huiyin.suggestions.models import Commitment


@dataclass(frozen=True)
class Act:
    """One button. ``verbs`` are the steps of the procedure that open it.

    ``take``    (suggestion, cleaned data, by, at) → the service call
    ``offers``  (suggestion, words looked for) → the choices of the form
    ``lead``    words above the form; ``done`` what the next page says
    ``look``    template of the form's inside, if not simply its fields
    ``when``    whether there is anything to do it with; asks the database nothing, for the page
                has read the suggestion whole
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
    when: Callable = lambda suggestion: True


def simple(service):
    return lambda suggestion, data, by, at: service(suggestion, by=by, at=at)


def with_data(service):
    return lambda suggestion, data, by, at: service(suggestion, by=by, at=at, **data)


def of_promise(service):
    """A service that takes the commitment chosen in the form instead of the suggestion."""
    return lambda suggestion, data, by, at: service(by=by, at=at, **data)


def promises(suggestion):
    """All promises of a suggestion that was read whole."""
    return [each for reply in suggestion.replies.all() for each in reply.commitments.all()]


def has_reported_promise(suggestion):
    return any(each.outcome != Commitment.Outcome.OPEN for each in promises(suggestion))
