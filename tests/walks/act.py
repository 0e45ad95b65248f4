"""What somebody may do in a walk, as it is told to the model."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    verb: Callable
    who: Callable
    do: Callable
    ok: Callable = lambda w, c: True
    then: Callable = lambda w, c: None
    facts: Callable = lambda w, c: {}
    together: bool = False
