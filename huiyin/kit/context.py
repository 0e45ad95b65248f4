"""What every page's shell knows about the reader's wishes."""

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.translation import get_language, get_language_info

COOKIE = "view"
ELDER = "elder"


def facts(request):
    """Return the reader's view, the languages on offer, the ways home and back, and if a demo."""
    now = get_language()
    return {
        "elder": request.COOKIES.get(COOKIE) == ELDER,
        "home": get_script_prefix(),
        # A page that answers a POST names the address where the same can be read again.
        "here": getattr(request, "way_back", "") or request.get_full_path(),
        "languages": [
            {"code": code, "label": get_language_info(code)["name_local"], "current": code == now}
            for code, _ in settings.LANGUAGES
        ],
        "demonstration": getattr(settings, "DEMONSTRATION", False),
    }


def view(request):
    """Context processor. ``kit`` is the name to use; class-based views take ``view``."""
    found = facts(request)
    return {"kit": found, "view": found}
