"""Numbers that belong to a person: identity numbers and bank cards by their checksums, phones."""

import re

from django.utils.translation import gettext_lazy as _

from huiyin.kit.identity import is_identity_number
from huiyin.publishing.checks.check import Check

#: Digits may be set apart by blanks or hyphens, as people type cards and phones.
IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx](?![0-9A-Za-z])")
CARD = re.compile(r"(?<![0-9])[3-9](?:[ -]?[0-9]){15,18}(?![0-9])")
PHONE = re.compile(r"(?<![0-9])(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])")


def is_card(digits):
    """Whether digits are a card number by Luhn's sum (ISO/IEC 7812).

    >>> is_card("6222020000000000001"), is_card("6222020000000000000")
    (False, True)
    """
    doubled = [int(one) * 2 for one in digits[-2::-2]]
    total = sum(int(one) for one in digits[::-2]) + sum(one - 9 * (one > 9) for one in doubled)
    return total % 10 == 0


def _masked(number):
    """Enough to find it in the text, and no copy of it."""
    return f"{number[:4]}…{number[-2:]}"


def identities(out):
    found = IDENTITY.findall(out.words)
    return [_masked(number) for number in found if is_identity_number(number)]


def cards(out):
    found = (re.sub("[ -]", "", match[0]) for match in CARD.finditer(out.words))
    return [_masked(number) for number in found if is_card(number) and not _identity(number)]


def _identity(number):
    return bool(IDENTITY.fullmatch(number)) and is_identity_number(number)


def phones(out):
    return [_masked(re.sub("[ -]", "", match[0])) for match in PHONE.finditer(out.words)]


CHECKS = (
    Check("identity_number", _("有身份证号码"), True, identities),
    Check("bank_card", _("有银行卡号"), True, cards),
    Check("mobile_phone", _("有手机号码"), True, phones),
)
