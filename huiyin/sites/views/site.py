"""One site: how it stands, which steps may be taken, its columns and the words in its bar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.congresses.addresses import address
from huiyin.congresses.models import HostName
from huiyin.congresses.scope import within
from huiyin.procedure.queries import open_steps
from huiyin.procedure.table import Incomplete
from huiyin.sites import forms, queries, services
from huiyin.sites.display import chip, findings, inheritance, result_chip
from huiyin.sites.models import SiteNotice
from huiyin.sites.rollout import hosting
from huiyin.sites.rules import administers
from huiyin.sites.views.doors import at_sites, congress_below, managed

#: The form of each step and what does it; the others only move the case.
STEPS = {
    "refuse": (forms.ReasonForm, None),
    "file": (forms.FilingForm, services.file),
    "enter_police": (forms.PoliceForm, services.enter_police),
    "open": (forms.ConfirmForm, services.open_to_all),
    "announce": (forms.ReasonForm, services.announce),
    "close": (forms.ConfirmForm, services.close),
}
#: Where a site begins is the business of the form that opens one.
BEGINNINGS = ("plan", "join", "enrol")


@never_cache
@require_safe
@login_required
def page(request, slug):
    """How a site stands, for everybody of this congress whose business sites are."""
    at_sites(request)
    congress = congress_below(request, slug)
    with within([request.congress, congress]):
        site = queries.site_of(congress)
        steps = open_steps(site, request.user) if site else []
        columns = queries.columns(congress)
        notices = list(SiteNotice.objects.filter(congress=congress).order_by("-pk")[:20])
        deadlines = list(site.docket.deadlines.running()) if site else []
    today = localdate()
    inspection = queries.last_inspections([congress]).get(congress.pk)
    context = {
        "here": congress,
        "site": site,
        "inspection": inspection,
        "result": result_chip(inspection, today) if inspection else None,
        "findings": findings(inspection) if inspection else [],
        "chip": chip(site),
        "steps": steps,
        "deadlines": deadlines,
        "facts": _facts(request, congress, site),
        "columns": [(column, inheritance(column, congress)) for column in columns],
        "bar": notices,
        "today": today,
        "hosting": hosting(congress),
        "administers": administers(request.user, congress),
    }
    return render(request, "sites/page.html", context)


def _facts(request, congress, site):
    absent, filing = _("未提供"), queries.face(congress).filing
    hosts = list(HostName.objects.filter(congress=congress).values_list("host", flat=True))
    return [
        (_("网址"), address(congress, request.get_host()) or absent),
        (_("域名"), _("、").join(hosts) or (site and site.host) or _("使用上级域名")),
        (_("主题"), site.get_theme_display() if site else absent),
        (_("网站标识码"), filing.get("site_code") or absent),
        (_("ICP 备案"), filing.get("icp") or absent),
        (_("公安备案"), filing.get("police") or absent),
    ]


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def step(request, slug, name):
    """Take one step, with what it asks for."""
    with managed(request, slug) as congress:
        site = queries.site_of(congress)
        if site is None or name in BEGINNINGS:
            raise Http404
        found = [one for one in open_steps(site, request.user) if one.verb == name]
        if request.method == "GET" and not found:
            raise Http404
        kind, act = STEPS.get(name, (forms.ConfirmForm, None))
        form = kind(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                _take(site, name, act, by=request.user, at=now(), **form.cleaned_data)
            except Incomplete as error:
                form.add_error(None, str(error))
            else:
                return redirect("sites:page", slug)
        context = {"here": congress, "form": form, "step": found[0] if found else None}
        return render(request, "sites/step.html", context, status=422 if form.errors else 200)


def _take(site, name, act, **facts):
    if act is not None:
        act(site, **facts)
    else:
        services.step(site, name, **facts)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def columns(request, slug):
    """Change one column, for this congress and all below."""
    with managed(request, slug) as congress:
        known = queries.columns(congress)
        free = [one for one in known if one.locked_by in (None, congress.pk)]
        form = forms.ColumnForm(
            request.POST if request.method == "POST" else None,
            columns=free,
            initial=_as_it_is(free, request.GET.get("key", "")),
        )
        if request.method == "POST" and form.is_valid():
            try:
                services.change_column(congress, by=request.user, **form.cleaned_data)
            except services.Fixed as error:
                form.add_error("key", str(error))
            else:
                messages.success(request, _("栏目已经改好，本级和下级网站随即按此显示。"))
                return redirect("sites:page", slug)
        context = {"here": congress, "form": form}
        return render(request, "sites/columns.html", context, status=422 if form.errors else 200)


def _as_it_is(columns, key):
    column = next((one for one in columns if one.key == key), None)
    if column is None:
        return {"nav": True}
    names = {"key": column.key, "title": column.zh, "title_en": column.en}
    return names | {"hidden": column.hidden, "nav": column.nav, "locked": bool(column.locked_by)}


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def notices(request, slug):
    """Put words into the bar above every page."""
    with managed(request, slug) as congress:
        today = localdate()
        form = forms.NoticeForm(request.POST if request.method == "POST" else None, today=today)
        if request.method == "POST" and form.is_valid():
            services.put_up(congress, since=today, by=request.user, **form.cleaned_data)
            messages.success(request, _("公告已经显示在页面顶部。"))
            return redirect("sites:page", slug)
        context = {"here": congress, "form": form}
        return render(request, "sites/notices.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
@login_required
def drop_notice(request, slug, pk):
    """Take words out of the bar."""
    with managed(request, slug) as congress:
        notice = get_object_or_404(SiteNotice, congress=congress, pk=pk)
        services.take_down(congress, notice.pk, by=request.user)
        messages.success(request, _("公告已经撤下。"))
        return redirect("sites:page", slug)
