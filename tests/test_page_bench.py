"""The bench of pages reads pages as a browser does, and sees what it must not overlook."""

from django.http import HttpResponse

from bench.formfilling import TEXT, Forms
from bench.pages import KIND, grown, routes
from bench.tenants import invent
from bench.weights import Scales
from huiyin.congresses.divisions import read_divisions
from huiyin.kit.reports import Report

PAGE = """
<form action="/search/"><input name="q"></form>
<form method="post" action="/say/"><input type="hidden" name="key" value="7">
<textarea name="body"></textarea><input type="tel" name="phone"><input type="date" name="day">
<input type="radio" name="who" value="all"><input type="radio" name="who" value="few" checked>
<input type="checkbox" name="agree"><select name="unit"><option value="">-</option>
<option value="3">三</option><option value="4">四</option></select>
<button name="verb" value="send">发</button><button name="verb" value="drop">不发</button></form>
"""


def test_a_form_is_filled_in_as_an_obliging_person_would():
    (form,) = Forms.of(PAGE)
    phone, day = form.fields.pop("phone"), form.fields.pop("day")
    assert (form.action, len(phone), len(day)) == ("/say/", 11, 10)
    assert form.fields == {
        "key": "7",
        "body": TEXT,
        "who": "few",
        "agree": ["on"],
        "unit": "3",
        "verb": "send",
    }


def test_a_page_weighs_what_it_fetches_and_names_strangers(tmp_path):
    (tmp_path / "a.css").write_text("@font-face{src:url(b.woff2)} p{color:red}")
    (tmp_path / "b.woff2").write_bytes(b"font")
    page = '<link rel="stylesheet" href="/static/a.css"><a href="//far.test/x">x</a><img src="/i">'
    weight = Scales(tmp_path, ["ours.test"]).weigh(HttpResponse(page))
    assert (weight.requests, weight.foreign, weight.js) == (3, {"far.test"}, 0)
    assert weight.css > 0


def test_an_address_that_asks_more_of_more_data_is_named():
    before = {"home": {"stranger /": 9, "wang /": 11}, "list": {"wang /l": 5}}
    after = {"home": {"stranger /": 10, "wang /": 11}, "list": {"wang /l": 6}}
    assert grown(before, after) == ["list: 5 → 6"]


def test_every_address_of_the_product_is_listed():
    assert sorted(set(routes()) ^ set(KIND)) == [], "name it in bench/pages.py ADDRESSES"


def test_an_invented_country_reads_like_a_published_one(tmp_path):
    report = Report()
    table = read_divisions(str(invent(tmp_path / "d.csv", (2, 3, 4, 5))), report, under=[])
    assert table.congresses() == {
        "province": 2,
        "prefecture": 6,
        "county": 24,
        "township": 120,
    }
