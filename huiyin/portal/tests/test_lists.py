import pytest

from huiyin.portal.tests.test_home import publish
from huiyin.suggestions.services import drafting, office, rating
from huiyin.suggestions.tests.scenes import accepted, answered, assign, begun, fresh, on
from tests.cast import SPRING
from tests.reading import links, words
from tests.visitor import Visitor


def matters(page):
    return [href for href in links(page) if "/matters/" in href]


def test_the_list_of_suggestions_can_be_narrowed_to_a_state(at_home):
    at_home.assigned()
    replied = at_home.replied()
    page = Visitor().get("/suggestions/", state="replied")
    assert matters(page) == [f"/matters/{replied.docket.code}/"]
    assert "没有符合条件的公开建议" in words(Visitor().get("/suggestions/", state="redo"))
    assert len(matters(Visitor().get("/suggestions/", state="x"))) == 2


def test_the_list_of_suggestions_is_searched_by_words_and_by_number(at_home):
    case = at_home.assigned()
    found = f"/matters/{case.docket.code}/"
    assert found in links(Visitor().get("/suggestions/", q="夜班"))
    assert found in links(Visitor().get("/suggestions/", q="18-I2026-0001"))
    assert found not in links(Visitor().get("/suggestions/", q="水库"))


def test_a_satisfied_deputys_suggestion_is_followed_up_and_then_closed_with_that_word(at_home):
    case = at_home.replied()
    rating.rate(
        case,
        attitude="satisfied",
        result="satisfied",
        reason="",
        by=at_home.lin.person.user,
        at=SPRING,
    )
    assert "落实承诺中" in words(Visitor().get("/suggestions/", state="tracking"))
    promise = case.replies.get().commitments.get()
    rating.report(promise, outcome="kept", evidence="已开行", by=at_home.sun, at=SPRING)
    assert "办结 · 满意" in words(Visitor().get("/suggestions/", state="closed"))


def test_what_was_taken_back_and_archived_is_not_listed_as_closed(at_home):
    closed, back = begun(assign(accepted(at_home), at_home), at_home), accepted(at_home)
    answered(closed, at_home, at=SPRING)
    office.close_unrated(fresh(closed), reason="没有评价", by=at_home.zhao, at=on(12, 31))
    drafting.withdraw(back, by=at_home.lin.person.user, at=SPRING)
    for case in (closed, back):
        office.archive(fresh(case), by=at_home.zhao, at=on(12, 31))
    page = Visitor().get("/suggestions/", state="closed")
    assert matters(page) == [f"/matters/{closed.docket.code}/"]


def test_the_search_finds_public_messages_suggestions_and_deputies(at_home):
    voice = publish(at_home, at_home.voice(title="夜班公交"))
    case = at_home.assigned()
    at_home.voice(title="夜班公交（不公开）", public=False)
    page = Visitor().get("/search/", q="夜班公交")
    assert matters(page) == [
        f"/matters/{case.docket.code}/",
        f"/matters/{voice.docket.code}/",
    ]
    assert "不公开" not in words(page)
    assert f"/deputies/{at_home.lin.pk}/" in links(Visitor().get("/search/", q="林晓禾"))


def test_a_receipt_number_typed_into_the_search_leads_to_its_page(at_home):
    voice = at_home.voice()
    typed = voice.docket.code.replace("-", " ").lower()
    response = Visitor().get("/search/", q=typed)
    assert response.url == f"/matters/{voice.docket.code}/"


def test_a_search_without_result_says_what_to_do_and_where_else_to_look(at_home):
    page = Visitor().get("/search/", q="磁悬浮")
    assert "没有找到“磁悬浮”" in words(page)
    assert "到上级人大搜索" in words(page)


@pytest.mark.parametrize("before", ["", "x", "2026-01-01~1", "2026-01-01T00:00:00+00:00~x", "~"])
def test_a_broken_key_of_a_page_shows_the_first_page(at_home, before):
    publish(at_home, at_home.voice(title="夜班公交"))
    assert "夜班公交" in words(Visitor().get("/search/", q="夜班", before=before))


@pytest.mark.parametrize("text", ["'", '"', "%", "_", "*", "( OR", "﷽", "\u0308" * 50, "a" * 5000])
def test_no_text_breaks_the_search(at_home, text):
    for path in ("/search/", "/suggestions/", "/deputies/", "/find/"):
        assert Visitor().get(path, q=text).status_code == 200
