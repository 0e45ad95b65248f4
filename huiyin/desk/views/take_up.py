"""Messages become a suggestion."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huiyin.contributions.models import Contribution
from huiyin.desk import services
from huiyin.desk.forms import TakeUpForm
from huiyin.desk.standing import at_desk
from huiyin.procedure.codes import read_code
from huiyin.suggestions.services.drafting import drafted
from huiyin.voices.queries import get_for_desk, own_open, similar_for_deputy

#: Messages one suggestion is made of at most in one go.
MOST = 30
#: Nothing of such words is put into a text that may become public, not even their title.
PRIVATE = (Contribution.Visibility.PARTIES, Contribution.Visibility.HIDDEN)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def take_up(request):
    """Show the ticked messages beside the form of a suggestion; then make it out of them."""
    mandate = at_desk(request).mandate
    if mandate is None:
        raise Http404
    if request.method == "GET":
        return _show(request, *_offered(request, mandate))
    codes = [read_code(code) for code in request.POST.getlist("offered")[: MOST + 1]]
    offered = own_open(mandate, codes)
    form = TakeUpForm(request.POST, offered=offered)
    if form.is_valid():
        suggestion = services.take_up(lead=mandate, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("草稿已建好，每一位留言人都在名单里"))
    else:  # sent again, its messages are taken up already
        suggestion = drafted(mandate, form.cleaned_data.get("key"))
    if suggestion is None:
        return _show(request, offered, form, status=422)
    return redirect("suggestions:page", suggestion.docket.code)


def _offered(request, mandate):
    """The messages asked for and those like the first one, with the form that ticks them."""
    first = get_for_desk(request.user, read_code(request.GET.get("voice", "")))
    wanted = [read_code(code) for code in request.GET.getlist("with")[:MOST]]
    chosen = own_open(mandate, [first.docket.code, *wanted])
    known = {voice.pk for voice in chosen}
    alike = [voice for voice in similar_for_deputy(first, MOST) if voice.pk not in known]
    ticked = chosen if wanted else [*chosen, *alike]
    private = any(voice.words.visibility in PRIVATE for voice in ticked)
    initial = {
        "title": "" if private else _("关于%(title)s的建议") % {"title": first.docket.title},
        "kind": "suggestion",
        "formed_by": "voices",
        "openness": "" if private else "full",
        "voices": [voice.docket.code for voice in ticked],
    }
    offered = [*chosen, *alike][:MOST]
    return offered, TakeUpForm(offered=offered, initial=initial)


def _show(request, offered, form, status=200):
    context = {
        "offered": offered,
        "form": form,
        "private": any(voice.words.visibility in PRIVATE for voice in offered),
    }
    return render(request, "desk/take_up.html", context, status=status)
