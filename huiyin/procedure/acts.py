"""One button of a case's page: a form, its choices, one service call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from huiyin.procedure.table import Incomplete, NotLawful


@dataclass(frozen=True)
class Act:
    """One button. ``verbs`` are the steps of the procedure that open it.

    ``take``    (case, cleaned data, by, at) → the service call
    ``offers``  (case, words looked for) → the choices of the form
    ``lead``    words above the form; ``done`` what the next page says
    ``look``    template of the form's inside, if not simply its fields
    ``when``    whether there is anything to do it with; asks the database nothing, for the page
                has read the case whole
    """

    name: str
    verbs: tuple[str, ...]
    title: Any
    button: Any
    done: Any
    form: type
    take: Callable
    offers: Callable = lambda case, find: {}
    lead: Any = ""
    icon: str = "check"
    tone: str = "p"
    look: str = "ui/fields.html"
    when: Callable = lambda case: True


def open_among(acts, verbs, case):
    """Return those of ``acts`` that ``verbs``, the open steps of the case, make possible now."""
    return [act for act in acts if set(act.verbs) & set(verbs) and act.when(case)]


def must_be_open(act, procedure, state):
    """Raise ``NotLawful`` if no step of the act leaves ``state``."""
    if not any(step.verb in act.verbs for step in procedure.open_to(state)):
        raise NotLawful(procedure.name, act.verbs[0], state)


def taken(act, case, form, *, by, at):
    """Take the act with a valid form; what it is refused for is said in the form.

    Returns whether it was taken.
    """
    if not form.is_valid():
        return False
    try:
        act.take(case, form.cleaned_data, by, at)
    except Incomplete as error:
        form.add_error(None, str(error))
    return not form.errors


def simple(service):
    return lambda case, data, by, at: service(case, by=by, at=at)


def with_data(service):
    return lambda case, data, by, at: service(case, by=by, at=at, **data)
