"""What people may do on the page of a matter: join it, follow it, add to it, end or reopen it."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import get_script_prefix, reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from huiyin.bills.queries import get_for_reading
from huiyin.kit.errors import too_many
from huiyin.kit.limits import Bucket
from huiyin.trace import services, voice
from huiyin.trace.forms import AddForm
from huiyin.trace.views.matter import seen_suggestion, voice_page
from huiyin.voices import services as voices

#: Acts of one person on all matters; more is no reading of what happens.
ACTS = Bucket("acts", 30, 600)


def act(view):
    """A POST by somebody signed in; others sign in first and come back to the matter."""

    @never_cache
    @require_POST
    @wraps(view)
    def guarded(request, code):
        if not request.user.is_authenticated:
            back = urlencode({"next": reverse("trace:matter", args=[code])})
            return redirect(f"{get_script_prefix()}sign-in/?{back}")
        if not ACTS.take(request.user.pk):
            return too_many(request, ACTS.seconds)
        try:
            return view(request, code)
        except PermissionDenied as error:
            raise Http404 from error

    return guarded


def _voice(request, code):
    found = voice.find(request.user, code)
    if found is None:
        raise Http404
    return found


@act
def support(request, code):
    """Join somebody else's matter instead of writing it again."""
    voices.support(_voice(request, code), user=request.user, at=now())
    messages.success(request, _("已加入。以后的每一步都会通知你，就像通知提出人一样。"))
    return redirect("trace:matter", code)


def _followed(user, code):
    """The case, if ``user`` may read its title: notices carry it."""
    found = voice.find(user, code)
    if found is None:
        return get_for_reading(user, code) or seen_suggestion(user, code)[0]
    if not voice.reader(user, found).may_read(found.words):
        raise Http404
    return found


@act
def follow(request, code):
    """Be told of every step; ``stop=1`` ends it."""
    found = _followed(request.user, code)
    if request.POST.get("stop"):
        services.unfollow(found.docket, request.user)
        messages.success(request, _("已取消关注，不再通知。"))
    else:
        services.follow(found.docket, request.user, at=now())
        messages.success(request, _("已关注。有新的进展会通知你。"))
    if request.POST.get("back") == "mine":
        return redirect("mine:matters")
    return redirect("trace:matter", code)


@act
def add(request, code):
    """The author says more; the deputy is told."""
    found = _voice(request, code)
    if not voice.reader(request.user, found).author:
        raise Http404
    form = AddForm(request.POST)
    if not form.is_valid():
        return voice_page(request, found, form, status=422)
    voices.write(found, "add", by=request.user, at=now(), **form.cleaned_data)
    messages.success(request, _("补充的情况已送达代表，并写入存证。"))
    return redirect("trace:matter", code)


@act
def close(request, code):
    """The author has what they wanted to know."""
    voices.close(_voice(request, code), by=request.user, at=now())
    messages.success(request, _("已办结。以后如果还没有解决，可以在这里继续反映。"))
    return redirect("trace:matter", code)


@act
def reopen(request, code):
    """The author finds that nothing has changed."""
    voices.reopen(_voice(request, code), by=request.user, at=now())
    messages.success(request, _("已重新打开，代表会收到通知。可以补充说明还有什么没有解决。"))
    return redirect("trace:matter", code)
