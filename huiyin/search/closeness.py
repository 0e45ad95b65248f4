"""How alike two texts, or two names of places, are."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import sqrt

from huiyin.search.analyser import analyse, grams, normalise
from huiyin.search.rarity import weigh

#: Characters of a text's first line that are read as its title.
OPENING = 60
#: Share of the likeness that the titles decide; the rest is the whole text's.
TITLE_SHARE = 0.7
#: Likeness of two names from which one may be a slip of the other.
NAMES_ALIKE = 0.6


@dataclass(frozen=True)
class Gist:
    """What a text is about, as sets of words: its title's, and all of them."""

    title: frozenset[str]
    whole: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Gist":
        """Return the gist of a draft: its first line stands for a title."""
        opening = text.strip().partition("\n")[0][:OPENING]
        return cls(_words(analyse(opening)), _words(analyse(text)))

    @classmethod
    def of_entry(cls, title: str, words: str) -> "Gist":
        """Return the gist of an entry from its title and its analysed words."""
        return cls(_words(analyse(title)), _words(words))


def _words(analysed: str) -> frozenset[str]:
    return frozenset(grams(analysed))


def _cosine(one: frozenset[str], other: frozenset[str]) -> float:
    shared = weigh(one & other)
    return shared / sqrt(weigh(one) * weigh(other)) if shared else 0.0


def likeness(draft: Gist, entry: Gist) -> float:
    """Return how alike a draft and an entry are, 0 to 1.

    Titles count most: title against title, and how much of the entry's title the draft
    mentions anywhere. Whole texts have many polite words in common and count less.
    """
    mentioned = weigh(entry.title & draft.whole)
    titles = (_cosine(draft.title, entry.title) + mentioned / (weigh(entry.title) or 1)) / 2
    return TITLE_SHARE * titles + (1 - TITLE_SHARE) * _cosine(draft.whole, entry.whole)


def did_you_mean(text: str, words: Iterable[str], *, limit: int = 3) -> list[str]:
    """Return the ``words`` that ``text`` may be a slip of, the closest first.

    Nothing is returned for a word that is right.

    >>> did_you_mean("桂华小区", ["桂花小区", "泉塘小区", "桂花路"])
    ['桂花小区']
    >>> did_you_mean("桂花小区", ["桂花小区", "桂华小区"])
    []
    """
    typed = normalise(text).strip()
    known = {normalise(word): word for word in words}
    if not typed or typed in known:
        return []
    close = [
        (-alike, word)
        for name, word in known.items()
        if (alike := SequenceMatcher(None, typed, name, autojunk=False).ratio()) >= NAMES_ALIKE
    ]
    return [word for _, word in sorted(close)[:limit]]
