"""Fixtures and rules of every test. The cast of people stands in tests/cast.py."""

import os

import pytest

STRICT = os.environ.get("CI") == "true"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Under CI=true a skipped test is a failed one: nobody reads the skips of a green run."""
    report = yield
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: with CI=true every test has to run"
    return report


@pytest.fixture
def cast(db):
    """The congresses and people of tests/cast.py, outside any scope."""
    from tests.cast import Cast  # noqa: PLC0415 — settings must be ready

    return Cast()


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
