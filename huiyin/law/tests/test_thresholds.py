from datetime import date
from fractions import Fraction

import pytest

from huiyin.law.errors import NotInForce
from huiyin.law.thresholds import LEVELS, THRESHOLDS, threshold

TODAY = date(2026, 11, 24)

# fmt: off — act, then the NPC, province, prefecture, county, township
TABLE = [
    ("bill", "30", "10", "10", "10", "5"),
    ("inquiry", "30", "10", "10", "10", "10"),
    ("removal", "1/10", "1/10", "1/10", "1/10", "1/5"),
    ("investigation", "1/10", "1/10", "1/10", "1/10", None),
    ("nomination", None, "30", "20", "10", "10"),
    ("extraordinary_session", "1/5", "1/5", "1/5", "1/5", "1/5"),
    ("committee_bill", "10", "5", "5", "3", None),
    ("committee_inquiry", "10", "5", "5", "3", None),
    ("committee_investigation", "1/5", "1/5", "1/5", "1/5", None),
    ("committee_dismissal", None, "1/5", "1/5", "1/5", None),
]
# fmt: on


def said(act, level):
    try:
        found = threshold(act, level, TODAY)
    except NotInForce:
        return None
    return str(found.share or found.people)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_an_act_needs_the_sponsors_its_law_names(row):
    act, *needs = row
    assert [said(act, level) for level in LEVELS] == needs


def test_the_table_above_is_complete():
    assert sorted(THRESHOLDS) == sorted(row[0] for row in TABLE)


def test_a_share_is_rounded_up():
    removal = threshold("removal", "county", TODAY)
    assert removal.share == Fraction(1, 10)
    assert [removal.needed(total) for total in (240, 241, 1)] == [24, 25, 1]
    assert threshold("bill", "county", TODAY).needed(241) == 10


def test_a_threshold_cites_its_article():
    npc, township = (threshold("bill", level, TODAY) for level in ("national", "township"))
    assert npc.source == "全国人民代表大会议事规则（2021）第二十三条第二款"
    assert npc.delegations == 1
    assert township.source_en == "Local Organic Law (2022), art. 22 ¶2"
    assert threshold("removal", "county", TODAY).organs == ("presidium", "standing_committee")


def test_a_township_has_no_standing_committee_to_ask():
    with pytest.raises(NotInForce) as refusal:
        threshold("committee_bill", "township", TODAY)
    assert refusal.value.words("en") == "No committee_bill at the level township"


def test_a_day_before_the_law_we_hold_is_refused():
    with pytest.raises(NotInForce, match="2022年3月11日没有有效的规定"):
        threshold("bill", "county", date(2022, 3, 11))
