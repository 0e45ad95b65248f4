"""Forms without a token, for wishes that anybody may make and that harm nobody.

A token needs a cookie, and a page that hands out a cookie can be kept by no cache: two small
forms in the shell would end that for every public page. So these forms prove in another way
that they were sent from a page of ours: by what the browser itself says about the sender.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.views.decorators.csrf import csrf_exempt

from huiyin.kit import errors


def sent_from_here(request):
    """Whether the browser says that a page of this very host sent the form.

    ``Sec-Fetch-Site`` is believed first; browsers that do not send it, or not over plain
    HTTP, name the page in ``Origin`` or ``Referer``. Who says nothing is refused.
    """
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site == "same-origin"
    said = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", "")
    try:
        return urlsplit(said).netloc == request.get_host()
    except ValueError:
        return False


def from_this_site(view):
    """Let ``view`` take forms without a token, but only from pages of this host; else 403."""

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and not sent_from_here(request):
            return errors.csrf_failed(request)
        return view(request, *args, **kwargs)

    return guarded
