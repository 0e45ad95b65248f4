"""The suggestions one works on, and a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.congresses.queries import seats_of
from huiyin.deputies.queries import former_mandate_of, mandate_of
from huiyin.suggestions import queries, story
from huiyin.suggestions.forms import DraftForm
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import drafting

#: Rows of one page.
PAGE = 20


@require_GET
@never_cache
@login_required
def index(request):
    """Suggestions the person has a part in, newest first, by state and by words."""
    user, congress = request.user, request.congress
    mandate = mandate_of(user, congress)
    if mandate is None and not seats_of(user, congress).exists():
        if former_mandate_of(user, congress) is None:
            raise Http404
    state = request.GET.get("state", "")
    state = state if state in State.values else ""
    text = request.GET.get("q", "").strip()[:60]
    after = request.GET.get("after", "")
    rows = queries.worked_on(
        user,
        congress,
        text=text,
        state=state,
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 18 else None,
        limit=PAGE,
    )
    older = request.GET.copy()
    if len(rows) > PAGE:
        older["after"] = rows[PAGE - 1].pk
    context = {
        "rows": [{"it": row, "state": story.state_of(row.docket)} for row in rows[:PAGE]],
        "older": f"?{older.urlencode()}" if len(rows) > PAGE else "",
        "first": after,
        "states": State.choices,
        "chosen": state,
        "text": text,
        "today": localdate(),
        "mandate": mandate,
    }
    return render(request, "suggestions/index.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new(request):
    """A deputy begins a suggestion of their own."""
    mandate = mandate_of(request.user, request.congress)
    if mandate is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = DraftForm(posted, initial={"kind": "suggestion", "openness": "full"})
    if form.is_valid():
        suggestion = drafting.draft(lead=mandate, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("草稿已保存"))
        return redirect("suggestions:page", suggestion.docket.code)
    return render(
        request, "suggestions/new.html", {"form": form}, status=422 if form.is_bound else 200
    )
