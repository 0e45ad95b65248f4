"""How text becomes words that can be found: the same way in the index and in a query.

Chinese is written without blanks, so its characters become overlapping pairs ("bigrams");
asking for the pairs one behind the other finds any stretch of characters, whole and exact.
Other scripts are split into their words, Tibetan into its syllables.

A *run* is a stretch of one sort of writing, a *piece* is runs that touch each other, and
between pieces stands a sign, a blank or a line end that no phrase reaches across.
"""

import re
import unicodedata
from dataclasses import dataclass

#: Stands between pieces in analysed text. No token ever equals or contains it.
BREAK = "|"
#: Characters of one word kept; longer "words" are noise, and PostgreSQL takes 2,046 bytes.
LONGEST_WORD = 64

# Written without blanks between words: Han with all its extensions, radicals, compatibility
# forms, 々〇 and private-use characters of rare names; kana, bopomofo, Yi and Hangul.
_PAIRED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\u30fa"
    "\u30fc-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua48f\ua960-\ua97f"
    "\uac00-\ud7ff\ue000-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff\U000f0000-\U0010ffff"
)
_RUN = re.compile(f"(?P<paired>[{_PAIRED}]+)|(?P<word>[^{_PAIRED} |]+)| +|[|]+")
# The dot inside names of minority peoples is typed in many ways, or left out.
NAME_DOTS = "·•‧∙⋅・･"
_NAME_DOTS = dict.fromkeys(map(ord, NAME_DOTS))
# Telephone, identity, card and account numbers, and mail addresses, that people put into their
# letters: nobody may find a person by them, so they never become words.
_NUMBERS = re.compile(r"[a-z0-9._+-]+@[a-z0-9.-]+|\d{7,}x?|\d(?:[ .-]?\d){9,}x?")
_TATWEEL = 0x0640
_TSHEG = "\u0f0b\u0f0c"


@dataclass(frozen=True)
class Phrase:
    """Tokens that must stand one behind the other; ``prefix``: the last may go on."""

    tokens: tuple[str, ...]
    prefix: bool = False


def normalise(text: str) -> str:
    """Return ``text`` with one spelling for what readers take to be the same.

    >>> normalise("ＡＢＣ１２３")
    'abc123'
    >>> normalise("阿不都·热合曼") == normalise("阿不都•热合曼") == "阿不都热合曼"
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded).translate(_NAME_DOTS)


def _sign(character: str) -> str:
    """Return the character if it is writing, a blank to part syllables, or a break."""
    if character in _TSHEG:
        return " "
    category = unicodedata.category(character)
    point = ord(character)
    if category == "Cf" or point == _TATWEEL or _is_variation_selector(point):
        return ""
    if category[0] in "LMN" or category == "Co" or 0x20000 <= point <= 0x3FFFF:
        return character
    return BREAK


def _is_variation_selector(point: int) -> bool:
    return 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF or 0x180B <= point <= 0x180F


def _pieces(text: str) -> list[list[str]]:
    """Return the pieces of ``text``, each as its runs in order."""
    writing = "".join(map(_sign, _NUMBERS.sub(BREAK, normalise(text))))
    pieces: list[list[str]] = [[]]
    for match in _RUN.finditer(writing):
        if match.lastgroup:
            pieces[-1].append(match.group())
        elif match.group().startswith(BREAK):
            pieces.append([])
    return [piece for piece in pieces if piece]


def is_paired(token: str) -> bool:
    """Say whether a run or token is of a script indexed by pairs of characters."""
    return _RUN.match(token).lastgroup == "paired"


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def _tokens(run: str) -> list[str]:
    """A paired run ends with its last character alone, so every character begins a token."""
    return [*_pairs(run), run[-1]] if is_paired(run) else [run[:LONGEST_WORD]]


def analyse(text: str) -> str:
    """Return the tokens of ``text`` in order, separated by blanks, for the index.

    >>> analyse("A7县代表大会，2026年。")
    'a7 县代 代表 表大 大会 会 | 2026 年'
    >>> analyse("电话１３８００００１２３４找我")
    '电话 话 | 找我 我'
    >>> analyse("བོད་ལྗོངས།")
    'བོད ལྗོངས'
    """
    pieces = ([token for run in piece for token in _tokens(run)] for piece in _pieces(text))
    return f" {BREAK} ".join(" ".join(piece) for piece in pieces)


def phrases(query: str) -> list[Phrase]:
    """Return the phrases a text must contain, all of them, to answer ``query``.

    >>> phrases("代表大会 5G")
    [Phrase(tokens=('代表', '表大', '大会'), prefix=False), Phrase(tokens=('5g',), prefix=False)]
    >>> phrases("路")
    [Phrase(tokens=('路',), prefix=True)]
    >>> phrases("' OR 1=1 --")
    [Phrase(tokens=('or',), prefix=False), Phrase(tokens=('1',), prefix=False)]
    """
    found = (_phrase(piece) for piece in _pieces(query))
    return list(dict.fromkeys(found))


def _phrase(piece: list[str]) -> Phrase:
    *front, last = piece
    tokens = [token for run in front for token in _tokens(run)]
    alone = is_paired(last) and len(last) == 1
    ending = _pairs(last) if is_paired(last) and not alone else _tokens(last)
    return Phrase((*tokens, *ending), prefix=alone)


def grams(words: str) -> list[str]:
    """Return the tokens of *analysed* text that tell what it is about: pairs and words.

    >>> grams(analyse("A7县代表大会，路"))
    ['a7', '县代', '代表', '表大', '大会']
    """
    return [
        token
        for token in words.split()
        if token != BREAK and (len(token) > 1 or not is_paired(token))
    ]
