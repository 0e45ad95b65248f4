from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from huiyin.sites import services
from huiyin.sites.queries import columns, face
from huiyin.sites.registry import kinds
from tests.cast import SPRING
from tests.reading import words
from tests.visitor import Visitor

LATER = date(2100, 1, 1)


def shown(congress):
    return {column.key: column.label for column in face(congress).shown}


def test_a_rename_above_is_seen_below_and_may_be_changed_there(cluster):
    services.change_column(cluster.city, key="stations", title="家站点", by=cluster.boss)
    assert shown(cluster.county)["stations"] == "家站点"
    services.change_column(cluster.county, key="stations", title="代表之家", by=cluster.keeper)
    assert shown(cluster.county)["stations"] == "代表之家"
    assert shown(cluster.town)["stations"] == "代表之家"
    assert shown(cluster.next_county)["stations"] == "家站点"


def test_what_is_locked_above_stays_as_it_is_below(cluster):
    services.change_column(cluster.county, key="track", title="查进展", by=cluster.keeper)
    services.change_column(cluster.city, key="track", title="查", locked=True, by=cluster.boss)
    assert shown(cluster.town)["track"] == "查"
    with pytest.raises(services.Fixed):
        services.change_column(cluster.county, key="track", title="查一查", by=cluster.keeper)


def test_the_city_may_change_what_it_locked_itself(cluster):
    services.change_column(cluster.city, key="track", title="查", locked=True, by=cluster.boss)
    services.change_column(cluster.city, key="track", title="查办理", locked=True, by=cluster.boss)
    assert shown(cluster.county)["track"] == "查办理"


def test_what_is_left_as_it_was_goes_on_coming_from_above(cluster):
    as_it_is = {"title": "联络站", "title_en": "Stations", "hidden": False, "nav": True}
    services.change_column(cluster.county, key="stations", **as_it_is, by=cluster.keeper)
    services.change_column(cluster.city, key="stations", title="家站点", by=cluster.boss)
    assert shown(cluster.county)["stations"] == "家站点"


def test_a_hidden_column_leaves_the_navigation_and_its_page_stays(cluster):
    services.change_column(cluster.county, key="stations", hidden=True, by=cluster.keeper)
    page = Visitor().client.get("/")
    nav = page.content.decode().partition('<nav class="nav"')[2].partition("</nav>")[0]
    assert "/stations/" not in nav
    assert Visitor().client.get("/stations/").status_code == 200


def test_the_home_page_is_not_hidden(cluster):
    with pytest.raises(services.Fixed, match="首页"):
        services.change_column(cluster.county, key="home", hidden=True, by=cluster.keeper)


def test_order_and_english_follow_the_change(cluster):
    changes = {"title": "总览", "title_en": "All about us", "place": 0}
    services.change_column(cluster.county, key="about", **changes, by=cluster.keeper)
    assert [column.key for column in columns(cluster.county)][:2] == ["home", "about"]
    with override("en"):
        assert shown(cluster.county)["about"] == "All about us"


def test_columns_that_nothing_here_can_show_are_left_out(cluster):
    written = {"news", "notices", "gazette"}
    assert bool(written & set(shown(cluster.county))) == ("articles" in kinds())


@pytest.mark.parametrize("who", ["zhao", "chu", "wang"])
def test_only_administrators_change_columns_and_bars(cluster, who):
    user = getattr(cluster, who)
    with pytest.raises(PermissionDenied):
        services.change_column(cluster.county, key="track", title="查", by=user)
    with pytest.raises(PermissionDenied):
        services.put_up(cluster.county, words="今日停电", since=LATER, until=LATER, by=user)


def test_words_of_the_city_stand_above_the_pages_of_its_counties(cluster):
    today = SPRING.date()
    said = {"since": today, "until": LATER, "by": cluster.boss}
    services.put_up(cluster.city, words="全市人大网站今晚维护", words_en="Works tonight", **said)
    services.put_up(cluster.city, words="只在市级显示", inherited=False, **said)
    page = words(Visitor().client.get("/about/"))
    assert "全市人大网站今晚维护" in page and "只在市级显示" not in page
    english = Visitor().client.get("/about/", headers={"accept-language": "en"})
    assert "Works tonight" in english.content.decode()


def test_words_whose_day_has_passed_are_gone(cluster):
    services.put_up(
        cluster.county,
        words="昨天的事",
        since=SPRING.date(),
        until=SPRING.date(),
        by=cluster.keeper,
    )
    assert "昨天的事" not in Visitor().client.get("/about/").content.decode()


def test_numbers_of_the_host_count_below_it_and_the_identity_code_does_not(cluster):
    services.open_site(cluster.province, by=cluster.upper, at=SPRING)
    cluster.province.filing = {"icp": "云ICP备1号", "police": "云公网安备1号", "site_code": "99"}
    cluster.province.save(update_fields=["filing"])
    services.open_site(cluster.county, by=cluster.keeper, at=SPRING)
    assert face(cluster.county).filing == {"icp": "云ICP备1号", "police": "云公网安备1号"}
    page = Visitor().client.get("/about/").content.decode()
    assert 'href="https://beian.miit.gov.cn/"' in page


def test_a_theme_comes_down_the_tree_until_somebody_chooses_another(cluster):
    services.open_site(cluster.city, by=cluster.boss, at=SPRING, theme="navy")
    services.open_site(cluster.county, by=cluster.keeper, at=SPRING)
    assert '<html lang="zh-hans" data-theme="navy">' in (
        Visitor().client.get("/about/").content.decode()
    )
    services.open_site(cluster.town, by=cluster.keeper, at=SPRING, theme="red")
    assert face(cluster.town).theme == "red"
