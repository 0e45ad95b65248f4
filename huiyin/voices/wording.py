"""Making a title out of what somebody said."""

import re

from huiyin.kit.forms import visible

#: Characters a title made from the first sentence may have.
TITLE = 40
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
#: Phone and identity numbers do not belong into a title that others read.
_NUMBER = re.compile(r"\d{7,}[\dXx]?")


def title_of(body):
    """Return a title for ``body``: its first sentence, shortened, without long numbers.

    >>> title_of("夜班下班没有公交。打车要二十多块，电话 13812346621")
    '夜班下班没有公交'
    """
    sentences = (sentence.strip() for sentence in _SENTENCE_END.split(body))
    first = next((sentence for sentence in sentences if visible(sentence)), body)
    first = without_numbers(first)
    return first if len(first) <= TITLE else first[: TITLE - 1] + "…"


def without_numbers(text):
    """Return ``text`` on one line, without long numbers.

    >>> without_numbers("路灯 坏了\\n13812346621")
    '路灯 坏了 …'
    """
    return _NUMBER.sub("…", " ".join(text.split()))
