from datetime import date

from huiyin.law.tests.lawtexts import DECISION, MARKDOWN, PLAIN
from huiyin.law.text import read
from huiyin.law.text.facts import binds_from, ends, history, maker


def test_the_note_tells_when_a_law_was_made_and_changed():
    told = [(each.day, each.act) for each in history(read(PLAIN))]
    assert told == [(date(2019, 5, 30), "通过"), (date(2023, 9, 1), "修正")]


def test_the_note_names_the_maker():
    assert maker(read(PLAIN)) == "云江省第十三届人民代表大会常务委员会"
    assert maker(read("甲法\n第一条　甲。")) == ""


def test_a_law_binds_from_the_day_it_names():
    assert binds_from(read(MARKDOWN), date(2021, 3, 1)) == (date(2021, 6, 1), "stated")


def test_an_amended_version_binds_no_earlier_than_it_was_made():
    assert binds_from(read(PLAIN), date(2023, 9, 1)) == (date(2023, 9, 1), "amended")


def test_a_law_may_bind_from_its_publication():
    assert binds_from(read(DECISION), date(2020, 1, 8)) == (date(2020, 1, 8), "published")
    assert binds_from(read(DECISION), None) == (None, "")


def test_nothing_is_said_where_nothing_is_said():
    assert binds_from(read("甲法\n第一条　甲。"), date(2020, 1, 1)) == (None, "")


def test_a_day_that_no_calendar_has_is_no_day():
    text = "甲法\n第一条　本法自2020年13月41日起施行。"
    assert binds_from(read(text), date(2020, 1, 1)) == (None, "")


def test_a_law_ends_others_as_a_whole_only():
    assert ends(read(PLAIN)) == ["云江省河道卫生办法"]
    text = "甲法\n第一条　本法自2020年1月1日起施行。《乙法》中关于丙的规定同时废止。"
    assert ends(read(text)) == []
