"""What may be said, and to whom. Apps above register theirs; this app calls back."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils.translation import gettext, override

_sentences: dict = {}
#: Facts that are words of ours, not somebody's own: kept by ``in_source``, translated when read.
OUR_WORDS = ("mode", "attitude", "result")
_resolvers: dict[str, Callable[[str], Iterable[int]]] = {}


def register_sentence(kind, sentence):
    """``sentence`` is a lazily translated text with named placeholders."""
    if kind in _sentences:
        raise ValueError(f"notice {kind} registered twice")
    _sentences[kind] = sentence


def register_audience(name, resolver):
    """``resolver(rest)`` returns the ids of the users that ``name:rest`` stands for."""
    if name in _resolvers:
        raise ValueError(f"audience {name} registered twice")
    _resolvers[name] = resolver


def in_source(label):
    """Return one of our own words as it is kept in facts: in the source language."""
    with override(settings.LANGUAGE_CODE):
        return str(label)


def sentence_of(kind, params):
    """Return the sentence in the active language, and our own words within it."""
    ours = {name: gettext(params[name]) for name in OUR_WORDS if params.get(name)}
    return str(_sentences[kind]) % {**params, **ours}


def people(audience):
    """Return the distinct user ids an audience stands for."""
    name, _colon, rest = audience.partition(":")
    return sorted(set(_resolvers[name](rest)))


register_audience("user", lambda rest: [int(rest)])
