"""Text as a document can carry it: clean characters, titles broken by sense, headings found."""

import re
import unicodedata

from huiyin.documents.measures import TITLE_CHARACTERS
from huiyin.documents.paper import Look, Para

#: What XML cannot hold, and what turns the direction of reading: text that shows itself
#: otherwise than it is stored has no place in a document.
UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
#: Selectors of a shape, joiners and soft hyphens; blanks of all widths but the ideographic.
SHAPING = re.compile("[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f"
                     "\U000e0001-\U000e01ef]")  # fmt: skip
BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]")
#: A word longer than a line is broken anywhere.
LONG_WORD = re.compile(r"[!-~]{30,}")
HEADINGS = (
    (re.compile(r"[一二三四五六七八九十]{1,3}、"), Look.HEADING),
    (re.compile(r"（[一二三四五六七八九十]{1,3}）"), Look.SUBHEADING),
)
#: A heading is a line of its own; a paragraph that begins like one is not.
LONGEST_HEADING = 30
#: After these a title may be broken; not inside a name or a number.
AFTER = (
    "、",
    "，",
    "》",
    "”",
    "关于",
    "人民代表大会",
    "会议",
    "期间",
    "号建议的",
    "的",
    "和",
    "与",
)
BEFORE = ("《", "“", "（", "关于", "的建议", "建议", "答复")


def clean(text):
    """Return ``text`` composed (NFC) and without what cannot be written.

    >>> clean("甲\\x00乙\\u202e丙\\t丁")
    '甲乙丙 丁'
    """
    return UNWRITABLE.sub("", unicodedata.normalize("NFC", text)).replace("\t", " ")


def settable(text):
    """Return ``text`` as type can set it: without what chooses a shape or shows nothing.

    >>> settable("骨\U000e0101\u200d甲\u00a0乙")
    '骨甲 乙'
    """
    return BLANKS.sub(" ", SHAPING.sub("", clean(text)))


def breakable(text):
    """Allow a break inside words that are longer than any line."""
    return LONG_WORD.sub(lambda word: "\u200b".join(word[0]), text)


def paragraphs(text):
    """Return people's words as paragraphs; a line that is a heading gets its type.

    >>> [each.look.value for each in paragraphs("一、办理情况\\n\\n（一）线路\\n开行夜班线。")]
    ['heading', 'subheading', 'body']
    """
    lines = (line.strip("\n 　") for line in text.splitlines())
    return tuple(Para(line, _look(line)) for line in lines if line)


def _look(line):
    if len(line) <= LONGEST_HEADING and not line.endswith(("。", "；", "！", "？")):
        for pattern, look in HEADINGS:
            if pattern.match(line):
                return look
    return Look.BODY


def title_lines(title, width=TITLE_CHARACTERS):
    """Break a title into lines of about the same length where it makes sense.

    >>> title_lines("关于增设夜班公交线路的建议")
    ['关于增设夜班公交线路的建议']
    >>> title_lines("对云溪县第十八届人民代表大会闭会期间第12号建议的答复")
    ['对云溪县第十八届人民代表大会', '闭会期间第12号建议的答复']
    """
    lines, rest, count = [], title, -(-len(title) // width)
    while count > 1:
        place = _best_break(rest, len(rest) / count, width)
        lines.append(rest[:place])
        rest = rest[place:]
        count = max(-(-len(rest) // width), 1)
    return [*lines, rest]


def _best_break(text, aim, width):
    places = {match.end() for word in AFTER for match in re.finditer(re.escape(word), text)}
    places |= {match.start() for word in BEFORE for match in re.finditer(re.escape(word), text)}
    near = [place for place in places if aim / 2 <= place <= width and place < len(text)]
    return min(near, key=lambda place: (abs(place - aim), place)) if near else min(width, len(text))
