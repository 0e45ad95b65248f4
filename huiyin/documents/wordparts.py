"""What python-docx has no words for: East Asian type, the grid, frames and double lines."""

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from huiyin.documents import measures as m

TWIPS = 20
TWIPS_PER_MM = TWIPS * m.POINTS_PER_MM
#: Named as the standard has them → the free family an office program takes instead.
FREE = {
    "仿宋_GB2312": "Noto Serif CJK SC",
    "方正小标宋_GBK": "Noto Serif CJK SC",
    "楷体_GB2312": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
}


#: Styles of the template that are kept.
STYLES = {"Normal", "Header", "Footer", "DefaultParagraphFont", "TableNormal", "TableGrid"}


class Type(NamedTuple):
    family: str
    size: float
    bold: bool = False
    colour: str = ""


BODY = Type("仿宋_GB2312", m.BODY_SIZE)
TITLE = Type("方正小标宋_GBK", m.TITLE_SIZE)
HEI = Type("黑体", m.BODY_SIZE)
KAI = Type("楷体_GB2312", m.BODY_SIZE)


def element(tag, **attributes):
    """Make a ``w:`` element with ``w:`` attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def put(paragraph, text, type_):
    """Add text in one type; ``\\n`` breaks the line."""
    for number, part in enumerate(text.split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(part)
        style(run, type_)


def style(run, type_):
    run.font.size, run.font.bold = Pt(type_.size), type_.bold or None
    run.font.name = type_.family
    run.element.rPr.rFonts.set(qn("w:eastAsia"), type_.family)
    if type_.size == m.BODY_SIZE:
        run.element.rPr.insert_element_before(
            element("spacing", val=round(m.TRACKING * TWIPS)), "w:w", "w:kern", "w:sz", "w:szCs"
        )
    if type_.colour:
        run.font.color.rgb = RGBColor.from_string(type_.colour)


def spacing(paragraph, line, *, before=0.0, after=0.0):
    """Set an exact height of line and what is left free around the paragraph, in points.

    The grid is left out: an exact height says it all, and a title would be pulled apart.
    """
    properties = paragraph._p.get_or_add_pPr()
    if properties.find(qn("w:snapToGrid")) is None:
        made = element("snapToGrid", val=0)
        properties.insert_element_before(made, "w:spacing", "w:ind", "w:jc", "w:rPr")
    layout = paragraph.paragraph_format
    layout.line_spacing = Pt(round(line, 2))
    layout.space_before, layout.space_after = Pt(round(before, 1)), Pt(round(after, 1))
    layout.widow_control = True


def indent(paragraph, *, first=0.0, left=0.0, right=0.0, size=m.BODY_SIZE):
    """Indent by characters of ``size`` points."""
    layout = paragraph.paragraph_format
    layout.first_line_indent = Pt(first * size)
    layout.left_indent, layout.right_indent = Pt(left * size), Pt(right * size)


def grid(section):
    """22 lines on a page. 28 characters on a line come of their spacing: programs do not agree
    on what a grid of characters is."""
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(
        element(
            "docGrid",
            type="lines",
            linePitch=round(m.LINE * TWIPS),
        )
    )


def rule(paragraph, side, kind):
    """A red double line of 170 mm above or below the paragraph."""
    borders = element("pBdr")
    borders.append(element(side, val=kind, sz=24, space=0, color=m.RED))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    wider = (m.RULE_LENGTH - m.TYPE_AREA[0]) / 2
    paragraph.paragraph_format.left_indent = Mm(-wider)
    paragraph.paragraph_format.right_indent = Mm(-wider)


def frame(paragraph, *, width, anchor, x=None, y=None, bottom=False):
    """Take the paragraph out of the text to a place on the page, in mm; ``bottom`` of it."""
    made = element("framePr", w=round(width * TWIPS_PER_MM), wrap="around", vAnchor=anchor)
    made.set(qn("w:hAnchor"), anchor)
    if bottom:
        made.set(qn("w:yAlign"), "bottom")
        made.set(qn("w:xAlign"), "left")
    else:
        made.set(qn("w:x"), str(round(x * TWIPS_PER_MM)))
        made.set(qn("w:y"), str(round(y * TWIPS_PER_MM)))
    paragraph._p.get_or_add_pPr().insert_element_before(
        made, "w:widowControl", "w:numPr", "w:pBdr", "w:spacing", "w:ind", "w:jc"
    )


def page_number(paragraph):
    """``— 2 —`` as a field, 4号."""
    type_ = Type("宋体", m.SMALL_SIZE)
    put(paragraph, "— ", type_)
    run = paragraph.add_run()
    style(run, type_)
    for kind in ("begin", "", "end"):
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            instruction = element("instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)
    put(paragraph, " —", type_)


def declare_fonts(document):
    """Set the default type, and say in the style of the whole text what stands in for it."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = BODY.family, Pt(BODY.size)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), BODY.family)
    # Figures are words of the other language: in Chinese they may be broken anywhere.
    language = element("lang", val="en-US", eastAsia="zh-CN")
    normal.element.rPr.append(language)
    for spaced in ("autoSpaceDE", "autoSpaceDN"):
        normal.element.get_or_add_pPr().append(element(spaced, val=0))
    _font_table(document)


def _font_table(document):
    part = next(
        (
            rel.target_part
            for rel in document.part.rels.values()
            if rel.reltype.endswith("/fontTable")
        ),
        None,
    )
    if part is None:
        return
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{free}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"swiss" if "Sans" in free else "roman"}"/></w:font>'
        for name, free in FREE.items()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    part._blob = f'{head}<w:fonts xmlns:w="{space}">{rows}</w:fonts>'.encode()


@lru_cache(maxsize=1)
def _empty():
    """The library's template without what no paper uses: nine tenths of its bytes are styles."""
    document = Document()
    _drop(document.part.package.rels, "/thumbnail")
    _drop(document.part.rels, "/stylesWithEffects")
    _drop(document.part.rels, "/customXml")
    _drop(document.part.rels, "/numbering")
    styles = document.styles.element
    for style in list(styles.iter(qn("w:style"))):
        if style.get(qn("w:styleId")) not in STYLES:
            styles.remove(style)
    for tag in ("w:latentStyles", "w:link"):
        for unused in list(styles.iter(qn(tag))):
            unused.getparent().remove(unused)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _drop(rels, ending):
    for key in [key for key, rel in rels.items() if rel.reltype.endswith(ending)]:
        del rels[key]


def new_document():
    """Return an empty document of the library."""
    return Document(BytesIO(_empty()))


def outline(paragraph, level):
    """Give a heading its rank, from 1, for those who find their way by it."""
    paragraph._p.get_or_add_pPr().insert_element_before(
        element("outlineLvl", val=level - 1), "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"
    )
