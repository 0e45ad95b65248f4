"""The documents of one suggestion: take them, number them, hand in what was sealed."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from huiyin.documents import queries, services
from huiyin.documents.forms import NumberForm, ScanForm
from huiyin.documents.models import Document
from huiyin.documents.views.sending import attachment, file_name
from huiyin.kit.inspection import Refused

PAGE = "documents/case.html"
logger = logging.getLogger(__name__)


@never_cache
@require_GET
@login_required
def index(request, code):
    """The documents of the case that this reader may take."""
    suggestion, part = queries.get_for_reader(request.user, code)
    return _show(request, suggestion, part)


@never_cache
@require_GET
@login_required
def take(request, code, kind, which, format):
    """One document as a file, made anew from the case."""
    if format not in Document.Format.values:
        raise Http404
    suggestion, part = queries.get_for_reader(request.user, code)
    data, name = services.take(
        suggestion, part, kind=kind, key=which, format=format, by=request.user, at=now()
    )
    return attachment(data, name, format)


@never_cache
@require_POST
@login_required
def number(request, code, kind, which):
    """Keep the number that the unit's register gave a letter."""
    suggestion, part = queries.get_for_reader(request.user, code)
    services.signing(suggestion, part, kind, which)
    form = NumberForm(request.POST)
    if form.is_valid():
        try:
            services.give_number(
                suggestion, part, kind=kind, key=which, by=request.user, at=now(),
                **form.cleaned_data,
            )  # fmt: skip
        except services.Taken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("发文字号已经记下，会印在公文上。"))
            return redirect("documents:index", code)
    return _show(request, suggestion, part, failed=form, at=(kind, which))


@never_cache
@require_POST
@login_required
def scan(request, code, kind, which):
    """Hand in the sealed paper as it was scanned."""
    suggestion, part = queries.get_for_reader(request.user, code)
    services.signing(suggestion, part, kind, which)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.hand_in_scan(
                suggestion, part, kind=kind, key=which, by=request.user, at=now(),
                file=form.cleaned_data["scan"],
            )  # fmt: skip
        except (Refused, services.Taken) as error:
            form.add_error("scan", str(error))
        else:
            messages.success(request, _("扫描件已经收存，校验值已经存证。"))
            return redirect("documents:index", code)
    return _show(request, suggestion, part, failed=form, at=(kind, which))


@never_cache
@require_GET
@login_required
def scanned(request, code, uid):
    """A scan, always saved and never opened in the page's own name."""
    suggestion, part = queries.get_for_reader(request.user, code)
    found = queries.get_scan(suggestion, part, uid)
    name = file_name(found)
    try:
        opened = found.file.open("rb")
    except FileNotFoundError as error:
        logger.error("the file of scan %s is gone: restore it from the backup", found.uid)
        raise Http404 from error
    answer = FileResponse(opened, as_attachment=True, filename=name)
    answer.headers["Content-Type"] = found.media
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _show(request, suggestion, part, *, failed=None, at=()):
    offers = queries.offers(suggestion, part)
    rows = [_row(offer, failed if (offer.sort.kind, offer.key) == at else None) for offer in offers]
    context = {
        "suggestion": suggestion,
        "docket": suggestion.docket,
        "rows": rows,
        "formats": Document.Format.choices,
        "failed": failed,
    }
    return render(request, PAGE, context, status=422 if failed else 200)


def _row(offer, failed):
    """An offer with the forms of who signs it; ``letter`` ones have a number of their own."""
    slot = f"{offer.sort.kind}-{offer.key}"
    given = offer.number
    number_form = NumberForm(
        initial={"mark": given.mark, "serial": given.serial} if given else None,
        auto_id=f"{slot}-%s",
    )
    scan_form = ScanForm(auto_id=f"{slot}-%s")
    if failed is not None:
        failed.auto_id = f"{slot}-%s"
    return {
        "offer": offer,
        "slot": slot,
        "number_form": failed if isinstance(failed, NumberForm) else number_form,
        "scan_form": failed if isinstance(failed, ScanForm) else scan_form,
        "failed": failed is not None,
    }
