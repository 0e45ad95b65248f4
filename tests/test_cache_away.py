"""Redis may go away and come back: pages stay, limits hold, and the machine says so."""

import logging
import time

import pytest
from django.core.cache import cache, caches

from huiyin.config import caching
from huiyin.kit.limits import Bucket
from scripts.processes import free_port
from scripts.redis import redis


def use(settings, address):
    backend = "huiyin.config.caching.SteadyRedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": address}}


@pytest.fixture
def nowhere(
    settings,
):
    """A cache at an address where nobody listens."""
    caching._away.clear()
    use(settings, f"redis://127.0.0.1:{free_port()}/0")
    yield
    caching._away.clear()


def test_without_redis_pages_are_served_and_the_machine_says_what_is_missing(cast, client, nowhere):
    assert client.get("/").status_code == 200
    assert client.get("/find/").status_code == 200
    health = client.get("/-/ready")
    assert health.status_code == 503
    assert "\nthe cache is away: " in f"\n{health.content.decode()}"
    assert client.get("/-/health").status_code == 200


def test_without_redis_limits_are_counted_in_the_process(nowhere):
    bucket = Bucket("test", 2, 60)
    assert [bucket.take("somebody") for _ in range(4)] == [True, True, False, False]
    assert bucket.take("another") is True


def test_the_absence_is_said_once_and_redis_is_left_alone_meanwhile(nowhere, caplog):
    began = time.monotonic()
    with caplog.at_level(logging.WARNING, "huiyin.cache"):
        for n in range(200):
            cache.set(f"key-{n}", n)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert time.monotonic() - began < caching.REST


def test_a_redis_that_returns_is_used_again_and_what_stood_in_is_forgotten(settings, caplog):
    with redis() as address:
        use(settings, address)
        cache.set("kept", "there", 60)
        caches["default"].went(ConnectionError("for a moment"))
        assert cache.get("kept") is None
        cache.set("kept", "here", 60)
        caching._away[address] = time.monotonic() - 1
        with caplog.at_level(logging.WARNING, "huiyin.cache"):
            assert cache.get("kept") == "there"
        assert caplog.messages[-1] == "the cache is there again"
        assert caches["default"].here.get("kept") is None
        assert caches["default"].absence() == ""
        caches["default"]._cache.get_client().close()
        caches["default"]._cache._get_connection_pool(True).disconnect()
