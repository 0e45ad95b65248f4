"""How many congresses there should be, and why a table gives another number.

Totals of the Ministry of Civil Affairs at the end of 2023; townships, which change every
month, at the end of 2022. The reasons are those of ``law.territory``; every number in them is
counted in the table itself, and what remains is said to be unexplained.
"""

from huiyin.law.territory import JINMEN, SANSHA

PUBLISHED = {"province": 31, "prefecture": 323, "county": 2844, "township": 29_616}
NAMES = {"province": "省级", "prefecture": "市级", "county": "县级", "township": "乡级"}
#: What a table would have to say about places that official totals count and it does not.
SANSHA_DISTRICTS = 2


def differences(table):
    """Return, by level, ``[(number, why)]`` for what the published total has and we have not."""
    kinds = table.kinds()
    return {
        "province": [],
        "prefecture": [],
        "county": _counties(table),
        "township": [
            (kinds["area_office"], "地区办事处，多与乡镇合署而表中只列办事处：须人工核定"),
            (_named_like_towns(table), "四、五百号段中名为镇、乡的单位，按统计单位计"),
        ],
    }


def _counties(table):
    reasons = []
    if SANSHA in table.listed:
        reasons.append((SANSHA_DISTRICTS, "三沙市西沙区、南沙区：表中只列三个岛礁群"))
    if JINMEN in table.listed:
        reasons.append((1, "金门县：未实际管辖，不设人大"))
    return reasons


def _named_like_towns(table):
    return sum(
        each.level == 4 and each.division.kind == "pseudo" and each.name.endswith(("镇", "乡"))
        for each in table.listed.values()
    )


def comparison(table):
    """Yield lines: congresses by level beside the published total, each difference explained."""
    for level, made in table.congresses().items():
        published = PUBLISHED[level]
        yield f"{NAMES[level]} {made:>6}  published {published:>6}  difference {made - published:+}"
        rest = published - made
        for number, why in differences(table)[level]:
            rest -= number
            yield f"        −{number}: {why}"
        if level == "township":
            yield f"        {-rest:+}: 乡镇每月撤并，公布数与本表时点不同（2022 年末约数）"
        elif rest:
            yield f"        {-rest:+}: not explained; is this the whole table?"
    yield "        省级不含台湾、香港、澳门：表中没有，特别行政区依基本法另有制度"
    yield "        市级为 333 个地级单位减去地区、盟：省、自治区的派出机关不设人大"
