"""Photographs of a text: to whoever may read the text, and to everybody once it is public."""

import logging

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from huiyin.contributions.models import Contribution
from huiyin.suggestions import queries, rules
from huiyin.suggestions.models import Photo

log = logging.getLogger("huiyin.photographs")


@require_GET
@never_cache
@login_required
def at_work(request, code, uid):
    """One photograph, to whoever works on the suggestion and reads its text."""
    suggestion = queries.get_for_act(request.user, code)
    if not rules.reads_text(request.user, suggestion):
        raise Http404
    whole = {suggestion.pk, suggestion.part_of_id}
    return _sent(Photo.objects.filter(suggestion__in=whole, uid=uid).first())


@require_GET
@never_cache
def in_public(request, uid):
    """One photograph of a text that everybody may read in full."""
    shown = Photo.objects.filter(
        uid=uid,
        suggestion__congress=request.congress,
        suggestion__docket__public=True,
        suggestion__words__visibility=Contribution.Visibility.PUBLIC,
    )
    return _sent(shown.first())


def _sent(photo):
    if photo is None:
        raise Http404
    try:
        kept = photo.file.open("rb")
    except FileNotFoundError:
        log.exception("photograph %s is lost", photo.uid)
        raise Http404 from None
    return FileResponse(kept, content_type="image/jpeg", filename=f"{photo.uid}.jpg")
