"""What may be said, and to whom. Apps above register theirs; this app calls back."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext

_sentences: dict = {}
_resolvers: dict[str, Callable[[str], Iterable[int]]] = {}


def register_sentence(kind, sentence, labels=None):
    """``sentence`` is a lazily translated text with named placeholders.

    ``labels``  placeholder → ``(facts) -> words``: how a fact kept as a code is said when it is
                read, in the language of whoever reads it. See ``by_code``.
    """
    if kind in _sentences:
        raise ValueError(f"notice {kind} registered twice")
    _sentences[kind] = sentence, labels or {}


def by_code(fact, choices):
    """Return how ``fact`` is said: by its label among ``choices``.

    What is no code of theirs was kept in words, in the source language, and is translated.
    """
    labels = dict(choices)

    def say(facts):
        code = facts.get(fact, "")
        return labels[code] if code in labels else code and gettext(code)

    return say


def register_audience(name, resolver):
    """``resolver(rest)`` returns the ids of the users that ``name:rest`` stands for."""
    if name in _resolvers:
        raise ValueError(f"audience {name} registered twice")
    _resolvers[name] = resolver


def sentence_of(kind, params):
    """Return the sentence in the active language, with the labels of what is kept as a code."""
    sentence, labels = _sentences[kind]
    return str(sentence) % {**params, **{name: say(params) for name, say in labels.items()}}


def people(audience):
    """Return the distinct user ids an audience stands for."""
    name, _colon, rest = audience.partition(":")
    return sorted(set(_resolvers[name](rest)))


register_audience("user", lambda rest: [int(rest)])
