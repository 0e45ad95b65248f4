"""Pictures made anew from their pixels: nothing a camera or anybody else put in is kept."""

import struct
import warnings
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

#: The longer side of what is kept.
SIDE = 2048
#: What is read, known by its content and not by its name, and how many pixels of it at most: a
#: JPEG is read small at once, the others stand in memory whole.
PIXELS = {"JPEG": 50_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
FORMATS = tuple(PIXELS)
QUALITY = 85
#: Number of the table of EXIF that says where a picture was taken.
GPS = 0x8825
UNREADABLE = _("这不是能读的照片，请上传 JPEG、PNG 或者 WebP")
TOO_LARGE = _("照片的像素太多，请缩小以后再上传")


class BadPicture(ValueError):
    """Not a picture that can be kept; the message says why."""


@dataclass(frozen=True)
class Picture:
    """``data`` is a JPEG of the pixels and of nothing else; ``placed`` whether the original said
    where it was taken."""

    data: bytes
    placed: bool


def made_anew(data: bytes) -> Picture:
    """Return the picture in ``data`` made anew. Raises ``BadPicture``."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > PIXELS[image.format]:
                    raise BadPicture(TOO_LARGE)
                placed = bool(image.getexif().get_ifd(GPS))
                return Picture(_redrawn(image), placed)
    except BadPicture:
        raise
    except (OSError, SyntaxError, ValueError, struct.error, Warning) as error:
        raise BadPicture(UNREADABLE) from error
    except Image.DecompressionBombError as error:
        raise BadPicture(TOO_LARGE) from error


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
