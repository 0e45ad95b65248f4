"""What may be said, and to whom. Apps above register theirs; this app calls back."""

from collections.abc import Callable, Iterable

_sentences: dict = {}
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


def sentence_of(kind, params):
    """Return the sentence in the active language."""
    return str(_sentences[kind]) % params


def people(audience):
    """Return the distinct user ids an audience stands for."""
    name, _colon, rest = audience.partition(":")
    return sorted(set(_resolvers[name](rest)))


register_audience("user", lambda rest: [int(rest)])
