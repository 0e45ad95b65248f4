"""The desk's first page: what waits, the most endangered first, and a look at one of them."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from huiyin.desk import glance, queries
from huiyin.desk.standing import at_desk

PAGE = 20


@require_GET
@never_cache
@login_required
def home(request):
    here = at_desk(request)
    today = localdate()
    asked = {
        "queue": request.GET.get("queue", "")[:40],
        "kind": request.GET.get("kind", ""),
        "q": request.GET.get("q", "").strip()[:60],
    }
    base = queries.waiting_for(request.user, request.congress)
    if here.former:  # messages of people go to deputies in office
        base = base.exclude(kind="voice")
    found = queries.narrowed(
        base, queue=asked["queue"], kind=asked["kind"], text=asked["q"], today=today
    )
    dockets, newer, older = queries.listed(
        found,
        after=queries.Cursor.read(request.GET.get("after", "")),
        before=queries.Cursor.read(request.GET.get("before", "")),
        limit=PAGE,
    )
    rows = queries.rows_of(dockets)
    at = request.GET.get("at", "")[:14]
    context = {
        "here": here,
        "today": today,
        "rows": rows,
        "prefix": get_script_prefix(),
        "queues": _cards(queries.queues(base, today), asked),
        "asked": asked,
        "kinds": queries.KINDS.items(),
        "newer": _address(asked, before=_cursor(dockets[0])) if newer and dockets else "",
        "older": _address(asked, after=_cursor(dockets[-1])) if older and dockets else "",
        "keep": _address(asked, **_place(request)),
        "also": _address(asked).replace("?", "&", 1) if any(asked.values()) else "",
        "at": at,
        "preview": glance.at(request.user, base, at) if at else None,
    }
    return render(request, "desk/home.html", context)


def _cursor(docket):
    return queries.Cursor(docket.due_on, docket.pk)


def _place(request):
    return {name: request.GET[name] for name in ("after", "before") if name in request.GET}


def _address(asked, **more):
    """The query part of an address: what was asked, without what is empty."""
    said = {name: str(value) for name, value in {**asked, **more}.items() if value}
    return f"?{urlencode(said)}"


def _cards(found, asked):
    return [
        {
            "card": card,
            "url": _address({"queue": card.name}),
            "current": card.name == asked["queue"],
        }
        for card in found
    ]
