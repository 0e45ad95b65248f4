"""What a law says of itself: who adopted it and when, from when it binds, what it ends."""

import re
from dataclasses import dataclass
from datetime import date

from huiyin.law.text.nodes import Document, Kind

_DAY = r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_ACTS = "通过|批准|公布|发布|修订|修正|施行"
_EVENT = re.compile(rf"{_DAY}\s*(?P<rest>(?:(?!{_DAY}).)*)", re.S)
_STARTS = re.compile(rf"自\s*{_DAY}\s*起?\s*(?:施行|实施|生效)|^\s*{_DAY}\s*起?施行")
_AT_ONCE = re.compile(r"自(?:公布|发布|颁布|通过)之日起(?:施行|实施|生效)")
_SENTENCE = re.compile("[^。；\n]+")
_NAMED = re.compile("《((?:[^《》]|《[^《》]*》)+)》")
_WHOLE_END = re.compile(r"》(?:（[^（）]*）)?[均，,也]{0,2}同时废止")
_MAKER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,40}?人民代表大会(?:常务委员会)?|国务院|最高人民(?:法院|检察院))"
)
#: Articles from the end in which a law says when it binds and what it ends.
CLOSING = 6


@dataclass(frozen=True)
class Event:
    """One line of a law's history: the day, what was done, the words of the note."""

    day: date
    act: str
    words: str


def history(document: Document) -> list[Event]:
    """Return the events of the heading note in the order in which it tells them."""
    events = []
    for found in _EVENT.finditer("\n".join(document.notes)):
        day = _day(found.groups()[:3])
        acts = re.findall(_ACTS, found["rest"])
        if day and acts:
            words = f"{found[0]}".strip("\n （）　").split("\n")[0].strip()
            events.append(Event(day, acts[-1], words))
    return events


def maker(document: Document) -> str:
    """Return the organ that adopted the text first, as its note names it; "" if it does not."""
    for note in document.notes:
        if found := _MAKER.search(re.sub(_DAY, " ", note)):
            return found[0]
    return ""


def binds_from(document: Document, published: date | None) -> tuple[date | None, str]:
    """Return from when the text binds, and how that is known.

    ``stated`` the text names a day; ``published`` it binds from publication, which is
    ``published``; ``amended`` the day it names lies before this version, which binds from its
    own date at the earliest; "" nothing is said.
    """
    named, at_once = _commencement(document)
    if named and published and named < published:
        return published, "amended"
    if named:
        return named, "stated"
    return (published, "published") if at_once and published else (None, "")


def _commencement(document):
    closing = [node.words() for node in document.articles()[-CLOSING:]]
    if not closing:
        closing = [node.words() for node in document.children if node.kind is not Kind.NOTE]
    for words in [*reversed(closing), *document.notes]:
        if found := _STARTS.search(words):
            return _day([part for part in found.groups() if part]), False
        if _AT_ONCE.search(words):
            return None, True
    return None, False


def ends(document: Document) -> list[str]:
    """Return the names of the texts that this one repeals as a whole.

    >>> from huiyin.law.text import read
    >>> ends(read("甲法\\n第一条　本法自2020年1月1日起施行。《乙法》、《丙法》同时废止。"))
    ['乙法', '丙法']
    """
    names = []
    for node in document.articles()[-CLOSING:]:
        for sentence in _SENTENCE.findall(node.words()):
            if "同时废止" in sentence and _WHOLE_END.search(sentence):
                head = sentence.partition("同时废止")[0]
                start = head.rfind("施行")
                names += _NAMED.findall(head[max(start, 0) :])
    return list(dict.fromkeys(names))


def _day(parts):
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None
