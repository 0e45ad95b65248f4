"""Who may take which document."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from huiyin.documents import queries, services
from huiyin.documents.tests import cases
from huiyin.suggestions.services import consulting, drafting, rating
from tests.cast import SPRING

DEPUTYS = ["suggestion_form", "face_to_face", "reply_letter", "opinion_form", "commitment_ledger"]


def test_every_kind_is_offered_in_a_whole_case(at_home):
    case = cases.rated(at_home)
    unit = cases.readable(at_home.sun, case)
    assert unit == [
        "suggestion_form", "assignment_letter", "return_request", "co_opinion", "face_to_face",
        "reply_letter", "opinion_form", "commitment_ledger",
    ]  # fmt: skip


def test_a_co_handling_opinion_goes_to_the_lead_unit_only(at_home):
    case = cases.rated(at_home)
    assert "co_opinion" in cases.readable(at_home.wu, case)
    assert "co_opinion" in cases.readable(at_home.zheng, case)
    for other in (at_home.zhao, at_home.lin.person.user, at_home.zhou.person.user):
        assert "co_opinion" not in cases.readable(other, case)


def test_deputies_have_the_papers_that_are_theirs(at_home):
    case = cases.rated(at_home)
    assert cases.readable(at_home.lin.person.user, case) == DEPUTYS
    joint = cases.readable(at_home.zhou.person.user, case)
    assert joint == ["suggestion_form", "reply_letter", "commitment_ledger"]


def test_a_unit_sees_the_opinion_form_only_once_it_was_judged(at_home):
    case = cases.answered(at_home)
    assert "opinion_form" not in cases.readable(at_home.sun, case)
    assert "opinion_form" in cases.readable(at_home.lin.person.user, case)
    lin = at_home.lin.person.user
    rating.rate(case, attitude="satisfied", result="satisfied", reason="", by=lin, at=cases.MAY)
    assert "opinion_form" in cases.readable(at_home.sun, case)
    assert "opinion_form" not in cases.readable(at_home.zheng, case)


def test_a_co_handling_unit_has_its_own_assignment_letter_and_no_other(at_home):
    case = cases.answered(at_home)
    suggestion, part = cases.reader(at_home.zheng, case)
    letters = [
        offer.about
        for offer in queries.offers(suggestion, part)
        if offer.sort.kind == "assignment_letter"
    ]
    assert letters == ["县财政局（会办）"]


@pytest.mark.parametrize("who", ["wang", "feng", "chu", "city_clerk"])
def test_to_everybody_else_the_documents_do_not_exist(at_home, who):
    case = cases.answered(at_home)
    with pytest.raises(Http404):
        cases.reader(getattr(at_home, who), case)


@pytest.mark.parametrize(
    ("kind", "key"),
    [("nothing", "1"), ("reply_letter", "2"), ("reply_letter", "-1"), ("co_opinion", "x" * 50)],
)
def test_a_document_there_is_not_does_not_exist(at_home, kind, key):
    case = cases.answered(at_home)
    with pytest.raises(Http404):
        cases.take(at_home.sun, case, kind, key=key)


def test_a_reply_that_is_not_signed_has_no_letter(at_home):
    case = at_home.in_review()
    assert "reply_letter" not in cases.readable(at_home.sun, case)


def test_only_the_unit_that_signs_a_letter_numbers_it(at_home):
    case = cases.answered(at_home)
    for user in (at_home.zhao, at_home.zheng, at_home.lin.person.user):
        suggestion, part = cases.reader(user, case)
        with pytest.raises(PermissionDenied):
            services.give_number(
                suggestion, part, kind="reply_letter", key="1", mark="云交函", serial=3,
                by=user, at=SPRING,
            )  # fmt: skip


def test_a_number_is_given_to_one_letter_and_may_be_corrected(at_home):
    case = cases.answered(at_home)
    suggestion, part = cases.reader(at_home.wu, case)
    facts = {"mark": "云交函", "by": at_home.wu, "at": SPRING}
    services.give_number(suggestion, part, kind="reply_letter", key="1", serial=3, **facts)
    services.give_number(suggestion, part, kind="reply_letter", key="1", serial=4, **facts)
    assert str(queries.number_of(suggestion, "reply_letter", "1")) == "云交函〔2026〕4号"
    request = str(suggestion.returns.get().pk)
    with pytest.raises(services.Taken):
        services.give_number(
            suggestion, part, kind="return_request", key=request, serial=4, **facts
        )


def test_notes_beside_a_consultation_are_no_paper_of_the_office(at_home):
    lin = at_home.lin.person.user
    case = drafting.draft(
        lead=at_home.lin, title="想法", problem="只给自己看的笔记", advice="", by=lin, at=SPRING,
        verb="note",
    )  # fmt: skip
    consulting.ask(
        case, text="末班车几点合适？", audience="everyone", ends_on=cases.MAY.date(), by=lin,
        at=SPRING,
    )  # fmt: skip
    assert cases.readable(at_home.zhao, case) == []
    assert cases.readable(lin, case) == ["suggestion_form"]
    with pytest.raises(Http404):
        cases.take(at_home.zhao, case, "suggestion_form", key="1")
    drafting.withdraw(case, by=lin, at=SPRING)
    with pytest.raises(Http404):  # what was asked is asked no more: it is not the office's matter
        cases.readable(at_home.zhao, case)
