"""The yearly report as a file: for the organ that serves deputies, and published for everybody."""

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from huiyin.congresses.queries import serves_deputies
from huiyin.documents import making, services
from huiyin.documents.models import Document
from huiyin.documents.views.sending import attachment
from huiyin.reports.queries import editions, report_of

#: Seconds for which the file of an edition, which never changes, is kept ready.
REMEMBERED = 24 * 3600


@require_GET
def public(request, year, format):
    """A published edition, the newest or ``?edition=`` an earlier one, word and figure."""
    if format not in Document.Format.values:
        raise Http404
    asked = request.GET.get("edition", "")
    rows = editions(request.congress, year)
    edition = next((one for one in rows if asked in ("", str(one.number))), None)
    if edition is None:
        raise Http404
    slot = f"annual:{edition.pk}:{format}:{making.edition()}"
    kept = cache.get(slot)
    if kept is None:
        facts = {"format": format, "by": None, "at": now(), "edition": edition}
        kept = services.take_report(report_of(request.congress, year), **facts)
        cache.set(slot, kept, REMEMBERED)
    return attachment(*kept, format)


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
