"""Which lines that begin like an article are one: articles run through a text in order.

Law: 立法法 (2023) art. 65; numbers of inserted articles carry 之一, 之二 (刑法).
"""

from dataclasses import dataclass, field

from huiyin.law.text.marks import Line
from huiyin.law.text.nodes import Kind

#: Articles that a faulty text may leap over at once.
LONGEST_LEAP = 10
#: Articles in order that make an enclosed text, and not a quotation.
SHORTEST_RUN = 3


@dataclass
class Sequence:
    """``kept`` places of articles, ``enclosed`` those that begin a text within the text."""

    kept: set[int] = field(default_factory=set)
    enclosed: set[int] = field(default_factory=set)
    refused: dict[int, str] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)


def follow(body: list[Line], first: int) -> Sequence:
    """Judge the claims from place ``first`` of ``body`` on; places count from 0 in ``body``.

    Annexes have articles of their own, from wherever they begin.
    """
    found = Sequence()
    run: list[int] = []
    for place in range(first, len(body)):
        line = body[place]
        if line.kind is Kind.ANNEX:
            _judge(body, run, found)
            run = []
        elif line.kind is Kind.ARTICLE:
            if line.naming:
                found.refused[line.row] = "citation"
            else:
                run.append(place)
    _judge(body, run, found)
    return found


def _judge(body, run, found):
    """Keep those of ``run`` that continue the order; the others are quoted."""
    last = None
    numbers = [body[place].number for place in run]
    latest = {number: position for position, number in enumerate(numbers)}
    for position, place in enumerate(run):
        line = body[place]
        coming = numbers[position + 1 : position + SHORTEST_RUN]
        if last is None:
            keep = line.number == 1 or coming[:1] == [line.number + 1]
        elif line.number == 1 and line.suffix == 0 and _is_run(coming):
            keep = True
            found.enclosed.add(place)
        else:
            comes_later = latest.get(last.number + 1, -1) > position
            keep = _follows(line, last, comes_later, found)
        if keep:
            found.kept.add(place)
            last = line
        else:
            found.refused[line.row] = "quoted"


def _is_run(coming):
    return coming == list(range(2, SHORTEST_RUN + 1))


def _follows(line, last, comes_later, found):
    if line.number == last.number:
        return line.suffix > last.suffix
    leap = line.number - last.number
    if leap == 1:
        return True
    if not 1 < leap <= LONGEST_LEAP or comes_later:
        return False
    found.missing += range(last.number + 1, line.number)
    return True
