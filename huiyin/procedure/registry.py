"""What kinds of proceeding exist. Apps above register theirs; this app calls back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from huiyin.notices.registry import register_sentence
from huiyin.procedure.table import HEARD, Procedure


@dataclass(frozen=True)
class Proceeding:
    """How one kind of case is found, who is who in it, and who holds it.

    ``roles``    role → ``(user, case) -> bool``
    ``holders``  role → ``(case) -> Organ | User | None``
    ``find``     docket → case
    ``address``  docket → path of its page on the desk, without the tenant's prefix
    ``also``     case → ids of further users to be told of every step
    ``owners``   clock → ``(case) -> [Organ | User]`` whose it is, if not whoever holds the case;
                 of one that is a person's own nobody else is reminded
    ``resolve``  case → verb by which it ends when what it became part of is closed
    ``release``  case → verb by which it goes on by itself when that came to nothing
    ``said``     docket ids → the contributions in which people opened those cases
    ``labels``   verb → how facts of its sentence that are kept as codes are said when read
    """

    procedure: Procedure
    roles: dict[str, Callable[[Any, Any], bool]]
    holders: dict[str, Callable[[Any], Any]]
    find: Callable[[Any], Any]
    address: Callable[[Any], str]
    also: Callable[[Any], Iterable[int]] | None = None
    owners: dict[str, Callable[[Any], list[Any]]] = field(default_factory=dict)
    resolve: Callable[[Any], str] = lambda case: ""
    release: Callable[[Any], str] = lambda case: ""
    said: Callable[[Iterable[int]], Iterable[Any]] = lambda dockets: ()
    labels: dict[str, dict[str, Callable[[dict], Any]]] = field(default_factory=dict)


_proceedings: dict[str, Proceeding] = {}


def register(proceeding):
    """Make a proceeding known. Every role and holder its table names must be given."""
    table = proceeding.procedure
    if table.name in _proceedings:
        raise ValueError(f"proceeding {table.name} registered twice")
    for step in table.steps:
        if step.by != "system" and step.by not in proceeding.roles:
            raise ValueError(f"{table.name}: nobody is {step.by}")
        if step.holder and step.holder not in proceeding.holders:
            raise ValueError(f"{table.name}: no holder {step.holder}")
    if unknown := set(proceeding.owners) - set(table.clocks):
        raise ValueError(f"{table.name}: no clock {sorted(unknown)}")
    _proceedings[table.name] = proceeding
    for step in table.steps:
        kind = sentence_kind(table.name, step.verb, step.source)
        register_sentence(kind, step.says, proceeding.labels.get(step.verb))
        if step.heard:
            register_sentence(kind + HEARD, step.heard)


def of(kind):
    """Return the proceeding of that kind of docket."""
    return _proceedings[kind]


def sentence_kind(kind, verb, source):
    """Name of the sentence of a step: its verb, and its source where the table has an earlier one.

    >>> sentence_kind("voice", "answer", "received"), sentence_kind("voice", "answer", "answered")
    ('voice.answer', 'voice.answer.answered')
    """
    steps = of(kind).procedure.steps
    first = next((step.source for step in steps if step.verb == verb), source)
    return f"{kind}.{verb}" if source == first else f"{kind}.{verb}.{source}"


def kinds():
    return dict(_proceedings)
