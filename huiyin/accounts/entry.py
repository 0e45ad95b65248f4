"""The act of coming in: a new session id, the reader's language, and nothing left over."""

from django.conf import settings
from django.contrib.auth import login
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from huiyin.accounts import phone as phones

#: Marks the session of a one-click persona, which exists only in the demonstration.
PERSONA = "persona"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def enter(request, user):
    """Sign ``user`` in under a new session id, and remember the language they read in."""
    language = get_language()
    if language in dict(settings.LANGUAGES) and user.language != language:
        user.language = language
        user.save(update_fields=["language"])
    login(request, user, backend=BACKEND)


def enter_by_code(request, phone, code, *, name="", at):
    """Prove ``phone`` by ``code``, sign its citizen in and return them.

    Raises ``PhoneError`` for a wrong, old or used code, and for an official's phone.
    """
    phones.check_code(phone, code)
    user = phones.citizen_of(phone, name=name, at=at)
    enter(request, user)
    return user


def safe_way_back(request, path, otherwise):
    """Return ``path`` if it stays on this host, else ``otherwise``."""
    stays = url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return path if path and stays else otherwise
