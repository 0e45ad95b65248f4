"""What a file handed in really is. Its name and what the browser called it say nothing.

A scan is a picture of a paper. A PDF that starts programs, runs scripts or carries other files
is refused, and so is one that cannot be looked into: encrypted, or blown up when unpacked.
"""

import re
import struct
import zlib
from contextlib import contextmanager
from itertools import islice
from mmap import ACCESS_READ, mmap

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
#: Of those, what a paper that was written has by nature.
PLAIN = {b"/URI", b"/OpenAction"}
#: Ways to write objects so that the search above would not see them.
VEILED = {b"/LZWDecode", b"/ASCII85Decode", b"/ASCIIHexDecode", b"/RunLengthDecode", b"/Crypt"}
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
#: Names that are looked for, and the length in which one may be spelt, each sign as an escape.
WATCHED = ACTIVE | VEILED | {b"/ObjStm"}
ENDS = rb"(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|\Z)"
LONGEST_NAME = 3 * max(map(len, WATCHED))
#: What the streams of one PDF may come to when unpacked, how many there may be, and how often all
#: of the file may be read for them, with so many bytes besides; the sides of a picture.
UNPACKED_AT_MOST = 200_000_000
LAYERS_AT_MOST = 4
STREAMS_AT_MOST = 3_000
READ_AT_MOST, SLACK = 3, 4_000_000
#: Bytes unpacked at once, so that what comes of them stays small; bytes read at once.
PIECE, BLOCK = 1024, 65_536
SIDE_AT_MOST = 12_000
PIXELS_AT_MOST = 60_000_000


def _spelt(sign):
    """A pattern for one byte of a name, written as it is or as an escape."""
    code = "".join(f"[{digit}{digit.upper()}]" for digit in f"{sign:02x}")
    return b"(?:%s|#%s)" % (re.escape(bytes([sign])), code.encode())


SPELT = re.compile(b"/(?:%s)" % b"|".join(
    b"".join(map(_spelt, name[1:])) for name in sorted(WATCHED)
) + ENDS)  # fmt: skip


class Refused(ValueError):
    """Not something that can be kept as a scan; the message says why."""


class Meter:
    """What may still be read and unpacked of one PDF. Streams of a real one do not overlap, so all
    of them together are hardly longer than the file; more than that is work made for us."""

    def __init__(self, size):
        self.to_read, self.room = READ_AT_MOST * size + SLACK, UNPACKED_AT_MOST

    def read(self, size):
        self.to_read -= size
        if self.to_read < 0:
            raise Refused(_("这份 PDF 的结构过于复杂，请上传单纯的扫描件"))

    def unpacked(self, size):
        self.room -= size
        if self.room < 0:
            raise Refused(_("这份 PDF 解开后过大，不能保存"))


class Names:
    """Watched names in data that comes in pieces, also those spelt with escapes (``/J#53``)."""

    def __init__(self, found):
        self.found, self.tail = found, b""

    def feed(self, piece):
        data = self.tail + piece if self.tail else piece
        for match in SPELT.finditer(data):
            if match.end() < len(data):  # else it may go on in the next piece
                self._see(match[0])
        self.tail = bytes(data[-LONGEST_NAME:])

    def end(self):
        for match in SPELT.finditer(self.tail):
            self._see(match[0])

    def _see(self, name):
        self.found.add(ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), name))


class Layer:
    """A stream of zlib, unpacked piece by piece and never held whole, and what is packed in it.

    What stands before a fault counts, since readers of PDF are forgiving.
    """

    def __init__(self, found, meter, depth=1):
        self.names, self.meter, self.over = Names(found), meter, False
        self.outermost = depth == 1
        self.machine = zlib.decompressobj()
        self.inner = Layer(found, meter, depth + 1) if depth < LAYERS_AT_MOST else None

    def feed(self, data):
        for place in range(0, len(data), PIECE):
            if self.over:
                return
            self._take(data[place : place + PIECE])

    def _take(self, piece):
        if self.outermost:
            self.meter.read(len(piece))
        before = self.machine.copy()
        try:
            out = self.machine.decompress(piece, self.meter.room + 1)
        except zlib.error:
            out, self.over = self._until_fault(before, piece), True
        else:
            self.over = self.machine.eof
        self.meter.unpacked(len(out))
        self.names.feed(out)
        if self.inner:
            self.inner.feed(out)

    def _until_fault(self, machine, piece):
        out = []
        try:
            for place in range(len(piece)):
                out.append(machine.decompress(piece[place : place + 1], self.meter.room + 1))
        except zlib.error:
            pass
        return b"".join(out)

    def end(self):
        self.names.end()
        if self.inner:
            self.inner.end()


@contextmanager
def looked_into(file):
    """Give the content of an uploaded ``file`` as something like bytes: a large one, which waits
    on the disk, is not read into memory."""
    path = getattr(file, "temporary_file_path", None)
    if path is None:
        file.seek(0)
        yield file.read()
        return
    with open(path(), "rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as data:
        yield data


def inspect(data) -> tuple[str, str]:
    """Return ``(media type, suffix)`` of a scan by its content. Raises ``Refused``.

    ``data``  bytes, or a file mapped into memory
    """
    if not len(data):
        raise Refused(_("文件是空的，请重新选择"))
    if len(data) > settings.SCAN_MAX_BYTES:
        raise Refused(_("文件太大，请降低扫描分辨率后再上传"))
    for media, starts, check in KNOWN:
        if data[: len(starts)] == starts:
            check(data)
            return media, SUFFIXES[media]
    raise Refused(_("只能上传 PDF、JPEG 或 PNG 格式的扫描件"))


def _pdf(data):
    refuse_active_pdf(data)


def refuse_active_pdf(data, *, links=False):
    """Raise ``Refused`` for a PDF that acts, hides or carries something; ``links`` may stand in it
    in a paper that was written, not scanned, and so may the place at which it opens."""
    if b"%%EOF" not in data[-2048:] or data.find(b"startxref") < 0:
        raise Refused(_("这份 PDF 不完整，请重新扫描后再上传"))
    found, meter = set(), Meter(len(data))
    _outside(data, found)
    if b"/Encrypt" in found or (b"/ObjStm" in found and found & VEILED):
        raise Refused(_("这份 PDF 已加密，无法检查，请上传未加密的扫描件"))
    # Objects may be packed into streams, and those once more: what acts may be named there.
    for start in _starts(data):
        layer = Layer(found, meter)
        for place in range(start, len(data), BLOCK):
            layer.feed(data[place : place + BLOCK])
            if layer.over:
                break
        layer.end()
    if found & (ACTIVE - PLAIN if links else ACTIVE):
        raise Refused(_("这份 PDF 含有脚本、附件或者外部链接，请上传单纯的扫描件"))


def _outside(data, found):
    names = Names(found)
    for place in range(0, len(data), BLOCK):
        names.feed(data[place : place + BLOCK])
    names.end()


def _starts(data):
    # No match outlives this line: it would keep a mapped file from being closed.
    starts = [match.end() for match in islice(STREAM.finditer(data), STREAMS_AT_MOST + 1)]
    if len(starts) > STREAMS_AT_MOST:
        raise Refused(_("这份 PDF 的结构过于复杂，请上传单纯的扫描件"))
    return starts


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
