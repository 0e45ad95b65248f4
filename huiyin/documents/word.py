"""Writing a paper as DOCX, to be edited in an office program; the same bytes every time.

Type is named as the standard has it (仿宋_GB2312, 方正小标宋); where an office does not own these,
its program falls back to the free family named in the same style.
"""

from datetime import UTC, datetime, time
from io import BytesIO

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from huiyin.documents import measures as m
from huiyin.documents.archive import settle
from huiyin.documents.paper import Look, Paper, Table
from huiyin.documents.pdf import chinese_day
from huiyin.documents.text import clean, title_lines
from huiyin.documents.wordparts import (
    BODY,
    HEI,
    KAI,
    TITLE,
    Type,
    declare_fonts,
    frame,
    grid,
    indent,
    new_document,
    outline,
    page_number,
    put,
    rule,
    spacing,
)
from huiyin.documents.wordtable import add_table

CENTRE, RIGHT, LEFT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.LEFT,
)
LOOKS = {
    Look.BODY: (BODY, 2),
    Look.LEAD: (BODY, 0),
    Look.HEADING: (HEI, 2),
    Look.SUBHEADING: (KAI, 2),
    Look.NOTE: (Type(BODY.family, m.TABLE_SIZE), 0),
}


#: Ranks of headings below the title.
RANKS = {Look.HEADING: 2, Look.SUBHEADING: 3}


def write(paper: Paper) -> bytes:
    """Return the DOCX."""
    document = new_document()
    _properties(document, paper)
    section = document.sections[0]
    _page(section, wide=paper.wide)
    declare_fonts(document)
    document.settings.odd_and_even_pages_header_footer = True
    _folios(section)
    if paper.is_letter:
        _letterhead(document, section, paper)
    _title(document, paper)
    for block, kept in paper.kept():
        if isinstance(block, Table):
            add_table(document, block, section)
        else:
            type_, depth = LOOKS[block.look]
            added = line(document, block.text, type_, depth=depth)
            added.paragraph_format.keep_with_next = kept
            if block.look in RANKS:
                outline(added, RANKS[block.look])
    _after_text(document, paper)
    out = BytesIO()
    document.save(out)
    return settle(out.getvalue())


def line(document, text, type_=BODY, *, depth=0, align=None):
    """Add one paragraph of the type area, indented by ``depth`` characters, and return it."""
    paragraph = document.add_paragraph()
    put(paragraph, clean(text), type_)
    spacing(paragraph, m.LINE)
    indent(paragraph, first=depth)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _properties(document, paper):
    noon = datetime.combine(paper.day, time(), UTC)
    facts = document.core_properties
    facts.title, facts.author = clean(paper.title)[:200], clean(paper.issuer)
    facts.created = facts.modified = noon.replace(tzinfo=None)
    facts.last_modified_by = facts.comments = facts.keywords = ""
    facts.language, facts.revision = "zh-CN", 1


def _page(section, *, wide):
    width, height = m.PAGE[::-1] if wide else m.PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    if wide:
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin, section.bottom_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(15)
        return
    section.top_margin, section.bottom_margin = Mm(m.TOP), Mm(m.BOTTOM)
    section.left_margin, section.right_margin = Mm(m.LEFT), Mm(m.RIGHT)
    section.header_distance = Mm(m.CORNER_TOP)
    section.footer_distance = Mm(m.BOTTOM - m.FOLIO_DROP - 5)
    grid(section)


def _folios(section):
    """``— 2 —``: odd pages on the right, even ones on the left, one character in."""
    for footer, align in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        indent(paragraph, left=1, right=1, size=m.SMALL_SIZE)
        page_number(paragraph)


def _letterhead(document, section, paper):
    """The red mark and its double line, the second line at the foot; on the first page alone."""
    section.different_first_page_header_footer = True
    header, footer = section.first_page_header, section.first_page_footer
    corner = header.paragraphs[0]
    put(corner, clean(paper.corner), HEI)
    corner.alignment = RIGHT
    spacing(corner, (m.MARK_TOP - m.CORNER_TOP) * m.POINTS_PER_MM)
    mark = header.add_paragraph()
    size = m.mark_size(paper.issuer)
    put(mark, clean(paper.issuer), Type(TITLE.family, size, bold=True, colour=m.RED))
    mark.alignment = CENTRE
    spacing(mark, size + 2, after=m.MARK_TO_LINE * m.POINTS_PER_MM)
    under = header.add_paragraph()
    spacing(under, 4)
    rule(under, "top", m.HEAD_RULE)
    foot = footer.paragraphs[0]
    spacing(foot, 4)
    rule(foot, "top", m.FOOT_RULE)
    frame(foot, y=m.PAGE[1] - m.RULE_BOTTOM, x=0, width=m.PAGE[0], anchor="page")
    number = line(document, paper.number or " ", align=RIGHT)
    spacing(number, m.LINE)


def _title(document, paper):
    lines = title_lines(clean(paper.title))
    title = document.add_paragraph()
    put(title, "\n".join(lines), TITLE)
    title.alignment = CENTRE
    blank = m.LINE if paper.is_letter else m.LINE / 2
    spacing(title, m.TITLE_LINE, before=2 * m.LINE if paper.is_letter else 0, after=blank)
    title.paragraph_format.keep_with_next = True
    outline(title, 1)
    if paper.to:
        line(document, f"{paper.to}：")


def _after_text(document, paper):
    _annexes(document, paper.annexes)
    _signature(document, paper)
    for note in paper.notes:
        line(document, f"（{note}）", depth=2)
    if paper.copies:
        copies = document.add_paragraph()
        put(
            copies,
            f"抄送：{'，'.join(map(clean, paper.copies))}。",
            Type(BODY.family, m.SMALL_SIZE),
        )
        spacing(copies, m.SMALL_SIZE + 8)
        indent(copies, left=4, right=1, first=-3, size=m.SMALL_SIZE)
        frame(copies, bottom=True, width=m.TYPE_AREA[0], anchor="margin")


def _annexes(document, names):
    for number, name in enumerate(names, 1):
        lead = "附件：" if len(names) == 1 else ("附件：1. " if number == 1 else f"{number}. ")
        paragraph = line(document, lead + name)
        indent(paragraph, left=2 if number == 1 else 5)
        if number == 1:
            spacing(paragraph, m.LINE, before=m.LINE)


def _signature(document, paper):
    """The name centred over the date, which keeps four characters from the right."""
    if not (paper.signer or paper.dated):
        return
    day = chinese_day(paper.dated) if paper.dated else ""
    wider = (len(paper.signer) - _width(day)) / 2
    inside = 4 if len(paper.signer) <= 14 else 2
    first = line(document, paper.signer, align=RIGHT)
    spacing(first, m.LINE, before=2 * m.LINE)
    indent(first, right=max(inside, inside - wider))
    first.paragraph_format.keep_with_next = True
    if day:
        second = line(document, day, align=RIGHT)
        indent(second, right=max(inside, inside + wider))


def _width(text):
    """Width of a date in characters: a figure is half as wide."""
    return sum(0.5 if sign.isdigit() else 1 for sign in text)
