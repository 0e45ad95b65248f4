"""What a file handed in really is, by its content and not by its name.

Pictures are made anew. A paper that acts, hides or reaches outside is refused; so is a file that
is two things at once. What is kept but must be seen by a reviewer is named in ``found``.
"""

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from django.utils.translation import gettext_lazy as _

from huiyin.kit import pictures
from huiyin.kit.inspection import PDF, Refused, refuse_active_pdf

#: Bytes that the parts of a packed paper may unfold to, parts it may have, and how much smaller
#: than it unfolds a part may be packed.
UNFOLDED, PARTS, RATIO = 60_000_000, 2_000, 200
WORD, SHEET = "word/document.xml", "xl/workbook.xml"
#: Parts of a paper that act, or carry another file within.
ACTING = re.compile(
    r"vbaproject|macrosheets|activex|embeddings/|oleobject|\.bin$|\.exe$|\.js$", re.I
)
#: What reaches outside, and what XML has no need of in a paper.
OUTSIDE = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.I)
RELATION = re.compile(rb"<Relationship\b[^<>]*>", re.I)
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
CHANGED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >]")
NAMED = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|Company|Manager)>[^<]")
MARKUP = re.compile(rb"<(?:script|html|svg|!doctype)", re.I)
NOT_THESE = _(
    "只能上传 JPEG、PNG、WebP 图片，PDF、DOCX、XLSX 文件，MP3、MP4、WebM 音视频和 VTT 字幕"
)


@dataclass(frozen=True)
class Known:
    """``kind`` is one of ``Asset.Kind``; ``data`` what is kept, which need not be what came."""

    kind: str
    media: str
    suffix: str
    data: bytes
    found: list = field(default_factory=list)


def read(data: bytes) -> Known:
    """Return what ``data`` is. Raises ``Refused`` with the reason for what is not kept."""
    if not data:
        raise Refused(_("文件是空的，请重新选择"))
    if data[:4096].lstrip().startswith(b"<") and b"<svg" in data[:4096].lower():
        raise Refused(_("不能上传 SVG 图片，里面可以藏程序；请另存为 PNG"))
    for is_it, make in READERS:
        if is_it(data):
            return make(data)
    raise Refused(NOT_THESE)


def _picture(data):
    try:
        made = pictures.made_anew(data)
    except pictures.BadPicture as error:
        raise Refused(str(error)) from error
    return Known("image", "image/jpeg", "jpg", made.data, ["place"] if made.placed else [])


def _pdf(data):
    refuse_active_pdf(data, links=True)
    if b"PK\x05\x06" in data[-70_000:] or MARKUP.search(data[:2048]):
        raise Refused(_("这个文件同时是两种格式，不能上传"))
    named = re.search(rb"/(?:Author|Creator)\s*\(", data)
    return Known("paper", PDF, "pdf", data, ["hidden_names"] if named else [])


def _packed(data):
    """A DOCX or XLSX: looked into part by part, never unfolding more than it may."""
    parts = _unfolded(data)
    if "[Content_Types].xml" not in parts or not {WORD, SHEET} & set(parts):
        raise Refused(NOT_THESE)
    for name, body in parts.items():
        if ACTING.search(name):
            raise Refused(_("这份文件里有宏、控件或者嵌入的文件，请另存为普通文档后上传"))
        if name.endswith((".xml", ".rels")) and ENTITY.search(body):
            raise Refused(_("这份文件里有外部实体，不能上传"))
        if name.endswith(".rels") and OUTSIDE.search(RELATION.sub(_no_link, body)):
            raise Refused(_("这份文件引用了外部内容，请改为嵌入后上传"))
    word = WORD in parts
    suffix = "docx" if word else "xlsx"
    main = "wordprocessingml.document" if word else "spreadsheetml.sheet"
    media = f"application/vnd.openxmlformats-officedocument.{main}"
    return Known("paper", media, suffix, data, _carried(parts))


def _no_link(relation):
    """Nothing for a link, which only a reader follows; any other relation as it is."""
    return b"" if b"relationships/hyperlink" in relation[0].lower() else relation[0]


def _unfolded(data):
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > PARTS or len({one.filename for one in infos}) < len(infos):
                raise Refused(_("这份文件的结构不正常，不能上传"))
            if infos and min(one.header_offset for one in infos) != 0:
                raise Refused(_("这个文件同时是两种格式，不能上传"))
            return _parts(archive, infos)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Refused(_("这份文件已加密或者损坏，无法检查")) from error


def _parts(archive, infos):
    parts, room = {}, UNFOLDED
    for one in infos:
        if one.file_size > max(one.compress_size, 1024) * RATIO:
            raise Refused(_("这份文件解开后过大，不能上传"))
        with archive.open(one) as part:
            body = part.read(room + 1)  # what it says of its own size is not believed
        room -= len(body)
        if room < 0:
            raise Refused(_("这份文件解开后过大，不能上传"))
        parts[one.filename] = body
    return parts


def _carried(parts):
    found = []
    if any(CHANGED.search(body) for name, body in parts.items() if name.startswith("word/")):
        found.append("tracked_changes")
    if any(name.endswith("comments.xml") or "/comments" in name for name in parts):
        found.append("comments")
    if any(NAMED.search(body) for name, body in parts.items() if name.startswith("docProps/")):
        found.append("hidden_names")
    return found


def _captions(data):
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("字幕文件须是 UTF-8 编码的 VTT")) from error
    if MARKUP.search(data) or "-->" not in text:
        raise Refused(_("字幕文件里没有时间轴，或者含有网页代码"))
    return Known("captions", "text/vtt", "vtt", text.encode())


def _media(kind, media, suffix):
    def make(data):
        if MARKUP.search(data[:2048]) or b"PK\x05\x06" in data[-70_000:]:
            raise Refused(_("这个文件同时是两种格式，不能上传"))
        return Known(kind, media, suffix, data)

    return make


def _starts(*beginnings, at=0):
    return lambda data: data[at:].startswith(beginnings)


def _webp(data):
    return data.startswith(b"RIFF") and data[8:12] == b"WEBP"


READERS = (
    (_starts(b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"), _picture),
    (_webp, _picture),
    (_starts(b"%PDF-"), _pdf),
    (_starts(b"PK\x03\x04"), _packed),
    (_starts(b"WEBVTT", b"\xef\xbb\xbfWEBVTT"), _captions),
    (_starts(b"ftyp", at=4), _media("video", "video/mp4", "mp4")),
    (_starts(b"\x1aE\xdf\xa3"), _media("video", "video/webm", "webm")),
    (_starts(b"ID3", b"\xff\xfb", b"\xff\xf3"), _media("audio", "audio/mpeg", "mp3")),
)
