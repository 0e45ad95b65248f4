"""Rule profiles: what a congress's own measures say about suggestions and messages.

A profile is a dated table, ``data/profiles/KEY.toml``, with one or more versions. A
period a profile does not set is looked for further up the tree, and last in ``national``;
a period that nobody sets is ``None``: no law, no clock. Every period says its basis:
``law`` (a statute), ``rule`` (a congress's regulation) or ``practice`` (neither).

``python -m huiyin.law.profiles [KEY …]`` prints the profiles.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from huiyin.law.arithmetic import chinese_day, english_day
from huiyin.law.datafiles import tables
from huiyin.law.errors import NotInForce, UnknownProfile
from huiyin.law.profilefiles import versions
from huiyin.law.rulebook import SILENT, Listing, Objection
from huiyin.law.terms import POLICE_FILING, SUGGESTION_REPLY, SUGGESTION_REPLY_MAX, Term
from huiyin.law.vocabulary import EVENTS, RULES, TERMS

DEFAULT = "national"
#: Periods set by statute: they stand in ``terms``, and join the profile ``national`` here.
STATUTORY = {
    "reply": SUGGESTION_REPLY,
    "reply_max": SUGGESTION_REPLY_MAX,
    "police_filing": POLICE_FILING,
}


@dataclass(frozen=True)
class Profile:
    """One version of a profile: in force from ``since`` to ``until``, both included.

    ``own``      the periods its own text sets, by the names in ``vocabulary.TERMS``
    ``rules``    other choices, see ``vocabulary.RULES``; absent where the text is silent
    ``unknown``  what could not be read in the text itself, in words; empty if all was
    ``classes``, ``ratings``, ``dimensions`` and ``decline_reasons`` are its own lists, or
    the usual ones where its text is silent; each list says its source.
    """

    key: str
    since: date
    until: date | None
    division: str
    source_title: str
    source_title_en: str
    own: Mapping[str, Term]
    own_classes: Listing = SILENT
    own_ratings: Listing = SILENT
    own_dimensions: Listing = SILENT
    own_decline_reasons: Listing = SILENT
    own_objection: Objection | None = None
    rules: Mapping[str, str | bool] = field(default_factory=dict)
    unknown: str = ""

    def term(self, name: str, day: date) -> Term | None:
        """Return the period, its own or national law's; ``None`` if no law sets it."""
        return resolve([self.key], name, day)

    @property
    def classes(self) -> Listing:
        return self.own_classes or _usual().own_classes

    @property
    def ratings(self) -> Listing:
        return self.own_ratings or _usual().own_ratings

    @property
    def dimensions(self) -> Listing:
        return self.own_dimensions or _usual().own_dimensions

    @property
    def decline_reasons(self) -> Listing:
        return self.own_decline_reasons or _usual().own_decline_reasons


@cache
def all_profiles() -> dict[str, tuple[Profile, ...]]:
    """Read every profile, its versions in order of time; ``BadData`` names a fault."""
    found = {}
    for name, table in tables("profiles"):
        profiles = [Profile(**fields) for fields in versions(name, table)]
        found[table["key"]] = tuple(_with_statutes(profile) for profile in profiles)
    return found


def profile_for(key: str, day: date) -> Profile:
    """Return the version of ``key`` in force on ``day``.

    Raises ``UnknownProfile`` for one nobody wrote and ``NotInForce`` outside its versions.
    """
    if key not in all_profiles():
        raise UnknownProfile(key)
    for version in all_profiles()[key]:
        if version.since <= day and (version.until is None or day <= version.until):
            return version
    raise NotInForce(
        f"{chinese_day(day)}没有有效的规则：{key}",
        f"The rule profile {key} is not in force on {english_day(day)}",
    )


def resolve(keys: Iterable[str], name: str, day: date) -> Term | None:
    """Find period ``name`` along ``keys``, nearest first, and last in national law.

    A profile not in force on ``day`` is passed over. The result names the ``profile`` it
    comes from; ``None`` means that no law sets such a period. Raises ``UnknownProfile``
    for an unknown key, ``KeyError`` for an unknown name, and ``NotInForce`` before the
    first national law that we know.
    """
    if name not in TERMS:
        raise KeyError(name)
    for key in dict.fromkeys([*keys, DEFAULT]):
        if key != DEFAULT and not _in_force(key, day):
            continue
        own = profile_for(key, day).own
        if name in own:
            return replace(own[name], profile=key)
    return None


def objection(keys: Iterable[str], day: date) -> Objection | None:
    """Find along ``keys`` who may object that something is no bill; ``None`` if no text says."""
    for key in dict.fromkeys([*keys, DEFAULT]):
        if _in_force(key, day) and (own := profile_for(key, day).own_objection):
            return own
    return None


def rule(keys: Iterable[str], name: str, day: date) -> str | bool | None:
    """Find the choice ``name`` of ``vocabulary.RULES`` along ``keys``, nearest first.

    ``None`` if no text in force on ``day`` says anything of it.
    """
    if name not in RULES:
        raise KeyError(name)
    for key in dict.fromkeys([*keys, DEFAULT]):
        if _in_force(key, day) and name in (said := profile_for(key, day).rules):
            return said[name]
    return None


def _in_force(key: str, day: date) -> bool:
    try:
        profile_for(key, day)
    except NotInForce:
        return False
    return True


def _usual() -> Profile:
    return all_profiles()[DEFAULT][-1]


def _with_statutes(profile: Profile) -> Profile:
    if profile.key != DEFAULT:
        return profile
    statutes = {name: dated.on(profile.since) for name, dated in STATUTORY.items()}
    return replace(profile, own={**statutes, **profile.own})


def readable(profile: Profile, language: str = "zh") -> Iterator[str]:
    """Give one version as lines of text, for a person who checks it against the law."""
    yield f"{profile.key}  {profile.since} – {profile.until or ''}".rstrip()
    yield f"  {profile.source_title}"
    for name, label in TERMS.items():
        if term := profile.own.get(name):
            event = EVENTS[term.event].words(language)
            yield f"  {label.words(language)}｜{event}｜{term.words(language)}｜{term.source}"
    for words, listing in (
        ("答复类别", [f"{item.code} {item.label.zh}→{item.canonical}" for item in profile.classes]),
        ("评价对象", [item.label.zh for item in profile.dimensions]),
        ("评价等次", [item.label.zh for item in profile.ratings]),
        ("不予受理", [item.label.zh for item in profile.decline_reasons]),
    ):
        yield f"  {words}：{'；'.join(listing)}"
    if profile.rules:
        yield f"  其他：{'；'.join(f'{key}={value}' for key, value in profile.rules.items())}"
    if rule := profile.own_objection:
        yield f"  议案复议：提案代表过半数且不少于{rule.people}人，末次主席团会议{rule.hours}小时前"
    if profile.unknown:
        yield f"  未核实：{profile.unknown}"


def main(keys: list[str]) -> None:
    for key, found in all_profiles().items():
        for profile in found if not keys or key in keys else ():
            sys.stdout.write("\n".join(readable(profile)) + "\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
