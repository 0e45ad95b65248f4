"""Lists of what is public: suggestions, and everything that can be found by words."""

from datetime import UTC, datetime

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.congresses.scope import within
from huiyin.deputies.queries import active_deputies
from huiyin.library.naming import SEARCH_KIND
from huiyin.library.queries import search as articles_with
from huiyin.portal import narrowing, queries
from huiyin.portal.cards import suggestion_card
from huiyin.portal.context import above
from huiyin.portal.freshness import soon_forgotten
from huiyin.portal.keys import newest, number, older
from huiyin.portal.views.laws import hit
from huiyin.procedure.codes import read_code
from huiyin.search.queries import find
from huiyin.suggestions.phases import GROUPS

PAGE = 20
LONGEST = 100
#: Articles of laws that the search of the site shows.
ARTICLES = 5


@require_safe
def suggestions(request):
    """The public suggestions, narrowed by what is asked (see ``narrowing``), newest first.

    ``?before=`` the last row of the page before.
    """
    today = localdate()
    asked = narrowing.read(request.GET)
    rows = narrowing.narrowed(queries.listed(request.congress), asked, today)
    before = number(request.GET.get("before"))
    if before:
        rows = rows.filter(pk__lt=before)
    rows = list(rows.order_by("-pk")[: PAGE + 1])
    context = {
        "asked": asked,
        "further": narrowing.further(asked),
        "choices": narrowing.choices(request.congress, asked),
        "groups": _groups(asked),
        "today": today,
        "cards": [suggestion_card(one) for one in rows[:PAGE]],
        "older": older(request, before=rows[PAGE - 1].pk) if len(rows) > PAGE else "",
        "newer": newest(request, "before"),
    }
    return render(request, "portal/suggestions.html", context)


def _groups(asked):
    kept = {name: value for name, value in asked.items() if value and name != "state"}

    def tab(name, words):
        question = urlencode({"state": name, **kept} if name else kept)
        start = reverse("portal:suggestions")
        url = f"{start}?{question}" if question else start
        return {"label": words, "url": url, "current": asked["state"] == name}

    found = {name: words for name, (words, _states) in GROUPS.items()}
    return [tab(name, words) for name, words in {"": _("全部"), **found}.items()]


@require_safe
@soon_forgotten
def search(request):
    """Everything public that holds the words, laws by article; or the case with a number."""
    text = " ".join(request.GET.get("q", "").split())[:LONGEST]
    if code := read_code(text):
        return redirect("trace:matter", code)
    before = _key(request.GET.get("before", ""))
    hits = _hits(text, before) if text else []
    more = len(hits) > PAGE
    context = {
        "text": text,
        "hits": hits[:PAGE],
        "deputies": active_deputies(request.congress, text, limit=6) if text else [],
        "older": older(request, before=_written(hits[PAGE - 1].key)) if more else "",
        "newer": newest(request, "before"),
        "articles": _articles(request, text) if text and not before else [],
        "laws_url": f"{reverse('laws:index')}?{urlencode({'q': text})}",
        "elsewhere": _elsewhere(request, text),
    }
    return render(request, "portal/search.html", context)


def _hits(text, before):
    """All kinds but articles of laws, which have a list of their own."""
    return find(text, without=[SEARCH_KIND], public=True, limit=PAGE + 1, before=before)


def _articles(request, text):
    with within(request.congress.lineage()):
        found = articles_with(text, limit=ARTICLES)
    return [hit(row, text) for row in found.hits]


def _written(key):
    at, pk = key
    return f"{at.isoformat()}~{pk}"


def _key(text):
    """Return the ``(time, id)`` of the last hit shown, or None if ``text`` is no such key."""
    at, _tilde, pk = text.partition("~")
    pk = number(pk)
    try:
        at = datetime.fromisoformat(at)
        known = at.tzinfo and at.astimezone(UTC)  # what no calendar can hold is no key
    except (ValueError, OverflowError):
        return None
    return (known, pk) if pk and known else None


def _elsewhere(request, text):
    """The same question at the congresses above: their records are their own."""
    if not text:
        return []
    served = [one for one in above(request, request.congress) if one["url"]]
    question = urlencode({"q": text})
    return [{**one, "url": f"{one['url']}search/?{question}"} for one in served]
