"""Who may write drafts for a deputy: the deputy names them and ends it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.deputies.assistants import NotPossible, appoint_assistant, dismiss_assistant
from huiyin.deputies.models import Assistant
from huiyin.deputies.queries import assistants_of
from huiyin.desk.session_forms import AssistantForm
from huiyin.desk.standing import at_desk
from huiyin.kit.errors import too_many
from huiyin.kit.limits import Bucket

#: Names of accounts one deputy may try in an hour.
NAMES = Bucket("assistants", 20, 3600)


def _mandate(request):
    mandate = at_desk(request).mandate
    if mandate is None:
        raise Http404
    return mandate


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def index(request):
    mandate = _mandate(request)
    form = AssistantForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not NAMES.take(request.user.pk):
            return too_many(request, NAMES.seconds)
        name = form.cleaned_data["username"]
        try:
            appoint_assistant(mandate, username=name, by=request.user, at=now())
        except NotPossible as error:
            form.add_error("username", str(error))
        else:
            messages.success(request, _("助理已加上，从现在起可以替你起草"))
            return redirect("desk:assistants")
    context = {"form": form, "rows": assistants_of(mandate), "mandate": mandate}
    return render(request, "desk/assistants.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_POST
@login_required
def dismiss(request, pk):
    assistant = get_object_or_404(Assistant, mandate=_mandate(request), pk=pk)
    dismiss_assistant(assistant, by=request.user, at=now())
    messages.success(request, _("已经结束，对方不能再替你起草"))
    return redirect("desk:assistants")
