"""Reading the codes of administrative divisions: which of them have a people's congress.

``classify`` reads one row of the yearly code tables (GB/T 2260 for levels 1–3, GB/T 10114
and its statistical extension for level 4). A street, a development zone, a 地区, a 盟, a
farm and a placeholder never become a congress (地方组织法 arts. 7, 59). What a table
cannot say, such as whether a city elects its deputies directly, is not guessed here.

**The real table of 2023** (44,703 rows of the statistical office) gives 31 provinces, 323
prefectures, 2,841 counties and 29,564 townships with a congress. Against official totals:

* level 1: Taiwan, Hong Kong and Macao are absent; the two regions follow their Basic Laws.
* level 2: 342 rows less 9 placeholders are 333; less 7 地区 and 3 盟, 323: no difference.
  Districts of the four municipalities, and counties "directly under" a province (32 rows
  under 4190, 4290, 4690, 6590), hang under a placeholder: their parent is the province.
* level 3: 2,844 official divisions (end of 2023) less the two districts of Sansha, which
  the table lists as three groups of islands, less Jinmen, are 2,841. The table has besides
  125 statistical zones (124 with codes 71–79 and one administrative committee), the four
  cities without districts repeated, and four zones of 大兴安岭 that are not on the official
  list; a province that has given one of these a congress adds it by hand.
* level 4: about 29,600 towns, townships and sumu officially (29,616 at the end of 2022,
  from memory). Beijing's 56 地区 are offices of a district that mostly share a house with
  a town or township which does have a congress: the table shows only the office, so they
  come out as ``area_office`` and an importer should ask. 18 rows of the 400 and 500 series
  are called 镇 or 乡 and are counted as statistical units. Ethnic townships are known by 族
  in their name: 884 of about 957; the rest come out as townships. 131 towns hang under a
  statistical zone, 18 under a zone of 大兴安岭 and 62 under a repeated city: an importer
  has to find their real parent.

``python -m huiyin.law.territory FILE.csv`` counts a table with the columns ``level``,
``code``, ``name``, ``parent`` and prints JSON.
"""

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from huiyin.law.errors import is_chinese

#: Digits of a code that count at each level.
WIDTH = {1: 2, 2: 4, 3: 6, 4: 9}

#: Rows that stand for "directly under" and are no place.
PLACEHOLDERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

#: 东莞、中山、儋州、嘉峪关 have no districts: the table repeats them at level 3.
WITHOUT_DISTRICTS = {"4419", "4420", "4604", "6202"}
SANSHA = "4603"
JINMEN = "350527"
#: 加格达奇、松岭、新林、呼中: districts of a 地区, not on the official list of divisions.
UNLISTED = {"232761", "232762", "232763", "232764"}


class Kind(NamedTuple):
    """``congress`` is the level of the congress such a place has, or ``None``."""

    congress: str | None
    zh: str
    en: str


KINDS = {
    "province": Kind("province", "省", "province"),
    "autonomous_region": Kind("province", "自治区", "autonomous region"),
    "municipality": Kind("province", "直辖市", "municipality under the central government"),
    "prefecture_city": Kind("prefecture", "地级市", "prefecture-level city"),
    "autonomous_prefecture": Kind("prefecture", "自治州", "autonomous prefecture"),
    "county": Kind("county", "县", "county"),
    "autonomous_county": Kind("county", "自治县", "autonomous county"),
    "county_city": Kind("county", "县级市", "county-level city"),
    "district": Kind("county", "市辖区", "district of a city"),
    "banner": Kind("county", "旗", "banner"),
    "autonomous_banner": Kind("county", "自治旗", "autonomous banner"),
    "special_county": Kind("county", "林区、特区", "county-level forestry or special district"),
    "town": Kind("township", "镇", "town"),
    "township": Kind("township", "乡", "township"),
    "ethnic_township": Kind("township", "民族乡", "ethnic township"),
    "sumu": Kind("township", "苏木", "sumu"),
    "special_region": Kind(None, "特别行政区：依基本法另有制度", "special administrative region"),
    "prefecture": Kind(None, "地区：省派出，不设人大", "prefecture: an agency of the province"),
    "league": Kind(None, "盟：自治区派出，不设人大", "league: an agency of the region"),
    "street": Kind(None, "街道：政府派出，不设人大", "street: an agency of the district"),
    "area_office": Kind(
        None, "地区办事处：政府派出；与乡镇合署的须人工核定", "area office: check for a shared town"
    ),
    "unlisted_district": Kind(
        None, "未列入行政区划名录的区：不设人大", "district not on the official list"
    ),
    "not_administered": Kind(None, "未实际管辖：不设人大", "not administered"),
    "development_zone": Kind(
        None, "开发区等功能区：不是一级政权", "development zone: not a level of government"
    ),
    "farm": Kind(None, "农场、林场、兵团单位：不是一级政权", "farm, forestry or corps unit"),
    "islands": Kind(None, "三沙市所属岛礁：不设人大", "islands of Sansha"),
    "placeholder": Kind(None, "编码占位或重复行，不是行政区", "placeholder or repeated row"),
    "pseudo": Kind(None, "统计用类似乡级单位：不是一级政权", "unit kept for statistics only"),
}


@dataclass(frozen=True)
class Division:
    """What a row of the table is, and why."""

    kind: str
    congress_level: str | None

    def reason(self, language: str) -> str:
        kind = KINDS[self.kind]
        return kind.zh if is_chinese(language) else kind.en


def classify(level: int, code: str, name: str, parent_code: str) -> Division:
    """Say what the row is.

    ``level``        1 province, 2 prefecture, 3 county, 4 township
    ``code``         its digits; trailing zeros of a longer form are ignored
    ``parent_code``  code of the row above; empty at level 1

    Raises ``ValueError`` for another level or a code too short for its level.

    >>> classify(4, "110101001", "东华门街道", "110101").congress_level is None
    True
    >>> classify(3, "330106", "西湖区", "3301")
    Division(kind='district', congress_level='county')
    """
    if level not in WIDTH or not code.isdigit() or len(code) < WIDTH[level]:
        raise ValueError(f"no code of level {level}: {code!r}")
    code, parent = code[: WIDTH[level]], parent_code[: WIDTH.get(level - 1, 0)]
    kind = {1: _province, 2: _prefecture, 3: _county, 4: _township}[level](code, name, parent)
    return Division(kind, KINDS[kind].congress)


def _by_suffix(name: str, suffixes: Iterable[tuple[str, str]], otherwise: str) -> str:
    return next((kind for suffix, kind in suffixes if name.endswith(suffix)), otherwise)


def _province(code: str, name: str, _parent: str) -> str:
    suffixes = (
        ("特别行政区", "special_region"),
        ("自治区", "autonomous_region"),
        ("市", "municipality"),
    )
    return _by_suffix(name, suffixes, "province")


def _prefecture(_code: str, name: str, _parent: str) -> str:
    if name in PLACEHOLDERS:
        return "placeholder"
    suffixes = (
        ("自治州", "autonomous_prefecture"),
        ("地区", "prefecture"),
        ("盟", "league"),
        ("市", "prefecture_city"),
    )
    return _by_suffix(name, suffixes, "placeholder")


def _county(code: str, name: str, parent: str) -> str:
    if name in PLACEHOLDERS or parent in WITHOUT_DISTRICTS:
        return "placeholder"
    if code in UNLISTED:
        return "unlisted_district"
    if parent == SANSHA:
        return "islands"
    if code == JINMEN:
        return "not_administered"
    # 71–79 are kept by the statistical office for zones run outside the government tree.
    if code[4] == "7":
        return "development_zone"
    suffixes = (
        ("自治县", "autonomous_county"),
        ("自治旗", "autonomous_banner"),
        ("旗", "banner"),
        ("县", "county"),
        ("市", "county_city"),
        ("神农架林区", "special_county"),
        ("特区", "special_county"),
        ("区", "district"),
    )
    return _by_suffix(name, suffixes, "development_zone")


FARMS = re.compile("(农|林|牧|渔|茶|盐|种畜|园艺)场|兵团|林业局|[一二三四五六七八九十零〇0-9]团")
ZONES = ("开发区", "园区", "新区", "示范区", "产业园", "工业园")


def _township(code: str, name: str, _parent: str) -> str:
    series = int(code[6:])
    if "直辖村级" in name:
        return "placeholder"
    if code.startswith(JINMEN):
        return "not_administered"
    if series < 100 and name.endswith("地区") and "街道" not in name:
        return "area_office"
    if series < 100 or name.endswith(("街道", "街道办事处")):
        return "street"
    return _rural(name) if series < 400 else _statistical(name)


def _statistical(name: str) -> str:
    """Read the 400 and later series: units that are no level of government."""
    if FARMS.search(name):
        return "farm"
    if any(word in name for word in ZONES):
        return "development_zone"
    return "pseudo"


def _rural(name: str) -> str:
    if name.endswith("乡") and "族" in name:
        return "ethnic_township"
    return _by_suffix(name, (("镇", "town"), ("苏木", "sumu"), ("乡", "township")), "pseudo")


def count(rows: Iterable[dict[str, str]]) -> dict[str, dict[str, int]]:
    """Count rows by level and kind, and congresses by level."""
    kinds: Counter[str] = Counter()
    congresses: Counter[str] = Counter()
    for row in rows:
        division = classify(int(row["level"]), row["code"], row["name"], row["parent"])
        kinds[f"{row['level']} {division.kind}"] += 1
        congresses[division.congress_level or "none"] += 1
    return {"kinds": dict(sorted(kinds.items())), "congresses": dict(congresses)}


def main(path: str) -> None:
    with open(path, encoding="utf-8-sig", newline="") as file:
        counted = count(csv.DictReader(file))
    sys.stdout.write(json.dumps(counted, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
