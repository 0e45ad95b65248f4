"""A person's own pages: what became of what they said, and what they were told."""

from uuid import uuid4

import pytest

from huiyin.congresses.scope import within
from huiyin.notices.models import Delivery
from huiyin.notices.services import deliver
from huiyin.voices import services
from tests.cast import SPRING

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast):
    """Wang has written, Lin has answered, and both were told."""
    with within(cast.county):
        voice = cast.voice(title="夜班公交")
        services.write(
            voice, "answer", body="在办。", by=cast.lin.person.user, at=SPRING, key=uuid4()
        )
    deliver(cast.county)
    return voice


def test_my_matters_say_where_each_stands_and_lead_to_it(told, cast, client):
    client.force_login(cast.wang)
    page = client.get("/mine/").content.decode()
    assert "夜班公交" in page
    assert "已回应" in page
    assert f'href="/matters/{told.docket.code}/"' in page


def test_from_the_province_my_matter_in_the_county_has_its_own_address(told, cast, client):
    client.force_login(cast.wang)
    page = client.get("/c/yunxi/mine/", headers={"host": "yunjiang.test"}).content.decode()
    assert f'href="/c/yunxi/matters/{told.docket.code}/"' in page


def test_nobody_sees_the_matters_of_others(told, cast, client):
    client.force_login(cast.feng)
    page = client.get("/mine/").content.decode()
    assert "夜班公交" not in page
    assert "还没有事项" in page


def test_seeing_the_notices_is_reading_them(told, cast, client):
    client.force_login(cast.wang)
    first = client.get("/mine/notices/").content.decode()
    assert "林晓禾代表回复了“夜班公交”" in first
    assert first.count(">新<") == 2
    assert client.get("/mine/notices/").content.decode().count(">新<") == 0
    with within(cast.county):
        unread = Delivery.objects.filter(channel="site", read_at=None)
        assert {row.user for row in unread} == {cast.lin.person.user}


@pytest.mark.parametrize("path", ["/mine/", "/mine/notices/"])
def test_the_number_of_matters_costs_no_queries(
    told, cast, client, path, django_assert_max_num_queries
):
    with within(cast.county):
        for _ in range(10):
            cast.voice()
    deliver(cast.county)
    client.force_login(cast.wang)
    client.get("/mine/")
    with django_assert_max_num_queries(12):
        client.get(path)


def test_what_i_follow_is_listed_and_ended_there(told, cast, client):
    with within(cast.county):
        case = cast.assigned()
    client.force_login(cast.feng)
    client.post(f"/matters/{case.docket.code}/follow/")
    page = client.get("/mine/").content.decode()
    assert "关于增设夜班公交线路的建议" in page and "关注的人" in page
    ended = client.post(f"/matters/{case.docket.code}/follow/", {"stop": "1", "back": "mine"})
    assert ended.url == "/mine/"
    assert "关于增设夜班公交线路的建议" not in client.get("/mine/").content.decode()


def test_a_part_in_a_case_is_not_offered_to_be_ended(told, cast, client):
    client.force_login(cast.wang)
    assert "取消关注" not in client.get("/mine/").content.decode()
