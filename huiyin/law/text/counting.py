"""Articles counted twice: by the tree, and by a plain look at how lines begin.

The second count needs no understanding of a law; every difference between the two is explained
by what the tree says of the line.
"""

import re
from collections import Counter
from dataclasses import dataclass

from huiyin.law.text.marks import NUMERAL
from huiyin.law.text.nodes import Document

#: The plain look: a line that begins with 第…条.
PLAIN = re.compile(rf"(?m)^\s*第(?:{NUMERAL}|\d+)条")
#: How the plain look goes wrong, by class.
REASONS = {
    "note": "a line of the heading note that names an article",
    "contents": "a line of the table of contents",
    "citation": "a sentence that begins by naming an article",
    "quoted": "an article of another text, quoted",
    "spaced": "an article whose number is written with a blank, which the plain look misses",
    "headed": "an article behind signs of Markdown, which the plain look misses",
    "unexplained": "no reason known",
}


@dataclass(frozen=True)
class Count:
    """``ours`` articles of the tree, ``plain`` lines, and the difference by class.

    Classes that add to the plain count are positive, those it misses negative: their sum is
    ``plain - ours``, or else the rest is ``unexplained``.
    """

    ours: int
    plain: int
    classes: dict[str, int]

    @property
    def unexplained(self) -> int:
        return self.classes.get("unexplained", 0)


def compare(document: Document, text: str, plain: int | None = None) -> Count:
    """Count the articles of ``document``, which was read from ``text``, both ways.

    ``plain``  a count somebody else made; without it the lines of ``text`` are counted
    """
    seen = Counter()
    rows = text.split("\n")
    for row, why in document.refused.items():
        seen[why] += bool(PLAIN.match(rows[row]))
    for article in document.articles():
        if re.search(r"\s", article.label):
            seen["spaced"] -= 1
        elif "#" in article.before.rpartition("\n")[2]:
            seen["headed"] -= 1
    ours = len(document.articles())
    plain = len(PLAIN.findall(text)) if plain is None else plain
    seen["unexplained"] = plain - ours - sum(seen.values())
    return Count(ours, plain, {why: number for why, number in seen.items() if number})
