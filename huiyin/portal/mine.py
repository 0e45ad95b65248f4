"""A person's own matters and notices, in the congress being visited and those above it."""

from huiyin.congresses.addresses import address
from huiyin.notices.queries import inbox
from huiyin.procedure.models import Party
from huiyin.suggestions.procedure import State as SuggestionState
from huiyin.voices.procedure import State as VoiceState

#: The words for where a matter of each kind stands.
STATES = {"voice": VoiceState, "suggestion": SuggestionState}
SHOWN = 50


def matters(user, host):
    """The newest matters that concern ``user``, each with ``words`` for its state and ``url``."""
    rows = list(
        Party.objects.filter(user=user, docket__kind__in=STATES)
        .select_related("docket__congress__area")
        .order_by("-docket__opened_at", "-pk")[:SHOWN]
    )
    for row in rows:
        row.words = STATES[row.docket.kind](row.docket.state).label
        row.url = f"{address(row.docket.congress, host)}matters/{row.docket.code}/"
    return rows


def notices(user, host):
    """The newest notices of ``user``, each with ``text`` and ``url``."""
    rows = inbox(user)
    for row in rows:
        href = row.notice.href
        row.url = f"{address(row.notice.congress, host)}{href.lstrip('/')}" if href else ""
    return rows
