from copy import deepcopy
from datetime import date, datetime

import pytest

from huiyin.law import profiles, terms
from huiyin.law.errors import BadData, NotInForce, UnknownProfile
from huiyin.law.profilefiles import versions
from huiyin.law.profiles import all_profiles, objection, profile_for, readable, resolve
from huiyin.law.vocabulary import CANONICAL_CLASSES, TERMS

TODAY = date(2026, 11, 24)

# fmt: off — the table of the regulations, one line a period
LOCAL = [
    ("beijing-2014", "feedback", "15个工作日", "reply_received"),
    ("beijing-2014", "redo", "2个月", "redo_ordered"),
    ("zhejiang-2016", "accept", "7日", "accepted"),
    ("zhejiang-2016", "return", "10日", "received"),
    ("zhejiang-2016", "co_opinion", "2个月", "received"),
    ("zhejiang-2016", "redo", "1个月", "redo_ordered"),
    ("shanghai-2015", "assign", "7个工作日", "received"),
    ("shanghai-2015", "return", "7个工作日", "received"),
    ("shanghai-2015", "co_opinion", "1个月", "received"),
    ("shanghai-2015", "bill_refer", "15日", "bill_filed"),
    ("shanghai-2015", "bill_opinion", "30日", "bill_referred"),
    ("shanghai-2015", "bill_report", "3个月", "bill_session_closed"),
    ("shanghai-2015", "bill_consult", "15日", "bill_session_closed"),
    ("shanghai-2015", "bill_consulted", "30日", "bill_session_closed"),
    ("shanghai-2015", "bill_handling", "3个月", "bill_sent"),
    ("shanghai-2015", "bill_redo", "1个月", "bill_redo_ordered"),
    ("shandong-2017", "assign", "5日", "received"),
    ("shandong-2017", "return", "5日", "received"),
    ("qingdao-2021", "assign", "5个工作日", "received"),
    ("qingdao-2021", "return", "5个工作日", "received"),
    ("chongqing-2018", "assign", "10个工作日", "received"),
    ("chongqing-2018", "return", "10个工作日", "assigned"),
    ("chongqing-2018", "reassign", "10个工作日", "return_accepted"),
    ("chongqing-2018", "first_contact", "20个工作日", "received"),
    ("chongqing-2018", "co_opinion", "30个工作日", "assigned"),
    ("chongqing-2018", "feedback", "20个工作日", "reply_received"),
    ("chongqing-2018", "redo", "2个月", "redo_ordered"),
    ("chongqing-2018", "commitment_feedback", "20个工作日", "commitment_reported"),
    ("henan-2017", "return", "10个工作日", "assigned"),
    ("henan-2017", "reassign", "10个工作日", "return_requested"),
    ("henan-2017", "co_opinion", "2个月", "received"),
    ("henan-2017", "feedback", "10个工作日", "reply_received"),
]
# fmt: on


@pytest.mark.parametrize(("key", "name", "words", "event"), LOCAL)
def test_a_local_period_is_that_of_its_regulation(key, name, words, event):
    term = profile_for(key, TODAY).term(name, TODAY)
    assert (term.words("zh-hans"), term.event) == (words, event)
    assert (term.basis, term.profile) == ("rule", key)


@pytest.mark.parametrize("key", sorted(all_profiles()))
def test_everywhere_a_reply_takes_three_months_and_at_most_six(key):
    reply, longest = (resolve([key], name, TODAY) for name in ("reply", "reply_max"))
    assert (reply.n, reply.unit, reply.event) == (3, "month", "assigned")
    assert (longest.n, longest.unit, longest.event) == (6, "month", "assigned")


def test_the_nine_profiles_are_here():
    assert sorted(all_profiles()) == [
        "beijing-2014",
        "chongqing-2018",
        "henan-2017",
        "national",
        "npc",
        "qingdao-2021",
        "shandong-2017",
        "shanghai-2015",
        "zhejiang-2016",
    ]


def test_a_local_article_is_cited_in_both_languages():
    term = resolve(["chongqing-2018"], "co_opinion", TODAY)
    assert term.source == "重庆市代表建议工作条例（2017）第二十条第一款"
    assert term.source_en == "Chongqing Regulation on Deputies' Suggestions (2017), art. 20 ¶1"


def test_periods_of_bills_cite_the_text_on_bills():
    of_bills, of_suggestions = (
        resolve(["shanghai-2015"], name, TODAY).source for name in ("bill_report", "redo")
    )
    assert of_bills == "上海市代表议案规定（2015）第十五条第一款"
    assert of_suggestions == "上海市代表建议规定（2015）第二十一条第二款"
    assert resolve([], "bill_report", TODAY) is None


def test_who_may_object_that_something_is_no_bill_is_said_by_the_profile_alone():
    rule = objection(["shanghai-2015"], TODAY)
    assert (rule.people, rule.hours) == (10, 4)
    assert rule.source == "上海市代表议案规定（2015）第十四条第一款"
    assert rule.until(datetime(2026, 1, 20, 14)) == datetime(2026, 1, 20, 10)
    assert objection(["beijing-2014"], TODAY) is None
    assert objection(["shanghai-2015"], date(2015, 8, 29)) == rule


def test_the_first_response_to_a_message_is_honest_about_being_practice():
    term = resolve([], "first_response", TODAY)
    assert (term.n, term.unit, term.event) == (5, "wd", "message_received")
    assert (term.basis, term.source) == ("practice", "工作惯例，法律未作规定")
    assert term.profile == "national"


def test_national_law_keeps_its_statutes_by_date():
    before, after = (resolve([], "reply", day) for day in (date(2024, 5, 6), TODAY))
    assert (before.basis, before.source) == ("law", "代表法（2015）第四十二条第一款")
    assert (after.basis, after.source) == ("law", "代表法（2025）第五十一条第二款")


def test_a_version_of_national_law_begins_with_every_statute_it_names():
    begins = {version.since for version in all_profiles()["national"]}
    for dated in profiles.STATUTORY.values():
        assert {day for day in dated.versions if day > min(begins)} <= begins
        assert dated.on(min(begins))
    assert terms.DEPUTIES_LAW_2025 in begins


def test_a_period_is_looked_for_along_the_tree_nearest_first():
    keys = ["qingdao-2021", "shandong-2017", "national"]
    assert resolve(keys, "assign", TODAY).profile == "qingdao-2021"
    assert resolve(keys, "redo", TODAY).profile == "shandong-2017"
    assert resolve(keys, "first_response", TODAY).profile == "national"


def test_a_profile_not_yet_in_force_is_passed_over():
    term = resolve(["qingdao-2021", "shandong-2017"], "assign", date(2019, 4, 1))
    assert term.profile == "shandong-2017"


def test_a_period_no_law_sets_starts_no_clock():
    assert resolve([], "feedback", TODAY) is None
    assert resolve(["shanghai-2015"], "first_contact", TODAY) is None


def test_a_day_before_the_law_we_know_is_refused():
    with pytest.raises(NotInForce, match="2014年1月1日"):
        resolve(["beijing-2014"], "reply", date(2014, 1, 1))
    with pytest.raises(NotInForce) as refusal:
        profile_for("shanghai-2015", date(2015, 2, 28))
    assert refusal.value.words("en") == (
        "The rule profile shanghai-2015 is not in force on 28 February 2015"
    )


def test_a_profile_nobody_wrote_is_refused_in_words_not_passed_over():
    with pytest.raises(UnknownProfile) as refusal:
        resolve(["atlantis-1999"], "reply", TODAY)
    assert str(refusal.value) == "找不到规则“atlantis-1999”，请联系管理员核对本级人大的规则设置"
    assert refusal.value.words("en") == (
        "There is no rule profile 'atlantis-1999'; ask the administrator to check the rules"
    )


def test_an_unknown_period_is_an_error_not_silence():
    with pytest.raises(KeyError):
        resolve([], "bribe", TODAY)


def test_classes_of_every_profile_are_counted_as_the_canonical_four():
    for found in all_profiles().values():
        classes = found[-1].classes
        assert {item.canonical for item in classes} <= set(CANONICAL_CLASSES)
        assert all(item.label.zh and item.label.en for item in classes)
    chongqing = profile_for("chongqing-2018", TODAY).classes
    assert [(item.code, item.canonical) for item in chongqing] == [
        ("1", "solved"),
        ("2", "committed"),
        ("3", "not_now"),
        ("4", "reference"),
    ]
    assert chongqing.source == "重庆市代表建议工作条例（2017）第二十二条"


def test_a_text_silent_on_classes_uses_the_usual_ones_and_says_so():
    beijing = profile_for("beijing-2014", TODAY)
    assert beijing.classes.keys == ["A", "B", "C", "D"]
    assert beijing.classes.source == "工作惯例，法律未作规定"


def test_ratings_are_of_attitude_and_result_and_in_chongqing_of_commitments():
    shanghai, chongqing = (profile_for(k, TODAY) for k in ("shanghai-2015", "chongqing-2018"))
    assert shanghai.dimensions.keys == ["attitude", "result"]
    assert chongqing.dimensions.keys == ["reply", "commitment"]
    values = [item.label.zh for item in shanghai.ratings]
    assert values == ["满意", "基本满意", "不满意"]


def test_grounds_to_decline_are_those_of_the_text():
    beijing = profile_for("beijing-2014", TODAY).decline_reasons
    assert "inquiry" in beijing.keys and "outside_powers" not in beijing.keys
    assert beijing.source == "北京市代表建议办理条例（2014）第十二条第二款"
    assert "outside_powers" in profile_for("shanghai-2015", TODAY).decline_reasons.keys
    assert all(item.label.en for item in profile_for("henan-2017", TODAY).decline_reasons)


def test_a_profile_can_be_read_by_a_person():
    lines = list(readable(profile_for("shanghai-2015", TODAY)))
    assert lines[0] == "shanghai-2015  2015-03-01 –"
    assert "  交办｜收到｜7个工作日｜上海市代表建议规定（2015）第十一条第一款" in lines


def plain():
    return {
        "key": "county-2026",
        "law": {"title": "甲", "title_en": "A", "short": "甲", "short_en": "A", "year": 2026},
        "version": [
            {
                "since": date(2026, 1, 1),
                "until": date(2026, 12, 31),
                "terms": {"assign": {"n": 5, "unit": "wd", "start": "received", "at": "3"}},
            },
            {"since": date(2027, 1, 1)},
        ],
    }


def planted(*path, value):
    table = entry = deepcopy(plain())
    for step in path[:-1]:
        entry = entry[step] if not isinstance(entry, dict) else entry.setdefault(step, {})
    entry[path[-1]] = value
    return table


def test_a_profile_of_two_versions_is_read():
    first, second = versions("county-2026.toml", plain())
    assert first["own"]["assign"].source == "甲（2026）第三条"
    assert (second["since"], second["until"], second["own"]) == (date(2027, 1, 1), None, {})


ONE_CLASS = {"code": "A", "zh": "甲", "en": "a", "is": "solved"}


@pytest.mark.parametrize(
    ("table", "english"),
    [
        (planted("key", value="other"), "key is other"),
        (planted("colour", value="red"), "unknown colour in file"),
        (planted("law", "colour", value="red"), "unknown colour in law"),
        (planted("version", value=[]), "no version"),
        (planted("version", 0, "until", value=None), "missing or wrong: None is no date"),
        (planted("version", 0, "until", value=date(2027, 1, 1)), "overlap on 2027-01-01"),
        (planted("version", 0, "until", value=date(2026, 12, 1)), "a gap from 2026-12-01"),
        (planted("version", 1, "until", value=date(2026, 1, 1)), "ends before it begins"),
        (planted("version", 0, "since", value="2026"), "'2026' is no date"),
        (planted("version", 0, "terms", "answer", value={}), "unknown term: answer"),
        (planted("version", 0, "terms", "assign", "unit", value="week"), "unknown unit: week"),
        (planted("version", 0, "terms", "assign", "start", value="birth"), "unknown event: birth"),
        (planted("version", 0, "terms", "assign", "n", value=0), "no such term: 0 wd"),
        (planted("version", 0, "terms", "assign", "at", value="3b"), "invalid literal"),
        (planted("version", 0, "terms", "assign", "days", value=3), "unknown days in term"),
        (planted("version", 0, "classes", "list", value=[ONE_CLASS] * 2), "one code"),
        (
            planted("version", 0, "classes", "list", value=[ONE_CLASS | {"is": "done"}]),
            "unknown class: done",
        ),
        (planted("version", 0, "rating", "values", value=["great"]), "unknown values: great"),
        (planted("version", 0, "decline", "reasons", value=["no"]), "unknown reasons: no"),
        (planted("version", 0, "rules", "colour", value="red"), "unknown rule: colour"),
        (planted("version", 0, "rules", "joint_reply", value="none"), "unknown joint_reply: none"),
        (planted("bills", value={"colour": "red"}), "unknown colour in bills"),
        (planted("version", 0, "objection", value={"days": 3}), "unknown days in objection"),
        (planted("version", 0, "objection", value={"people": 9}), "missing or wrong: 'hours'"),
        ({"key": "county-2026"}, "missing or wrong: 'law'"),
    ],
)
def test_a_fault_in_a_profile_is_refused_by_name(table, english):
    with pytest.raises(BadData) as refusal:
        versions("county-2026.toml", table)
    assert refusal.value.english.startswith("county-2026.toml: ")
    assert english in refusal.value.english


def test_a_version_without_an_end_before_another_overlaps():
    table = plain()
    del table["version"][0]["until"]
    with pytest.raises(BadData, match="两个版本在2027-01-01重叠"):
        versions("county-2026.toml", table)


def test_every_period_has_a_label_in_both_languages():
    assert all(label.zh and label.en for label in TERMS.values())


def test_a_county_adds_its_own_profile_by_a_file(tmp_path, monkeypatch):
    (tmp_path / "profiles").mkdir()
    text = """
key = "county-2026"
law = { title = "甲", title_en = "A", short = "甲", short_en = "A", year = 2026 }
[[version]]
since = 2026-01-01
terms.first_response = { n = 3, unit = "wd", start = "message_received", at = "2" }
"""
    (tmp_path / "profiles" / "county-2026.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("HUIYIN_LAW_DATA", str(tmp_path))
    found = all_profiles.__wrapped__()["county-2026"]
    assert found[0].own["first_response"].n == 3
