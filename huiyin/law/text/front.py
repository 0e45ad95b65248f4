"""What stands before the body of a law: title, heading note, reference number, contents."""

import re

from huiyin.law.text.marks import Line
from huiyin.law.text.nodes import DIVISIONS, Kind

END_OF_NOTE = "INFO END"
#: Lines a title may take.
LONGEST_TITLE = 4
_BEGINS_NOTE = re.compile(r"[（(]")
_DATED = re.compile(r"(?:根据)?\s*\d{4}\s*年.*(?:通过|公布|修正|修订|施行|发布|批准|生效|实施|起)")
_REFERENCE = re.compile(r"[\u4e00-\u9fff]{1,12}(?:发)?[〔\[［（(]\d{4}[〕\]］）)]第?\d+号")
_STRUCTURE = {*DIVISIONS, Kind.ARTICLE, Kind.POINT, Kind.PREFACE, Kind.ANNEX}


def front(body: list[Line]) -> list[Kind]:
    """Return what the first lines are; the body begins after them."""
    if not body:
        return []
    ends = next((place for place, line in enumerate(body) if END_OF_NOTE in line.after), None)
    if ends is None:
        return _plain(body)
    kinds = [Kind.TITLE, *[Kind.NOTE] * (ends - 1)][:ends]
    return kinds + _repeated(body, len(kinds))


def _plain(body):
    kinds = [Kind.TITLE]
    for line in body[1:LONGEST_TITLE]:
        if not _goes_on(line) or body[len(kinds) - 1].words.endswith("。"):
            break
        kinds.append(Kind.TITLE)
    if len(kinds) == LONGEST_TITLE or len(kinds) == len(body):
        kinds = [Kind.TITLE]  # a text without any heading note: only its first line is the title
    elif not _is_note(body[len(kinds)]):
        kinds = [Kind.TITLE]
    return kinds + _notes(body, len(kinds))


def _goes_on(line):
    return line.kind is None and not _is_note(line) and line.squeezed != "目录"


def _is_note(line):
    return bool(_BEGINS_NOTE.match(line.words) or _DATED.match(line.words))


def _repeated(body, start):
    """The title again below the note, in as many lines as it takes."""
    wanted, place = body[0].squeezed, start
    while wanted and place < len(body) and wanted.startswith(body[place].squeezed):
        wanted = wanted.removeprefix(body[place].squeezed)
        place += 1
    again = [Kind.TITLE] * (place - start) if not wanted else []
    return again + _notes(body, start + len(again))


def _notes(body, start):
    """Lines in brackets, however many, dated lines and reference numbers."""
    kinds, depth = [], 0
    for line in body[start:]:
        bracket = depth > 0 or (_BEGINS_NOTE.match(line.words) and line.kind is None)
        if bracket:
            depth += len(re.findall("[（(]", line.words)) - len(re.findall("[）)]", line.words))
            kinds.append(Kind.NOTE)
        elif line.kind is None and _REFERENCE.fullmatch(line.squeezed):
            kinds.append(Kind.REFERENCE)
        elif line.kind is None and _DATED.match(line.words) and not line.words.endswith("。"):
            kinds.append(Kind.NOTE)
        else:
            break
        if depth > 0 and line.kind in _STRUCTURE and line.gap:
            return kinds[:-1]  # a bracket that nobody closed ends where the body begins
    return kinds


def lists_contents(body: list[Line], start: int) -> bool:
    """Whether headings that stand here without a word between them are a table of contents."""
    first = body[start]
    if first.kind not in DIVISIONS:
        return False
    for line in body[start + 1 :]:
        if line.kind not in DIVISIONS:
            return False
        if line.kind is first.kind:
            return line.number in (first.number, first.number + 1)
    return False


def contents(body: list[Line], start: int) -> int:
    """Return where the table of contents ends whose heading stands at ``start``.

    ``start`` may be one before its first entry, if it has no heading. It ends before the line
    that repeats its first entry, or where something else begins.
    """
    if start + 1 >= len(body):
        return start + 1
    first = body[start + 1]
    for place in range(start + 2, len(body)):
        line = body[place]
        same = line.label == first.label if first.label else line.squeezed == first.squeezed
        if same and line.kind is first.kind:
            return place
        if line.kind is Kind.ARTICLE and line.gap:
            break
    place = start + 1
    while place < len(body) and body[place].kind in (*DIVISIONS, Kind.PREFACE, Kind.HEADING):
        place += 1
    return place
