"""The watch over every page sees what it is there to see; one that cannot is worth nothing."""

import pytest

from tests.browser.measures import axe, overflow, wear

HOME = "/c/yunxi/"
scripted = pytest.mark.parametrize("javascript", [True], ids=["js"])


def test_a_page_opens_and_nothing_is_complained_of(page):
    assert page.goto(HOME).status == 200
    assert page.locator("h1").count() == 1


@scripted
def test_the_guard_hears_errors_and_requests_to_other_hosts(visit):
    page = visit()
    page.goto(HOME)
    page.evaluate("console.error('said aloud')")
    page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    page.evaluate("new Image().src = 'http://127.0.0.1:9/elsewhere.png'")
    page.wait_for_timeout(200)
    heard = "\n".join(visit.guard.complaints)
    visit.guard.complaints.clear()
    assert "console: said aloud" in heard
    assert "error in a script: thrown" in heard
    assert "another host: http://127.0.0.1:9/elsewhere.png" in heard


@scripted
def test_axe_and_overflow_see_what_is_wrong(page):
    page.goto(HOME)
    page.evaluate("""() => {
      const picture = document.createElement("img");
      picture.style.cssText = "width: 3000px; max-width: none; height: 10px";
      document.querySelector("main").append(picture);
    }""")
    assert overflow(page) > 0
    assert any(line.startswith("image-alt") for line in axe(page))


@scripted
def test_elder_view_is_put_on_and_taken_off(page):
    page.goto(HOME)
    wear(page, elder=True)
    assert page.locator("html[data-elder]").count() == 1
    wear(page, elder=False)
    assert page.locator("html[data-elder]").count() == 0


@pytest.mark.parametrize("width", [1280], ids=["desk"])
@scripted
def test_data_come_back_as_they_were_built(fresh, page):
    assert page.goto(HOME).status == 200
