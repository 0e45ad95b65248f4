"""Read the environment once, loudly. No default for a secret, no silent typo."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

_MISSING = object()


def text(name, default=_MISSING):
    """Return ``$NAME``, or the contents of the file named by ``$NAME_FILE``."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    value = os.environ.get(name, default)
    if value is _MISSING:
        raise ImproperlyConfigured(f"{name} is not set")
    return value


def flag(name, default="no"):
    """Return ``$NAME`` as a boolean; anything but ``yes`` and ``no`` is refused."""
    value = text(name, default)
    if value not in ("yes", "no"):
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}")
    return value == "yes"


def number(name, default):
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}")
    return int(value)


def words(name, default=""):
    """Return ``$NAME`` as a list, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(name, default):
    """Return a Django database setting from a URL such as ``postgres://user@host:port/db``."""
    return environ.Env.db_url_config(text(name, default))


def secret_bytes(name):
    """Return 32 secret bytes given as 64 hexadecimal digits."""
    value = text(name)
    try:
        key = bytes.fromhex(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be hexadecimal") from error
    if len(key) != 32:
        raise ImproperlyConfigured(f"{name} must be 32 bytes (64 hexadecimal digits)")
    return key
