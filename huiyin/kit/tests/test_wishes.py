"""The elder view and the language, without JavaScript."""

import io
import re

import pytest

from huiyin.kit.progress import track


def token(browser):
    return re.search(r'csrfmiddlewaretoken" value="(\w+)"', browser.get("/ui/").content.decode())[1]


def wish(browser, address, **words):
    return browser.post(address, {"csrfmiddlewaretoken": token(browser), **words})


def test_the_elder_view_is_chosen_and_left_by_a_plain_form(browser):
    answer = wish(browser, "/view/", view="elder", next="/ui/?a=1")
    assert (answer.status_code, answer["Location"]) == (302, "/ui/?a=1")
    assert "data-elder>" in browser.get("/ui/").content.decode()

    wish(browser, "/view/", view="standard", next="/ui/")
    assert "data-elder>" not in browser.get("/ui/").content.decode()


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org", "javascript:1", "", "/\\example.org"]
)
def test_a_wish_never_leads_to_another_site(browser, back):
    assert wish(browser, "/view/", view="elder", next=back)["Location"] == "/"


def test_the_language_is_chosen_by_a_plain_form(browser):
    wish(browser, "/language/", language="en", next="/ui/")

    assert '<html lang="en"' in browser.get("/ui/").content.decode()


def test_a_wish_cannot_be_made_by_a_link(browser):
    assert browser.get("/view/").status_code == 405


def test_a_wish_from_another_site_is_refused(browser):
    assert browser.post("/view/", {"view": "elder"}).status_code == 403


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_drawn_on_a_terminal_and_silent_elsewhere():
    screen, log = Terminal(), io.StringIO()

    assert list(track("ab", label="letters", out=screen)) == ["a", "b"]
    assert list(track(iter("ab"), label="letters", total=2, out=log)) == ["a", "b"]
    assert screen.getvalue().endswith("\rletters [####################] 2/2\n")
    assert log.getvalue() == ""
