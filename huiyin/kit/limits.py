"""How often somebody may do something: a fixed window counted in the cache."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache


@dataclass(frozen=True)
class Bucket:
    """At most ``rate`` takings in ``seconds`` for each key."""

    name: str
    rate: int
    seconds: int

    def take(self, key):
        """Count one taking for ``key``; return whether it is still within the rate."""
        slot = f"bucket:{self.name}:{key}"
        if cache.add(slot, 1, self.seconds):
            return True
        try:
            return cache.incr(slot) <= self.rate
        except ValueError:  # the window ended between the two calls
            cache.add(slot, 1, self.seconds)
            return True

    def forget(self, key):
        """Begin the window of ``key`` again: who has proved to be the owner was not guessing."""
        cache.delete(f"bucket:{self.name}:{key}")


def client_address(request):
    """Return the caller's address, believing only as many forwarded hops as are our own."""

    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    hops = settings.TRUSTED_PROXIES
    if hops and len(forwarded) >= hops and forwarded[-hops].strip():
        return forwarded[-hops].strip()
    return request.META.get("REMOTE_ADDR", "")
