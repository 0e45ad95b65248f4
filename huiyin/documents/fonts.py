"""Which fonts a PDF is set in, and whether they have every character.

The two that come with the project (Noto Serif SC and Noto Sans SC, OFL) hold the whole 通用规范
汉字表. An office that owns 仿宋_GB2312 or 方正小标宋, or needs rarer characters, puts font files
into a folder of its own and names the families in the settings.
"""

import struct
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pylopdf_fonts_zh_cn as bundled
from django.conf import settings

SUFFIXES = {".otf", ".ttf", ".ttc", ".otc"}
#: Stands for a character that no font has (GB 18030 A2FE); which one it was is said below.
MISSING = "〓"


def files() -> list[Path]:
    """The font files in use: the project's own, then those of the installation's folder."""
    return [Path(bundled.serif_path()), Path(bundled.sans_path()), *own()]


def own() -> list[Path]:
    """Font files that this installation brings itself."""
    folder = Path(settings.DOCUMENT_FONT_DIR) if settings.DOCUMENT_FONT_DIR else None
    found = sorted(folder.iterdir()) if folder and folder.is_dir() else []
    return [path for path in found if path.suffix.lower() in SUFFIXES]


@lru_cache(maxsize=1)
def edition() -> str:
    """Twelve hex digits that change when a font file does: other fonts give another file."""
    digest = sha256()
    for path in files():
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """All code points that some font in use can show."""
    return frozenset().union(*(codepoints(path.read_bytes()) for path in files()))


def missing(texts: Iterable[str]) -> list[str]:
    """Characters of ``texts`` that no font can show, in the order in which they first stand."""
    known = covered()
    seen = dict.fromkeys(sign for text in texts for sign in text)
    return [sign for sign in seen if ord(sign) not in known and sign not in "\n\u200b"]


def name(sign: str) -> str:
    """
    >>> name("𠅤")
    'U+20164'
    """
    return f"U+{ord(sign):04X}"


def codepoints(data: bytes) -> set[int]:
    """Read which code points a font file maps to a glyph. Raises ``ValueError`` if it is none."""
    try:
        fonts = _members(data) if data[:4] == b"ttcf" else [0]
        return set().union(*(_of_font(data, at) for at in fonts))
    except struct.error as error:
        raise ValueError("not a font file") from error


def _members(data):
    (count,) = struct.unpack_from(">I", data, 8)
    return struct.unpack_from(f">{count}I", data, 12)


def _of_font(data, at):
    (tables,) = struct.unpack_from(">H", data, at + 4)
    for number in range(tables):
        tag, _sum, start, _length = struct.unpack_from(">4sIII", data, at + 12 + 16 * number)
        if tag == b"cmap":
            return _of_cmap(data, start)
    raise ValueError("a font without a table of characters")


def _of_cmap(data, start):
    (count,) = struct.unpack_from(">H", data, start + 2)
    found = set()
    for number in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * number)
        (kind,) = struct.unpack_from(">H", data, start + offset)
        if kind == 12:
            found |= _segmented(data, start + offset)
        elif kind == 4:
            found |= _short(data, start + offset)
    return found


def _segmented(data, at):
    (groups,) = struct.unpack_from(">I", data, at + 12)
    rows = struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * groups])
    return {code for first, last, glyph in rows for code in range(first, last + 1) if glyph}


def _short(data, at):
    """Format 4; a range with an offset may hold holes, which fonts of Han characters state in
    format 12 as well."""
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    ranges = zip(starts, ends, strict=True)
    return {code for first, last in ranges for code in range(first, last + 1) if code < 0xFFFF}
