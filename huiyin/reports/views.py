"""The report at the desk: begin it, write it, have it read by somebody else, publish it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.congresses.queries import serves_deputies
from huiyin.procedure.queries import open_steps
from huiyin.reports import display, services
from huiyin.reports.forms import ReasonForm, ReportForm, YearForm
from huiyin.reports.models import Report
from huiyin.reports.outline import SECTIONS
from huiyin.reports.procedure import State
from huiyin.reports.queries import report_of, tallies, waits, years


def _office(request):
    """Reports are the business of the organ that serves deputies; for others there are none."""
    if not serves_deputies(request.user, request.congress):
        raise Http404


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def index(request):
    """All reports, and which years may be begun."""
    _office(request)
    at = now()
    rows = Report.objects.filter(congress=request.congress).select_related("docket")
    rows = list(rows.prefetch_related("editions").order_by("-year"))
    begun = {row.year for row in rows}
    counted = tallies(request.congress, at)
    open_years = [year for year in years(counted) if year not in begun]
    form = YearForm(request.POST if request.method == "POST" else None, years=open_years)
    if request.method == "POST" and form.is_valid():
        try:
            year = form.cleaned_data["year"]
            services.begin(congress=request.congress, year=year, by=request.user, at=at)
        except services.Unfinished as error:
            form.add_error("year", str(error))
        else:
            return redirect("report_desk:page", year)
    for row in rows:
        row.state = State(row.docket.state).label
    context = {
        "rows": rows,
        "form": form if open_years else None,
        "waits": waits(request.congress, counted),
    }
    return render(request, "reports/index.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def page(request, year):
    """One report with its figures; while it is written, its words in a form."""
    _office(request)
    report = _found(request, year)
    if request.method == "GET":
        return _show(request, report)
    form = ReportForm(request.POST)
    if form.is_valid():
        words = {"sections": form.sections, "seen": form.cleaned_data["seen"]}
        try:
            services.edit(report, **words, by=request.user, at=now())
        except services.Overtaken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已保存"))
            return redirect("report_desk:page", year)
    return _show(request, report, form=form)


@never_cache
@require_POST
@login_required
def act(request, year, name):
    """One step: hand in, send back, publish, begin a further edition."""
    _office(request)
    report = _found(request, year)
    try:
        if name == "send-back":
            return _send_back(request, report)
        if name not in services.ACTS:
            raise Http404
        step, said = services.ACTS[name]
        step(report, by=request.user, at=now())
    except services.Unfinished as error:
        return _show(request, _found(request, year), refused=str(error))
    except PermissionDenied as error:
        raise Http404 from error
    messages.success(request, said)
    return redirect("report_desk:page", year)


def _send_back(request, report):
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, report, reason=form)
    services.send_back(report, reason=form.cleaned_data["reason"], by=request.user, at=now())
    messages.success(request, _("已退回修改"))
    return redirect("report_desk:page", report.year)


def _found(request, year):
    report = report_of(request.congress, year)
    if report is None:
        raise Http404
    return report


def _show(request, report, form=None, reason=None, refused=""):
    verbs = {step.verb for step in open_steps(report, request.user)}
    if form is None and "edit" in verbs:
        words = {name: report.sections.get(name, "") for name in SECTIONS}
        form = ReportForm(initial=words | {"seen": report.edited_at.isoformat()})
    failed = bool(refused or (form and form.errors) or (reason and reason.errors))
    context = {
        "report": report,
        "state": State(report.docket.state).label,
        "verbs": verbs,
        "form": form,
        "reason": reason or ReasonForm(),
        "refused": refused,
        "editions": list(report.editions.select_related("reviewed_by")),
        **display.of(report.counts, report.sections, get_language()),
    }
    return render(request, "reports/page.html", context, status=422 if failed else 200)
