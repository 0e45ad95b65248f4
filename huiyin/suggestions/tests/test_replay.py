"""The same case under each of the nine rule profiles: its dates, its powers, its words.

What is expected was written by hand from the texts (domain.md 2.7) and counted on a calendar;
no line of ``law`` computes it.
"""

from dataclasses import dataclass
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.law import profiles
from huiyin.law.errors import BadData
from huiyin.law.profiles import all_profiles, profile_for
from huiyin.procedure.models import Deadline
from huiyin.suggestions.models import Served
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import drafting, extending, handling, office
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import clock, fresh, on, running, state_of, under


@dataclass(frozen=True)
class Expected:
    """What one profile makes of the case below; ``None`` where its text sets nothing.

    Handed in on Monday 30 November 2025, accepted on 1 December, assigned on Friday
    12 December with a co-handling unit, signed for on 17 December, extended on 2 March 2026,
    answered on Monday 1 June, answered again on 8 July.
    """

    assign: str | None = None
    back: str | None = None
    contact: str | None = None
    co: str | None = None
    feedback: str | None = None
    redo: str = "2026-07-02"
    approver: str = "wu"
    redo_by: str = "deputy"
    late_withdrawal: bool = False
    direct: bool = True


#: Handed in on 30 November 2025. Public holidays meanwhile: 1–3 January (4 January worked),
#: 15–23 February (14 and 28 February worked), 4–6 April, 1–5 May (9 May worked), 19–21 June.
PROFILES = {
    "national": Expected(),
    "npc": Expected(),
    "beijing-2014": Expected(
        feedback="2026-06-23",  # 15 working days after 1 June
        redo="2026-08-03",  # two months after the order of 2 June: 2 August is a Sunday
        approver="zhao",
        redo_by="standing_committee",
    ),
    "zhejiang-2016": Expected(
        back="2025-12-29",  # 10 days after 17 December: Saturday 27, so Monday
        co="2026-02-24",  # two months: 17 February is in the Spring Festival, to 23 February
        approver="zhao",
    ),
    "shanghai-2015": Expected(
        assign="2025-12-09",  # 7 working days
        back="2025-12-26",
        co="2026-01-19",  # one month: 17 January is a Saturday
        approver="zhao",
    ),
    "shandong-2017": Expected(
        assign="2025-12-05",  # 5 days
        back="2025-12-22",
        co="2026-01-19",
        approver="zhao",
        late_withdrawal=True,
    ),
    "qingdao-2021": Expected(
        assign="2025-12-05",  # 5 working days
        back="2025-12-24",
        co="2026-01-19",
        approver="zhao",
        late_withdrawal=True,
        direct=False,
    ),
    "chongqing-2018": Expected(
        assign="2025-12-12",  # 10 working days
        back="2025-12-26",  # 10 working days after the assignment of 12 December
        contact="2026-01-15",  # 20 working days after 17 December
        co="2026-01-26",  # 30 working days after 12 December
        feedback="2026-06-30",  # 20 working days after 1 June
        redo="2026-08-03",
        late_withdrawal=True,
    ),
    "henan-2017": Expected(
        back="2025-12-26",
        co="2026-02-24",
        feedback="2026-06-15",  # 10 working days
    ),
}
MERGED = pytest.mark.parametrize(("key", "expected"), PROFILES.items())


def iso(day):
    return day and day.isoformat()


def replay(cast, key):
    """Take the case up to the opinion of the second unit; return it and what was seen."""
    under(cast, key)
    case = scenes.joint(cast, at=on(11, 28, 2025))
    scenes.submit(case, cast, at=on(11, 30, 2025))
    seen = {"assign": clock(case, "assign") and clock(case, "assign")[1]}
    office.accept(case, public=True, by=cast.zhao, at=on(12, 1, 2025))
    scenes.assign(case, cast, at=on(12, 12, 2025), co=[(cast.finance, "补贴")])
    seen["reply"] = running(case)["reply"]
    handling.sign_for(case, by=cast.qian, at=on(12, 17, 2025))
    back = scenes.assigning.return_until(case)
    seen |= {"back": back and iso(back.due_on)}
    seen |= {"contact": running(case).get("first_contact"), "co": running(case).get("co_opinion")}
    handling.start(case, by=cast.sun, at=on(12, 18, 2025))
    handling.give_co_opinion(case, body="可行。", by=cast.zheng, at=on(12, 19, 2025))
    return case, seen


@MERGED
def test_the_dates_of_the_case_are_those_of_the_profile(at_home, key, expected):
    case, seen = replay(at_home, key)
    assert seen == {
        "assign": expected.assign,
        "reply": "2026-03-12",
        "back": expected.back,
        "contact": expected.contact,
        "co": expected.co,
    }
    ask(case, at_home)
    extending.grant_extension(case, by=getattr(at_home, expected.approver), at=on(3, 2))
    assert running(case)["reply_max"] == "2026-06-12"
    scenes.answered(case, at_home, at=on(6, 1))
    assert running(case) == ({"feedback": expected.feedback} if expected.feedback else {})
    if key == "qingdao-2021":  # the lead passes it on before rating
        handling.relay(case, by=at_home.lin.person.user, at=on(6, 1))
    scenes.rate(case, at_home, scenes.BAD, at=on(6, 2))
    if expected.redo_by == "standing_committee":
        assert state_of(case) == State.DISPUTED
        office.reorder(case, by=at_home.zhao, at=on(6, 2))
    assert running(case) == {"redo": expected.redo}


def ask(case, cast):
    facts = {"ground": "wide", "reason": "涉及三个乡镇", "planned_on": date(2026, 6, 12)}
    return extending.ask_extension(case, by=cast.sun, at=on(3, 1), **facts)


@MERGED
def test_the_powers_in_the_case_are_those_of_the_profile(at_home, key, expected):
    case, _seen = replay(at_home, key)
    ask(case, at_home)
    for name in {"wu", "zhao"} - {expected.approver}:
        with pytest.raises(PermissionDenied):
            extending.grant_extension(case, by=getattr(at_home, name), at=on(3, 2))
    lin = at_home.lin.person.user
    if not expected.late_withdrawal:
        with pytest.raises(PermissionDenied):
            drafting.withdraw(case, by=lin, at=on(3, 2))
        scenes.answered(case, at_home, at=on(3, 3))
        assert [row.mandate for row in Served.objects.all()] == [at_home.zhou] * expected.direct
        return
    drafting.withdraw(case, by=lin, at=on(3, 2))
    assert state_of(case) == State.WITHDRAWN
    other, _seen = replay(at_home, key)
    scenes.answered(other, at_home, at=on(3, 3))
    assert [row.mandate for row in Served.objects.all()] == [at_home.zhou] * expected.direct


@MERGED
def test_every_clock_names_the_profile_and_article_it_was_started_under(at_home, key, expected):
    case, _seen = replay(at_home, key)
    for deadline in case.docket.deadlines.all():
        own = {key, "national"} if key != "national" else {"national"}
        assert deadline.profile in own
        assert deadline.source and deadline.words["zh"] and deadline.words["en"]
    reply = case.docket.deadlines.get(name="reply")
    # The text of the NPC's own measures is not known: there the law itself is cited.
    assert reply.profile == ("national" if key == "npc" else key)


# --- The classes of a reply ---------------------------------------------------------------

#: Code and canonical value of every class, from domain.md 2.10.
CLASSES = {
    "national": ["A solved", "B committed", "C not_now", "D reference"],
    "npc": ["A solved", "B committed", "C not_now", "D reference"],
    "beijing-2014": ["A solved", "B committed", "C not_now", "D reference"],
    "zhejiang-2016": ["A solved", "B committed", "C not_now"],
    "shanghai-2015": ["1 solved", "2 committed", "3 committed", "4 reference"],
    "shandong-2017": ["1 solved", "2 committed", "3 not_now", "4 reference"],
    "qingdao-2021": ["1 solved", "2 committed", "3 committed", "4 not_now"],
    "chongqing-2018": ["1 solved", "2 committed", "3 not_now", "4 reference"],
    "henan-2017": ["1 solved", "2 committed", "3 committed", "4 not_now", "5 reference"],
}


@pytest.mark.parametrize("key", CLASSES)
def test_the_classes_of_a_reply_are_the_profiles_own_and_counted_as_four(key):
    listed = profile_for(key, date(2026, 3, 9)).classes
    assert [f"{one.code} {one.canonical}" for one in listed] == CLASSES[key]


def test_these_are_all_the_profiles_there_are():
    assert sorted(PROFILES) == sorted(CLASSES) == sorted(all_profiles())


# --- A case of 2017 -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "source"),
    [
        ("national", "代表法（2015）第四十二条第一款"),
        ("beijing-2014", "北京市代表建议办理条例（2014）第二十一条"),
        ("chongqing-2018", "代表法（2015）第四十二条第一款"),  # its own text begins in 2018
        ("qingdao-2021", "代表法（2015）第四十二条第一款"),
        ("henan-2017", "河南省代表建议办理办法（2017）第二十条"),
    ],
)
def test_a_case_of_2017_stays_under_2017(at_home, key, source):
    cast = under(at_home, key)
    case = cast.assigned(at=on(9, 4, 2017), co=False)
    reply = case.docket.deadlines.get(name="reply")
    assert (reply.due_on, reply.source) == (date(2017, 12, 4), source)
    handling.sign_for(case, by=cast.qian, at=on(9, 5, 2017))
    handling.start(case, by=cast.sun, at=on(9, 5, 2017))
    before = list(Deadline.objects.order_by("pk").values())
    # The matter is still open when the laws of 2018, 2021 and 2025 are in force.
    with pytest.raises(PermissionDenied):
        drafting.withdraw(case, by=cast.lin.person.user, at=on(3, 9))
    office.urge(case, by=cast.zhao, at=on(3, 9))
    assert list(Deadline.objects.order_by("pk").values()) == before
    assert scenes.assigning.return_until(fresh(case)) is None or key == "henan-2017"
    later = cast.assigned(co=False)
    assert later.docket.deadlines.get(name="reply").due_on == date(2026, 6, 9)


def test_henans_own_return_limit_holds_from_the_day_its_text_came_into_force(at_home):
    cast = under(at_home, "henan-2017")
    before, after = (cast.assigned(at=on(*day, 2017), co=False) for day in ((7, 31), (8, 1)))
    assert scenes.assigning.return_until(before) is None
    # ten working days after Tuesday 1 August
    assert scenes.assigning.return_until(after).due_on == date(2017, 8, 15)


# --- A tenth province ---------------------------------------------------------------------

TENTH = """
key = "yunjiang-2026"
[law]
title = "云江省人民代表大会代表建议办理条例"
title_en = "Yunjiang Regulation on Deputies' Suggestions"
short = "云江省代表建议条例"
short_en = "Yunjiang Regulation"
year = 2026
division = "99"
[[version]]
since = 2026-01-01
[version.terms]
return = { n = 3, unit = "wd", start = "receipted", at = "9" }
reply = { n = 45, unit = "d", start = "assigned", at = "12" }
feedback = { n = 7, unit = "d", start = "reply_received", at = "15" }
[version.classes]
at = "13"
list = [{ code = "甲", zh = "办成", en = "done", is = "solved" }]
[version.rules]
withdraw_until = "closed"
"""


@pytest.fixture
def tenth(tmp_path, monkeypatch):
    """A folder of a deployment with one more data file, read anew before and after."""

    def write(text, name="yunjiang-2026.toml"):
        (tmp_path / "profiles").mkdir(exist_ok=True)
        (tmp_path / "profiles" / name).write_text(text, encoding="utf-8")
        all_profiles.cache_clear()

    monkeypatch.setenv("HUIYIN_LAW_DATA", str(tmp_path))
    yield write
    monkeypatch.undo()
    profiles.all_profiles.cache_clear()


def test_a_tenth_province_is_one_file_of_data(at_home, tenth):
    tenth(TENTH)
    at_home.province.profile_key = "yunjiang-2026"
    at_home.province.save()
    scenes.cache.clear()
    case = at_home.assigned(co=False)
    # 45 days after 9 March; the county finds it up the tree, the rest in national law
    assert running(case) == {"reply": "2026-04-23", "receipt": "2026-03-12"}
    reply = case.docket.deadlines.get(name="reply")
    assert (reply.profile, reply.source) == ("yunjiang-2026", "云江省代表建议条例（2026）第十二条")
    handling.sign_for(case, by=at_home.qian, at=on(3, 11))
    assert iso(scenes.assigning.return_until(case).due_on) == "2026-03-16"
    drafting.withdraw(case, by=at_home.lin.person.user, at=on(3, 12))
    assert state_of(case) == State.WITHDRAWN
    assert profile_for("yunjiang-2026", date(2026, 3, 9)).classes.keys == ["甲"]


def test_a_profile_with_a_gap_in_its_dates_is_refused_as_a_whole(tenth):
    second = TENTH[TENTH.index("[[version]]") :].replace("2026-01-01", "2026-07-02")
    ended = TENTH.replace("since = 2026-01-01", "since = 2026-01-01\nuntil = 2026-06-30")
    tenth(ended + second)
    with pytest.raises(BadData) as refusal:
        all_profiles()
    assert str(refusal.value) == "yunjiang-2026.toml：2026-06-30之后至2026-07-02空缺"
    tenth(ended + second.replace("2026-07-02", "2026-07-01"))
    assert len(all_profiles()["yunjiang-2026"]) == 2


def test_before_the_day_of_a_profile_the_rules_above_it_apply(at_home, tenth):
    tenth(TENTH.replace("2026-01-01", "2026-03-10"))
    under(at_home, "yunjiang-2026")
    assert running(at_home.assigned(co=False))["reply"] == "2026-06-09"
    assert running(at_home.assigned(at=on(3, 10), co=False))["reply"] == "2026-04-24"
