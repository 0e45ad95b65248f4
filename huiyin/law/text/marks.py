"""What a line of a law begins with.

The layouts that are read: plain texts of the national database (目录 first, U+3000 after a number)
and Markdown (``#`` before headings, a line ``<!-- INFO END -->`` after the heading note).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from huiyin.law.numerals import to_int
from huiyin.law.text.nodes import Kind

NUMERAL = r"[一二三四五六七八九十百千零]+"
_COUNT = rf"(?:{NUMERAL}|[0-9０-９]{{1,4}})"
_LINE = re.compile(r"[^\n]+")
_AROUND = re.compile(r"(?P<lead>[\s#\u200b\ufeff]*)(?P<words>.*?)[\s\u200b\ufeff]*", re.S)
_COMMENT = re.compile(r"<!--.*?-->")
_MARK = re.compile(
    rf"(?P<label>第\s*(?P<division>{_COUNT})\s*(?P<unit>分编|编|章|节)"
    rf"|第\s*(?P<article>{_COUNT})\s*条(?:\s*之\s*(?P<suffix>{NUMERAL}))?"
    rf"|[（(]\s*(?P<subparagraph>{NUMERAL})\s*[）)]"
    rf"|(?P<point>{NUMERAL})、"
    r"|[（(](?P<bracketed>[0-9０-９]{1,3})[）)]|(?P<dotted>[0-9０-９]{1,3})(?:[.．](?![0-9])|、)"
    r"|(?P<circled>[①-⑳]))(?P<gap>\s*)(?P<text>.*)",
    re.S,
)
_UNITS = {"编": Kind.PART, "分编": Kind.SUBPART, "章": Kind.CHAPTER, "节": Kind.SECTION}
#: How a sentence goes on that begins by naming an article or chapter.
_NAMING = re.compile(r"[、，,；;。》”）)的和至到或与及款项规所中第前后作修改]|之")
_SENTENCE = re.compile("[。；：，,;:]")
_ANNEX = re.compile(
    rf"附\s*(?:[件表录图]\s*(?P<number>{_COUNT})?)?\s*(?:[：:]\s*(?P<title>[^。；]{{0,60}}))?"
)
_PLAIN_HEADINGS = {"附则", "总则"}
#: Characters of a heading that no ``#`` announces.
LONGEST_HEADING = 40


@dataclass(slots=True)
class Line:
    """A line that says something, where it stands, and what its first signs claim to be.

    ``row``     number of the line in the text, from 0
    ``kind``    None for plain words
    ``hashed``  whether Markdown announces a heading
    ``after``   comments between the line before and this one
    """

    row: int
    start: int
    end: int
    words: str
    hashed: bool
    after: str
    kind: Kind | None = None
    label: str = ""
    gap: str = ""
    text: str = ""
    number: int | None = None
    suffix: int = 0
    #: (style, number) of a numbered line below a paragraph: styles nest in the order they come
    style: str = ""

    @property
    def squeezed(self) -> str:
        return re.sub(r"\s+", "", self.words)

    @property
    def naming(self) -> bool:
        """Whether a sentence begins here that only names an article: 第三条第二款规定…"""
        return not self.gap and bool(_NAMING.match(self.text))


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of ``text`` that say something."""
    row, seen, comments = 0, 0, ""
    for match in _LINE.finditer(text):
        row += text.count("\n", seen, match.start())
        seen = match.start()
        around = _AROUND.fullmatch(match[0])
        words = around["words"]
        if not words:
            continue
        if _COMMENT.fullmatch(words):
            comments += words
            continue
        start = match.start() + around.end("lead")
        line = Line(row, start, start + len(words), words, "#" in around["lead"], comments)
        comments = ""
        yield marked(line)


def marked(line: Line) -> Line:
    """Say in ``line`` what it begins with."""
    line.text = line.words
    match = _MARK.fullmatch(line.words)
    if match and (number := _number(match)):
        _claim(line, match, number)
    elif line.words.startswith("|"):
        line.kind = Kind.ROW
    elif line.squeezed in ("序言", "前言"):
        line.kind = Kind.PREFACE
    elif (annex := _ANNEX.fullmatch(line.words)) and len(line.squeezed) > 0:
        line.kind, line.number = Kind.ANNEX, _count(annex["number"] or "")
    elif line.hashed or line.squeezed in _PLAIN_HEADINGS:
        line.kind = Kind.HEADING
    return line


def _count(numeral):
    try:
        return to_int(numeral)
    except ValueError:
        return None


def _number(match):
    found = match.groupdict()
    if found["circled"]:
        return ord(found["circled"]) - ord("①") + 1
    names = ("division", "article", "subparagraph", "point", "bracketed", "dotted")
    return _count(next(found[name] for name in names if found[name]))


def _claim(line, match, number):
    kind, style = _meaning(line, match)
    if kind is None:
        return
    line.kind, line.style, line.number = kind, style, number
    line.label, line.gap, line.text = match["label"], match["gap"], match["text"]
    line.suffix = (_count(match["suffix"]) or 0) if match["suffix"] else 0


def _meaning(line, match):
    """What the first signs claim: ``(kind, style)``; ``(None, "")`` if these are plain words."""
    if match["division"]:
        heading = _is_heading(line.hashed, match["gap"], match["text"])
        return (_UNITS[match["unit"]], "") if heading else (None, "")
    if match["article"]:
        return Kind.ARTICLE, ""
    if match["subparagraph"]:
        cited = match["text"].startswith(("、", "项", "至", "和第"))
        return (None, "") if cited else (Kind.SUBPARAGRAPH, "bracket")
    if match["point"]:
        return (Kind.HEADING if line.hashed else Kind.POINT), "point"
    return Kind.ITEM, next(n for n in ("bracketed", "dotted", "circled") if match[n])


def _is_heading(hashed, gap, text):
    if hashed:
        return True
    if len(text) > LONGEST_HEADING or _SENTENCE.search(text):
        return False
    return bool(gap) or not _NAMING.match(text)
