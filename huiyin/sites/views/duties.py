"""What a congress has of the plan, and who answers for what at its site."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huiyin.sites import forms, rollout
from huiyin.sites.views.doors import managed


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def capabilities(request, slug):
    """Write down how far one capability has come here."""
    with managed(request, slug) as congress:
        form = forms.CapabilityForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            rollout.enter(congress, **form.cleaned_data, by=request.user, day=localdate())
            messages.success(request, _("已经登记，覆盖情况随即更新。"))
            return redirect("sites:coverage")
        words = {"title": _("登记建设进度"), "button": _("登记")}
        return _show(request, congress, form, words)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def duties(request, slug):
    """Name who answers for one duty of the hosting contract."""
    with managed(request, slug) as congress:
        form = forms.DutyForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            rollout.take_on(congress, **form.cleaned_data, by=request.user)
            messages.success(request, _("责任分工已经公布在“关于本站”。"))
            return redirect("sites:page", slug)
        words = {"title": _("登记责任单位"), "button": _("公布")}
        return _show(request, congress, form, words)


def _show(request, congress, form, words):
    context = {"here": congress, "form": form, **words}
    return render(request, "sites/enter.html", context, status=422 if form.errors else 200)
