"""How many sponsors an act of deputies or members needs, by level, with the article.

Levels are ``national``, ``province``, ``prefecture``, ``county``, ``township``. Count
active, distinct sponsors at the moment of filing.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from huiyin.law.citations import (
    LOCAL_ORGANIC_2022,
    NPC_ORGANIC_2021,
    NPC_RULES_2021,
    SUPERVISION_2024,
    Law,
)
from huiyin.law.errors import NotInForce
from huiyin.law.terms import Dated

LEVELS = ("national", "province", "prefecture", "county", "township")


@dataclass(frozen=True)
class Threshold:
    """The least number of sponsors, or the least share of all deputies (or members).

    ``delegations`` how many delegations may do the same in their name; 0 if none may
    ``organs``      organs that may do it of themselves, as keys
    """

    source: str
    source_en: str
    people: int = 0
    share: Fraction | None = None
    delegations: int = 0
    organs: tuple[str, ...] = ()

    def needed(self, total: int) -> int:
        """Return how many of ``total`` deputies or members must sign, rounded up.

        >>> Threshold("", "", share=Fraction(1, 10)).needed(241)
        25
        """
        return self.people if self.share is None else -(-total * self.share // 1)


def _rule(
    law: Law,
    place: str,
    needs: int | Fraction,
    *,
    delegations: int = 0,
    organs: tuple[str, ...] = (),
) -> Threshold:
    if isinstance(needs, Fraction):
        return Threshold(*law.at(place), 0, needs, delegations, organs)
    return Threshold(*law.at(place), needs, None, delegations, organs)


def _by_level(*rules: Threshold | None) -> dict[str, Threshold]:
    return {level: rule for level, rule in zip(LEVELS, rules, strict=True) if rule}


def _local(
    place: str, *needs: int | Fraction, organs: tuple[str, ...] = ()
) -> list[Threshold | None]:
    return [_rule(LOCAL_ORGANIC_2022, place, n, organs=organs) for n in needs]


def _all(law: Law, place: str, needs: Fraction, levels: int) -> list[Threshold | None]:
    return [_rule(law, place, needs)] * levels


TENTH, FIFTH = Fraction(1, 10), Fraction(1, 5)
NPC, NPC_LAW = NPC_RULES_2021, NPC_ORGANIC_2021
LOCAL_LAW_2022, SUPERVISION_LAW_2024 = date(2022, 3, 12), date(2024, 11, 8)
PRESIDIUM, BOTH = ("presidium",), ("presidium", "standing_committee")

# fmt: off — one act an entry: the NPC, then province, prefecture, county, township.
_SINCE_2022 = {
    # put a bill before the congress
    "bill": _by_level(_rule(NPC, "23.2", 30, delegations=1), *_local("22.2", 10, 10, 10, 5)),
    # address of inquiry in session (质询案)
    "inquiry": _by_level(_rule(NPC, "48", 30, delegations=1), *_local("24.1", 10, 10, 10, 10)),
    # removal (罢免案)
    "removal": _by_level(
        _rule(NPC, "44.1", TENTH, delegations=3, organs=PRESIDIUM),
        *_local("31.1", TENTH, TENTH, TENTH, organs=BOTH),
        *_local("31.2", FIFTH, organs=PRESIDIUM),
    ),
    # committee of investigation into a specific question
    "investigation": _by_level(
        _rule(NPC, "52.1", TENTH, delegations=3, organs=PRESIDIUM),
        *_local("36.2", TENTH, TENTH, TENTH, organs=PRESIDIUM),
        None,
    ),
    # joint nomination of leaders
    "nomination": _by_level(None, *_local("26.2", 30, 20, 10, 10)),
    # extraordinary session
    "extraordinary_session": _by_level(
        _rule(NPC_LAW, "8.2", FIFTH, organs=("standing_committee",)),
        *_local("14.3", FIFTH, FIFTH, FIFTH, organs=("standing_committee",)),
        *_local("14.3", FIFTH, organs=PRESIDIUM),
    ),
    # a bill inside a standing committee: its members count
    "committee_bill": _by_level(_rule(NPC_LAW, "29", 10), *_local("52.3", 5, 5, 3), None),
    "committee_inquiry": _by_level(_rule(NPC_LAW, "30", 10), *_local("53.1", 5, 5, 3), None),
}
_SINCE_2024 = {
    "committee_investigation": _by_level(*_all(SUPERVISION_2024, "56.2", FIFTH, 4), None),
    # dismissal between sessions (撤职案), local only
    "committee_dismissal": _by_level(None, *_all(SUPERVISION_2024, "61.3", FIFTH, 3), None),
}
# fmt: on

#: By act: the table by level of each version of the law.
THRESHOLDS = {act: Dated(act, {LOCAL_LAW_2022: table}) for act, table in _SINCE_2022.items()} | {
    act: Dated(act, {SUPERVISION_LAW_2024: table}) for act, table in _SINCE_2024.items()
}


def threshold(act: str, level: str, day: date) -> Threshold:
    """Return what ``act`` needs at ``level`` on ``day``.

    Raises ``KeyError`` for an unknown act, and ``NotInForce`` where no law gives this
    act to this level (a township has no standing committee) or knows it on that day.
    """
    by_level = THRESHOLDS[act].on(day)
    if level not in by_level:
        raise NotInForce(f"{level} 没有此项：{act}", f"No {act} at the level {level}")
    return by_level[level]
