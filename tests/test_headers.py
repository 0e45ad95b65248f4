"""What every answer carries, who may keep it, and that no form works from elsewhere."""

import pytest
from django.test import Client

from tests.isolation import addresses
from tests.isolation_table import table

OWN = {"HTTP_HOST": "yunjiang.test"}
HERE = "/c/yunxi/"
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FORM = "application/x-www-form-urlencoded"
#: Pages that a cache in front may keep for everybody.
KEPT = [
    name
    for name in addresses()
    if name.startswith(("portal:", "laws:", "public_bills:index", "trace:track", "trace:record"))
    or name in ("trace:key", "trace:verifier")
]
#: Public once they are released, which those of the world are not: as absent as any other.
UNRELEASED = {"portal:article", "portal:article_released", "portal:asset"}
KEPT = [name for name in KEPT if name not in UNRELEASED]
#: What takes a form without a token: it proves by the browser's word where it comes from.
TOKENLESS = {"kit:view", "kit:language"}


@pytest.fixture
def browser():
    """As in production: tokens are checked and errors become pages."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def policy(response):
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: values for name, *values in map(str.split, parts)}


def assert_protected(response):
    for name, value in EVERYWHERE.items():
        assert response.headers.get(name) == value, (response.status_code, name)
    rules = policy(response)
    assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == ["'none'"]
    assert {*rules["script-src"]} <= {"'self'"} | {
        word for word in rules["script-src"] if word.startswith("'nonce-")
    }
    assert rules["style-src"] == rules["form-action"] == ["'self'"]
    for name, cookie in response.cookies.items():
        if cookie.value:
            assert (name, bool(cookie["httponly"]), cookie["samesite"]) == (name, True, "Lax")


def everything(world, role="anonymous"):
    """Yield every address with the things of 云溪 in it, and a browser of somebody."""
    client = world.client(role)
    for name, route in addresses().items():
        yield name, HERE + world.fill(name, route), client
        if name == "account_logout":
            client = world.client(role)


def test_every_answer_of_every_address_is_protected(world):
    for role in ("anonymous", "author", "clerk"):
        for _name, address, client in everything(world, role):
            for method in ("get", "post", "put"):
                answer = getattr(client, method)(address, **OWN)
                assert_protected(answer)


@pytest.mark.parametrize(
    ("status", "request_of"),
    [
        (301, lambda b: b.get("/c/yunxi", **OWN)),
        (301, lambda b: b.get("/find", **OWN)),
        (400, lambda b: b.get("/", HTTP_HOST="not a host")),
        (400, lambda b: b.get("/find/?q=%00", **OWN)),
        (400, lambda b: b.generic("POST", "/sign-in/", "a=%FF", content_type=FORM, **OWN)),
        (403, lambda b: b.post("/sign-in/", {"phone": "13800000000"}, **OWN)),
        (404, lambda b: b.get("/", HTTP_HOST="nobody.test")),
        (404, lambda b: b.get("/c/nowhere/", **OWN)),
        (404, lambda b: b.get("/nothing/here/", **OWN)),
        (404, lambda b: b.get("/static/nothing.css", **OWN)),
        (405, lambda b: b.delete("/", **OWN)),
        (405, lambda b: b.get("/view/", **OWN)),
        (411, lambda b: b.generic("POST", "/", HTTP_TRANSFER_ENCODING="chunked", **OWN)),
        (413, lambda b: b.post("/sign-in/", b"", FORM, CONTENT_LENGTH=str(2**21 + 1), **OWN)),
        (200, lambda b: b.get("/static/kit/mark.svg", **OWN)),
    ],
)
def test_an_answer_from_before_any_page_is_protected_too(
    cast, browser, settings, status, request_of
):
    settings.WHITENOISE_USE_FINDERS = True
    answer = request_of(browser)
    if answer.streaming:
        assert b"".join(answer)
    assert answer.status_code == status
    assert_protected(answer)


def test_the_page_about_a_failure_is_protected(cast, browser, settings):
    settings.ROOT_URLCONF = "huiyin.kit.tests.urls"
    answer = browser.get("/failed/", **OWN)
    assert answer.status_code == 500
    assert_protected(answer)


def test_a_refusal_speaks_the_readers_language_and_not_the_last_ones(cast, browser):
    assert "没有找到" in browser.get("/nothing/", **OWN).content.decode()
    english = {"HTTP_ACCEPT_LANGUAGE": "en"}
    for address, host in (("/", "nobody.test"), ("/c/nowhere/", "yunjiang.test")):
        chinese = browser.get(address, HTTP_HOST=host)
        other = browser.get(address, HTTP_HOST=host, **english)
        assert '<html lang="zh-hans"' in chinese.content.decode()
        assert '<html lang="en"' in other.content.decode()


# --- Who may keep a page ------------------------------------------------------------------


def test_a_public_page_hands_out_no_cookie_and_may_be_kept(world):
    for name, address, client in everything(world):
        if name in KEPT:
            answer = client.get(address, **OWN)
            assert (name, answer.status_code, list(answer.cookies)) == (name, 200, [])
            assert "Cache-Control" not in answer.headers
            assert answer.headers.get("Set-Cookie") is None


def test_a_kept_page_differs_by_cookie_and_language_alone(world):
    for name, address, client in everything(world):
        if name in KEPT:
            vary = client.get(address, **OWN).headers["Vary"]
            assert {*vary.replace(" ", "").lower().split(",")} <= {"cookie", "accept-language"}


def test_no_page_of_somebody_signed_in_is_kept_by_anybody(world):
    for role in ("author", "clerk"):
        for name, address, client in everything(world, role):
            answer = client.get(address, **OWN)
            if name != "account_logout":
                assert "no-store" in answer.headers["Cache-Control"], name


def test_what_asks_for_more_than_a_public_page_is_not_kept(world):
    for name, address, client in everything(world):
        open_to_all = name in KEPT or name in UNRELEASED
        if not open_to_all and not name.startswith(("-/", "kit:", "account_", "mfa_")):
            answer = client.get(address, **OWN)
            assert "no-store" in answer.headers.get("Cache-Control", ""), name


# --- Forms from elsewhere -----------------------------------------------------------------


def test_no_address_takes_a_form_without_its_token(world):
    for role in ("anonymous", "author", "deputy", "clerk"):
        for name, address, _client in everything(world):
            if "m" * 9 in table()[name][1] and name not in TOKENLESS:
                continue
            client = Client(enforce_csrf_checks=True, raise_request_exception=False)
            if role != "anonymous":
                client.force_login(world.actors[role])
            answer = client.post(address, {"a": "b"}, **OWN)
            if not name.startswith("-/"):
                assert (name, answer.status_code) == (name, 403)


def test_a_token_of_another_browser_is_refused(cast, browser):
    theirs = Client().get("/sign-in/", **OWN).cookies["csrftoken"].value
    browser.get("/sign-in/", **OWN)
    data = {"phone": "13800000000", "csrfmiddlewaretoken": theirs}
    assert browser.post("/sign-in/", data, **OWN).status_code == 403
