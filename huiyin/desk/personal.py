"""Personal data that somebody wrote into a text without meaning to: a hint for the moderator."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from huiyin.kit.identity import is_identity_number

PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
ID_NUMBER = re.compile(r"(?<![0-9Xx])\d{17}[0-9Xx](?![0-9Xx])")


@dataclass(frozen=True)
class Finding:
    label: object
    text: str


def findings(text):
    """Return what looks like a mobile number or an identity number, in the order it stands.

    >>> [found.text for found in findings("打 13812346621，证号 11010519491231002X")]
    ['13812346621', '11010519491231002X']
    """
    found = [(m.start(), Finding(_("疑似手机号"), m[0])) for m in PHONE.finditer(text)]
    found += [
        (m.start(), Finding(_("疑似身份证号"), m[0]))
        for m in ID_NUMBER.finditer(text)
        if is_identity_number(m[0])
    ]
    return [each for _place, each in sorted(found, key=lambda pair: pair[0])]
