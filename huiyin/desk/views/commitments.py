"""The ledger of promises."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from huiyin.desk.queries import Cursor
from huiyin.desk.standing import at_desk
from huiyin.suggestions.queries import promises

PAGE = 30


@require_GET
@never_cache
@login_required
def index(request):
    at_desk(request)
    today = localdate()
    done = request.GET.get("show") == "done"
    place = Cursor.read(request.GET.get("after", ""))
    after = (place.due_on or date.min, place.pk) if place else None
    rows = promises(request.user, request.congress, done=done, after=after, limit=PAGE)
    older = request.GET.copy()
    if len(rows) > PAGE:
        older["after"] = str(Cursor(rows[PAGE - 1].due_on, rows[PAGE - 1].pk))
    context = {
        "rows": rows[:PAGE],
        "older": f"?{older.urlencode()}" if len(rows) > PAGE else "",
        "first": place is not None,
        "done": done,
        "also": "&show=done" if done else "",
        "today": today,
    }
    return render(request, "desk/commitments.html", context)
