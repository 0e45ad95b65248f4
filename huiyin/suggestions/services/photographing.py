"""Photographs in a deputy's text: taken in, made anew without what a camera writes, thrown out."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from huiyin.kit import pictures
from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance
from huiyin.suggestions.models import Photo
from huiyin.suggestions.services.drafting import Incomplete, unconfirm

#: Photographs of one text.
MOST = 9


@recorded()
def add_photo(suggestion, *, photo, caption, by, at):
    """Put a photograph into the text, as an edit of it: confirmations of co-signers become void.

    ``photo``  the bytes that were sent. What is kept is a picture made anew from its pixels: no
    place, no time, no device.

    Raises ``Incomplete`` for what is no photograph, is too large, is there already, or is one
    too many.
    """
    advance(suggestion, "edit", by=by, at=at)
    clean = made_anew(photo)
    digest = hashlib.sha256(clean).hexdigest()
    if suggestion.photos.filter(sha256=digest).exists():
        raise Incomplete(_("这张照片已经在里面了"))
    if suggestion.photos.count() >= MOST:
        raise Incomplete(_("一件建议最多 %(most)s 张照片") % {"most": MOST})
    kept = Photo(suggestion=suggestion, caption=caption, sha256=digest, by=by, at=at)
    kept.file.save(f"{kept.uid}.jpg", ContentFile(clean), save=False)
    kept.save()
    unconfirm(suggestion, at=at)
    return kept


@recorded()
def drop_photo(suggestion, *, photo, by, at):
    """Take a photograph out of the text again; its file goes when that is done.

    Raises ``Incomplete`` if it is gone already.
    """
    advance(suggestion, "edit", by=by, at=at)
    if not suggestion.photos.filter(pk=photo.pk).delete()[0]:
        raise Incomplete(_("这张照片已经拿掉了"))
    transaction.on_commit(lambda: photo.file.delete(save=False))
    unconfirm(suggestion, at=at)


def made_anew(data):
    """Return a JPEG of the pixels of ``data`` and of nothing else. Raises ``Incomplete``."""
    try:
        return pictures.made_anew(data).data
    except pictures.BadPicture as error:
        raise Incomplete(str(error)) from error
