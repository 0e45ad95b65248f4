"""Setting a paper as PDF/A-2a, the same bytes every time.

Text reaches the typesetter as JSON and is never read as markup.
"""

import json
import threading
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings

from huiyin.documents import fonts, measures
from huiyin.documents.paper import Paper, Table
from huiyin.documents.text import breakable, settable, title_lines

TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"
#: An archive must be readable in decades, and by those who hear it read; a character without a
#: glyph is an error in it.
STANDARD = "a-2a"


def write(paper: Paper) -> bytes:
    """Return the PDF. What no font can show is set as 〓 and named at the end."""
    facts = json.dumps(facts_of(paper), ensure_ascii=False)
    return _compiler().compile(format="pdf", sys_inputs={"paper": facts}, pdf_standards=[STANDARD])


def facts_of(paper: Paper) -> dict:
    """Everything the template needs, as JSON can hold it."""
    lacking = fonts.missing(settable(text) for text in paper.texts())
    shown = str.maketrans(dict.fromkeys(lacking, fonts.MISSING))

    def said(text):
        return breakable(settable(text).translate(shown))

    return {
        "fonts": {role: [*names, *_fallback()] for role, names in settings.DOCUMENT_FONTS.items()},
        "title": title_lines(said(paper.title)),
        "day": [paper.day.year, paper.day.month, paper.day.day],
        "issuer": said(paper.issuer),
        "mark": measures.mark_size(paper.issuer),
        "number": said(paper.number),
        "corner": said(paper.corner),
        "to": said(paper.to),
        "blocks": [_block(block, kept, said) for block, kept in paper.kept()],
        "annexes": [said(text) for text in paper.annexes],
        "signer": said(paper.signer),
        "dated": said((paper.dated and chinese_day(paper.dated)) or ""),
        "notes": [said(text) for text in paper.notes],
        "copies": [said(text) for text in paper.copies],
        "lacking": lacking_note(lacking),
        "wide": paper.wide,
        "measures": {key.lower(): value for key, value in vars(measures).items() if key.isupper()},
    }


def chinese_day(day):
    """Arabic figures without leading noughts, as art. 7.3.5.4 has it.

    >>> from datetime import date
    >>> chinese_day(date(2026, 3, 9))
    '2026年3月9日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def lacking_note(lacking):
    """Name the characters that could not be set.

    >>> lacking_note(["𠅤"])
    '注：文中“〓”处的字现有字库没有字形，依次为 U+20164。'
    """
    if not lacking:
        return ""
    names = "、".join(fonts.name(sign) for sign in lacking)
    return f"注：文中“{fonts.MISSING}”处的字现有字库没有字形，依次为 {names}。"


def _block(block, kept, said):
    if isinstance(block, Table):
        rows = [
            [{"text": said(cell.text), "span": cell.span, "label": cell.label} for cell in row]
            for row in block.rows
        ]
        return {"widths": block.widths, "rows": rows, "headed": block.headed}
    return {"text": said(block.text), "look": block.look.value, "kept": kept}


def _fallback():
    """Every family there is, so that a character is set if any font has it."""
    return families()


@lru_cache(maxsize=1)
def families():
    """Names of the font families in use, the project's own first."""
    return [*dict.fromkeys(_fonts().families())]


@lru_cache(maxsize=1)
def _fonts():
    folders = dict.fromkeys(str(path.parent) for path in fonts.files())
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders]
    )


_of_thread = threading.local()


def _compiler():
    """The thread's own compiler: one that is at work refuses every other caller."""
    if not hasattr(_of_thread, "compiler"):
        _of_thread.compiler = typst.Compiler(
            str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=_fonts()
        )
    return _of_thread.compiler
