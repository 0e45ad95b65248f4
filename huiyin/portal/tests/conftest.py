"""Reading pages the way people and machines do."""

import re
from html import unescape

import pytest


@pytest.fixture
def read(client):
    """Fetch a page and return its visible words; ``status`` is what it must answer."""

    def fetch(path, status=200, **options):
        response = client.get(path, **options)
        assert response.status_code == status, f"{path}: {response.status_code}"
        return words(response)

    return fetch


def words(response):
    """The text of a page as a reader sees it: no tags, single blanks."""
    page = response.content.decode()
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page, flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page))).strip()
