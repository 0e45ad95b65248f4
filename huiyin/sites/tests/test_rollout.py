from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.sites import rollout, services
from huiyin.sites.models import Capability
from tests.cast import SPRING
from tests.reading import words
from tests.visitor import Visitor

TODAY = SPRING.date()
LIVE = {"key": "wechat", "status": "live", "evidence": "云溪人大"}


def covers(congress, label):
    return {
        str(one.level): (one.live, one.whole, one.verified, one.due, one.late)
        for one in rollout.coverage(congress, TODAY)
        if one.label == label
    }


def test_an_opened_site_counts_as_a_portal_at_once(cluster):
    services.open_site(cluster.county, by=cluster.keeper, at=SPRING)
    due = date(2016, 12, 31)
    assert covers(cluster.city, "门户网站") == {
        "市级": (0, 1, 0, date(2015, 12, 31), True),
        "县级": (1, 2, 0, due, True),
        "乡级": (0, 1, 0, None, False),
    }


def test_what_a_congress_says_of_itself_is_not_verified(cluster):
    rollout.enter(cluster.county, **LIVE, by=cluster.keeper, day=TODAY)
    assert covers(cluster.county, "微信公众号")["县级"][:3] == (1, 1, 0)
    rollout.enter(cluster.county, **LIVE, by=cluster.boss, day=TODAY)
    assert covers(cluster.county, "微信公众号")["县级"][:3] == (1, 1, 1)


def test_the_day_changes_with_the_state_and_not_with_the_evidence(cluster):
    for day, status in ((1, "trial"), (2, "live"), (3, "live")):
        facts = LIVE | {"status": status}
        rollout.enter(cluster.county, **facts, by=cluster.keeper, day=date(2026, 3, day))
    assert Capability.objects.get().since == date(2026, 3, 2)


def test_who_is_not_required_is_in_neither_number(cluster):
    facts = LIVE | {"status": "not_required"}
    rollout.enter(cluster.next_county, **facts, by=cluster.boss, day=TODAY)
    assert covers(cluster.city, "微信公众号")["县级"][:2] == (0, 1)


@pytest.mark.parametrize("who", ["zhao", "chu", "wang"])
def test_only_administrators_enter_capabilities_and_duties(cluster, who):
    user = getattr(cluster, who)
    with pytest.raises(PermissionDenied):
        rollout.enter(cluster.county, **LIVE, by=user, day=TODAY)
    with pytest.raises(PermissionDenied):
        rollout.take_on(cluster.county, kind="content", unit="新闻处", phone="", by=user)


def test_coverage_and_duties_are_entered_by_form_and_shown_to_everybody(cluster):
    services.open_site(cluster.county, by=cluster.keeper, at=SPRING)
    keeper = Visitor(cluster.keeper)
    keeper.post("/desk/sites/yunxi/capabilities/", **LIVE)
    assert "微信公众号 县级 1 / 1" in words(keeper.get("/desk/sites/coverage/"))
    keeper.post("/desk/sites/yunxi/duties/", kind="content", unit="新闻宣传处", phone="0000-1")
    assert "提供内容并负责审查 新闻宣传处 0000-1" in words(Visitor().get("/about/"))


def test_safety_is_answered_for_above_until_somebody_is_named_here(cluster):
    duty = {"phone": "", "by": cluster.upper}
    rollout.take_on(cluster.province, kind="security", unit="省信息中心", **duty)
    rollout.take_on(cluster.province, kind="content", unit="省新闻处", **duty)
    assert [one.unit for one in rollout.hosting(cluster.county)] == ["省信息中心"]
    rollout.take_on(cluster.county, kind="security", unit="县信息中心", **duty)
    assert [one.unit for one in rollout.hosting(cluster.county)] == ["县信息中心"]
