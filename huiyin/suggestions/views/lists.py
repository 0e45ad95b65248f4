"""The suggestions one works on, as a list to work from, and a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.deputies.queries import assisted_by, mandate_of
from huiyin.suggestions import story, workbench
from huiyin.suggestions.forms import NewForm
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import drafting

#: Rows of one page, and of one that is worked through in bulk.
PAGE, LONG_PAGE = 20, 100


@require_GET
@never_cache
@login_required
def index(request):
    """Suggestions the person has a part in, narrowed, ordered, and with numbers on the chips."""
    congress = request.congress
    who = workbench.reader(request.user, congress)
    if not who:
        raise Http404
    request.reader = who  # the shell around the page need not ask again
    today = localdate()
    filters = workbench.Filters.read(request.GET)
    after = workbench.Place.read(request.GET.get("after", ""))
    limit = LONG_PAGE if request.GET.get("rows") == str(LONG_PAGE) else PAGE
    rows = workbench.narrowed(workbench.listed(who, congress), filters, today, congress)
    rows = workbench.page(rows, filters, after=after, limit=limit, few=not who.serves)
    more = {"rows": limit if limit != PAGE else ""}
    last = workbench.place_of(rows[limit - 1], filters.order) if len(rows) > limit else ""
    context = {
        "rows": [
            {"it": line.it, "state": story.state_of(line.it.docket), "line": line}
            for line in workbench.lines(rows[:limit])
        ],
        "older": filters.address(after=str(last), **more) if last else "",
        "first": after is not None,
        "newest": filters.address(**more),
        "filters": filters,
        "as_xlsx": filters.address(**{"list": "suggestions", "as": "xlsx"}),
        "as_csv": filters.address(**{"list": "suggestions", "as": "csv"}),
        "text": filters.q,
        "today": today,
        "who": who,
        "long": filters.address(rows=LONG_PAGE) if limit == PAGE else "",
        "chips": _chips(who, congress, filters, today),
        **_choices(congress),
    }
    return render(request, "suggestions/index.html", context)


def _chips(who, congress, filters, today):
    """The chips above the list: late, due soon, everything, then each state that holds any."""
    numbers = workbench.counts(who, congress, today)
    late = _chip(filters, "clock", workbench.OVER, _("已超期"), tone="over")
    soon = _chip(filters, "clock", workbench.SOON, _("7 日内到期"), tone="amber")
    whole = {
        "label": _("全部"),
        "url": filters.address(state="", clock=""),
        "current": not (filters.state or filters.clock),
        "tone": "plain",
    }
    found = [late, soon, whole]
    for state in State:
        if numbers.get(state) or filters.state == state:
            found.append(_chip(filters, "state", state.value, state.label))
    return [{**chip, "count": numbers.get(chip.get("value"), "")} for chip in found]


def _chip(filters, name, value, label, *, tone="plain"):
    current = getattr(filters, name) == value
    other = {"clock": "", "state": ""} | {name: "" if current else value}
    url = filters.address(**other)
    return {"value": value, "label": label, "url": url, "current": current, "tone": tone}


def _choices(congress):
    """What the fields of the filter offer: ``[(value, label)]`` each."""
    units, sessions = workbench.choices(congress)
    units = [(str(unit.pk), str(unit)) for unit in units]
    held = [(str(each.pk), str(each)) for each in sessions]
    return {
        "units": units,
        "subjects": Suggestion.Subject.choices,
        "clocks": workbench.CLOCKS.items(),
        "orders": workbench.ORDERS.items(),
        "states": State.choices,
        "sessions": [(workbench.BETWEEN, _("闭会期间")), *held],
    }


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new(request):
    """A deputy begins a suggestion of their own, or their assistant a draft for them."""
    lead = _lead(request)
    if lead is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = NewForm(posted, initial={"kind": "suggestion", "openness": "full"})
    if form.is_valid():
        suggestion = drafting.draft(lead=lead, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("想法已记下") if form.only_noted else _("草稿已保存"))
        return redirect("suggestions:page", suggestion.docket.code)
    context = {"form": form, "lead": lead}
    return render(request, "suggestions/new.html", context, status=422 if form.is_bound else 200)


def _lead(request):
    """The mandate in whose name is written: one's own, or that of a deputy one assists."""
    own = mandate_of(request.user, request.congress)
    wanted = request.GET.get("for", "")
    if own and wanted in ("", str(own.pk)):
        return own
    helped = assisted_by(request.user, request.congress)
    named = [mandate for mandate in helped if str(mandate.pk) == wanted]
    return (named or ([] if wanted else helped) or [None])[0]
