"""The reader's wishes about the view, and the gallery of the design system."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from huiyin.kit import context, samples
from huiyin.kit.origin import from_this_site

YEAR = 365 * 24 * 3600


@require_POST
@from_this_site
def set_view(request):
    """Keep the wish for the elder or the standard view in a cookie, and go back."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = get_script_prefix()
    response = HttpResponseRedirect(back)
    if request.POST.get("view") == context.ELDER:
        response.set_cookie(
            context.COOKIE,
            context.ELDER,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(context.COOKIE, samesite="Lax")
    return response


@require_GET
def gallery(request):
    """Every tag with its states, from invented data."""
    return render(request, "kit/gallery/index.html", samples.public())


@require_GET
def front_gallery(request):
    """What a front page is made of."""
    return render(request, "kit/gallery/front.html", samples.public())


@require_GET
def profile_gallery(request):
    """What a person's page is made of."""
    return render(request, "kit/gallery/profile.html", samples.public())


@require_GET
def desk_gallery(request):
    """The workbench shell with its parts."""
    return render(request, "kit/gallery/desk.html", samples.desk())
