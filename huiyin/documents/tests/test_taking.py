"""Documents are made from their case, the same bytes each time, and their hash is on record."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256

import pytest
from django.utils import translation

from huiyin.documents import making, services
from huiyin.documents.kinds import KINDS
from huiyin.documents.models import Document
from huiyin.documents.tests import cases
from huiyin.documents.tests.cases import take
from huiyin.ledger.models import Leaf
from tests.cast import SPRING

FORMATS = ("docx", "pdf")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_case_gives_the_same_reply_letter(at_home, format):
    case, lin = at_home.replied(), at_home.lin.person.user
    first, name = take(lin, case, "reply_letter", format=format)
    again, _name = take(at_home.zhao, case, "reply_letter", format=format)
    assert first == again
    assert name == f"对云溪县第十八届人民代表大会闭会期间第1号建议的答复.{format}"
    row = Document.objects.get()
    assert (row.sha256, row.size) == (sha256(first).hexdigest(), len(first))
    assert Leaf.objects.filter(kind="document", ref=row.uid).count() == 1


@pytest.mark.parametrize("format", FORMATS)
def test_the_language_of_the_page_does_not_reach_the_paper(at_home, format):
    case = cases.rated(at_home)
    for kind in KINDS:
        user = at_home.sun if kind == "co_opinion" else at_home.zhao
        chinese, _name = take(user, case, kind, format=format)
        with translation.override("en"):
            assert take(user, case, kind, format=format)[0] == chinese, kind


def test_a_case_that_has_changed_gives_another_file_with_a_line_of_its_own(at_home):
    case, sun = cases.answered(at_home), at_home.sun
    first, _name = take(sun, case, "reply_letter")
    suggestion, part = cases.reader(sun, case)
    services.give_number(
        suggestion, part, kind="reply_letter", key="1", mark="云交函", serial=3, by=sun, at=SPRING
    )
    assert take(sun, case, "reply_letter")[0] != first
    assert Document.objects.count() == Leaf.objects.filter(kind="document").count() == 2


def test_many_threads_write_papers_at_once(at_home):
    suggestion, _part = cases.reader(at_home.sun, cases.answered(at_home))
    _sort, reply = KINDS["reply_letter"], next(iter(suggestion.replies.all()))
    made = making.draw(_sort.paper, suggestion, reply, "")
    papers = [replace(made, number=f"云交函〔2026〕{number}号") for number in range(24)]
    with ThreadPoolExecutor(6) as pool:
        for format in FORMATS:
            together = list(pool.map(lambda paper, f=format: making.write(paper, f), papers))
            assert together == [making.write(paper, format) for paper in papers]
