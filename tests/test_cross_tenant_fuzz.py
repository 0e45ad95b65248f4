"""Nothing of another tenant is read or written, whatever stands in a slot of a request."""

import os
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client

from tests.mutations import CANARY, DEFAULT, OWN, run
from tests.naughty.places import PLACES, bring
from tests.naughty.trying import tables, undone

MUTATIONS = int(os.environ.get("HUIYIN_MUTATIONS", DEFAULT))
SOURCES = Path(__file__).resolve().parents[1] / "huiyin"


def test_no_key_of_another_tenant_opens_or_changes_anything(db):
    wrong, wrote = run(MUTATIONS)
    assert wrong == []
    assert wrote > MUTATIONS / 100, "hardly any request did what it was meant to do"


def test_the_canary_would_be_seen(tenants):
    client = tenants.client("foreign clerk")
    assert CANARY in client.get("/c/yunhe/desk/voices/", **OWN).content.decode()


# --- Fields that no form has --------------------------------------------------------------


def read_by_views():
    """Names that views themselves read from a form, beside its fields."""
    for path in SOURCES.rglob("*.py"):
        if "tests" not in path.parts:
            yield from re.findall(
                r"(?:POST|GET|posted)\)?(?:\.get|\.getlist)?[\[(]\"(\w+)\"", path.read_text()
            )


def model_fields(world):
    """``{name: value}`` of every column of every model, with a value that would be noticed."""
    facts = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            facts[field.name] = facts[getattr(field, "attname", field.name)] = _noticed(
                field, world
            )
    return facts


def _noticed(field, world):
    if choices := getattr(field, "choices", None):
        return choices[-1][0]
    if getattr(field, "is_relation", False):
        return world.zhou.person.user.pk
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField):
        return "2001-02-03T04:05:06Z"
    if isinstance(field, models.DateField):
        return "2001-02-03"
    return "7" if isinstance(field, models.IntegerField) else "越权"


#: Columns that differ from one time to the next.
FRESH = {"uid", "code", "key", "salt", "index", "digest", "ciphertext", "hint", "username", "ref"}
FRESH |= {"at", "content_hash", "leaf_hash", "frontier", "password", "href", "facts", "params"}
#: A picture is made anew, and not every time of the same bytes.
FRESH |= {"origin", "audience", "language", "file", "sha256", "size"}


#: Texts name their pictures by it.
ANY_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def held():
    """Every row of the database without what differs each time."""
    rows = []
    for model, _words in tables():
        columns = [
            field.attname
            for field in model._meta.concrete_fields
            if field.name not in FRESH
            and not isinstance(field, models.DateTimeField | models.AutoField)
        ]
        if connection.vendor != "sqlite":  # only SQLite gives the same ids again
            columns = [name for name in columns if not name.endswith("_id")]
        found = model._base_manager.values_list(*columns) if columns else []
        rows += sorted(
            (model.__name__, *(ANY_UID.sub("", str(one)) for one in row)) for row in found
        )
    return rows


@pytest.mark.parametrize(
    "place", PLACES, ids=[f"{one.form.__name__}-{n}" for n, one in enumerate(PLACES)]
)
def test_a_field_that_the_form_does_not_have_changes_nothing(cast, place):
    visitor, address, right = bring(cast, place)
    known = {*read_by_views(), *place.form.base_fields, *right, "csrfmiddlewaretoken"}
    more = {name: value for name, value in model_fields(cast).items() if name not in known}
    outcomes = []
    for values in (right, right | more):
        with undone(visitor.client):
            send = visitor.client.get if place.method == "get" else visitor.client.post
            answer = send(address, values)
            assert answer.status_code in (*place.done, 422)
            outcomes.append((answer.status_code, held()))
    assert outcomes[0] == outcomes[1]
    assert len(more) > 100


# --- Whose host is it ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "nobody.test",
        "yunjiang.test.nobody.test",
        "nobody.test:80",
        "yunjiang.test@far.test",
        "far.test#yunjiang.test",
        "yunjiang.test, far.test",
        "yunjiang.test far.test",
        "yunjiang.test/far.test",
        "yunjiang.test:80:far.test",
        "yunjiang.test:far.test",
        "yunjiang.test\r\nX: far.test",
        "yunjiang.test\t",
        "yunjiang_test",
        "yunjiang。test",
        "[::1]",
        "[yunjiang.test]",
        "127.0.0.1",
        "localhost",
        ":80",
        ".",
        "*",
        "a" * 300,
        "%79unjiang.test",
    ],
)
def test_a_host_that_nobody_owns_shows_no_congress(tenants, host):
    answer = Client(raise_request_exception=False).get("/", HTTP_HOST=host)
    assert answer.status_code in (400, 404)
    assert "云江" not in answer.content.decode() and "远山" not in answer.content.decode()


@pytest.mark.parametrize(
    "forged",
    [
        {"HTTP_X_FORWARDED_HOST": "far.test"},
        {"HTTP_X_FORWARDED_SERVER": "far.test"},
        {"HTTP_X_HOST": "far.test"},
        {"HTTP_FORWARDED": "host=far.test"},
        {"HTTP_X_ORIGINAL_URL": "/c/yuanshan/"},
        {"HTTP_X_REWRITE_URL": "/c/yuanshan/"},
        {"HTTP_X_FORWARDED_PREFIX": "/c/yuanshan"},
        {"SERVER_NAME": "far.test"},
        {"SERVER_PORT": "81", "HTTP_X_FORWARDED_PORT": "81"},
    ],
)
def test_only_the_host_itself_says_which_congress_speaks(tenants, forged):
    page = Client().get("/", HTTP_HOST="yunjiang.test:8443", **forged).content.decode()
    assert ("云江省" in page, "远山" in page, "far.test" in page) == (True, False, False)


@pytest.mark.parametrize("host", ["YunJiang.TEST", "yunjiang.test.", "yunjiang.test:443"])
def test_a_host_is_one_however_it_is_written(tenants, host):
    assert "云江省" in Client().get("/", HTTP_HOST=host).content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "http://far.test/",
        "//far.test/",
        "/http://far.test/",
        "/c/yuanshan/",
        "/c/yunxi/c/yuanshan/",
        "/c/yunxi/../yuanshan/",
        "/c/../c/yuanshan/",
        "/c/YUNXI/",
        "/c/yunxi%2f..%2fyuanshan/",
        "/c//yunxi/",
        "/c/yunxi;/",
    ],
)
def test_no_path_leads_to_a_congress_that_is_not_below_the_host(tenants, path):
    answer = Client(raise_request_exception=False).get("/", PATH_INFO=path, **OWN)
    assert answer.status_code in (400, 404)
    assert "远山" not in answer.content.decode()
