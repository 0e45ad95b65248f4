"""The steps of a case in sentences, for people outside the offices."""

from dataclasses import dataclass, field
from datetime import datetime

from huiyin.procedure import registry


@dataclass
class Row:
    """One step that was taken: when, and in words."""

    at: datetime
    words: str
    verb: str


@dataclass
class Chapter:
    """A stretch of the story. ``kind`` names what it holds besides its rows."""

    kind: str
    title: str
    icon: str
    state: str = "done"
    rows: list = field(default_factory=list)
    facts: dict = field(default_factory=dict)

    @property
    def first(self):
        return self.rows[0].at if self.rows else None

    @property
    def last(self):
        return self.rows[-1].at if self.rows else None


def outside_steps(docket, moves):
    """Yield the moves that are told to everybody concerned, not those inside an office."""
    procedure = registry.of(docket.kind).procedure
    for move in moves:
        if procedure.step(move.verb, move.source).tells == "everyone":
            yield move


def row(docket, move, **instead):
    """Return one move as a ``Row``; ``instead`` stands in for facts that may not be read."""
    known = {name: words for name, words in instead.items() if words is not None}
    return Row(move.at, move.said(docket.kind, **known), move.verb)
