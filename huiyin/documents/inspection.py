"""What a file handed in really is. Its name and what the browser called it say nothing.

A scan is a picture of a paper. A PDF that starts programs, runs scripts or carries other files
is refused, and so is one that cannot be looked into: encrypted, or blown up when unpacked.
"""

import re
import struct
import zlib

from django.conf import settings
from django.utils.translation import gettext_lazy as _

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
SUFFIXES = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
#: Names in a PDF that make it act, or hide what it holds. None so short that the bytes of a
#: picture would come to it by chance; what /JS and /AA lead to is named by longer ones.
ACTIVE = {
    b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/EmbeddedFiles", b"/OpenAction",
    b"/RichMedia", b"/XFA", b"/SubmitForm", b"/ImportData", b"/GoToR", b"/GoToE", b"/URI",
    b"/Movie", b"/Sound", b"/Rendition", b"/OnInstantiate", b"/Encrypt",
}  # fmt: skip
#: Ways to write objects so that the search above would not see them.
VEILED = {b"/LZWDecode", b"/ASCII85Decode", b"/ASCIIHexDecode", b"/RunLengthDecode", b"/Crypt"}
NAME = re.compile(rb"/[^\x00\t\n\x0c\r ()<>\[\]{}/%]+")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
#: What the streams of one PDF may come to when unpacked, and how many; the sides of a picture.
UNPACKED_AT_MOST = 50_000_000
LAYERS_AT_MOST = 4
STREAMS_AT_MOST = 3_000
PIECE = 1024
SIDE_AT_MOST = 12_000
PIXELS_AT_MOST = 60_000_000


class Refused(ValueError):
    """Not something that can be kept as a scan; the message says why."""


def inspect(data: bytes) -> tuple[str, str]:
    """Return ``(media type, suffix)`` of a scan by its content. Raises ``Refused``."""
    if not data:
        raise Refused(_("文件是空的，请重新选择"))
    if len(data) > settings.SCAN_MAX_BYTES:
        raise Refused(_("文件太大，请降低扫描分辨率后再上传"))
    for media, starts, check in KNOWN:
        if data.startswith(starts):
            check(data)
            return media, SUFFIXES[media]
    raise Refused(_("只能上传 PDF、JPEG 或 PNG 格式的扫描件"))


def _pdf(data):
    if b"%%EOF" not in data[-2048:] or b"startxref" not in data:
        raise Refused(_("这份 PDF 不完整，请重新扫描后再上传"))
    names = _names(data)
    if b"/Encrypt" in names or (b"/ObjStm" in names and names & VEILED):
        raise Refused(_("这份 PDF 已加密，无法检查，请上传未加密的扫描件"))
    # Objects may be packed into streams, and those once more: what acts may be named there.
    for unpacked in _unpacked(data):
        names |= _names(unpacked)
    if names & ACTIVE:
        raise Refused(_("这份 PDF 含有脚本、附件或者外部链接，请上传单纯的扫描件"))


def _names(data):
    """All names in it, also those spelt with escapes (``/J#53``)."""
    return {
        ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), match[0])
        for match in NAME.finditer(data)
    }


def _unpacked(data):
    """Yield every stream of zlib as far as it can be read, and what is packed within it."""
    room, whole = UNPACKED_AT_MOST, memoryview(data)
    starts = [match.end() for match in STREAM.finditer(data)]
    if len(starts) > STREAMS_AT_MOST:
        raise Refused(_("这份 PDF 的结构过于复杂，请上传单纯的扫描件"))
    for start in starts:
        layer = whole[start:]
        for _depth in range(LAYERS_AT_MOST):
            layer = _unpack(layer, room)
            if not layer:
                break
            room -= len(layer)
            if room <= 0:
                raise Refused(_("这份 PDF 解开后过大，不能保存"))
            yield layer


def _unpack(data, room):
    """Unpack zlib, never more than ``room`` bytes and one more; what stands before a fault in
    it counts, since readers of PDF are forgiving."""
    machine, out, size = zlib.decompressobj(), [], 0
    for place in range(0, len(data), PIECE):
        before, piece = machine.copy(), data[place : place + PIECE]
        try:
            out.append(machine.decompress(piece, room + 1 - size))
        except zlib.error:
            out.append(_until_fault(before, piece, room + 1 - size))
            break
        size += len(out[-1])
        if machine.eof or size > room:
            break
    return b"".join(out)


def _until_fault(machine, piece, room):
    out = b""
    try:
        for place in range(len(piece)):
            out += machine.decompress(piece[place : place + 1], room + 1 - len(out))
    except zlib.error:
        pass
    return out


def _jpeg(data):
    """Walk the segments to the frame, which names the sides, and look for the end."""
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        (length,) = struct.unpack_from(">H", data, place + 2)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, place + 5)
            _sides(width, height)
            if b"\xff\xd9" not in data[-64:]:
                break
            return
        place += 2 + length
    raise Refused(_("这张图片不完整，请重新扫描后再上传"))


def _png(data):
    if len(data) < 33 or data[12:16] != b"IHDR" or b"IEND" not in data[-16:]:
        raise Refused(_("这张图片不完整，请重新扫描后再上传"))
    _sides(*struct.unpack_from(">II", data, 16))


def _sides(width, height):
    if not (0 < width <= SIDE_AT_MOST and 0 < height <= SIDE_AT_MOST):
        raise Refused(_("图片的边长超过了 12000 像素，请降低扫描分辨率后再上传"))
    if width * height > PIXELS_AT_MOST:
        raise Refused(_("图片的像素过多，请降低扫描分辨率后再上传"))


KNOWN = (
    (PDF, b"%PDF-", _pdf),
    (JPEG, b"\xff\xd8\xff", _jpeg),
    (PNG, b"\x89PNG\r\n\x1a\n", _png),
)
