from huiyin.notices.models import Delivery
from huiyin.notices.registry import sentence_of


def inbox(user, limit=50):
    """The newest in-site notices of ``user`` in the congresses in scope, said in words."""
    rows = list(
        Delivery.objects.filter(user=user, channel="site")
        .select_related("notice", "notice__congress", "notice__congress__area")
        .order_by("-pk")[:limit]
    )
    for row in rows:
        row.text = sentence_of(row.notice.kind, row.notice.params)
    return rows


def unread(user):
    """How many in-site notices wait to be read, counted to ten at most."""
    rows = Delivery.objects.filter(user=user, channel="site", read_at=None)
    return len(rows.values_list("pk", flat=True)[:10])
