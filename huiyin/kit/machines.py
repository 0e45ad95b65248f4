"""What machines are told beside what people read."""

import json

from django.utils.safestring import mark_safe

#: Characters that may not stand in a script element as they are.
UNSAFE = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


def json_ld(said):
    """Facts of schema.org as a block of data for block ``head``, which no browser runs.

    >>> json_ld({"name": "</script>"})
    '<script type="application/ld+json">{"name": "\\\\u003c/script\\\\u003e"}</script>'
    """
    text = json.dumps(said, ensure_ascii=False).translate(UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
