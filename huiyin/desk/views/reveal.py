"""Somebody's phone number, shown to the office once, for a reason, on record."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huiyin.accounts import vault
from huiyin.accounts.models import AccessLog
from huiyin.desk.forms import RevealForm
from huiyin.desk.standing import at_desk
from huiyin.kit.errors import too_many
from huiyin.kit.limits import Bucket
from huiyin.procedure.codes import read_code
from huiyin.voices.queries import get_for_desk, phone_for

#: Numbers one clerk may look at: a day's calls, not a list.
LOOKS = Bucket("reveal", 20, 3600)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def reveal(request):
    """Ask for the reason; then show the number on this page only, never in an address."""
    here = at_desk(request)
    code = read_code(request.POST.get("voice", "") or request.GET.get("voice", ""))
    voice = get_for_desk(request.user, code)
    sealed = phone_for(request.user, voice)
    if sealed is None:
        raise Http404
    form = RevealForm(request.POST if request.method == "POST" else None)
    context = {"voice": voice, "docket": voice.docket, "sealed": sealed, "form": form}
    if form.is_valid() and not LOOKS.take(request.user.pk):
        return too_many(request, LOOKS.seconds)
    if form.is_valid():
        context["phone"] = vault.reveal(
            sealed,
            by=request.user,
            purpose=AccessLog.Purpose.HANDLE,
            reason=form.cleaned_data["reason"],
            office=here.office,
        )
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "desk/reveal.html", context, status=status)
