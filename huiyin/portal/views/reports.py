"""The yearly reports on handling, as they were published."""

from hashlib import sha256

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from huiyin.portal.keys import number
from huiyin.reports import display
from huiyin.reports.queries import editions, published


@require_safe
def index(request):
    """Every year with a published report, newest first."""
    return render(request, "portal/reports.html", {"rows": published(request.congress)})


@require_safe
def report(request, year):
    """One year's report; ``?edition=`` an earlier version, as it was then."""
    rows = editions(request.congress, year)
    wanted = number(request.GET.get("edition")) if "edition" in request.GET else None
    shown = [one for one in rows if wanted in (None, one.number)]
    if not shown or ("edition" in request.GET and wanted is None):
        raise Http404
    edition = shown[0]
    context = {
        "edition": edition,
        "editions": rows,
        "year": year,
        "newest": edition is rows[0],
        "digest": sha256(edition.words.body.encode()).hexdigest(),
        **display.of(edition.counts, edition.sections, get_language()),
    }
    return render(request, "portal/report.html", context)
