"""The text of an article: cleaned HTML, the words in it, its hash, and what was changed.

Whatever is pasted or typed comes in here, and only what comes out is ever shown.
"""

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from html import escape, unescape
from html.parser import HTMLParser

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
#: Names that word processors give to what we have under another.
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4", "strike": "s", "div": "p"}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
LOOKS_LIKE_HTML = re.compile(r"<(?:p|h[1-6]|ul|ol|table|div|span|br|figure|blockquote)\b", re.I)
HOLLOW = re.compile(r"<(p|h2|h3|h4|strong|em|u|s|li|blockquote)>(?:\s|&nbsp;|\u00a0|<br>)*</\1>")
SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?")


def clean(written: str) -> str:
    """Return ``written`` as HTML that only says and shows; plain text becomes paragraphs.

    >>> clean("<h1>会议</h1><p onclick=x()>开幕<script>x()</script><b>了</b></p><p> </p>")
    '<h2>会议</h2><p>开幕<strong>了</strong></p>'
    >>> clean("第一段\\n\\n第二段 <3")
    '<p>第一段</p><p>第二段 &lt;3</p>'
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
    while (emptier := HOLLOW.sub("", found)) != found:
        found = emptier
    return found.strip()


def _kept(tag, name, value):
    """The value of an attribute, or None to drop it."""
    if name == "src":
        match = OWN_PICTURE.fullmatch(value)
        return match["path"] if match else None
    if name in ("colspan", "rowspan", "start"):
        return value if NUMBER.fullmatch(value) else None
    if name == "href":
        return value.strip() or None
    return value


def _paragraphs(plain):
    parts = [part.strip() for part in re.split(r"\n\s*\n", plain.replace("\r\n", "\n"))]
    lines = [escape(part, quote=False).replace("\n", "<br>") for part in parts if part]
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
    return html.replace('<img src="/assets/', f'<img src="{prefix}assets/')


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


def digest(**shown) -> str:
    """SHA-256, as hex, of everything a reader is shown: the same facts give the same hash."""
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Change:
    """A stretch of text: ``how`` is "same", "gone" or "new"."""

    how: str
    words: str


def changes(before: str, after: str) -> list[Change]:
    """What became of ``before``, sentence by sentence.

    >>> [(one.how, one.words) for one in changes("甲。乙。", "甲。丙。")]
    [('same', '甲。'), ('gone', '乙。'), ('new', '丙。')]
    """
    old, new = (SENTENCE.findall(text) for text in (before, after))
    found = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Change("same", "".join(old[i:j])))
            continue
        found += [Change(*one) for one in (("gone", "".join(old[i:j])), ("new", "".join(new[k:m])))]
    return [one for one in found if one.words.strip()]
