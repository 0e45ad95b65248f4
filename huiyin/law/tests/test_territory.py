import json

import pytest

from huiyin.law.territory import KINDS, classify, count, main

# An invented table of the shapes found in real ones; a few real codes stand for rules of law.
ROWS = [
    (1, "91", "甲省", "", "province", "province"),
    (1, "92", "乙市", "", "municipality", "province"),
    (1, "93", "丙族自治区", "", "autonomous_region", "province"),
    (1, "94", "丁特别行政区", "", "special_region", None),
    (2, "9101", "子市", "91", "prefecture_city", "prefecture"),
    (2, "9123", "丑族自治州", "91", "autonomous_prefecture", "prefecture"),
    (2, "9124", "寅地区", "91", "prefecture", None),
    (2, "9325", "卯盟", "93", "league", None),
    (2, "9201", "市辖区", "92", "placeholder", None),
    (2, "9202", "县", "92", "placeholder", None),
    (2, "9190", "省直辖县级行政区划", "91", "placeholder", None),
    (2, "9390", "自治区直辖县级行政区划", "93", "placeholder", None),
    (3, "910102", "城区", "9101", "district", "county"),
    (3, "910104", "某新区", "9101", "district", "county"),
    (3, "910105", "某矿区", "9101", "district", "county"),
    (3, "910171", "某经济开发区", "9101", "development_zone", None),
    (3, "910172", "某新区", "9101", "development_zone", None),
    (3, "912357", "某行政委员会", "9123", "development_zone", None),
    (3, "910121", "辰县", "9101", "county", "county"),
    (3, "910122", "辰族自治县", "9101", "autonomous_county", "county"),
    (3, "932521", "巳旗", "9325", "banner", "county"),
    (3, "932522", "巳族自治旗", "9325", "autonomous_banner", "county"),
    (3, "910181", "午市", "9101", "county_city", "county"),
    (3, "919021", "神农架林区", "9190", "special_county", "county"),
    (3, "910103", "某特区", "9101", "special_county", "county"),
    (3, "920101", "未区", "9201", "district", "county"),
    (3, "441900", "东莞市", "4419", "placeholder", None),
    (3, "460321", "西沙群岛", "4603", "islands", None),
    (3, "350527", "金门县", "3505", "not_administered", None),
    (3, "232761", "加格达奇区", "2327", "unlisted_district", None),
    (4, "910102001", "申街道", "910102", "street", None),
    (4, "910102002", "申街道办事处", "910102", "street", None),
    (4, "910102003", "酉地区", "910102", "area_office", None),
    (4, "910102004", "和平街道地区", "910102", "street", None),
    (4, "910121100", "戌镇", "910121", "town", "township"),
    (4, "910121200", "亥乡", "910121", "township", "township"),
    (4, "910121201", "亥族乡", "910121", "ethnic_township", "township"),
    (4, "910121202", "亥民族乡", "910121", "ethnic_township", "township"),
    (4, "932521200", "金苏木", "932521", "sumu", "township"),
    (4, "910121198", "辰县直辖村级区划", "910121", "placeholder", None),
    (4, "910121400", "某工业园区", "910121", "development_zone", None),
    (4, "910121401", "某街道", "910121", "street", None),
    (4, "910121500", "红旗农场", "910121", "farm", None),
    (4, "910121501", "兵团一团", "910121", "farm", None),
    (4, "910121502", "某工业区组团", "910121", "pseudo", None),
    (4, "910121402", "某机场", "910121", "pseudo", None),
    (4, "910121403", "某镇", "910121", "pseudo", None),
    (4, "350527000", "金门县", "350527", "not_administered", None),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1]}-{row[2]}")
def test_a_row_is_read_as_what_it_is(row):
    level, code, name, parent, kind, congress = row
    division = classify(level, code, name, parent)
    assert (division.kind, division.congress_level) == (kind, congress)
    assert division.reason("zh-hans") and division.reason("en")


def test_every_kind_is_met_in_the_table_above():
    assert {row[4] for row in ROWS} == set(KINDS)


def test_a_longer_code_is_read_by_its_first_digits():
    assert classify(2, "440100", "广州市", "440000").kind == "prefecture_city"
    assert classify(3, "441900000000", "东莞市", "441900000000").kind == "placeholder"
    assert classify(4, "110101001000", "东华门街道", "110101000000").kind == "street"


@pytest.mark.parametrize(("level", "code"), [(5, "110101001001"), (3, "1101"), (2, "ab01")])
def test_a_code_that_does_not_fit_its_level_is_refused(level, code):
    with pytest.raises(ValueError, match="no code of level"):
        classify(level, code, "某", "")


def test_a_reason_says_why_a_street_has_no_congress():
    street = classify(4, "910102001", "申街道", "910102")
    assert street.reason("zh-hans") == "街道：政府派出，不设人大"


def table():
    names = ("level", "code", "name", "parent")
    return [dict(zip(names, map(str, row[:4]), strict=True)) for row in ROWS]


def test_a_table_is_counted_by_kind_and_by_congress():
    counted = count(table())
    assert counted["congresses"] == {
        "province": 3, "prefecture": 2, "county": 11, "township": 5, "none": 27,
    }  # fmt: skip
    assert counted["kinds"]["4 street"] == 4


def test_the_command_counts_a_file(tmp_path, capsys):
    lines = ["level,code,name,parent", *(",".join(row.values()) for row in table())]
    file = tmp_path / "divisions.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    main(str(file))
    assert json.loads(capsys.readouterr().out) == count(table())
