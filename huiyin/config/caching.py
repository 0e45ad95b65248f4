"""The shared cache, and what stands in for it while it is away."""

import logging
from functools import wraps
from time import monotonic

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger("huiyin.cache")
#: Seconds an answer is waited for, and seconds Redis is left alone after it gave none.
PATIENCE, REST = 0.5, 2.0
#: {servers: the moment before which they are not asked}, of this process. Empty: all is well.
_away: dict[str, float] = {}


def _first_there_then_here(name):
    """Return a method that asks Redis and, while that is away, the memory of this process."""
    there, here = getattr(RedisCache, name), getattr(LocMemCache, name)

    @wraps(there)
    def ask(self, *args, **kwargs):
        if monotonic() < _away.get(self.name, 0):
            return here(self.here, *args, **kwargs)
        try:
            answer = there(self, *args, **kwargs)
        except RedisError as error:
            self.went(error)
            return here(self.here, *args, **kwargs)
        if self.name in _away:
            self.came_back()
        return answer

    return ask


class SteadyRedisCache(RedisCache):
    """A Redis that may be away: nothing fails, what was kept there is simply not known.

    What is counted meanwhile, limits among it, each process counts for itself.
    """

    def __init__(self, server, params):
        waits = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
        once = Retry(NoBackoff(), 1)  # a connection from before Redis was restarted
        super().__init__(server, {**params, "OPTIONS": {**waits, "retry": once}})
        self.name = str(server)
        self.here = LocMemCache(self.name, {"OPTIONS": {"MAX_ENTRIES": 100_000}})

    add = _first_there_then_here("add")
    get = _first_there_then_here("get")
    set = _first_there_then_here("set")
    touch = _first_there_then_here("touch")
    delete = _first_there_then_here("delete")
    get_many = _first_there_then_here("get_many")
    has_key = _first_there_then_here("has_key")
    incr = _first_there_then_here("incr")
    set_many = _first_there_then_here("set_many")
    delete_many = _first_there_then_here("delete_many")
    clear = _first_there_then_here("clear")

    def went(self, error):
        """Say once that it is away, and leave it alone for a moment."""
        if self.name not in _away:
            log.error("the cache is away, each process remembers for itself: %s", error)
        _away[self.name] = monotonic() + REST

    def came_back(self):
        """Say once that it is there again, and forget what stood in for it."""
        if _away.pop(self.name, None):
            self.here.clear()
            log.warning("the cache is there again")

    def absence(self):
        """Return why Redis does not answer, in words, or "" if it does."""
        try:
            self._cache.get_client().ping()
        except RedisError as error:
            return str(error) or type(error).__name__
        return ""
