"""Documents are made from their case, the same bytes each time, and their hash is on record."""

from hashlib import sha256

import pytest

from huiyin.documents import queries, services
from huiyin.documents.models import Document
from huiyin.ledger.models import Leaf
from tests.cast import SPRING

FORMATS = ("docx", "pdf")


def reader(user, case):
    """``(suggestion, standing)`` as a request would have them."""
    return queries.get_for_reader(user, case.docket.code)


def take(user, case, kind, key="1", format="pdf"):
    suggestion, part = reader(user, case)
    return services.take(suggestion, part, kind=kind, key=key, format=format, by=user, at=SPRING)


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
