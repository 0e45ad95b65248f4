from huiyin.contributions.models import Contribution
from huiyin.contributions.services import decide
from huiyin.suggestions.models import Suggestion
from huiyin.voices.services import put_in_index
from tests.cast import SPRING
from tests.reading import links, words
from tests.visitor import Visitor


def publish(cast, voice):
    """The office finds the message fit to be read by everybody."""
    decide(voice.words, Contribution.Visibility.PUBLIC, ground="fit", by=cast.zhao, at=SPRING)
    put_in_index(voice)
    return voice


def test_the_question_comes_first_and_leads_to_the_deputies_of_a_place(at_home):
    page = Visitor().get("/")
    assert '<h1 id="ask">有话，对代表说</h1>' in page.content.decode()
    assert 'action="/find/"' in page.content.decode()


def test_without_any_record_the_home_page_says_so_and_shows_no_number(at_home):
    said = words(Visitor().get("/"))
    assert "近十二个月还没有可以统计的办理记录，所以这里没有数字。" in said
    assert "现在没有正在办理的公开建议" in said
    assert "%" not in said


def test_a_public_suggestion_under_way_is_shown_with_its_clock(at_home):
    case = at_home.assigned()
    page = Visitor().get("/")
    assert "关于增设夜班公交线路的建议" in words(page)
    assert "第 18-I2026-0001 号" in words(page)
    assert f"/matters/{case.docket.code}/" in links(page)


def test_what_is_not_public_is_not_on_the_home_page(at_home):
    at_home.voice(title="只说给代表听")
    at_home.submitted()
    said = words(Visitor().get("/"))
    assert "只说给代表听" not in said
    assert "关于增设夜班公交线路的建议" not in said


def test_a_message_appears_once_it_was_reviewed(at_home):
    publish(at_home, at_home.voice(title="夜班公交"))
    assert "夜班公交 待回应" in words(Visitor().get("/"))


def test_every_task_leads_to_a_page_that_exists(at_home):
    visitor = Visitor()
    here = [href for href in links(visitor.get("/")) if href.startswith("/")]
    pages = {href for href in here if not href.startswith(("//", "/static/", "/mine/"))}
    assert {visitor.get(href).status_code for href in sorted(pages)} == {200}


def test_a_suggestion_whose_deputy_wished_no_openness_stays_unseen(at_home):
    case = at_home.draft()
    Suggestion.objects.filter(pk=case.pk).update(openness="title")
    assert "关于增设夜班公交线路的建议" not in words(Visitor().get("/suggestions/"))
