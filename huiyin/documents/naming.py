"""How congresses, units and items are named in official documents. Always Chinese."""

import re

from huiyin.congresses.models import Congress, Organ
from huiyin.congresses.queries import SERVING
from huiyin.law.numerals import ordinal_session, ordinal_term

#: A unit called 县交通运输局 in its county is 云溪县交通运输局 in a letter.
SHORT = "省市县区乡镇"
#: Term, session or year between sessions, running number, and of which part a unit answers.
NUMBER = re.compile(r"\d+-(?:I\d{4}|\d+)-(\d+)(?:-(\d+))?")
OF_COMMITTEE = {
    Organ.Kind.DEPUTY_AFFAIRS,
    Organ.Kind.GENERAL_OFFICE,
    Organ.Kind.LEGISLATIVE_AFFAIRS,
}


def full_name(organ, congress):
    """The name a unit signs with.

    ``congress``  that of the case, with its area
    """
    place, name = congress.place, organ.name
    if name.startswith(place):
        return name
    if organ.kind in OF_COMMITTEE:
        return f"{place}人大常委会{name}"
    if organ.kind == Organ.Kind.PRESIDIUM:
        return f"{congress.name}{name}"
    if name[:1] in SHORT and place.endswith(name[:1]):
        return place + name[1:]
    return name


def offices(suggestion):
    """The organs that every letter of a case names, asked for once: ``(serving, copied)``.

    ``serving``  the organ that serves deputies; ``copied`` the government's offices
    """
    known = getattr(suggestion, "letter_offices", None)
    if known is None:
        kinds = (*SERVING, Organ.Kind.GOVERNMENT_OFFICE)
        found = Organ.objects.filter(congress=suggestion.congress_id, kind__in=kinds)
        rows = list(found.order_by("kind", "pk"))
        serving = next((organ for organ in rows if organ.kind in SERVING), None)
        copied = [organ for organ in rows if organ.kind == Organ.Kind.GOVERNMENT_OFFICE]
        known = suggestion.letter_offices = (serving, copied)
    return known


def congress_of_term(congress, term):
    """云溪县第十八届人民代表大会."""
    if congress.level == Congress.Level.NATION:
        return f"{ordinal_term(term.number)}全国人民代表大会"
    return f"{congress.place}{ordinal_term(term.number)}人民代表大会"


def occasion(suggestion):
    """The term and session an item was put forward in, or that it was between sessions."""
    when = ordinal_session(suggestion.session.number) if suggestion.session else "闭会期间"
    return congress_of_term(suggestion.congress, suggestion.term) + when


def serial(number):
    """The running number in a statutory number, as letters write it; "" before there is one.

    >>> serial("18-I2026-0137"), serial("18-5-0137-2"), serial("")
    ('第137号', '第137号之2', '')
    """
    match = NUMBER.fullmatch(number)
    if match is None:
        return ""
    part = f"之{int(match[2])}" if match[2] else ""
    return f"第{int(match[1])}号{part}"


def item(suggestion):
    """第137号建议, or the receipt number while there is no other."""
    number = serial(suggestion.docket.number)
    kind = suggestion.get_kind_display()
    return f"{number}{kind}" if number else f"{kind}（回执编号 {suggestion.docket.code}）"


def of_item(suggestion):
    """云溪县第十八届人民代表大会闭会期间第137号建议."""
    return occasion(suggestion) + item(suggestion)
