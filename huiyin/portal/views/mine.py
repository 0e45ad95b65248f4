"""A person's own pages: what became of what they said, and what they were told."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from huiyin.congresses.scope import within
from huiyin.notices.services import mark_read
from huiyin.portal import mine

signed_in = login_required(login_url="people:sign-in")


@never_cache
@require_GET
@signed_in
def matters(request):
    """Everything I said, supported or follow: where it stands and what is due next."""
    with within(request.congress.lineage()):
        rows = mine.matters(request.user, request.congress, request.get_host())
        opinions = mine.opinions(request.user, request.get_host())
    context = {"rows": rows, "opinions": opinions, "today": localdate()}
    return render(request, "portal/mine/matters.html", context)


@never_cache
@require_GET
@signed_in
def notices(request):
    """What I was told, newest first. Seeing the list is reading it."""
    with within(request.congress.lineage()):
        rows = mine.notices(request.user, request.get_host())
        mark_read(request.user, now())
    return render(request, "portal/mine/notices.html", {"rows": rows})
