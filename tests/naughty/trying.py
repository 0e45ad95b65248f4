"""Trying a string in a form: what the database held before and after, and what the page says."""

import json
import unicodedata
from contextlib import contextmanager
from html import escape, unescape
from itertools import chain, zip_longest

from django import forms
from django.apps import apps
from django.core.cache import cache
from django.db import connection, models, transaction

from huiyin.accounts import vault
from huiyin.accounts.models import Sealed

#: Tables that tell of visits, not of anything that was done.
VISITS = {"django_session", "axes_accessattempt", "axes_accessfailurelog", "axes_accesslog"}
WORDS = (models.CharField, models.TextField, models.JSONField, models.UUIDField)


def tables():
    """Yield every model with its columns that hold words."""
    for model in apps.get_models():
        if model._meta.db_table not in VISITS and model._meta.managed:
            yield model, [one for one in model._meta.concrete_fields if isinstance(one, WORDS)]


def _all_words():
    quote, rows = connection.ops.quote_name, counts()
    parts = [
        f"SELECT CAST({quote(field.column)} AS text) FROM {quote(model._meta.db_table)}"
        for model, fields in tables()
        for field in fields
        if rows[model._meta.db_table]
    ]
    for number in range(0, len(parts), 100):
        yield " UNION ALL ".join(parts[number : number + 100])


def words():
    """Every text in the database, sorted; texts inside JSON besides."""
    found = []
    with connection.cursor() as cursor:
        for question in _all_words():
            cursor.execute(question)
            found += [text for (text,) in cursor if text]
    inside = chain.from_iterable(_strings(text) for text in found if text[0] in "{[")
    return sorted([*found, *inside])


def _strings(text):
    try:
        waiting = [json.loads(text)]
    except ValueError:
        return
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def counts():
    """``{table: rows}`` of everything but visits."""
    quote = connection.ops.quote_name
    names = [model._meta.db_table for model, _fields in tables()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {quote(name)})" for name in names)
        )
        return dict(zip(names, cursor.fetchone(), strict=True))


def sealed_words():
    """What the vault holds, opened by the platform."""
    rows = Sealed.objects.select_related("user")
    return [vault.reveal(one, by=None, purpose="verify") for one in rows]


@contextmanager
def undone(client):
    """Take back whatever happens inside, in the database, the cache and the browser."""
    cookies = client.cookies.copy()
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def kept(text):
    """The text as it must be kept: NFC, one sort of line ends, without blanks at the ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def text_fields(form):
    """``{name: longest}`` of the fields of ``form`` that take words."""
    return {
        name: field.max_length or 10**6
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
    }


def other_fields(form):
    return [name for name in form.base_fields if name not in text_fields(form)]


def packed(strings, longest):
    """Join strings to texts of at most ``longest`` characters; those too long stay alone."""
    pack = ""
    for one in strings:
        joined = f"{pack} {one}" if pack else one
        if pack and len(unicodedata.normalize("NFC", joined)) > longest:
            yield pack
            joined = one
        pack = joined
    yield pack


def rounds(fields, strings, most=300):
    """Yield ``{field: text}`` until every field has had every string.

    A field takes ``most`` texts at most; of more, evenly spread ones.
    """
    columns = []
    for longest in fields.values():
        texts = list(packed(strings, longest))
        columns.append(texts[:: -(-len(texts) // most)])
    for row in zip_longest(*columns, fillvalue=None):
        yield {name: text for name, text in zip(fields, row, strict=True) if text is not None}


def assert_only_escaped(page, typed):
    """No markup among ``typed`` stands in the page as markup."""
    for text in typed:
        if any(mark in text for mark in "<>\"'") and len(text) > 3:
            raw = kept(text)
            assert raw not in page or raw == escape(raw), f"stands raw in the page: {raw[:80]!r}"


def assert_refused_with_words(response, typed):
    """The page says what is wrong beside the field, and has kept what was typed."""
    page = unescape(response.content.decode())
    form = next(one for one in _forms(response) if one.is_bound and one.errors)
    for name, messages in form.errors.items():
        for message in messages:
            assert message.strip(), name
            assert str(message) in page, (name, message)
    for name, text in typed.items():
        if name in form.fields and not isinstance(form.fields[name].widget, forms.HiddenInput):
            shown = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
            assert shown in page, f"{name}: what was typed is lost: {shown[:80]!r}"


def _forms(response):
    for layer in response.context or []:
        for one in layer.flatten().values() if hasattr(layer, "flatten") else layer.values():
            if isinstance(one, forms.BaseForm):
                yield one
