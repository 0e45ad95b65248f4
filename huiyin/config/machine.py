"""For the people who run the machine: is it alive, can it do its work."""

from django.core.cache import cache
from django.db import Error as DatabaseError
from django.http import HttpResponse
from django.utils.timezone import now

from huiyin.notices.services import stuck


def health(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request):
    """The database and the cache answer and nothing is stuck in the outbox; 503 says what is wrong.

    Without the cache all goes on, but limits are counted in each process for itself.
    """
    reasons = [reason for reason in (_database_or_outbox(), _cache()) if reason]
    if reasons:
        return HttpResponse("".join(reasons), status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


def _database_or_outbox():
    try:
        notices, deliveries = (rows.count() for rows in stuck(now()))
    except DatabaseError as error:
        return f"the database is away: {type(error).__name__}\n"
    if notices or deliveries:
        return f"outbox stuck: {notices} notices, {deliveries} deliveries\n"
    return ""


def _cache():
    absence = getattr(cache, "absence", None)
    reason = absence() if absence else ""
    return f"the cache is away: {reason}\n" if reason else ""
