"""Moderation: words that wait to become public, and words whose review is looked at again."""

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
from huiyin.desk.queries import to_review, with_case
from huiyin.desk.standing import at_desk

Visibility = Contribution.Visibility
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
    here = with_case(Contribution.objects.filter(congress=request.congress))
    words = get_object_or_404(here, uid=uid)
    if request.method == "GET":
        if words.visibility == Visibility.PARTIES:
            return redirect("desk:review")
        return _show(request, alone=words)
    form = ReviewForm(request.POST, auto_id=f"r{words.pk}_%s")
    if not form.is_valid():
        waits = words.visibility == Visibility.PENDING
        return _show(request, failed=(words.pk, form), alone=None if waits else words)
    visibility, ground = form.verdict
    services.review(
        words,
        visibility,
        ground=ground,
        by=request.user,
        at=now(),
        note=form.cleaned_data["note"],
        seen=form.cleaned_data["seen"],
    )
    published = visibility == Visibility.PUBLIC
    messages.success(request, _("已公开") if published else _("已隐藏，作者会收到理由"))
    return redirect("desk:review")


def _moderator(request):
    if not at_desk(request).moderates:
        raise Http404


def _show(request, failed=(None, None), alone=None):
    rows = [alone] if alone else to_review(request.congress, SHOWN)
    context = {
        "rows": [_row(words, failed) for words in rows[:SHOWN]],
        "more": len(rows) > SHOWN,
        "failed": failed[1],
        "alone": alone,
    }
    return render(request, "desk/review.html", context, status=422 if failed[1] else 200)


def _row(words, failed):
    form = failed[1] if words.pk == failed[0] else _form(words)
    return {
        "words": words,
        "docket": _case_of(words),
        "findings": findings(words.body),
        "form": form,
        "verdicts": sorted(words.verdicts.all(), key=lambda verdict: verdict.pk),
    }


def _case_of(words):
    """The docket of what the words belong to: a message, or a consultation that they answer, or
    in which they respond to the answers."""
    if opinion := getattr(words, "opinion", None):
        return opinion.consultation.suggestion.docket
    if asked := getattr(words, "consultation", None):
        return asked.suggestion.docket
    voice = getattr(words, "voice", None) or getattr(words.thread, "voice", None)
    return voice.docket if voice else None


def _form(words):
    return ReviewForm(auto_id=f"r{words.pk}_%s", initial={"seen": words.visibility})
