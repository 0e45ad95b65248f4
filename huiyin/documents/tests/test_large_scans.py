"""Scans as large as an office makes them, and files made to keep us busy."""

import os
import tracemalloc
import zlib
from time import monotonic

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from huiyin.congresses.scope import within
from huiyin.documents.models import Scan
from huiyin.documents.tests import cases
from huiyin.documents.tests.test_scans import packed, pdf
from huiyin.kit.inspection import Refused, inspect, looked_into
from tests.visitor import Visitor

MEGABYTE = 2**20
#: A stored block of deflate that holds nothing.
NOTHING = b"\x00\x00\x00\xff\xff"


def photographed(size):
    """A PDF of one picture of so many bytes."""
    image = b"1 0 obj <</Filter/DCTDecode>> stream\n\xff\xd8" + os.urandom(size) + b"\nendstream"
    return pdf(image)


def overlapping(size):
    """Thousands of streams, each of which goes on to the end of the file and unpacks to nothing."""
    start = b"stream\n\x78\x01"
    length = len(start)
    block = b"\x00" + length.to_bytes(2, "little") + (0xFFFF - length).to_bytes(2, "little")
    body = start + (block + start) * 2_900
    return pdf(body + NOTHING * ((size - len(body)) // len(NOTHING)))


def faulty():
    """Thousands of streams that unpack to a lot and then break."""
    return pdf(*[b"stream\n" + zlib.compress(b"\0" * 900_000)[:-6] + b"\xff" * 12] * 2_900)


def names(count):
    return pdf(packed(b"".join(b"/%x" % number for number in range(count))))


@pytest.mark.parametrize("make", [lambda: overlapping(19 * MEGABYTE), faulty])
def test_a_file_made_to_keep_us_busy_is_refused_in_seconds(make):
    data, begun = make(), monotonic()
    with pytest.raises(Refused):
        inspect(data)
    assert monotonic() - begun < 20


def test_looking_into_a_large_file_takes_little_memory():
    data = names(3_000_000)
    tracemalloc.start()
    try:
        inspect(data)
        assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_name_that_lies_across_two_pieces_is_seen():
    for before in range(1_000, 1_040):
        with pytest.raises(Refused):
            inspect(pdf(packed(os.urandom(before).replace(b"/", b" ") + b" /JavaScript ")))
    assert inspect(pdf(packed(os.urandom(100).replace(b"/", b" ") + b" /JavaScripts ")))


def test_a_large_upload_is_looked_into_on_the_disk():
    file = TemporaryUploadedFile("scan.pdf", "application/pdf", 0, None)
    file.write(photographed(3 * MEGABYTE))
    file.flush()
    with looked_into(file) as data:
        assert (type(data).__name__, inspect(data)[0]) == ("mmap", "application/pdf")
    with open(file.temporary_file_path(), "ab") as more:
        more.write(b" /JavaScript %%EOF")
    with pytest.raises(Refused), looked_into(file) as data:
        inspect(data)


def test_a_sealed_letter_of_nineteen_megabytes_goes_in(cast):
    with within(cast.county):
        case = cases.answered(cast)
    data = photographed(19 * MEGABYTE)
    at = f"/desk/suggestions/{case.docket.code}/documents/reply_letter/1/scan/"
    sent = Visitor(cast.sun).post(at, scan=SimpleUploadedFile("scan.pdf", data))
    assert sent.status_code == 302
    with within(cast.county):
        scan = Scan.objects.get()
        assert (scan.size, scan.file.size) == (len(data), len(data))


def test_nobody_sends_a_large_file_without_being_signed_in(cast):
    at = "/desk/suggestions/ABCD-EFGH-JKLM/documents/reply_letter/1/scan/"
    upload = {"scan": SimpleUploadedFile("scan.pdf", b"x" * 3 * MEGABYTE)}
    assert Visitor().post(at, **upload).status_code == 413


class Watching(TemporaryFileUploadHandler):
    """Notes which files were taken in."""

    seen = []

    def new_file(self, *args, **kwargs):
        self.seen.append(args)
        super().new_file(*args, **kwargs)


@pytest.mark.parametrize(("who", "status"), [("wang", 404), ("chu", 404), ("zheng", 404)])
def test_a_large_file_is_not_read_from_anybody_whose_scan_would_not_be_taken(
    cast, settings, who, status
):
    with within(cast.county):
        case = cases.answered(cast)
    Watching.seen.clear()
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.Watching"]
    at = f"/desk/suggestions/{case.docket.code}/documents/reply_letter/1/scan/"
    upload = {"scan": SimpleUploadedFile("scan.pdf", b"x" * 3 * MEGABYTE)}
    answer = Visitor(getattr(cast, who)).post(at, **upload)
    assert (answer.status_code, Watching.seen) == (status, [])


@pytest.mark.parametrize("size", [3, 21])
def test_a_large_file_elsewhere_and_one_too_large_here_are_refused(cast, size):
    path = "/desk/suggestions/" if size == 3 else "/desk/suggestions/A/documents/a/1/scan/"
    upload = {"scan": SimpleUploadedFile("scan.pdf", b"x" * size * MEGABYTE)}
    assert Visitor(cast.sun).post(path, **upload).status_code == 413
