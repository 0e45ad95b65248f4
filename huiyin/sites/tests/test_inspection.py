import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from huiyin.congresses.services import give_host
from huiyin.notices.models import Delivery, Notice
from huiyin.notices.services import deliver
from huiyin.sites import inspecting, pages, registry, services
from huiyin.sites.checks import CHECKS
from huiyin.sites.models import Inspection
from huiyin.sites.tests.faults import FACTS, healthy
from huiyin.sites.tests.faults_of_pages import PAGES, SPOILT, spoil
from tests.cast import SPRING
from tests.reading import words
from tests.visitor import Visitor

SPOILER = "huiyin.sites.tests.faults_of_pages.Spoiler"


@pytest.fixture
def site(cluster):
    """A site of 云溪 with nothing wrong, on an installation whose pages can be spoilt."""
    site = services.open_site(cluster.county, by=cluster.keeper, at=SPRING)
    healthy(site, SPRING)
    middleware = list(settings.MIDDLEWARE)
    after = middleware.index("huiyin.congresses.scope.CongressMiddleware") + 1
    middleware.insert(after, SPOILER)
    with override_settings(MIDDLEWARE=middleware):
        pages._handler = None
        yield site
    pages._handler = None
    SPOILT.clear()


@pytest.fixture
def dead_kind():
    """A kind of column whose pages were taken away."""
    registry.register_kind("dead", path=lambda key: f"gone/{key}/")
    yield
    registry._kinds.pop("dead")


def inspected(at=SPRING):
    for _results in inspecting.inspect(inspecting.waiting(), at=at):
        pass
    inspecting.roll_up(at.date())
    return Inspection.objects.order_by("-day").first()


def wrong(inspection):
    return {one["key"]: one["result"] for one in inspection.findings if one["result"] != "green"}


def test_a_site_with_nothing_wrong_is_green_in_every_check(site):
    found = inspected()
    assert (found.result, wrong(found)) == ("green", {})
    assert [one["key"] for one in found.findings] == [check.key for check in CHECKS]


@pytest.mark.parametrize("fault", PAGES)
def test_a_spoilt_page_is_never_green_and_the_fault_is_named(site, fault):
    spoil({"yunxi": fault})
    found = inspected()
    assert found.result != "green" and PAGES[fault][1] in wrong(found)


@pytest.mark.parametrize("fault", FACTS)
def test_a_neglected_site_is_never_green_and_the_fault_is_named(site, fault, dead_kind):
    plant, key = FACTS[fault]
    plant(site)
    found = inspected()
    assert found.result != "green" and key in wrong(found)


def test_twenty_faults_and_more_are_planted():
    assert len(PAGES) + len(FACTS) >= 20


def test_a_source_that_cannot_tell_makes_no_site_green(site):
    registry.register_kind("broken", newest=lambda congresses: 1 / 0)
    try:
        found = inspected()
    finally:
        registry._kinds.pop("broken")
    assert found.result == "amber"
    assert wrong(found) == {"home_fresh": "unknown", "columns": "unknown"}


def test_a_new_site_has_two_weeks_before_its_home_is_called_stale(site):
    FACTS["nothing at all"][0](site)
    type(site).objects.filter(pk=site.pk).update(opened_on=SPRING.date())
    assert wrong(inspected())["home_fresh"] == "amber"


def test_who_answers_for_a_site_is_told_once_when_it_begins_to_fail(cluster, site):
    FACTS["no filing number"][0](site)
    for day in range(3):
        inspected(SPRING + timedelta(days=day))
    notices = Notice.objects.filter(kind=inspecting.ALERT)
    assert [notice.congress for notice in notices] == [cluster.county]
    deliver(cluster.county)
    told = Delivery.objects.filter(notice=notices.get()).values_list("user", flat=True)
    assert set(told) == {cluster.keeper.pk}


def test_the_findings_of_years_ago_are_neither_read_nor_kept(site):
    congress, today = site.congress, date(2026, 3, 9)
    for day in (date(2024, 3, 8), date(2024, 3, 9), today - timedelta(days=1)):
        Inspection.objects.create(
            congress=congress, day=day, at=SPRING, result="red", findings=[{"day": str(day)}]
        )
    row = Inspection(congress=congress, day=today)
    with CaptureQueriesContext(connection) as asked:
        assert inspecting._failing([row]) == {congress.pk}
    assert "LIMIT 1" in asked[-1]["sql"]
    inspecting.forget(today)
    kept = Inspection.objects.order_by("day").values_list("day", flat=True)
    assert list(kept) == [date(2024, 3, 9), today - timedelta(days=1)]


def test_a_second_run_on_one_day_replaces_the_first(site):
    FACTS["no filing number"][0](site)
    assert inspected().result == "red"
    site.congress.filing["icp"] = "云ICP备00000001号"
    site.congress.save(update_fields=["filing"])
    assert inspected().result == "green"
    assert Inspection.objects.count() == 1


def test_the_city_reads_how_the_sites_below_it_came_out(cluster, site):
    services.open_site(cluster.city, by=cluster.boss, at=SPRING)
    services.open_site(cluster.town, by=cluster.keeper, at=SPRING)
    inspected()
    own = Inspection.objects.get(congress=cluster.city)
    assert own.below == {"green": 1, "red": 1}
    visitor = Visitor(cluster.boss, prefix="/c/yunzhou")
    visitor.client.defaults["HTTP_HOST"] = "yunjiang.test"
    page = words(visitor.get("/desk/sites/"))
    assert "云溪县人民代表大会 已开通 合格" in page


def test_a_site_that_was_closed_is_inspected_no_more(cluster, site):
    services.announce(site, reason="并入市级平台", by=cluster.keeper, at=SPRING)
    services.close(site, by=cluster.keeper, at=SPRING + timedelta(days=30))
    assert inspecting.waiting() == []


def test_the_page_of_a_site_says_what_was_found_and_on_which_ground(cluster, site):
    FACTS["no filing number"][0](site)
    inspected()
    page = words(Visitor(cluster.keeper).get("/desk/sites/yunxi/"))
    assert "底部缺少：ICP 备案号" in page
    assert "非经营性互联网信息服务备案管理办法第十三条" in page


def test_an_inspection_that_did_not_run_today_is_said_so(cluster, site):
    inspected()
    page = words(Visitor(cluster.keeper).get("/desk/sites/yunxi/"))
    assert "今天还没有检查" in page


def test_a_site_on_a_host_above_is_fetched_by_its_path(cluster, site):
    give_host(cluster.province, "yunjiang.test")
    FACTS["no host"][0](site)
    give_host(cluster.province, "yunjiang.test")
    assert inspected().result == "green"


def test_the_command_says_how_many_came_out_how(cast):
    call_command("open_sites", "--under", "yunxi", stdout=StringIO())
    out = StringIO()
    call_command("inspect_sites", stdout=out)
    assert json.loads(out.getvalue().splitlines()[-1]) == {"red": 2, "amber": 0, "green": 0}
