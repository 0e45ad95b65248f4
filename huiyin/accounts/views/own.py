"""What a person can see and decide about their own data. Law: PIPL arts. 15, 44–45."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.accounts import queries
from huiyin.accounts.services import withdraw_consent

signed_in = login_required(login_url="people:sign-in")


@never_cache
@require_GET
@signed_in
def looked(request):
    """Who read which of my data, when and what for."""
    context = {"hints": queries.hints_of(request.user), "looks": queries.looks_at(request.user)}
    return render(request, "people/looked.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def consents(request):
    """What I agreed to; each can be taken back."""
    if request.method == "POST":
        chosen = request.POST.get("consent", "")
        own = chosen.isdecimal() and withdraw_consent(request.user, int(chosen[:18]), at=now())
        if own:
            messages.success(request, _("已撤回同意"))
        return redirect("people:consents")
    context = {"consents": queries.consents_of(request.user)}
    return render(request, "people/consents.html", context)


@never_cache
@require_GET
@signed_in
def data(request):
    """A copy of what the platform holds about me, as a file. Personal data stay masked."""
    response = JsonResponse(
        queries.copy_of(request.user), json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response
