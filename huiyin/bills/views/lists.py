"""The bills one works on, and a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.bills import queries, rules, story
from huiyin.bills.forms import DraftForm
from huiyin.bills.procedure import State
from huiyin.bills.services import drafting
from huiyin.congresses.queries import seats_of
from huiyin.deputies.queries import former_mandate_of, mandate_of

#: Rows of one page.
PAGE = 20


@require_GET
@never_cache
@login_required
def index(request):
    """Bills the person has a part in, newest first, by state and by words."""
    user, congress = request.user, request.congress
    mandate = mandate_of(user, congress)
    if mandate is None and not seats_of(user, congress).exists():
        if former_mandate_of(user, congress) is None:
            raise Http404
    state = request.GET.get("state", "")
    state = state if state in State.values else ""
    context = listed(
        request,
        lambda **asked: queries.worked_on(user, congress, **asked),
        states=[state] if state else [],
    )
    context |= {"states": State.choices, "chosen": state, "mandate": mandate}
    return render(request, "bills/index.html", context)


def listed(request, find, states):
    """What a list shows: rows in one of ``states`` found by the words and page of the address.

    ``find``  (text, states, after, limit) → rows, one more than the limit if there are more
    """
    text = request.GET.get("q", "").strip()[:60]
    after = request.GET.get("after", "")
    known = after.isascii() and after.isdigit() and len(after) < 18
    rows = find(text=text, states=states, after=int(after) if known else None, limit=PAGE)
    older = request.GET.copy()
    if len(rows) > PAGE:
        older["after"] = rows[PAGE - 1].pk
    return {
        "rows": [{"it": row, "state": story.state_of(row.docket)} for row in rows[:PAGE]],
        "older": f"?{older.urlencode()}" if len(rows) > PAGE else "",
        "first": after,
        "text": text,
        "today": localdate(),
    }


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new(request):
    """A deputy begins a bill."""
    mandate = mandate_of(request.user, request.congress)
    if mandate is None:
        raise Http404
    at = now()
    posted = request.POST if request.method == "POST" else None
    allowed = rules.rule(mandate.congress, localdate(at)).delegations
    form = DraftForm(
        posted,
        initial={"kind": "resolution"},
        legislates=rules.may_legislate(request.congress),
        delegation=rules.delegation_of(mandate) if allowed else "",
    )
    if form.is_valid():
        try:
            bill = drafting.draft(lead=mandate, by=request.user, at=at, **form.cleaned_data)
        except drafting.Incomplete as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("草稿已保存"))
            return redirect("bills:page", bill.docket.code)
    status = 422 if form.is_bound else 200
    return render(request, "bills/new.html", {"form": form}, status=status)
