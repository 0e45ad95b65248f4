"""For the people who run the machine: is it alive, can it do its work."""

from django.db import connection
from django.http import HttpResponse
from django.utils.timezone import now

from huiyin.notices.services import stuck


def health(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request):
    """The database answers and nothing is stuck in the outbox; 503 says what is wrong."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    notices, deliveries = stuck(now())
    if notices or deliveries:
        text = f"outbox stuck: {len(notices)} notices, {len(deliveries)} deliveries\n"
        return HttpResponse(text, status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
