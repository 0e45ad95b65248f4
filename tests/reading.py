"""Reading a page as a person does: its words, without what only machines need."""

import re
from html import unescape


def words(response, status=200):
    """Return the visible words of a page, with single blanks; it must answer ``status``."""
    assert response.status_code == status, response.status_code
    page = response.content.decode()
    page = re.sub(r"<(head|script|style|svg)\b.*?</\1>", " ", page, flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page))).strip()


def links(response):
    """Return the addresses a page leads to, in order."""
    return [unescape(href) for href in re.findall(r'href="([^"]*)"', response.content.decode())]
