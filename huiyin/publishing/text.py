"""The text of an article: cleaned HTML, the words in it, its hash, and what was changed.

Whatever is pasted or typed comes in here, and only what comes out is ever shown.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

import nh3

#: What an article may be made of: text and its order, tables, pictures of our own.
BLOCKS = {"p", "h2", "h3", "h4", "blockquote", "li", "td", "th", "caption", "figcaption"}
TAGS = BLOCKS | {
    "strong", "em", "u", "s", "sub", "sup", "ul", "ol", "a", "br", "hr",
    "table", "thead", "tbody", "tr", "figure", "img",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "img": {"src", "alt"},
}
#: Whatever stands in these is not text.
UNREAD = {"script", "style", "title", "head", "noscript", "template", "svg", "math", "iframe"}
SCHEMES = {"http", "https", "mailto", "tel"}
#: Pictures are our own; those of others could not be loaded, and would tell who reads.
OWN_PICTURE = re.compile(r"(?:/c/[-\w]+)?(?P<path>/assets/[0-9a-f-]{36}/)")
NUMBER = re.compile(r"[0-9]{1,2}")
SCHEME = re.compile(r"([^/?#:]*):")
#: What XML cannot hold, and no text has need of.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: Names that word processors give to what we have under another.
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4", "strike": "s", "div": "p"}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
LOOKS_LIKE_HTML = re.compile(r"<(?:p|h[1-6]|ul|ol|table|div|span|br|figure|blockquote)\b", re.I)
#: Tags that stand within a paragraph: what has them but no paragraphs is made into some.
WITHIN = re.compile(r"</(?:a|b|strong|i|em|u|s|strike|sub|sup)>|<(?:img|hr)\b", re.I)
PICTURE = re.compile(r'(<img(?: alt="[^"]*")? src=")/assets/')
LINK = re.compile(r'(<a(?: (?:title|rel)="[^"]*")* href=")([^"]*)')
HOLLOW = re.compile(r"<(p|h2|h3|h4|strong|em|u|s|li|blockquote)>(?:\s|&nbsp;|<br>)*</\1>")
#: Hollow things within hollow things that are taken out; what goes deeper was made to keep us busy.
DEEP = 6
SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]\n?|\n)?")
LINE = re.compile(r"[^\n]*\n?")
#: Pieces, and pairs of equal pieces, that two texts may have to be held against each other.
PIECES, PAIRS = 1_500, 50_000


def clean(written: str) -> str:
    """Return ``written`` as HTML that only says and shows; plain text becomes paragraphs.

    >>> clean("<h1>会议</h1><p onclick=x()>开幕<script>x()</script><b>了</b></p><p> </p>")
    '<h2>会议</h2><p>开幕<strong>了</strong></p>'
    >>> clean("第一段\\n\\n第二段 <3")
    '<p>第一段</p><p>第二段 &lt;3</p>'
    >>> clean("第一<b>段</b>\\n\\n第二段")
    '<p>第一<strong>段</strong></p><p>第二段</p>'
    """
    if not LOOKS_LIKE_HTML.search(written):
        written = _paragraphs(written)
    renamed = TAG.sub(lambda tag: f"<{tag[1]}{RENAMED.get(tag[2].lower(), tag[2])}", written)
    found = nh3.clean(
        renamed,
        tags=TAGS,
        clean_content_tags=UNREAD,
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    found = CONTROL.sub("", found)
    for _round in range(DEEP):
        found = HOLLOW.sub("", found)
    return found.strip()


def _kept(tag, name, value):
    """The value of an attribute, or None to drop it."""
    if name == "src":
        match = OWN_PICTURE.fullmatch(value)
        return match["path"] if match else None
    if name in ("colspan", "rowspan", "start"):
        return value if NUMBER.fullmatch(value) else None
    if name == "href":
        return value.strip() if _leads_somewhere(value) else None
    return value


def _leads_somewhere(address):
    """Whether it is one of ours or of a scheme we know, however blanks hide what it begins with."""
    bare = "".join(one for one in address if one.isprintable() and not one.isspace())
    scheme = SCHEME.match(bare)
    return bool(bare) and (scheme is None or scheme[1].lower() in SCHEMES)


def _paragraphs(plain):
    parts = [part.strip() for part in re.split(r"\n\s*\n", plain.replace("\r\n", "\n"))]
    if not WITHIN.search(plain):
        parts = [escape(part, quote=False) for part in parts]
    lines = [part.replace("\n", "<br>") for part in parts if part]
    return "".join(f"<p>{line}</p>" for line in lines)


class _Words(HTMLParser):
    """Collects the text of clean HTML, a line for every block."""

    def __init__(self):
        super().__init__()
        self.lines = [""]

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS or tag in ("br", "hr", "tr"):
            self.lines.append("")
        if tag == "img":
            self.lines[-1] += dict(attrs).get("alt") or ""

    def handle_data(self, data):
        self.lines[-1] += data


def placed(html: str, prefix: str) -> str:
    """Clean ``html`` with its pictures below ``prefix``, which begins and ends with a slash.

    >>> placed('<img src="/assets/1/" alt="">', "/c/yunxi/")
    '<img src="/c/yunxi/assets/1/" alt="">'
    """
    return PICTURE.sub(lambda found: f"{found[1]}{prefix}assets/", html)


def linked(html: str, page: str) -> str:
    """Clean ``html`` of ``page``, an absolute address, its links leading there from anywhere.

    >>> linked('<a href="/about/">', "https://npc.example/c/yunxi/articles/A1/")
    '<a href="https://npc.example/about/">'
    """
    return LINK.sub(lambda found: f"{found[1]}{escape(_from(page, unescape(found[2])))}", html)


def _from(page, address):
    try:
        return urljoin(page, address)
    except ValueError:  # such as https://[
        return address


def words(html: str) -> str:
    """The words of clean ``html``, a line for every paragraph, heading, item and cell.

    >>> words("<h2>会议</h2><p>开幕<strong>了</strong></p>")
    '会议\\n开幕了'
    """
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = [" ".join(unescape(line).split()) for line in reader.lines]
    return "\n".join(line for line in lines if line)


def canonical(**shown) -> bytes:
    """Everything a reader is shown, as JSON: the same facts give the same bytes."""
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def digest(**shown) -> str:
    """SHA-256, as hex, of ``canonical``."""
    return sha256(canonical(**shown)).hexdigest()


@dataclass(frozen=True)
class Change:
    """A stretch of text: ``how`` is "same", "gone" or "new"."""

    how: str
    words: str


def changes(before: str, after: str) -> list[Change]:
    """What became of ``before``, sentence by sentence; of a long text line by line, or as a whole.

    >>> [(one.how, one.words) for one in changes("甲。乙。", "甲。丙。")]
    [('same', '甲。'), ('gone', '乙。'), ('new', '丙。')]
    """
    for piece in (SENTENCE, LINE):
        head, old, new, tail = _apart(piece.findall(before), piece.findall(after))
        if quick := _soon_compared(old, new):
            break
    found = [("same", head)]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if quick else []
    for what, i, j, k, m in steps or [("replace", 0, len(old), 0, len(new))]:
        if what == "equal":
            found.append(("same", old[i:j]))
        else:
            found += [("gone", old[i:j]), ("new", new[k:m])]
    found = [Change(how, "".join(pieces)) for how, pieces in [*found, ("same", tail)]]
    return [one for one in found if one.words.strip()]


def _apart(old, new):
    """``(head, old, new, tail)``: what both begin and end with, and what is left between."""
    shorter, start, end = min(len(old), len(new)), 0, 0
    while start < shorter and old[start] == new[start]:
        start += 1
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return (
        old[:start],
        old[start : len(old) - end],
        new[start : len(new) - end],
        old[-end or len(old) :],
    )


def _soon_compared(old, new):
    """Whether to hold them against each other takes a moment only; equal pieces make it slow."""
    times = Counter(new)
    return len(old) + len(new) <= PIECES and sum(times[one] for one in old) <= PAIRS
