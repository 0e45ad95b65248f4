"""A person's own matters and notices, in the congress being visited and those above it."""

from django.utils.translation import gettext as _

from huiyin.bills.procedure import State as BillState
from huiyin.congresses.addresses import address
from huiyin.contributions.models import Contribution
from huiyin.notices.queries import inbox
from huiyin.procedure.models import Party
from huiyin.suggestions.consultations import answered_by
from huiyin.suggestions.procedure import State as SuggestionState
from huiyin.voices.procedure import State as VoiceState

#: The words for where a matter of each kind stands.
STATES = {"voice": VoiceState, "suggestion": SuggestionState, "bill": BillState}
SHOWN = 50


def matters(user, congress, host):
    """The newest matters that concern ``user``: ``words`` for the state, ``url`` of the page, and
    ``followed`` if they may end it here: it is one of ``congress`` and no more than followed."""
    rows = list(
        Party.objects.filter(user=user, docket__kind__in=STATES)
        .select_related("docket__congress__area", "docket__voice__words")
        .order_by("-docket__opened_at", "-pk")[:SHOWN]
    )
    for row in rows:
        row.title = _title(row.docket, user)
        row.words = STATES[row.docket.kind](row.docket.state).label
        row.url = f"{address(row.docket.congress, host)}matters/{row.docket.code}/"
        here = row.docket.congress_id == congress.pk
        row.followed = here and row.role == Party.Role.FOLLOWER
    return rows


def opinions(user, host):
    """What ``user`` answered to deputies who asked, each with ``url`` of the page."""
    rows = answered_by(user)
    for row in rows:
        start = address(row.consultation.suggestion.congress, host)
        row.url = f"{start}consultations/{row.consultation_id}/"
    return rows


def _title(docket, user):
    """The title, unless it is part of words that this reader may not read (any more)."""
    if docket.kind == "voice":
        words = docket.voice.words
        if words.visibility != Contribution.Visibility.PUBLIC and words.author_id != user.pk:
            return _("群众留言（内容未公开）")
    return docket.title


def notices(user, host):
    """The newest notices of ``user``, each with ``text`` and ``url``."""
    rows = inbox(user)
    for row in rows:
        href = row.notice.href
        row.url = f"{address(row.notice.congress, host)}{href.lstrip('/')}" if href else ""
    return rows
