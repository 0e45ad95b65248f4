"""Fixtures and rules of every test. The cast of people stands in tests/cast.py."""

import gc
import os

import pytest

STRICT = os.environ.get("CI") == "true"


def pytest_collection_finish(session):
    """Whatever is there by now stays until the end: looking for rubbish in it takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Under CI=true a skipped test is a failed one: nobody reads the skips of a green run."""
    report = yield
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: with CI=true every test has to run"
    return report


@pytest.fixture(scope="session")
def beginnings(django_db_setup, django_db_blocker):
    """What many tests begin with, made before any of them changes a setting."""
    from huiyin.bills.tests.chamber import Chamber, gather  # noqa: PLC0415 — settings must be ready
    from tests.cast import Cast  # noqa: PLC0415
    from tests.prepared import keep  # noqa: PLC0415

    with django_db_blocker.unblock():
        keep(Cast)
        keep(Cast.handling.made, Cast)
        keep(Cast.replied.made, Cast)
        keep(gather, Cast)
        keep(Chamber.joined.made, gather)


@pytest.fixture
def cast(db, beginnings):
    """The congresses and people of tests/cast.py, outside any scope."""
    from tests.cast import Cast  # noqa: PLC0415 — settings must be ready
    from tests.prepared import prepared  # noqa: PLC0415

    return prepared(Cast)


@pytest.fixture
def at_home(cast):
    """Inside the county's scope."""
    from huiyin.congresses.scope import within  # noqa: PLC0415 — settings must be ready

    with within(cast.county):
        yield cast


@pytest.fixture(autouse=True)
def fresh_start():
    """What one test remembered, or the language its last request spoke, is not the next one's."""
    from django.core.cache import cache  # noqa: PLC0415 — settings must be ready
    from django.utils import translation  # noqa: PLC0415

    cache.clear()
    translation.deactivate()
    yield
    cache.clear()
