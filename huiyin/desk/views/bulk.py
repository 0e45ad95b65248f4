"""One act on many suggestions: look at what was chosen, do it, read what became of each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.congresses.queries import handling_units
from huiyin.desk.models import Batch
from huiyin.desk.session import take_together
from huiyin.desk.session_forms import BULK
from huiyin.desk.standing import at_desk
from huiyin.procedure.codes import read_code
from huiyin.suggestions.procedure import SUGGESTION
from huiyin.suggestions.proposing import proposals
from huiyin.suggestions.services import bulk as acts
from huiyin.suggestions.story import state_of

WORDS = {
    "accept": (gettext_lazy("成批受理"), gettext_lazy("受理并编号")),
    "classify": (gettext_lazy("成批分类"), gettext_lazy("保存分类")),
    "assign": (gettext_lazy("成批交办"), gettext_lazy("交办")),
    "urge": (gettext_lazy("成批催办"), gettext_lazy("催办")),
}


def office_only(request):
    """Return the standing of somebody who serves deputies; for others this does not exist."""
    here = at_desk(request)
    if not here.serves_deputies:
        raise Http404
    return here


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def bulk(request):
    """Show the chosen items beside the act's form; then take the act in each of them."""
    office_only(request)
    asked = request.POST if request.method == "POST" else request.GET
    act = asked.get("do", "")
    if act not in BULK:
        raise Http404
    codes = [read_code(code) for code in dict.fromkeys(asked.getlist("c"))]
    if not codes or len(codes) > acts.MOST:
        wrong = _("请先勾选要办的件，一次最多 %(most)s 件") % {"most": acts.MOST}
        messages.error(request, wrong)
        return redirect("suggestions:index")
    items = acts.chosen(codes, request.user)
    units = list(handling_units(request.congress)) if act == "assign" else ()
    form = BULK[act](request.POST if request.method == "POST" else None, items=items, units=units)
    if not form.is_valid():
        return _show(request, act, form, units)
    batch = take_together(
        request.congress,
        key=form.cleaned_data["key"],
        act=act,
        codes=codes,
        facts=form.facts(),
        by=request.user,
        at=now(),
    )
    return redirect("desk:bulk_done", batch.key)


def _show(request, act, form, units):
    able = {step.source for step in SUGGESTION.steps if step.verb == acts.ACTS[act][0]}
    proposed = proposals(form.items, units) if act == "assign" else {}
    context = {
        "act": act,
        "title": WORDS[act][0],
        "button": WORDS[act][1],
        "form": form,
        "rows": [
            {
                "it": item,
                "state": state_of(item.docket),
                "able": item.docket.state in able,
                "proposal": proposed.get(item.pk),
                "own": form.own(item.docket.code),
            }
            for item in form.items
        ],
    }
    return render(request, "desk/bulk.html", context, status=422 if form.is_bound else 200)


@require_GET
@never_cache
@login_required
def bulk_done(request, uid):
    """What became of each item, for who did it."""
    office_only(request)
    batch = get_object_or_404(Batch, congress=request.congress, key=uid, by=request.user)
    outcomes = [acts.Outcome(**each) for each in batch.outcomes]
    context = {
        "title": WORDS[batch.act][0],
        "done": [each for each in outcomes if each.done],
        "refused": [each for each in outcomes if not each.done],
    }
    return render(request, "desk/bulk_done.html", context)
