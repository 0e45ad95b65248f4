from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from huiyin.portal import queries
from huiyin.portal.articles import headlines
from huiyin.portal.cards import live_card, suggestion_card, voice_card
from huiyin.portal.freshness import soon_forgotten


@require_safe
@soon_forgotten
def home(request):
    """One question first; then what is under way, and how well it is done."""
    today = localdate()
    congress = request.congress
    newest, live = queries.current_suggestions(congress, today)
    context = {
        "today": today,
        "overview": queries.overview(congress, today),
        "live": live_card(live, today) if live else None,
        **headlines(congress),
        "suggestions": [suggestion_card(one) for one in newest],
        "voices": [voice_card(one) for one in queries.recent_voices(congress)],
    }
    return render(request, "portal/home.html", context)
