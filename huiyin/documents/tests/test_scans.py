"""Sealed scans: what they are is read from their content, and nothing that acts is kept."""

import struct
import zlib
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from huiyin.documents import services
from huiyin.documents.models import Scan
from huiyin.documents.tests import cases
from huiyin.kit.inspection import Refused, inspect
from huiyin.ledger.audit import verify_log
from huiyin.ledger.models import Leaf
from tests.cast import SPRING


def pdf(*objects, tail=b"startxref\n0\n%%EOF\n"):
    return b"%PDF-1.4\n" + b"\n".join(objects) + b"\n" + tail


def packed(data):
    return b"1 0 obj <</Filter/FlateDecode>> stream\n" + zlib.compress(data) + b"\nendstream"


def png(width=100, height=100):
    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    chunks = [chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def jpeg(width=100, height=100, end=b"\xff\xd9"):
    first = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\0" * 9
    return first + frame + b"\xff\xda" + b"\0" * 40 + end


PICTURE = pdf(b"1 0 obj <</Type/Page/Contents 2 0 R>> endobj", packed(b"q 1 0 0 1 0 0 cm Q"))


@pytest.mark.parametrize(
    ("data", "media"),
    [(PICTURE, "application/pdf"), (jpeg(), "image/jpeg"), (png(), "image/png")],
    ids=["pdf", "jpeg", "png"],
)
def test_pictures_of_a_paper_are_told_by_their_content(data, media):
    assert inspect(data)[0] == media


ACTING = {
    "script": pdf(b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"),
    "script spelt with escapes": pdf(b"<</S/J#61vaScript>>"),
    "program": pdf(b"<</S/Launch/F(cmd.exe)>>"),
    "carried file": pdf(b"<</Type/EmbeddedFile>>"),
    "link away": pdf(b"<</S/URI/URI(x)>>"),
    "form of scripts": pdf(b"<</AcroForm<</XFA 1 0 R>>>>"),
    "script in a packed object": pdf(packed(b"<</S/JavaScript>>")),
    "script packed twice": pdf(packed(zlib.compress(b"<</S/JavaScript>>"))),
    "script before a fault": pdf(packed(b"<</S/JavaScript>>" * 99)[:-30]),
    "objects written so that nobody sees": pdf(b"<</Type/ObjStm/Filter/ASCIIHexDecode>>"),
    "encrypted": pdf(b"trailer <</Encrypt 5 0 R>>"),
}


@pytest.mark.parametrize("data", ACTING.values(), ids=ACTING)
def test_a_pdf_that_acts_by_itself_is_refused(data):
    with pytest.raises(Refused):
        inspect(data)


WRONG = {
    "empty": b"",
    "word": b"PK\x03\x04" + b"\0" * 100,
    "page": b"<html><script>alert(1)</script>",
    "vector picture": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "program": b"MZ" + b"\0" * 100,
    "gif": b"GIF89a" + b"\0" * 50,
    "text called pdf": b"this is not a pdf",
    "torn pdf": b"%PDF-1.4\n1 0 obj",
    "torn jpeg": jpeg(end=b""),
    "torn png": png()[:40],
    "picture without sides": png(0, 100),
    "picture of a million pixels a side": png(1_000_000, 2),
    "picture bomb": png(11_000, 11_000),
    "jpeg bomb": jpeg(12_000, 12_000),
    "bomb in a pdf": pdf(packed(b"\0" * 210_000_000)),
    "a pdf of endless streams": pdf(b"stream\n" * 200_000),
    "many bombs in a pdf": pdf(*[packed(b"\0" * 9_000_000)] * 24),
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_whatever_is_no_scan_is_refused_with_words(data):
    with pytest.raises(Refused) as refused:
        inspect(data)
    assert str(refused.value)


def test_a_scan_that_is_too_large_is_refused(settings):
    settings.SCAN_MAX_BYTES = len(PICTURE) - 1
    with pytest.raises(Refused):
        inspect(PICTURE)


def hand_in(user, case, data=PICTURE, kind="reply_letter", key="1"):
    suggestion, part = cases.reader(user, case)
    return services.hand_in_scan(
        suggestion, part, kind=kind, key=key, file=ContentFile(data), by=user, at=SPRING
    )


def test_a_sealed_scan_is_kept_whole_with_its_hash_on_record(at_home):
    case = cases.answered(at_home)
    scan = hand_in(at_home.sun, case)
    assert scan.file.open("rb").read() == PICTURE
    assert scan.sha256 == sha256(PICTURE).hexdigest()
    assert Leaf.objects.filter(kind="document.scan", ref=scan.uid).count() == 1


def test_the_record_of_documents_and_scans_verifies_and_tells_a_changed_one(at_home):
    case = cases.answered(at_home)
    scan = hand_in(at_home.sun, case)
    cases.take(at_home.sun, case, "reply_letter")
    assert verify_log(at_home.county) == []
    Scan.objects.filter(pk=scan.pk).update(size=scan.size + 1)
    assert len(verify_log(at_home.county)) == 1


def test_a_file_that_was_changed_or_lost_is_found_by_the_verifier(at_home):
    scan = hand_in(at_home.sun, cases.answered(at_home))
    assert verify_log(at_home.county) == []
    with scan.file.storage.open(scan.file.name, "wb") as file:
        file.write(PICTURE + b" ")
    assert len(verify_log(at_home.county)) == 1
    scan.file.storage.delete(scan.file.name)
    assert len(verify_log(at_home.county)) == 1


def test_the_same_scan_is_kept_once_and_there_is_an_end_to_them(at_home):
    case = cases.answered(at_home)
    hand_in(at_home.sun, case)
    with pytest.raises(services.Taken):
        hand_in(at_home.wu, case)
    for width in range(services.SCANS_AT_MOST - 1):
        hand_in(at_home.sun, case, png(width + 1))
    with pytest.raises(services.Taken):
        hand_in(at_home.sun, case, jpeg())
    assert Scan.objects.count() == services.SCANS_AT_MOST


def test_only_the_unit_that_signs_hands_in_a_scan(at_home):
    case = cases.answered(at_home)
    for user in (at_home.zhao, at_home.zheng, at_home.lin.person.user):
        with pytest.raises(PermissionDenied):
            hand_in(user, case)
    assert Scan.objects.count() == 0
