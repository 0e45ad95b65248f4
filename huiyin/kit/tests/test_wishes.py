"""The elder view and the language, without JavaScript."""

import io

import pytest

from huiyin.kit.progress import track


def wish(browser, address, **words):
    return browser.post(address, words, headers={"sec-fetch-site": "same-origin"})


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


@pytest.mark.parametrize("address", ["/view/", "/language/"])
@pytest.mark.parametrize(
    "sender",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"origin": "null"},
        {"origin": "https://example.org"},
        {"origin": "https://testserver.example.org"},
        {"origin": "http://testserver:81"},
        {"referer": "https://example.org/?http://testserver/"},
        {"referer": "http://["},
    ],
)
def test_a_wish_from_another_site_is_refused(browser, address, sender):
    answer = browser.post(address, {"view": "elder", "language": "en"}, headers=sender)
    assert (answer.status_code, list(answer.cookies)) == (403, [])


@pytest.mark.parametrize(
    "sender",
    [
        {"sec-fetch-site": "same-origin"},
        {"origin": "http://testserver"},
        {"referer": "http://testserver/ui/"},
    ],
)
def test_an_older_browser_says_otherwise_where_a_wish_comes_from(browser, sender):
    answer = browser.post("/view/", {"view": "elder", "next": "/ui/"}, headers=sender)
    assert (answer.status_code, list(answer.cookies)) == (302, ["view"])


@pytest.mark.parametrize("page", ["/ui/", "/ui/front/"])
def test_a_page_with_these_forms_hands_out_no_cookie(browser, page):
    assert list(browser.get(page).cookies) == []


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_drawn_on_a_terminal_and_silent_elsewhere():
    screen, log = Terminal(), io.StringIO()

    assert list(track("ab", label="letters", out=screen)) == ["a", "b"]
    assert list(track(iter("ab"), label="letters", total=2, out=log)) == ["a", "b"]
    assert screen.getvalue().endswith("\rletters [####################] 2/2\n")
    assert log.getvalue() == ""
