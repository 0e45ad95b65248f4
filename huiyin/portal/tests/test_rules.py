import pytest

from huiyin.congresses.models import Congress
from huiyin.law.profiles import all_profiles
from huiyin.law.vocabulary import RULES
from huiyin.portal.rulewords import SENTENCES
from tests.reading import links, words
from tests.visitor import Visitor

PATHS = [f"/rules/{key}/" for key in all_profiles()]


def bind(congress, key):
    Congress.objects.filter(pk=congress.pk).update(profile_key=key)


def test_without_rules_of_its_own_a_congress_is_under_national_law(at_home):
    page = words(Visitor().get("/rules/", on="2026-03-09"))
    assert "国家法律" in page
    assert "代表法（2025）第五十一条第二款" in page
    assert "答复 3个月" in page.replace("3 个月", "3个月")


def test_the_rules_of_a_congress_above_bind_and_say_whose_they_are(at_home):
    bind(at_home.province, "chongqing-2018")
    page = words(Visitor().get("/rules/", on="2026-03-09"))
    assert "上级采用的规则（云江省人民代表大会）" in page
    assert "重庆市" in page
    bind(at_home.county, "henan-2017")
    page = words(Visitor().get("/rules/", on="2026-03-09"))
    assert page.index("本级采用的规则") < page.index("上级采用的规则")


def test_what_the_texts_choose_is_said_in_sentences_the_nearest_first(at_home):
    bind(at_home.province, "chongqing-2018")
    assert "办结以前可以撤回。" in words(Visitor().get("/rules/", on="2026-03-09"))
    bind(at_home.county, "beijing-2014")
    page = words(Visitor().get("/rules/", on="2026-03-09"))
    assert "交办以前可以撤回。" in page and "办结以前可以撤回。" not in page


def test_who_may_object_that_something_is_no_bill_is_said(at_home):
    known = {key: found[-1].own_objection for key, found in all_profiles().items()}
    for key, rule in known.items():
        page = words(Visitor().get(f"/rules/{key}/"))
        assert ("提案代表过半数" in page) is (rule is not None), key


def test_rules_not_in_force_on_a_day_are_passed_over_and_said(at_home):
    bind(at_home.county, "qingdao-2021")
    assert "这一天没有有效的版本" in words(Visitor().get("/rules/", on="2020-01-01"))
    assert "这一天没有有效的版本" not in words(Visitor().get("/rules/", on="2022-01-01"))


def test_before_the_first_law_that_is_known_no_period_is_made_up(at_home):
    assert "没有收录" in words(Visitor().get("/rules/", on="1990-01-01"))


def test_a_profile_shows_every_period_with_its_event_article_and_basis(at_home):
    page = words(Visitor().get("/rules/chongqing-2018/", on="2026-03-09"))
    for name, term in all_profiles()["chongqing-2018"][-1].own.items():
        assert term.source in page, name
    assert "重新交办 10个工作日 同意退回" in page
    assert "地方规定" in page
    assert "不适用于本级" in page


def test_a_profile_shows_its_classes_with_what_they_are_counted_as(at_home):
    page = words(Visitor().get("/rules/henan-2017/"))
    assert "属于上级职权，已向上反映 说明情况、留作参考" in page


def test_what_could_not_be_verified_is_said_on_the_page(at_home):
    for key, found in all_profiles().items():
        if found[-1].unknown:
            page = words(Visitor().get(f"/rules/{key}/"))
            assert "尚未核实" in page and found[-1].unknown in page


def test_every_version_of_a_profile_is_on_its_page_and_the_one_in_force_is_marked(at_home):
    page = words(Visitor().get("/rules/national/", on="2020-01-01"))
    assert "2025 年 3 月 12 日起" in page
    assert "2020-01-01 有效" in page


def test_a_profile_nobody_wrote_does_not_exist(at_home):
    assert Visitor().get("/rules/atlantis-1/").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_every_profile_can_be_read_in_english(at_home, path):
    page = Visitor().client.get(path, headers={"accept-language": "en"})
    said = words(page)
    key = path.split("/")[2]
    version = all_profiles()[key][-1]
    assert version.source_title_en in said
    for term in version.own.values():
        assert term.source_en in said


@pytest.mark.parametrize("on", ["", "x", "2026-13-01", "0000-00-00", "2026-03-09T00:00"])
def test_a_broken_day_is_read_as_today(at_home, on):
    assert Visitor().get("/rules/", on=on).status_code == 200


def test_every_choice_a_profile_may_make_has_its_sentence():
    assert {(name, value) for name, values in RULES.items() for value in values} == set(SENTENCES)


def test_the_rules_lead_to_every_profile(at_home):
    assert set(PATHS) <= set(links(Visitor().get("/rules/")))
