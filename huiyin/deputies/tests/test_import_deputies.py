from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from huiyin.accounts.models import User
from huiyin.congresses.models import Congress, Seat, Term
from huiyin.congresses.scope import within
from huiyin.congresses.services import found, lay_out
from huiyin.deputies.models import Mandate, Person
from huiyin.deputies.queries import active_deputies
from huiyin.ledger.models import Leaf

ROLL = """代表证号,姓名,性别,民族,代表团,党派
1,王　刚,男,汉族,海岳省,甲
2,王刚,男,汉族,海岳省,乙
3,嘉木样·洛桑久美·图丹却吉尼玛,男,藏族,海岳省,
4,吴彦㛃,女,回族,解放军,
"""
COUNTY_ROLL = """姓名,性别,民族,选区,职业
王刚,男,汉族,第一选区,教师
王刚,男,汉族,第一选区,教师
梅香,女,汉族,第二选区,竹编 手艺人
"""
TERM = {"term": 14, "starts": date(2000, 3, 5), "ends": date(2100, 3, 4)}


@pytest.fixture
def nation(db):
    """A congress elected by those below it."""
    country = lay_out("97", "全国", kind="nation", parent=None, valid_from=date(2020, 1, 1))
    province = lay_out("98", "海岳省", kind="province", parent=country, valid_from=date(2020, 1, 1))
    top = found(country, name="全国人大", slug="top", level=Congress.Level.NATION, direct=False)
    found(
        province,
        name="海岳省人大",
        slug="haiyue",
        level=Congress.Level.PROVINCE,
        direct=False,
        parent=top,
    )
    return top


@pytest.fixture
def county(nation):
    """A congress elected by voters."""
    area = lay_out("980121", "石沟县", kind="county", parent=None, valid_from=date(2020, 1, 1))
    return found(area, name="石沟县人大", slug="shigou", level=Congress.Level.COUNTY, direct=True)


@pytest.fixture
def run(nation, tmp_path):
    def run(text=ROLL, congress="top", **options):
        path = tmp_path / "deputies.csv"
        path.write_text(text, encoding="utf-8")
        out = StringIO()
        call_command("import_deputies", str(path), congress=congress, stdout=out, **options)
        return out.getvalue().splitlines()

    return run


def names(congress):
    with within(congress):
        return [mandate.person.name for mandate in active_deputies(congress)]


def test_equal_names_stay_different_people(run, nation):
    run(**TERM)
    assert names(nation) == ["王刚", "王刚", "嘉木样·洛桑久美·图丹却吉尼玛", "吴彦㛃"]
    assert Person.objects.count() == 4


def test_names_with_dots_and_rare_characters_are_found(run, nation):
    run(**TERM)
    with within(nation):
        asked = ("吴彦㛃", "洛桑久美•图丹却吉尼玛")
        matches = [[str(m) for m in active_deputies(nation, text)] for text in asked]
    assert matches == [["吴彦㛃"], ["嘉木样·洛桑久美·图丹却吉尼玛"]]


def test_a_delegation_that_is_a_congress_below_becomes_the_electoral_unit(run, nation):
    run(**TERM)
    with within(nation):
        units = [
            (mandate.electoral_unit and mandate.electoral_unit.slug, mandate.delegation)
            for mandate in Mandate.objects.order_by("card_number")[2:]
        ]
    assert units == [("haiyue", "海岳省"), (None, "解放军")]


def test_the_party_is_not_kept_and_that_is_said(run):
    assert "note: columns not kept: 党派" in run(**TERM)


def test_every_mandate_is_on_the_record_from_election_to_beginning(run, nation):
    run(**TERM)
    with within(nation):
        assert Leaf.objects.filter(kind="move").count() == 12
        moves = Mandate.objects.get(card_number="4").docket.moves.values_list("verb", flat=True)
    assert list(moves) == ["elect", "confirm", "begin"]


def test_a_second_run_changes_nothing_and_says_so(run, nation):
    run(**TERM)
    again = run(term=14)
    assert "4 rows read, 0 taken, 4 there before, 0 changed, 0 not taken" in again
    assert "nothing changed" in again
    assert len(names(nation)) == 4


def test_without_card_numbers_the_second_namesake_stays_the_second(run, county):
    options = {"congress": "980121", **TERM}
    run(COUNTY_ROLL, **options)
    again = run(COUNTY_ROLL + "王刚,男,汉族,第一选区,教师\n", **options)
    assert "4 rows read, 1 taken, 3 there before, 0 changed, 0 not taken" in again
    assert names(county) == ["王刚", "王刚", "梅香", "王刚"]


def test_districts_are_made_for_a_congress_that_voters_elect(run, county):
    printed = run(COUNTY_ROLL, congress="shigou", **TERM)
    assert "note: electoral district made: 第一选区; give it its places" in printed
    with within(county):
        mandate = Mandate.objects.get(person__name="梅香")
    assert (mandate.seat, mandate.occupation) == ("第二选区", "竹编 手艺人")


def test_a_dry_run_writes_nothing(run, nation):
    assert "dry run: nothing was written" in run(dry_run=True, **TERM)
    assert (Person.objects.count(), User.objects.count(), Term.objects.count()) == (0, 0, 0)


def test_the_registrar_is_an_account_nobody_can_sign_in_to(run, nation):
    run(**TERM)
    user = User.objects.get(username="import-top")
    assert (user.label, user.is_active, user.has_usable_password()) == ("数据导入", False, False)
    seat = Seat.objects.get(user=user)
    assert (seat.organ.kind, seat.role) == ("deputy_affairs", "receiver")


def test_deputies_of_a_term_that_is_over_are_entered_as_former_ones(run, nation):
    printed = run(term=13, starts=date(2018, 3, 5), ends=date(2023, 3, 4))
    assert "note: term 13 ended on 2023-03-04: entered as ended" in printed
    assert names(nation) == []


def test_an_unknown_term_is_made_and_said_so(run, nation):
    term = nation.terms
    assert any(line.startswith("note: term 1 is made, ") for line in run())
    assert term.get().number == 1


def test_a_roll_for_no_term_of_today_asks_which_one(run, nation):
    Term.objects.create(
        congress=nation, number=9, starts_on=date(1998, 3, 5), ends_on=date(2003, 3, 4)
    )
    with pytest.raises(CommandError, match="name one with --term"):
        run()
    with pytest.raises(CommandError, match="term 9 is known from 1998-03-05 to 2003-03-04"):
        run(term=9, starts=date(1999, 1, 1))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("5,,男,汉族,海岳省,", "?: no name"),
        ("5,吴彦?,女,汉族,海岳省,", "吴彦?: a character of the name was lost on the way"),
        ("5,吴彦\ufffd,女,汉族,海岳省,", "吴彦\ufffd: a character of the name was lost on the way"),
        ("5,甲,其他,汉族,海岳省,", "甲: no gender: '其他'"),
        (f"5,{'长' * 61},男,汉族,海岳省,", f"{'长' * 61}: name has more than 60 characters"),
        ("4,乙,男,汉族,海岳省,", "乙: same number as row 5"),
        ("5,丙,男", "丙: 3 cells under 6 columns"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_taken(run, nation, row, said):
    printed = run(f"{ROLL}{row}\n", **TERM)
    (named,) = [line for line in printed if line.startswith("row 6 not taken: ")]
    assert named.removeprefix("row 6 not taken: ").startswith(said)
    assert len(names(nation)) == 4


def test_a_number_that_is_somebody_elses_is_refused(run):
    run(**TERM)
    printed = run("代表证号,姓名\n1,王刚\n2,马骕\n", term=14)
    assert "row 3 not taken: 2 马骕: this is the number of 王刚" in printed


def test_a_workbook_gives_the_same_roll(nation, tmp_path):
    book = Workbook()
    for line in ROLL.splitlines():
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.save(tmp_path / "roll.xlsx")
    path = str(tmp_path / "roll.xlsx")
    call_command("import_deputies", path, congress="top", stdout=StringIO(), **TERM)
    assert names(nation)[3] == "吴彦㛃"


def test_a_list_of_something_else_and_an_unknown_congress_are_refused(run):
    with pytest.raises(CommandError, match="no column for names"):
        run("标题,内容\n路灯,坏了\n", **TERM)
    with pytest.raises(CommandError, match="no congress has the code or slug nowhere"):
        run(congress="nowhere")
