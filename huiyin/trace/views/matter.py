"""The page of one matter, and the file that proves its words."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huiyin.bills.queries import get_for_reading
from huiyin.bills.rules import works_on
from huiyin.congresses.queries import serves_deputies
from huiyin.procedure.codes import read_code
from huiyin.publishing.addresses import article_page
from huiyin.reports.queries import report_behind
from huiyin.suggestions.record import is_as_handed_in
from huiyin.trace import record, suggestion, voice
from huiyin.trace.forms import AddForm


@require_safe
def matter(request, code):
    """From first words to effect. Whoever has the code of a message sees how far it is."""
    if read_code(code) != code:
        return redirect("trace:matter", _written(code))
    found = suggestion.find(request.user, code)
    if found:
        return suggestion_page(request, found, _seen(request.user, found))
    if found := voice.find(request.user, code):
        return voice_page(request, found, AddForm())
    if get_for_reading(request.user, code):
        return redirect("public_bills:page", code)
    if page := article_page(request.user, request.congress, code):
        return redirect(page)
    if report := report_behind(code):
        return _report(request, report)
    raise Http404


def _report(request, report):
    """A yearly report has a page of its own; until it is published, at the desk of its office."""
    if report.docket.public:
        return redirect("report:page", report.year)
    if request.user.is_authenticated and serves_deputies(request.user, report.congress):
        return redirect("report_desk:page", report.year)
    raise Http404


def _written(code):
    """The code as it is written on receipts; 404 for what cannot be one."""
    if written := read_code(code):
        return written
    raise Http404


def seen_suggestion(user, code):
    """Return ``(suggestion, reader)``; what may not be seen does not exist."""
    found = suggestion.find(user, code)
    return found, _seen(user, found)


def _seen(user, found):
    who = suggestion.reader(user, found) if found else None
    if who is None:
        raise Http404
    return who


def voice_page(request, found, form, status=200):
    who = voice.reader(request.user, found)
    context = voice.page(found, who, localdate())
    context |= {"form": form, **record.signed(request.congress)}
    return _answer(request, "trace/voice.html", context, status)


def suggestion_page(request, found, who):
    context = suggestion.page(found, who, localdate())
    context |= record.signed(request.congress)
    return _answer(request, "trace/suggestion.html", context, 200)


def _answer(request, template, context, status):
    """Caches may keep only what everybody sees alike."""
    response = render(request, template, context, status=status)
    if request.user.is_authenticated or not context["public"]:
        add_never_cache_headers(response)
    return response


@never_cache
@require_safe
def receipt(request, code):
    """The file for ``python -m huiyin.verify``; the words themselves only for those inside.

    ``?photographs`` gives that of a suggestion's photographs.
    """
    found, photos = voice.find(request.user, code), None
    if found:
        own = voice.reader(request.user, found).inside
    elif found := get_for_reading(request.user, code):
        own = works_on(request.user, found)
    else:
        found, who = seen_suggestion(request.user, code)
        own = who.inside
        if "photographs" in request.GET:
            photos = list(found.photos.all())
            own = own and is_as_handed_in(found)  # else those that were handed in may be gone
    body = record.receipt_file(found.docket, found.words, own=own, at=now(), photos=photos)
    response = HttpResponse(body, content_type="application/json")
    name = f"huiyin-{code}" if photos is None else f"huiyin-{code}-photographs"
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response
