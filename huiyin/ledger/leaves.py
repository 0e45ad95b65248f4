"""What a leaf says, byte for byte. A receipt stays verifiable only while this never changes.

The leaf commits to words through a salted hash: once words and salt are erased, nothing can
be guessed from it, and the tree stays valid.
"""

import json
import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

SALT_BYTES = 16
KIND = re.compile(r"[a-z][a-z0-9_.]{0,29}")


class Entry(NamedTuple):
    """One row to be put on the record: its kind, its public uuid, when, its content and salt."""

    kind: str
    ref: UUID
    at: datetime
    content: bytes
    salt: bytes


def new_salt() -> bytes:
    """Return the random bytes that are kept beside a content and erased together with it."""
    return secrets.token_bytes(SALT_BYTES)


def canonical(facts: Mapping) -> bytes:
    """Return the one way to write ``facts`` as bytes: JSON, sorted keys, no spaces, UTF-8.

    Text is taken as it is, without normalising. Raises ``ValueError`` for NaN, infinity and
    lone surrogates, ``TypeError`` for what JSON cannot hold.
    """
    text = json.dumps(
        facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def content_hash(content: bytes, salt: bytes) -> bytes:
    """Return SHA-256 of salt and content. Raises ``ValueError`` for a salt that is too short."""
    if len(salt) < SALT_BYTES:
        raise ValueError(f"a salt has at least {SALT_BYTES} bytes, not {len(salt)}")
    return sha256(salt + content).digest()


def moment(at: datetime) -> str:
    """Return an aware datetime as in ``2026-03-10T01:02:03.000004Z``."""
    if at.tzinfo is None:
        raise ValueError("the time of a leaf needs a time zone")
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    return at.isoformat(timespec="microseconds")[:-6] + "Z"


@lru_cache(maxsize=1000)
def check_kind(kind: str) -> str:
    """Return ``kind``. Raises ``ValueError`` if it needs more than ``a-z0-9_.`` or 30 letters."""
    if not KIND.fullmatch(kind):
        raise ValueError(f"not the name of a kind: {kind!r}")
    return kind


def leaf_data(*, tenant: str, kind: str, seq: int, at: str, ref: str, content: str) -> bytes:
    """Return what is hashed into the tree: ``canonical()`` of these facts, only quicker.

    ``at``      as ``moment()`` writes it
    ``content`` the content hash in hexadecimal
    No value here can hold a quote or a backslash, so nothing needs escaping.
    """
    return (
        f'{{"at":"{at}","content":"{content}","kind":"{kind}",'
        f'"ref":"{ref}","seq":{seq},"tenant":"{tenant}"}}'
    ).encode()
