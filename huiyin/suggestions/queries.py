"""Questions about suggestions. What may not be seen does not exist."""

from django.db.models import Prefetch
from django.http import Http404

from huiyin.suggestions.models import Assignment, Contact, Cosign, Reply, Suggestion
from huiyin.suggestions.rules import works_on


def get_for_work(user, code):
    """Return the suggestion if ``user`` has a part in it; otherwise it does not exist."""
    suggestion = whole().filter(docket__code=code).first()
    if suggestion is None or not works_on(user, suggestion):
        raise Http404
    return suggestion


def whole():
    """Suggestions with everything their page shows, in a fixed number of queries."""
    return Suggestion.objects.shown().prefetch_related(
        Prefetch("cosigns", Cosign.objects.select_related("mandate__person").order_by("pk")),
        Prefetch(
            "assignments",
            Assignment.objects.select_related("organ", "opinion").order_by("-role", "pk"),
        ),
        Prefetch("contacts", Contact.objects.select_related("organ")),
        Prefetch(
            "replies",
            Reply.objects.select_related("organ", "rating", "words").prefetch_related(
                "commitments"
            ),
        ),
        "docket__deadlines",
        "docket__moves",
    )


def public_suggestions(congress, before=None, limit=20):
    """Public suggestions, newest first; ``before`` is the id of the last one already shown."""
    rows = Suggestion.objects.shown().filter(congress=congress, docket__public=True)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[: limit + 1])
