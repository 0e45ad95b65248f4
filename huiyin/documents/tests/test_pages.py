"""The page of a case's documents, by links and forms as a browser without scripts sends them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiyin.congresses.scope import within
from huiyin.documents.models import Document, Number, Scan
from huiyin.documents.tests import cases
from huiyin.documents.tests.test_scans import ACTING, PICTURE
from tests.visitor import Visitor, text_of

QUERIES_AT_MOST = 24


@pytest.fixture
def case(cast):
    with within(cast.county):
        return cases.answered(cast)


def address(case, *parts):
    return "/".join([f"/desk/suggestions/{case.docket.code}/documents", *parts, ""])


def upload(data, name="scan.pdf", media="application/pdf"):
    return SimpleUploadedFile(name, data, media)


def test_the_page_lists_what_its_reader_may_take(cast, case):
    page = text_of(Visitor(cast.sun).get(address(case)))
    assert address(case, "reply_letter", "1", "pdf") in page
    assert "会办意见" in page
    assert "会办意见" not in text_of(Visitor(cast.zhao).get(address(case)))


def test_a_document_is_saved_and_never_opened_in_our_name(cast, case):
    answer = Visitor(cast.lin.person.user).get(address(case, "reply_letter", "1", "pdf"))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    with within(cast.county):
        assert Document.objects.get().size == len(answer.content)


def test_the_page_of_another_format_does_not_exist(cast, case):
    assert Visitor(cast.sun).get(address(case, "reply_letter", "1", "odt")).status_code == 404


def test_a_unit_numbers_its_letter_and_the_page_shows_it(cast, case):
    sun = Visitor(cast.sun)
    sent = sun.post(address(case, "reply_letter", "1", "number"), mark="云交函", serial="12")
    assert sent.status_code == 302
    assert "云交函〔2026〕12号" in text_of(sun.get(address(case)))


@pytest.mark.parametrize(
    ("mark", "serial"),
    [("", "1"), ("云交函", "0"), ("云交函", "-1"), ("云交函", "1.5"), ("云交函", "一"),
     ("云交函〔2026〕", "1"), ("2026", "1"), ("x" * 21, "1"), ("云交函", "100000")],
)  # fmt: skip
def test_a_number_that_cannot_be_one_is_refused_beside_the_form(cast, case, mark, serial):
    sent = Visitor(cast.sun).post(
        address(case, "reply_letter", "1", "number"), mark=mark, serial=serial
    )
    assert sent.status_code == 422
    with within(cast.county):
        assert Number.objects.count() == 0


def test_a_scan_goes_in_by_its_unit_and_comes_out_whole(cast, case):
    sun = Visitor(cast.sun)
    sent = sun.post(address(case, "reply_letter", "1", "scan"), scan=upload(PICTURE))
    assert sent.status_code == 302
    with within(cast.county):
        uid = str(Scan.objects.get().uid)
    answer = Visitor(cast.lin.person.user).get(address(case, "scans", uid))
    assert b"".join(answer.streaming_content) == PICTURE
    answer.close()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_a_scan_whose_file_is_gone_does_not_exist_and_is_logged(cast, case, caplog):
    sun = Visitor(cast.sun)
    sun.post(address(case, "reply_letter", "1", "scan"), scan=upload(PICTURE))
    with within(cast.county):
        scan = Scan.objects.get()
    scan.file.storage.delete(scan.file.name)
    assert sun.get(address(case, "scans", str(scan.uid))).status_code == 404
    assert "restore it from the backup" in caplog.text


@pytest.mark.parametrize(
    "data", [b"", b"<script>", ACTING["script"], ACTING["script in a packed object"]]
)
def test_a_scan_that_cannot_be_kept_is_refused_beside_the_form(cast, case, data):
    sent = Visitor(cast.sun).post(address(case, "reply_letter", "1", "scan"), scan=upload(data))
    assert sent.status_code == 422
    assert "error" in text_of(sent)
    with within(cast.county):
        assert Scan.objects.count() == 0


def test_without_a_file_the_form_says_so(cast, case):
    sent = Visitor(cast.sun).post(address(case, "reply_letter", "1", "scan"))
    assert sent.status_code == 422
    assert "请先选择扫描件" in text_of(sent)


@pytest.mark.parametrize("who", ["zhao", "zheng", "chu", "wang"])
def test_nobody_else_numbers_or_scans(cast, case, who):
    other = Visitor(getattr(cast, who))
    number = other.post(address(case, "reply_letter", "1", "number"), mark="云交函", serial="1")
    scan = other.post(address(case, "reply_letter", "1", "scan"), scan=upload(PICTURE))
    assert (number.status_code, scan.status_code) == (404, 404)


def test_the_scan_of_a_co_handling_opinion_is_not_the_deputys(cast, case):
    with within(cast.county):
        suggestion, _part = cases.reader(cast.zheng, case)
        key = str(next(p.pk for p in suggestion.assignments.all() if p.role == "co"))
    sent = Visitor(cast.zheng).post(address(case, "co_opinion", key, "scan"), scan=upload(PICTURE))
    assert sent.status_code == 302
    with within(cast.county):
        uid = str(Scan.objects.get().uid)
    assert Visitor(cast.lin.person.user).get(address(case, "scans", uid)).status_code == 404
    assert Visitor(cast.wu).get(address(case, "scans", uid)).status_code == 200


def test_the_page_asks_a_fixed_number_of_questions(cast, case):
    sun = Visitor(cast.sun)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert sun.get(address(case)).status_code == 200
        return len(queries)

    asked()
    before = asked()
    with within(cast.county):
        cases.answer_again(case, cast)
    assert asked() <= before <= QUERIES_AT_MOST
