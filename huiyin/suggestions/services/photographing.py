"""Photographs in a deputy's text: taken in, made anew without what a camera writes, thrown out."""

import hashlib
import struct
import warnings
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance
from huiyin.suggestions.models import Photo
from huiyin.suggestions.services.drafting import Incomplete, unconfirm

#: Photographs of one text; the longer side of what is kept.
MOST, SIDE = 9, 2048
#: What is read, known by its content and not by its name, and how many pixels of it at most: a
#: JPEG is read small at once, the others stand in memory whole.
PIXELS = {"JPEG": 50_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
FORMATS = tuple(PIXELS)
QUALITY = 85
UNREADABLE = _("这不是能读的照片，请上传 JPEG、PNG 或者 WebP")


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
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > PIXELS[image.format]:
                    raise Incomplete(_("照片的像素太多，请缩小以后再上传"))
                return _redrawn(image)
    except Incomplete:
        raise
    except (OSError, SyntaxError, ValueError, struct.error, Warning) as error:
        raise Incomplete(UNREADABLE) from error
    except Image.DecompressionBombError as error:
        raise Incomplete(_("照片的像素太多，请缩小以后再上传")) from error


def _redrawn(image):
    image.draft("RGB", (SIDE, SIDE))  # a large JPEG is read small at once
    image.thumbnail((SIDE, SIDE))  # before anything copies it
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    # A new picture carries nothing over: no EXIF, no XMP, no comment, no profile.
    clean = Image.new("RGB", upright.size, "white")
    clean.paste(upright, mask=upright.getchannel("A"))
    out = BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
