"""Answers when something did not work, in words a person can act on.

None of them asks the database, the session or the congress for anything, so they stand
even when those are what failed. Not permitted answers exactly like not found: an outsider
cannot learn from us that a thing exists.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huiyin.kit import context


def _page(request, template, status, **words):
    facts = {
        "LANGUAGE_CODE": get_language(),
        "kit": context.facts(request),
        "site_name": _site_name(request),
        "status": status,
        **words,
    }
    body = loader.get_template(template).render(facts)
    response = HttpResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _site_name(request):
    congress = getattr(request, "congress", None)
    return congress.name if congress else _("回音")


def bad_request(request, exception=None, message=""):
    """400: the request itself cannot be understood."""
    return _page(request, "kit/errors/bad_request.html", 400, message=message)


def csrf_failed(request, reason=""):
    """403: the page was open too long, or cookies are off. The words typed are kept by it."""
    return _page(request, "kit/errors/csrf_failed.html", 403)


def not_found(request, exception=None):
    """404: nothing is here, or nothing for you. Serves ``handler403`` as well, byte for byte."""
    return _page(request, "kit/errors/not_found.html", 404)


def method_not_allowed(request):
    """405: no page answers to this method."""
    response = bad_request(request)
    response.status_code = 405
    response["Allow"] = "GET, HEAD, POST, OPTIONS"
    return response


def moved_on(request, error=None):
    """409: somebody else took a step first; ``error`` says which step was tried."""
    return _page(request, "kit/moved_on.html", 409, error=error)


def closed(request):
    """410: the site was closed; its pages stay, but nothing can be sent to it any more."""
    return _page(request, "kit/errors/closed.html", 410)


def law_silent(request, message):
    """422: a period cannot be counted; ``message`` names the rule or notice that is missing."""
    return _page(request, "kit/errors/law_silent.html", 422, message=message)


def length_required(request):
    """411: a body came without its length."""
    return _page(request, "kit/errors/bad_request.html", 411, message="")


def body_too_large(request):
    """413: more was sent than a form may hold."""
    return _page(request, "kit/errors/body_too_large.html", 413)


def too_many(request, wait=60):
    """429: too often; ``wait`` whole seconds until it is worth trying again."""
    minutes = -(-wait // 60)
    response = _page(request, "kit/errors/too_many.html", 429, minutes=minutes)
    response["Retry-After"] = str(wait)
    return response


def unavailable(request):
    """503: the database is away for a moment; nothing was kept, and trying again is safe."""
    response = _page(request, "kit/errors/unavailable.html", 503)
    response["Retry-After"] = "10"
    return response


def server_error(request):
    """500: our fault. Says so, and nothing else may fail while saying it.

    Called while the error is being handled; a database that is away answers 503 instead.
    """
    try:
        if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
            return unavailable(request)
        return _page(request, "kit/errors/server_error.html", 500)
    except Exception:  # the page about failure must never fail itself
        words = "<!doctype html><html lang=zh-hans><title>500</title><h1>系统出错了</h1>"
        return HttpResponse(words + "<p>请稍后再试。Please try again later.</p>", status=500)
