"""Chinese numerals as statutes and congresses write them, 1 to 9999.

Store integers, render numerals. Ten to nineteen are 十, 十一 … (never 一十); inside a
longer number they are 一十: 一百一十, 一千零一十. One 零 stands for any run of noughts.
"""

import re

SMALLEST, LARGEST = 1, 9999
_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_UNITS = {"千": 1000, "百": 100, "十": 10}


def to_chinese(number: int) -> str:
    """Write ``number`` in Chinese; ``ValueError`` outside 1–9999.

    >>> to_chinese(18), to_chinese(101), to_chinese(1010)
    ('十八', '一百零一', '一千零一十')
    """
    if not SMALLEST <= number <= LARGEST:
        raise ValueError(f"{number} is not between {SMALLEST} and {LARGEST}")
    text, rest, skipped = "", number, False
    for value, place in _PLACES:
        digit, rest = divmod(rest, value)
        if digit:
            text += ("零" if skipped else "") + _DIGITS[digit] + place
        skipped = bool(text) and not digit
    return text.removeprefix("一") if 10 <= number < 20 else text


def to_int(text: str) -> int:
    """Read a numeral as statutes write it; Arabic digits, also full-width, are read too.

    ``ValueError`` for anything else, 一十八 and 一百一 included: a citation is exact.

    >>> to_int("一千零一十"), to_int("１２")
    (1010, 12)
    """
    if re.fullmatch(r"\d+", text):
        number = int(text)
    else:
        number = _read(text)
    if not SMALLEST <= number <= LARGEST or not (text.isdigit() or to_chinese(number) == text):
        raise ValueError(f"not a numeral: {text!r}")
    return number


def _read(text: str) -> int:
    total, digit = 0, None
    for sign in text:
        if sign in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[sign]
            digit = None
        elif sign in _DIGITS:
            digit = _DIGITS.index(sign)
        else:
            raise ValueError(f"not a numeral: {text!r}")
    return total + (digit or 0)


def ordinal(number: int) -> str:
    """
    >>> ordinal(3)
    '第三'
    """
    return f"第{to_chinese(number)}"


def ordinal_term(number: int) -> str:
    """Name a term of a congress.

    >>> ordinal_term(18)
    '第十八届'
    """
    return f"{ordinal(number)}届"


def english_ordinal(number: int) -> str:
    """
    >>> [english_ordinal(number) for number in (1, 2, 3, 11, 14, 22)]
    ['1st', '2nd', '3rd', '11th', '14th', '22nd']
    """
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def ordinal_session(number: int) -> str:
    """Name a session of a congress.

    >>> ordinal_session(2)
    '第二次会议'
    """
    return f"{ordinal(number)}次会议"


def article(number: int, paragraph: int | None = None, item: int | None = None) -> str:
    """Cite an article, its paragraph and its item.

    >>> article(51, 2), article(1260), article(9, 2, 1)
    ('第五十一条第二款', '第一千二百六十条', '第九条第二款第（一）项')
    """
    text = f"{ordinal(number)}条"
    if paragraph is not None:
        text += f"{ordinal(paragraph)}款"
    if item is not None:
        text += f"第（{to_chinese(item)}）项"
    return text
