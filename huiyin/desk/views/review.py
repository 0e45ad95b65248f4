"""Moderation: words that wait to become public."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.contributions.models import Contribution
from huiyin.desk import services
from huiyin.desk.forms import ReviewForm
from huiyin.desk.personal import findings
from huiyin.desk.queries import to_review
from huiyin.desk.standing import at_desk

SHOWN = 20


@require_GET
@never_cache
@login_required
def index(request):
    _moderator(request)
    return _show(request)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def decide(request, uid):
    _moderator(request)
    words = get_object_or_404(Contribution, uid=uid, congress=request.congress)
    if request.method == "GET":
        return redirect("desk:review")
    form = ReviewForm(request.POST, auto_id=f"r{words.pk}_%s")
    if not form.is_valid():
        return _show(request, failed=(words.pk, form))
    visibility, ground = form.verdict
    services.review(
        words,
        visibility,
        ground=ground,
        by=request.user,
        at=now(),
        note=form.cleaned_data["note"],
    )
    published = visibility == Contribution.Visibility.PUBLIC
    messages.success(request, _("已公开") if published else _("已隐藏，作者会收到理由"))
    return redirect("desk:review")


def _moderator(request):
    if not at_desk(request).moderates:
        raise Http404


def _show(request, failed=(None, None)):
    rows = to_review(request.congress, SHOWN)
    context = {
        "rows": [_row(words, failed) for words in rows[:SHOWN]],
        "more": len(rows) > SHOWN,
        "failed": failed[1],
    }
    return render(request, "desk/review.html", context, status=422 if failed[1] else 200)


def _row(words, failed):
    form = failed[1] if words.pk == failed[0] else ReviewForm(auto_id=f"r{words.pk}_%s")
    voice = getattr(words, "voice", None) or getattr(words.thread, "voice", None)
    return {
        "words": words,
        "docket": voice.docket if voice else None,
        "findings": findings(words.body),
        "form": form,
    }
