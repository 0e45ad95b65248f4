"""What cannot be done is refused in words, and nothing is half done."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from huiyin.congresses.models import Congress
from huiyin.congresses.services import found
from huiyin.law.errors import UnknownProfile, UnknownYear
from huiyin.procedure.middleware import NotLawfulMiddleware
from huiyin.procedure.models import Docket
from huiyin.procedure.table import NotLawful


def test_a_working_day_term_into_an_unknown_year_names_the_missing_notice(at_home):
    with pytest.raises(UnknownYear, match="缺少国务院办公厅关于2030年部分节假日安排的通知"):
        at_home.voice(at=datetime(2030, 6, 3, 2, tzinfo=UTC))
    assert Docket.objects.filter(kind="voice").count() == 0


def test_a_congress_with_rules_nobody_wrote_is_refused_in_words_and_nothing_is_kept(at_home):
    Congress.objects.filter(pk=at_home.county.pk).update(profile_key="atlantis-1999")
    with pytest.raises(UnknownProfile, match="找不到规则“atlantis-1999”"):
        at_home.voice(at=datetime(2026, 6, 3, 2, tzinfo=UTC))
    assert Docket.objects.filter(kind="voice").count() == 0


def test_no_congress_is_founded_under_rules_nobody_wrote(at_home):
    with pytest.raises(UnknownProfile):
        found(
            at_home.county.area, name="某县人民代表大会", slug="some", level=4, direct=True,
            profile_key="atlantis-1999",
        )  # fmt: skip
    assert not Congress.objects.filter(slug="some").exists()


@pytest.mark.parametrize(
    ("error", "language", "status", "words"),
    [
        (UnknownYear(2031), "zh-hans", 422, "缺少国务院办公厅关于2031年部分节假日安排的通知"),
        (UnknownYear(2031), "en", 422, "public holidays of 2031 is missing"),
        (UnknownProfile("x"), "en", 422, "There is no rule profile"),
        (NotLawful("suggestion", "assign", "closed"), "zh-hans", 409, "这件事已经有了新进展"),
    ],
)
def test_the_refusal_is_a_page_that_says_why(error, language, status, words):
    with override(language):
        answer = NotLawfulMiddleware(None).process_exception(RequestFactory().get("/"), error)
    assert (answer.status_code, words in answer.content.decode()) == (status, True)
