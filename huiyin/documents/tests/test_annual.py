"""The yearly report as a file, word and figure: for the office and, once published, for all."""

from hashlib import sha256
from io import BytesIO

import pytest
from pypdf import PdfReader

from huiyin.congresses.models import Seat
from huiyin.congresses.scope import within
from huiyin.documents.models import Document
from huiyin.documents.tests import cases
from huiyin.ledger.audit import verify_log
from huiyin.reports import services
from huiyin.reports.outline import SECTIONS
from tests.cast import SPRING
from tests.visitor import Visitor

ADDRESS = "/desk/documents/annual/2026/{}/"


@pytest.fixture
def report(cast):
    """Published by a second person of the office."""
    with within(cast.county):
        cases.rated(cast)
        second = cast._official("钱复核", cast.affairs, Seat.Role.CLERK)
        made = services.begin(congress=cast.county, year=2026, by=cast.zhao, at=SPRING)
        words = dict.fromkeys(SECTIONS, "这一节已经写好。")
        seen = made.edited_at.isoformat()
        services.edit(made, sections=words, seen=seen, by=cast.zhao, at=SPRING)
        services.submit(made, by=cast.zhao, at=SPRING)
        services.publish(made, by=second, at=SPRING)
    return made


def text(answer):
    pages = PdfReader(BytesIO(answer.content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_a_published_report_is_a_paper_with_its_sections_and_figures(cast, report):
    answer = Visitor(cast.zhao).get(ADDRESS.format("pdf"))
    said = text(answer)
    assert "云溪县人民代表大会2026年代表建议、批评和意见办理情况报告" in said
    assert "（稿）" not in said
    assert "云溪县人民代表大会常务委员会：" in said
    places = [said.index(heading) for heading in ("一、基本情况", "二、按期答复和沟通联系")]
    assert places == sorted(places)
    assert "县交通运输局11/1" in said


def test_a_report_that_is_being_revised_is_called_a_draft(cast, report):
    with within(cast.county):
        services.revise(report, by=cast.zhao, at=SPRING)
    assert "（稿）" in text(Visitor(cast.zhao).get(ADDRESS.format("pdf")))


def test_the_same_report_gives_the_same_file_and_one_line_on_record(cast, report):
    zhao = Visitor(cast.zhao)
    first, again = (zhao.get(ADDRESS.format("docx")).content for _ in range(2))
    assert first == again
    with within(cast.county):
        assert Document.objects.get().kind == "annual_report"


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_anybody_takes_a_published_report_home_and_its_hash_is_on_record(cast, report, format):
    page = Visitor().get("/suggestions/reports/2026/").content.decode()
    address = f"/suggestions/reports/2026/{format}/"
    assert f'href="{address}?edition=1"' in page
    first, again = (Visitor().get(address, edition="1") for _ in range(2))
    assert first.status_code == 200 and first.content == again.content
    with within(cast.county):
        kept = Document.objects.get()
        digest = sha256(first.content).hexdigest()
        assert (kept.by, kept.format, kept.sha256) == (None, format, digest)
        assert verify_log(cast.county) == []


def test_while_a_further_edition_is_written_everybody_takes_the_published_one(cast, report):
    with within(cast.county):
        services.revise(report, by=cast.zhao, at=SPRING)
    answer = Visitor().get("/suggestions/reports/2026/pdf/")
    assert "（稿）" not in text(answer)
    for missing in ("2026/odt/", "1999/pdf/", "2026/pdf/?edition=2", "2026/pdf/?edition=x"):
        assert Visitor().client.get(f"/suggestions/reports/{missing}").status_code == 404


def test_a_report_that_was_never_published_is_nobodys_to_take(cast):
    with within(cast.county):
        cases.rated(cast)
        services.begin(congress=cast.county, year=2026, by=cast.zhao, at=SPRING)
    assert Visitor().get("/suggestions/reports/2026/pdf/").status_code == 404


@pytest.mark.parametrize("who", ["sun", "wang", "chu"])
def test_the_report_at_the_desk_is_the_offices(cast, report, who):
    assert Visitor(getattr(cast, who)).get(ADDRESS.format("pdf")).status_code == 404


def test_a_year_or_a_format_there_is_not_does_not_exist(cast, report):
    zhao = Visitor(cast.zhao)
    assert zhao.get("/desk/documents/annual/1999/pdf/").status_code == 404
    assert zhao.get(ADDRESS.format("odt")).status_code == 404
