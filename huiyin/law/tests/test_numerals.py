import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.law import numerals


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (1260, "一千二百六十"),
        (2002, "二千零二"),
        (9999, "九千九百九十九"),
    ],
)
def test_a_number_is_written_as_statutes_write_it(number, text):
    assert numerals.to_chinese(number) == text


def test_every_number_to_9999_comes_back():
    numbers = range(1, 10_000)
    assert [numerals.to_int(numerals.to_chinese(n)) for n in numbers] == list(numbers)


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_a_number_outside_the_range_is_refused(number):
    with pytest.raises(ValueError, match="between 1 and 9999"):
        numerals.to_chinese(number)


@pytest.mark.parametrize(
    "text", ["", "零", "一十", "一百一", "二零二六", "十十", "甲", "0", "10000"]
)
def test_a_numeral_no_statute_would_write_is_refused(text):
    with pytest.raises(ValueError, match="not a numeral"):
        numerals.to_int(text)


@settings(max_examples=500)
@given(st.text(alphabet="零一二三四五六七八九十百千万第", max_size=8))
def test_what_is_read_is_what_would_be_written(text):
    try:
        number = numerals.to_int(text)
    except ValueError:
        return
    assert numerals.to_chinese(number) == text


def test_terms_sessions_and_articles_have_their_names():
    assert numerals.ordinal_term(18) == "第十八届"
    assert numerals.ordinal_session(1) == "第一次会议"
    assert numerals.article(20) == "第二十条"
    assert numerals.article(15, 1, 3) == "第十五条第一款第（三）项"
