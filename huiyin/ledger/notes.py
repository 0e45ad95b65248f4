"""Checkpoints as C2SP signed notes (tlog-checkpoint), signed with Ed25519.

A note is the origin, the size, the root and the time, one a line, an empty line, and one
signature line. Anybody's tools for transparency logs read it.
"""

import base64
import re
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from huiyin.ledger.leaves import moment

ED25519 = b"\x01"
NOTE = re.compile(
    r"(?P<text>(?P<origin>[^\n]+)\n(?P<size>0|[1-9]\d{0,17})\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"(?P<at>[^\n]+)\n)\n— (?P<name>[^ \n+]+) (?P<signature>[A-Za-z0-9+/]{91}=)\n"
)


class Note(NamedTuple):
    """A checkpoint as it was read; ``key_id`` is four bytes that say which key signed it."""

    origin: str
    size: int
    root: bytes
    at: str
    text: str
    name: str
    key_id: bytes
    signature: bytes


@lru_cache(maxsize=4)
def _private_key(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_bytes() -> bytes:
    """Return the 32 bytes of the public key this installation signs with."""
    return _private_key(settings.LEDGER_KEY).public_key().public_bytes_raw()


def key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def public_key(name: str) -> str:
    """Return the verifier key to publish for the log called ``name``: ``name+id+base64``."""
    public = public_bytes()
    coded = base64.b64encode(ED25519 + public).decode()
    return f"{name}+{key_id(name, public).hex()}+{coded}"


def sign(message: bytes) -> bytes:
    return _private_key(settings.LEDGER_KEY).sign(message)


def is_signed(message: bytes, signature: bytes, public: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def write(origin: str, size: int, root: bytes, at: datetime) -> tuple[str, bytes]:
    """Return a signed note and its 64 signature bytes."""
    text = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n{moment(at)}\n"
    signature = sign(text.encode())
    coded = base64.b64encode(key_id(origin, public_bytes()) + signature).decode()
    return f"{text}\n— {origin} {coded}\n", signature


def read(note: str) -> Note:
    """Read one note without judging its signature. Raises ``ValueError`` if it is none."""
    match = NOTE.fullmatch(note)
    if not match:
        raise ValueError("not a checkpoint note")
    return _note(match)


def read_all(notes: str) -> list[Note]:
    """Read the notes of a witness file; what is torn or not a note is passed over."""
    return [_note(match) for match in NOTE.finditer(notes)]


def is_genuine(note: Note, origin: str) -> bool:
    """Say whether this installation's present key signed ``note`` for the log ``origin``."""
    public = public_bytes()
    return (
        note.origin == note.name == origin
        and note.key_id == key_id(origin, public)
        and is_signed(note.text.encode(), note.signature, public)
    )


def _note(match: re.Match) -> Note:
    coded = base64.b64decode(match["signature"])
    return Note(
        origin=match["origin"],
        size=int(match["size"]),
        root=base64.b64decode(match["root"]),
        at=match["at"],
        text=match["text"],
        name=match["name"],
        key_id=coded[:4],
        signature=coded[4:],
    )
