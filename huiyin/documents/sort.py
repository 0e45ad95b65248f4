"""What a kind of document is made of: which there are in a case, who may read and who signs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from huiyin.documents.models import Kind
from huiyin.documents.paper import Paper
from huiyin.documents.standing import Standing


@dataclass(frozen=True)
class Sort:
    """One kind of document of a case.

    ``each``   suggestion → ``(key, thing)`` of every document there is; asks nothing that
               ``documents.queries.whole`` has not read
    ``reads``  whether a reader may have it
    ``signs``  whether it is the reader's unit that signs it: numbers it and hands in its scan
    ``about``  (suggestion, thing) → a few words that tell several of a kind apart
    ``paper``  (suggestion, thing, number) → the document
    """

    kind: Kind
    each: Callable[[Any], Iterable[tuple[str, Any]]]
    reads: Callable[[Standing, Any], bool]
    paper: Callable[[Any, Any, str], Paper]
    signs: Callable[[Standing, Any], bool] = lambda standing, thing: False
    about: Callable[[Any, Any], str] = lambda suggestion, thing: ""
