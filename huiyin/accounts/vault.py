"""Personal data, encrypted at rest, read only for a stated purpose, every reading on record.

AES-256-GCM with a fresh nonce a value; the person's uid and the kind are authenticated with
it, so a ciphertext moved to somebody else does not open. Look-ups use a keyed digest (HMAC),
never the value. Law: PIPL arts. 5, 6, 51.
"""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from huiyin.accounts.models import AccessLog, Sealed

KEY_ID = "v1"
NONCE_BYTES = 12
SHORTEST_REASON = 6


class ReasonMissing(ValueError):
    """A person wants to read another's data without saying what for."""

    def __str__(self):
        return str(_("请写明查看理由（至少 6 个字）"))


def _key(use):
    return HKDF(hashes.SHA256(), 32, None, f"huiyin-vault-{KEY_ID}-{use}".encode()).derive(
        settings.VAULT_KEY
    )


def digest(kind, value):
    """Return the keyed digest under which ``value`` can be found again, as 64 hex digits."""
    return hmac.new(_key("index"), f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()


def mask(kind, value):
    """Return what may be shown without opening the vault.

    >>> mask("phone", "13812346621"), mask("name", "王小明"), mask("address", "桂花小区 3 栋")
    ('138****6621', '王＊＊', '桂花小…')
    """
    if kind == Sealed.Kind.PHONE:
        return f"{value[:3]}****{value[-4:]}"
    if kind == Sealed.Kind.NAME:
        return value[:1] + "＊＊"
    if kind == Sealed.Kind.EMAIL:
        return f"{value[:1]}***@{value.rpartition('@')[2]}"
    return value[:3] + "…"


def _context(user, kind):
    return f"{user.uid}:{kind}".encode()


@transaction.atomic
def seal(user, kind, value, *, at=None):
    """Store ``value`` for ``user``, replacing an earlier one, and return the sealed row."""
    nonce = os.urandom(NONCE_BYTES)
    ciphertext = nonce + AESGCM(_key("data")).encrypt(nonce, value.encode(), _context(user, kind))
    sealed, _created = Sealed.objects.update_or_create(
        user=user,
        kind=kind,
        defaults={
            "ciphertext": ciphertext,
            "key_id": KEY_ID,
            "index": digest(kind, value),
            "hint": mask(kind, value),
            "created_at": at or now(),
        },
    )
    return sealed


def reveal(sealed, *, by, purpose, reason="", office=""):
    """Return the value and write down who read it and why.

    ``by``      the user reading, or None for the platform itself (only ``notify``, ``verify``)
    ``reason``  at least six characters whenever a person reads another person's data

    Raises ``ReasonMissing``.
    """
    own = by is not None and by.pk == sealed.user_id
    if by is not None and not own and len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing
    if by is None and purpose not in (AccessLog.Purpose.NOTIFY, AccessLog.Purpose.VERIFY):
        raise ReasonMissing
    AccessLog.objects.create(
        subject_id=sealed.user_id,
        kind=sealed.kind,
        by=by,
        office=office,
        purpose=AccessLog.Purpose.OWN if own else purpose,
        reason=reason.strip(),
        at=now(),
    )
    raw = bytes(sealed.ciphertext)
    nonce, ciphertext = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
    return (
        AESGCM(_key("data")).decrypt(nonce, ciphertext, _context(sealed.user, sealed.kind)).decode()
    )


def find(kind, value):
    """Return the sealed row that holds ``value``, or None. Opens nothing, logs nothing."""
    return Sealed.objects.filter(kind=kind, index=digest(kind, value)).first()


def enclose(text, *, place):
    """Return ``text`` encrypted for a place that is not the vault, such as a session.

    ``place``  what it belongs to; it opens nowhere else
    """
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_key("enclosed")).encrypt(nonce, text.encode(), place.encode())
    return base64.b64encode(nonce + sealed).decode()


def disclose(enclosed, *, place):
    """Return the text of ``enclose``. Raises ``ValueError`` for anything not made by it here."""
    raw = base64.b64decode(enclosed, validate=True)
    nonce, sealed = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
    try:
        return AESGCM(_key("enclosed")).decrypt(nonce, sealed, place.encode()).decode()
    except InvalidTag as error:
        raise ValueError("not enclosed for this place") from error
