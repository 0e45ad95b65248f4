"""Filters of the list of suggestions that somebody keeps, for themself or for their office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from huiyin.desk import session
from huiyin.desk.models import SavedFilter
from huiyin.desk.session_forms import SaveFilterForm
from huiyin.desk.standing import at_desk
from huiyin.suggestions.workbench import Filters


@never_cache
@require_POST
@login_required
def save(request):
    """Keep the filter the list was shown with; only what the list understands is kept."""
    here = at_desk(request)
    form = SaveFilterForm(request.POST)
    asked = request.POST.get("query", "")[:400]
    address = Filters.read(QueryDict(asked.removeprefix("?"))).address()
    if not form.is_valid():
        return render(request, "desk/filter_save.html", {"form": form}, status=422)
    shared = form.cleaned_data["shared"] and bool(here.seats)
    try:
        session.save_filter(
            request.congress,
            name=form.cleaned_data["name"],
            query=address.removeprefix("?"),
            organ=here.seats[0].organ if shared else None,
            owner=request.user,
            at=now(),
        )
    except session.TooMany as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("筛选已保存"))
    return redirect(reverse("suggestions:index") + address)


@never_cache
@require_POST
@login_required
def drop(request, pk):
    at_desk(request)
    saved = get_object_or_404(SavedFilter, congress=request.congress, owner=request.user, pk=pk)
    session.drop_filter(saved, by=request.user)
    messages.success(request, _("筛选已删去"))
    return redirect("suggestions:index")
