"""A rule profile as a lawyer reads it: every version, every period, and what is not known."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Congress
from huiyin.law.errors import NotInForce
from huiyin.law.profiles import DEFAULT, all_profiles, profile_for, resolve, rule
from huiyin.law.vocabulary import EVENTS, RULES, TERMS
from huiyin.portal.rulewords import sentence

BASES = {
    "law": (_("法律"), "red"),
    "rule": (_("地方规定"), "blue"),
    "practice": (_("惯例"), "plain"),
}


@dataclass(frozen=True)
class Period:
    """One period: how long, from what event, under which article, and on what basis."""

    name: str
    label: str
    words: str
    event: str
    source: str
    note: str
    basis: object
    tone: str
    profile: str = ""


@dataclass(frozen=True)
class Binding:
    """A profile that binds a congress on a day. ``congress`` names it; None for national law.

    ``applies``  whether a version of it is in force on that day
    """

    key: str
    title: str
    congress: object
    applies: bool


def _language():
    return get_language() or "zh"


def _english():
    return not _language().startswith("zh")


def period(name, term):
    """Return ``term`` of that ``name`` as a ``Period``, in the reader's language."""
    language = _language()
    basis, tone = BASES[term.basis]
    return Period(
        name=name,
        label=TERMS[name].words(language),
        words=term.words(language),
        event=EVENTS[term.event].words(language) if term.event in EVENTS else "",
        source=term.source_en if _english() and term.source_en else term.source,
        note=term.note,
        basis=basis,
        tone=tone,
        profile=term.profile,
    )


def bindings(congress, day):
    """The profiles that bind ``congress`` on ``day``, nearest first, national law last.

    Those of congresses above bind those below; one outside its versions is passed over and said.
    """
    found = {}
    above = Congress.objects.filter(pk__in=congress.lineage_ids()).select_related("area")
    for each in above.order_by("-level"):
        if each.profile_key and each.profile_key not in found:
            found[each.profile_key] = each
    found.setdefault(DEFAULT, None)
    # National law stands last even where the nation's congress names it.
    keys = [*(key for key in found if key != DEFAULT), DEFAULT]
    return [Binding(key, titles()[key], found[key], _applies(key, day)) for key in keys]


def _applies(key, day):
    try:
        profile_for(key, day)
    except NotInForce:
        return False
    return True


def titles():
    """``{key: title of its newest version}`` of every profile there is."""
    return {key: _title(found[-1]) for key, found in all_profiles().items()}


def _title(version):
    return version.source_title_en if _english() else version.source_title


def in_force(keys, day):
    """Every period that any of ``keys`` sets on ``day``, each from the nearest that sets it."""
    found = []
    for name in TERMS:
        try:
            term = resolve(keys, name, day)
        except NotInForce:
            term = None
        if term:
            found.append(period(name, term))
    return found


@dataclass(frozen=True)
class Shown:
    """One version of a profile as its page shows it."""

    version: object
    title: str
    current: bool
    periods: list
    classes: list
    classes_source: str
    lists: list
    choices: list

    @property
    def anchor(self):
        return f"v{self.version.since:%Y%m%d}"


def versions(key, day):
    """Every version of profile ``key``, newest first; None if nobody wrote that profile."""
    known = all_profiles().get(key)
    if known is None:
        return None
    return [_shown(version, day) for version in reversed(known)]


def _shown(version, day):
    language = _language()
    current = version.since <= day and (version.until is None or day <= version.until)
    return Shown(
        version=version,
        title=_title(version),
        current=current,
        periods=[period(name, version.own[name]) for name in TERMS if name in version.own],
        classes=[
            (one.code, one.label.words(language), one.canonical_label.words(language))
            for one in version.own_classes
        ],
        classes_source=_cited(version.own_classes),
        lists=[
            (label, [one.label.words(language) for one in listing], _cited(listing))
            for label, listing in (
                (_("评价什么"), version.own_dimensions),
                (_("评价的档次"), version.own_ratings),
                (_("不作为代表建议受理的情形"), version.own_decline_reasons),
            )
            if listing
        ],
        choices=[
            *(sentence(name, value) for name, value in version.rules.items()),
            *_objection(version.own_objection),
        ],
    )


def _objection(known):
    """Who may object that something is no bill, if the text says."""
    if known is None:
        return []
    words = _(
        "不作为议案的，提案代表过半数且不少于 %(people)s 人可以在末次主席团会议 %(hours)s 小时以前"
        "提出异议（%(source)s）。"
    )
    source = known.source_en if _english() and known.source_en else known.source
    return [words % {"people": known.people, "hours": known.hours, "source": source}]


def choices_in_force(keys, day):
    """What the texts that bind on ``day`` say besides periods, each from the nearest that does."""
    found = {name: rule(keys, name, day) for name in RULES}
    return [sentence(name, value) for name, value in found.items() if value is not None]


def _cited(listing):
    return listing.source_en if _english() and listing.source_en else listing.source


def day_asked(text, today):
    """The day of ``?on=``; ``today`` for anything that is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
