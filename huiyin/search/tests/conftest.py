from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from huiyin.congresses import services as congresses
from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.search import services

SPRING = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _county(code, name, slug):
    area = congresses.lay_out(code, name, kind="county", parent=None, valid_from=date(2020, 1, 1))
    return congresses.found(
        area,
        name=f"{name}人民代表大会",
        slug=slug,
        level=Congress.Level.COUNTY,
        direct=True,
    )


@pytest.fixture
def county(db):
    """The congress of 云溪县, with its scope open."""
    congress = _county("990101", "云溪县", "yunxi")
    with within(congress):
        yield congress


@pytest.fixture
def neighbour(db):
    """The congress of another county; its scope is closed."""
    return _county("990102", "石桥县", "shiqiao")


class Shelf:
    """Puts things into the index of one congress, each a day younger than the one before."""

    def __init__(self, congress):
        self.congress, self.days = congress, 0

    def put(self, title, body="", **facts):
        self.days += 1
        known = {
            "kind": "voice",
            "ref": uuid4(),
            "href": f"voices/{self.days}/",
            "public": True,
            "at": SPRING + timedelta(days=self.days),
        }
        return services.index(self.congress, title=title, body=body, **(known | facts))


@pytest.fixture
def shelf(county):
    return Shelf(county)


@pytest.fixture
def foreign_shelf(neighbour):
    return Shelf(neighbour)
