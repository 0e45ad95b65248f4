"""One's own site and those below it; switching on one more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.congresses.scope import within
from huiyin.sites import rollout, services
from huiyin.sites.display import chip, result_chip, under
from huiyin.sites.forms import OpenForm
from huiyin.sites.queries import below, last_inspections, site_of
from huiyin.sites.rules import administers
from huiyin.sites.views.doors import at_sites


@never_cache
@require_safe
@login_required
def index(request):
    """How one's own site stands and those directly below."""
    at_sites(request)
    congress = request.congress
    rows, more = below(congress, after=request.GET.get("after", "")[:100])
    today = localdate()
    found = last_inspections([congress, *(one for one, _site in rows)])
    own = found.get(congress.pk)
    context = {
        "own": chip(site_of(congress)),
        "inspection": result_chip(own, today) if own else None,
        "under": under(own) if own else "",
        "rows": [_row(one, site, found.get(one.pk), today) for one, site in rows],
        "older": f"?after={rows[-1][0].path}" if more else "",
        "newer": "?" if request.GET.get("after") else "",
        "administers": administers(request.user, congress),
    }
    return render(request, "sites/index.html", context)


@never_cache
@require_safe
@login_required
def coverage(request):
    """How far each capability of the plan has come, by level, with its whole."""
    at_sites(request)
    context = {"rows": rollout.coverage(request.congress, localdate())}
    return render(request, "sites/coverage.html", context)


def _row(congress, site, inspection, today):
    row = {"congress": congress, "chip": chip(site)}
    if inspection is not None:
        row |= {"inspection": result_chip(inspection, today), "under": under(inspection)}
    return row


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def open_site(request):
    """Switch on the site of this congress or of one below it, in one act."""
    at_sites(request)
    if not administers(request.user, request.congress):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = OpenForm(sent, initial={"code": request.GET.get("code", "")[:40]})
    if request.method == "POST" and form.is_valid():
        try:
            congress = _open(request, form.cleaned_data, now())
        except services.NoSite as error:
            form.add_error("host" if form.cleaned_data["host"] else "code", str(error))
        else:
            return redirect("sites:page", congress.slug)
    return render(request, "sites/open.html", {"form": form}, status=422 if form.errors else 200)


def _open(request, facts, at):
    congress = services.congress_of(facts["code"])
    if not congress.path.startswith(request.congress.path):
        raise services.NoSite(_("%(name)s不在本级以下") % {"name": congress.title})
    how = {"theme": facts["theme"], "admin": facts["admin"], "by": request.user, "at": at}
    with within([request.congress, congress]):
        if facts["host"]:
            services.plan_site(congress, host=facts["host"], **how)
            messages.success(request, _("已提出申请，等待上级批准。"))
        else:
            services.open_site(congress, **how)
            messages.success(request, _("网站已经开通：首页、栏目、机构和岗位都已就绪。"))
    return congress
