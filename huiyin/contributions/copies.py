"""A person's own words, for the copy of their data."""

from django_scopes import scopes_disabled

from huiyin.contributions.models import Contribution


def said_by(user):
    """Everything ``user`` said anywhere, oldest first, as JSON values."""
    with scopes_disabled():  # what is one's own is so in every congress
        rows = Contribution.objects.filter(author=user).select_related("congress")
        return [
            {
                "id": str(row.uid),
                "kind": row.kind,
                "congress": row.congress.name,
                "at": row.written_at.isoformat(),
                "shown": str(row.get_visibility_display()),
                "text": row.body,
            }
            for row in rows.order_by("written_at", "pk")
        ]
