import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from huiyin.congresses.models import Area, Congress

TABLE = """level,code,name,parent
1,98,海岳省,
2,9801,海州市,98
2,9821,山前地区,98
2,9890,省直辖县级行政区划,98
3,980102,港东区,9801
3,980171,海州高新技术产业开发区,9801
3,982121,石沟县,9821
3,989001,岛屿市,9890
4,980102001,码头街道,980102
4,980102100,麦㙦镇,980102
4,980171100,宋营镇,980171
4,982121200,云边回族乡,982121
4,982121400,石沟农场,982121
"""


@pytest.fixture
def run(db, tmp_path):
    """Import a table given as text and return the printed lines."""

    def run(text=TABLE, **options):
        path = tmp_path / "divisions.csv"
        path.write_text(text, encoding="utf-8")
        out = StringIO()
        call_command("import_divisions", str(path), stdout=out, **options)
        return out.getvalue().splitlines()

    return run


def lines_of_descent():
    return {each.slug: [c.slug for c in each.lineage()] for each in Congress.objects.all()}


def test_congresses_stand_under_the_nearest_congress_above(run):
    run()
    assert lines_of_descent() == {
        "npc": ["npc"],
        "98": ["npc", "98"],
        "9801": ["npc", "98", "9801"],
        "980102": ["npc", "98", "9801", "980102"],
        "982121": ["npc", "98", "982121"],
        "989001": ["npc", "98", "989001"],
        "980102100": ["npc", "98", "9801", "980102", "980102100"],
        "980171100": ["npc", "98", "9801", "980171100"],
        "982121200": ["npc", "98", "982121", "982121200"],
    }


def test_counties_and_townships_elect_directly_and_others_do_not(run):
    run()
    direct = Congress.objects.filter(direct=True).values_list("slug", flat=True)
    assert sorted(direct) == [
        "980102",
        "980102100",
        "980171100",
        "982121",
        "982121200",
        "989001",
    ]


def test_streets_zones_and_prefectures_are_areas_without_a_congress(run):
    run()
    without = Area.objects.filter(congresses=None).values_list("code", "kind")
    assert dict(without) == {
        "9821": "prefecture",
        "980171": "development_zone",
        "980102001": "street",
        "982121400": "farm",
    }


def test_children_of_a_placeholder_lie_in_the_real_area_above(run):
    printed = run()
    assert Area.objects.get(code="989001").parent.code == "98"
    assert not Area.objects.filter(code="9890").exists()
    assert "row 5 not taken: 9890 省直辖县级行政区划: 编码占位或重复行，不是行政区" in printed


def test_a_town_in_a_zone_is_reported_for_placing_by_hand(run):
    assert (
        "row 12 to be placed by hand: 980171100 宋营镇 lies in 980171 海州高新技术产业开发区,"
        " for now under 海州市" in run()
    )


def test_the_last_line_counts_congresses_by_level_also_when_nothing_is_new(run):
    counts = {"national": 1, "province": 1, "prefecture": 1, "county": 3, "township": 3}
    assert json.loads(run()[-1]) == counts
    again = run()
    assert json.loads(again[-1]) == counts
    assert "13 rows read, 0 taken, 12 there before, 0 changed, 1 not taken" in again
    assert "nothing changed" in again
    assert Area.objects.count() == 13


def test_a_dry_run_writes_nothing(run):
    assert "dry run: nothing was written" in run(dry_run=True)
    assert (Area.objects.count(), Congress.objects.count()) == (0, 0)


def test_a_new_name_closes_the_old_one_and_renames_the_congress_in_place(run):
    run(valid_from=date(2023, 1, 1))
    before = Congress.objects.get(slug="982121")
    printed = run(TABLE.replace("石沟县", "石沟市"), valid_from=date(2024, 1, 1))

    after = Congress.objects.get(slug="982121")
    assert (after.pk, after.path, after.name) == (before.pk, before.path, "石沟市人民代表大会")
    assert (after.area.name, after.area.kind) == ("石沟市", "county_city")
    closed = Area.objects.get(code="982121", valid_to=date(2024, 1, 1))
    assert (closed.name, closed.successor_code) == ("石沟县", "982121")
    assert "13 rows read, 0 taken, 11 there before, 1 changed, 1 not taken" in printed


def test_an_older_table_does_not_undo_a_newer_name(run):
    run(valid_from=date(2024, 1, 1))
    printed = run(TABLE.replace("石沟县", "石沟市"), valid_from=date(2023, 1, 1))
    assert "row 8 not taken: 982121 石沟市: 石沟县 holds since 2024-01-01" in printed
    assert Area.objects.get(code="982121").name == "石沟县"


def test_a_division_that_is_gone_stays_and_is_named(run):
    run()
    gone = "\n".join(line for line in TABLE.splitlines() if "农场" not in line)
    assert "note: 982121400 石沟农场 is in force but not in this file: left as it is" in run(gone)


def test_under_takes_one_branch_and_the_line_above_it(run):
    run(under=["982121"])
    codes = {"100000", "98", "9821", "982121", "982121200", "982121400"}
    assert set(Area.objects.values_list("code", flat=True)) == codes


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("5,9801021,某,980102", "the level is not 1, 2, 3 or 4"),
        ("3,9801x2,某县,9801", "a code of level 3 has 6 digits"),
        ("3,9801021,某县,9801", "more than 6 digits for level 3"),
        ("3,980103,,9801", "a name has 1 to 100 characters"),
        ("3,980103,某县,9821", "the code does not begin with its parent '9821'"),
        ("3,980102,某县,9801", "same code as row 6"),
        ("4,980199100,某镇,980199", "its parent 980199 is not in the table"),
        ("3,980103", "2 cells under 4 columns"),
    ],
)
def test_a_wrong_row_is_named_with_its_number_and_the_others_are_taken(run, row, why):
    printed = run(TABLE + row + "\n")
    (named,) = [line for line in printed if line.startswith("row 15 not taken: ")]
    assert named.endswith(why)
    assert Congress.objects.count() == 9


def test_a_file_of_another_kind_is_refused_whole(run):
    with pytest.raises(CommandError, match="wrong columns: level, parent missing"):
        run("code,name\n98,海岳省\n")
    with pytest.raises(CommandError, match="no row of this file can be taken"):
        run("level,code,name,parent\n9,1,x,\n")
