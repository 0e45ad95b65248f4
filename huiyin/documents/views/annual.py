"""The yearly report as a file, for the organ that serves deputies."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from huiyin.congresses.queries import serves_deputies
from huiyin.documents import services
from huiyin.documents.models import Document
from huiyin.documents.views.sending import attachment
from huiyin.reports.queries import report_of


@never_cache
@require_GET
@login_required
def take(request, year, format):
    """The report of a year, made anew: as it was published, or a draft that says so."""
    if format not in Document.Format.values:
        raise Http404
    if not serves_deputies(request.user, request.congress):
        raise Http404
    report = report_of(request.congress, year)
    if report is None:
        raise Http404
    data, name = services.take_report(report, format=format, by=request.user, at=now())
    return attachment(data, name, format)
