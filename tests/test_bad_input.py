"""Whatever is typed: kept as it is or refused with words, never half written, never a failure."""

import os
import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from huiyin.bills import forms as bills
from huiyin.congresses.scope import within
from huiyin.suggestions import forms as steps
from tests.naughty import BLANK, BROKEN, KEPT, NUL, REFUSED, strings
from tests.naughty.places import PLACES, bring, forms_of_the_product
from tests.naughty.trying import (
    assert_only_escaped,
    assert_refused_with_words,
    counts,
    kept,
    other_fields,
    rounds,
    text_fields,
    undone,
    words,
)

#: More collections were named: thousands of strings, of which the slower tests take some.
MANY = bool(os.environ.get("HUIYIN_NAUGHTY"))
FORM = "application/x-www-form-urlencoded"
#: Forms whose one text is that of the page, whatever is sent.
CONFIRMED = (steps.ConfirmForm, bills.ConfirmForm)
EVERYWHERE = pytest.mark.parametrize(
    "place", PLACES, ids=[f"{one.form.__name__}-{n}" for n, one in enumerate(PLACES)]
)


def send(place, visitor, address, values):
    if place.method == "get":
        return visitor.client.get(address, values)
    return visitor.client.post(address, values)


def test_there_are_at_least_two_hundred_strings_of_our_own():
    assert len({*KEPT, *BLANK, *REFUSED}) + len(BROKEN) + len(NUL) >= 200


def test_every_form_of_the_product_has_its_place():
    assert forms_of_the_product() == {place.form for place in PLACES}


@EVERYWHERE
def test_words_are_kept_as_they_are_or_refused_with_words(cast, place):
    visitor, address, right = bring(cast, place)
    fields, before = text_fields(place.form), (counts(), words())
    for typed in rounds(fields, strings()):
        with undone(visitor.client):
            answer = send(place, visitor, address, right | typed)
            assert answer.status_code in (*place.done, 422), (answer.status_code, typed)
            assert_only_escaped(answer.content.decode(), typed.values())
            if answer.status_code == 422:
                assert (counts(), words()) == before, typed
                assert_refused_with_words(answer, typed)
            else:
                assert_kept(place, answer, typed)


def assert_kept(place, answer, typed):
    """What was accepted stands in the database byte for byte."""
    assert answer.headers.get("Location", "").startswith("/") or answer.status_code == 200
    stored = set(words())
    for name, text in typed.items():
        if name not in place.loose and kept(text):
            assert kept(text) in stored, (name, text)


@EVERYWHERE
def test_what_shows_nothing_is_empty_and_what_cannot_be_shown_is_refused(cast, place):
    visitor, address, right = bring(cast, place)
    before = (counts(), words())
    for text in [*BLANK, *REFUSED]:
        typed = dict.fromkeys(text_fields(place.form), text)
        with undone(visitor.client):
            answer = send(place, visitor, address, right | typed)
            if answer.status_code == 422:
                assert (counts(), words()) == before
                assert_refused_with_words(answer, {} if text in BLANK else typed)
            else:
                assert answer.status_code in place.done, text
                assert text in BLANK or not typed or place.form in CONFIRMED


@EVERYWHERE
def test_a_required_text_that_shows_nothing_is_asked_for(cast, place):
    visitor, address, right = bring(cast, place)
    for name in text_fields(place.form):
        with undone(visitor.client):
            answer = send(place, visitor, address, right | {name: "\u200b\u3164 \ufeff"})
            form = (answer.context or {}).get("form")
            if place.form.base_fields[name].required and form and name in form.fields:
                assert answer.status_code == 422, name


@EVERYWHERE
def test_a_choice_a_day_or_a_key_that_is_none_is_refused_with_words(cast, place):
    visitor, address, right = bring(cast, place)
    before, names = counts(), other_fields(place.form)
    odd = [dict.fromkeys(names, text) for text in [*KEPT[::9], *REFUSED[:2]]]
    odd += [{name: text} for name in names for text in ("0001-01-01", "9999-12-31", "999999")]
    for typed in odd if names else []:
        with undone(visitor.client):
            answer = send(place, visitor, address, right | typed)
            assert answer.status_code in (*place.done, 422), typed
            assert_only_escaped(answer.content.decode(), typed.values())
            if answer.status_code == 422:
                assert counts() == before
                assert_refused_with_words(answer, {})


@EVERYWHERE
def test_a_form_without_its_fields_or_with_each_twice_is_no_failure(cast, place):
    visitor, address, right = bring(cast, place)
    for values in ({}, {name: [value, value] for name, value in right.items()}):
        with undone(visitor.client):
            assert send(place, visitor, address, values).status_code in (*place.done, 404, 422)


@EVERYWHERE
def test_nul_and_bytes_that_are_no_text_are_refused_before_anything_reads_them(cast, place):
    visitor, address, _right = bring(cast, place)
    before, name = counts(), next(iter(place.form.base_fields), "any")
    for text in [*(one.encode() for one in NUL), *BROKEN]:
        body = f"{name}=".encode() + text
        for sent in (body, quoted(body)):
            answer = visitor.client.generic("POST", address, sent, content_type=FORM)
            assert answer.status_code == 400, text
        address_of = f"{address}?{name}={quoted(text).decode()}"
        assert visitor.client.get(address_of).status_code < 500
    assert counts() == before


def quoted(body):
    return b"".join(b"%%%02X" % one if one > 126 or one < 33 else bytes([one]) for one in body)


@EVERYWHERE
def test_too_much_is_refused_before_anything_reads_it(cast, place):
    visitor, address, right = bring(cast, place)
    before = counts()
    large = re.search(settings.LARGE_BODIES, address)
    for values, status in (
        # Where large files are taken, their bodies are: what is no file is refused by its size.
        ({"body": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}, 400 if large else 413),
        (
            {f"field{n}": "1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)} | right,
            400,
        ),
    ):
        assert visitor.client.post(address, values).status_code == status
    assert counts() == before


# --- What is not a form -------------------------------------------------------------------


def test_every_question_in_an_address_is_answered(cast):
    names = ["q", "state", "after", "before", "at", "queue", "kind", "show", "place", "area"]
    names += ["to", "key", "next", "voice", "with", "find", "number", "view", "c", "page"]
    pages = ["", "find/", "deputies/", "stations/", "suggestions/", "search/", "track/"]
    pages += ["voices/new/", "voices/similar/", "voices/verify/", "sign-in/", "accounts/login/"]
    desks = ["", "voices/", "suggestions/", "commitments/", "take-up/", "review/", "reveal/"]
    some = [*strings()[:: 20 if MANY else 1], *BLANK, *REFUSED]
    for address, who in [
        *((f"/{page}", None) for page in pages),
        *((f"/desk/{page}", cast.lin.person.user) for page in desks),
        *((f"/desk/{page}", cast.zhao) for page in desks),
    ]:
        client = Client()
        if who:
            client = bring_in(who)
        for start in range(0, len(some), len(names)):
            asked = dict(zip(names, some[start:] + some[:start], strict=False))
            answer = client.get(address, asked)
            assert answer.status_code in (200, 302, 404, 422), (address, asked)
            assert_only_escaped(answer.content.decode(), asked.values())


def bring_in(user):
    from tests.visitor import Visitor

    return Visitor(user).client


@pytest.mark.parametrize(
    "address", ["/search/", "/suggestions/", "/deputies/", "/find/", "/track/"]
)
def test_whatever_is_looked_for_is_looked_for_as_words(cast, address):
    with within(cast.county):
        cast.voice()
    for text in [*strings()[:: 1 if address == "/search/" else 3], *BLANK, *REFUSED]:
        name = "number" if address == "/track/" else "q"
        answer = Client().get(address, {name: text})
        assert answer.status_code in (200, 302, 422), text
        assert_only_escaped(answer.content.decode(), [text])


def test_no_part_of_an_address_breaks_a_page(cast):
    parts = [one for one in [*KEPT[::2], *REFUSED] if len(one) < 200 and "\0" not in one]
    client = bring_in(cast.zhao)
    for text in parts:
        for address in (
            f"/matters/{text}/",
            f"/desk/suggestions/{text}/",
            f"/c/{text}/",
            f"/{text}",
        ):
            answer = client.get(address)
            assert answer.status_code in (200, 301, 302, 404), (address, answer.status_code)


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "django_language", "view", "messages"])
@pytest.mark.parametrize("text", ['"a\\000b"', "\\", "é", "a" * 5000, '"\\377"', "${x}", "'"])
def test_a_spoilt_cookie_is_no_failure(cast, name, text):
    client = Client(headers={"cookie": f"{name}={text}"})
    for address in ("/", "/mine/", "/sign-in/"):
        assert client.get(address).status_code in (200, 302, 400)


@pytest.mark.parametrize(
    "header", ["accept-language", "user-agent", "referer", "x-forwarded-for", "x-requested-with"]
)
def test_a_spoilt_header_is_no_failure(cast, header):
    for text in ("", "\\", "a" * 9000, ",;q=", "zh-" * 400, "'\"<script>", "%00", "::1, é"):
        client = Client(headers={header: text})
        assert client.get("/").status_code == 200
        assert client.post("/accounts/login/", {"login": "a", "password": "b"}).status_code < 500


@pytest.mark.parametrize("address", ["login/", "reauthenticate/", "password/change/"])
def test_names_passwords_and_codes_of_officials_are_refused_with_words(cast, address):
    cast.zhao.set_password("correct horse battery")
    cast.zhao.save()
    client = bring_in(cast.zhao) if address != "login/" else Client()
    before = counts()
    names = ("login", "password", "oldpassword", "password1", "password2", "code", "next")
    some = [*KEPT, *BLANK, *REFUSED]
    for start in range(0, len(some), 3):
        typed = dict(zip(names, some[start:] + some, strict=False))
        with undone(client):
            answer = client.post(f"/accounts/{address}", typed)
            assert answer.status_code in (200, 302, 422, 429), typed
            assert_only_escaped(answer.content.decode(), typed.values())
    assert counts() == before


def test_what_was_typed_comes_back_only_as_text(cast):
    visitor, address, right = bring(cast, PLACES[4])
    page = visitor.client.post(address, right | {"body": "<b>五个字以上</b>", "phone": "1"})
    assert "<b>五个字以上</b>" not in page.content.decode()
    assert "<b>五个字以上</b>" in unescape(page.content.decode())
