import pytest

from huiyin.congresses.services import lay_out
from huiyin.deputies.models import District, Place
from huiyin.procedure.services import advance
from tests.cast import SINCE, SPRING
from tests.reading import links, words
from tests.visitor import Visitor


def place(area, name, kind="village"):
    return Place.objects.create(area=area, name=name, kind=kind)


def test_a_housing_estate_leads_to_its_deputies_at_every_level_nearest_first(at_home):
    page = words(Visitor().get("/find/", q="桂花小区"))
    assert "桂花小区的人大代表" in page
    county, city = page.index("云溪县人民代表大会 由本选区"), page.index("云州市人民代表大会")
    assert county < page.index("林晓禾") < page.index("周建平") < city < page.index("何城")
    assert "由本选区选民直接选举" in page
    assert "由云溪县人民代表大会选举产生" in page


def test_a_street_has_no_congress_and_the_page_says_so_in_a_sentence(at_home):
    said = words(Visitor().get("/find/", q="桂花"))
    assert "街道不设人民代表大会，由县（区）人大常委会街道工委联系代表。" in said


def test_each_deputy_can_be_written_to_under_their_own_congress(at_home):
    home = links(Visitor().get("/find/", place=at_home.place.pk))
    own = f"voices/new/?to={at_home.lin.pk}&place={at_home.place.pk}"
    assert f"/{own}" in home
    city = f"/c/yunzhou/voices/new/?to={at_home.city_deputy.pk}&place={at_home.place.pk}"
    assert f"//yunjiang.test{city}" in home

    below = Visitor().client.get(
        f"/c/yunxi/find/?place={at_home.place.pk}", headers={"host": "yunjiang.test"}
    )
    assert f"/c/yunxi/{own}" in links(below)
    assert city in links(below)


def test_a_slip_of_the_pen_is_answered_with_the_name_that_was_meant(at_home):
    page = Visitor().get("/find/", q="桂华小区")
    assert "没有找到“桂华小区”" in words(page)
    assert "是不是： 桂花小区" in words(page)
    assert "?q=%E6%A1%82%E8%8A%B1%E5%B0%8F%E5%8C%BA" in links(page)


def test_places_of_one_name_in_two_townships_are_told_apart_and_not_guessed(at_home):
    place(at_home.town.area, "和平村")
    other = place(at_home.street, "和平村")
    page = Visitor().get("/find/", q="和平村")
    assert "找到 2 个地方，哪一个是你要找的？" in words(page)
    assert f"?place={other.pk}" in links(page)
    assert "林晓禾" not in words(page)
    assert "和平村的人大代表" in words(Visitor().get("/find/", q="河东街道 和平村"))


@pytest.mark.parametrize("name", ["湖㳇村", "𠮷祥苑", "丂㐁里", "３号院", "阿·勒村"])
def test_rare_characters_are_found_and_shown_as_they_are(at_home, name):
    found = place(at_home.town.area, name)
    District.objects.get(pk=at_home.district.pk).places.add(found)
    said = words(Visitor().get("/find/", q=name))
    assert f"{name}的人大代表" in said
    assert "林晓禾" in said


def test_an_empty_question_offers_the_list_of_townships(at_home):
    page = Visitor().get("/find/", q="  ")
    assert "没有找到" not in words(page)
    assert {"河东街道", "青石镇"} <= set(words(page).split())
    street = Visitor().get("/find/", area=at_home.street.pk)
    assert f"?place={at_home.place.pk}" in links(street)


@pytest.mark.parametrize("bad", ["0", "-1", "abc", "９", "99999999999999999999", ""])
def test_a_place_that_is_none_does_not_exist(at_home, bad):
    assert Visitor().get("/find/", place=bad).status_code == 404
    assert Visitor().get("/find/", area=bad).status_code == 404


def test_a_place_of_the_next_county_is_not_found_here(at_home):
    foreign = place(at_home.next_county.area, "河口村")
    assert Visitor().get("/find/", place=foreign.pk).status_code == 404
    assert "没有找到“河口村”" in words(Visitor().get("/find/", q="河口村"))


def test_a_place_whose_district_has_no_deputy_yet_says_what_is_missing(at_home):
    area = lay_out("990121102", "白鹭乡", kind="town", parent=at_home.county.area, valid_from=SINCE)
    place(area, "白鹭村")
    advance(at_home.lin, "terminate", by=at_home.zhao, at=SPRING)
    said = words(Visitor().get("/find/", q="白鹭村"))
    assert "何城" in said and "林晓禾" not in said


def test_what_was_typed_is_shown_as_text_and_never_as_markup(at_home):
    page = Visitor().get("/find/", q="<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
