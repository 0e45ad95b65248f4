from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiyin.congresses.models import Congress, Organ, Seat
from huiyin.congresses.services import lay_out
from huiyin.procedure.table import Incomplete, NotLawful
from huiyin.sites import services
from huiyin.sites.models import Site
from huiyin.sites.procedure import SITE, State
from tests.cast import SINCE, SPRING
from tests.matrix import put_into, reached
from tests.reading import links
from tests.visitor import Visitor

HOST = "www.yunxird.gov.cn"


def opened(cluster, congress=None, by=None):
    return services.open_site(congress or cluster.county, by=by or cluster.keeper, at=SPRING)


def planned(cluster):
    return services.plan_site(cluster.county, host=HOST, by=cluster.keeper, at=SPRING)


def filed(cluster):
    site = planned(cluster)
    services.step(site, "approve", by=cluster.boss, at=SPRING)
    numbers = {"icp": "云ICP备00000001号", "site_code": "9901210001"}
    services.file(site, **numbers, by=cluster.keeper, at=SPRING)
    return site


def test_one_act_gives_a_county_its_site_offices_and_bodies_of_its_streets(cluster):
    site = opened(cluster)
    assert (site.state, site.opened_on) == (State.OPEN, date(2026, 3, 9))
    organs = Organ.objects.filter(congress=cluster.county).values_list("name", flat=True)
    assert {"新闻宣传处", "办公室", "人大河东街道工作委员会"} <= set(organs)
    assert site.docket.holder_organ is None


def test_a_township_gets_a_presidium_and_no_standing_committee(cluster):
    services.open_site(cluster.town, by=cluster.keeper, at=SPRING)
    kinds = Organ.objects.filter(congress=cluster.town).values_list("kind", flat=True)
    assert list(kinds) == [Organ.Kind.PRESIDIUM]


def test_a_city_opens_the_site_of_its_county_and_gives_it_an_administrator(cluster):
    services.open_site(cluster.county, by=cluster.boss, at=SPRING, admin=cluster.zhao)
    seats = Seat.objects.filter(user=cluster.zhao, role=Seat.Role.SYSTEM_ADMIN)
    assert [seat.congress for seat in seats] == [cluster.county]


@pytest.mark.parametrize("who", ["zhao", "chu", "wang"])
def test_nobody_else_opens_a_site_and_nothing_is_left_of_the_try(cluster, who):
    with pytest.raises(PermissionDenied):
        services.open_site(cluster.county, by=getattr(cluster, who), at=SPRING)
    assert not Site.objects.exists()


def test_a_county_does_not_open_the_site_of_the_city_above_it(cluster):
    with pytest.raises(PermissionDenied):
        services.open_site(cluster.city, by=cluster.keeper, at=SPRING)


def test_a_congress_has_one_site_and_no_more(cluster):
    opened(cluster)
    with pytest.raises(services.NoSite, match="网站已经有了"):
        opened(cluster)


def test_a_street_is_refused_and_told_whose_body_it_has(cluster):
    with pytest.raises(services.NoSite) as refused:
        services.congress_of("990121001")
    assert str(refused.value) == (
        "河东街道不设人民代表大会，其工作机构由云溪县人民代表大会派出，"
        "在上级网站上介绍，不单独开办网站。"
    )


def test_the_body_of_a_prefecture_stands_among_the_organs_of_the_province(cluster):
    area = cluster.province.area
    lay_out("9921", "北岭地区", kind="prefecture", parent=area, valid_from=SINCE)
    services.open_site(cluster.province, by=cluster.upper, at=SPRING)
    body = Organ.objects.get(congress=cluster.province, kind=Organ.Kind.AREA_BODY)
    assert body.name == "人大北岭地区工作委员会"
    page = Visitor().client.get("/about/", headers={"host": "yunjiang.test"})
    assert "人大北岭地区工作委员会" in page.content.decode()


def test_an_approved_site_waits_for_the_news_office_to_file_it(cluster):
    site = planned(cluster)
    services.step(site, "approve", by=cluster.boss, at=SPRING)
    assert site.docket.holder_organ.name == "新闻宣传处"


def test_a_host_of_its_own_needs_consent_above_numbers_and_a_trial(cluster):
    site = filed(cluster)
    services.step(site, "try_out", by=cluster.keeper, at=SPRING)
    services.open_to_all(site, by=cluster.keeper, at=SPRING)
    assert site.state == State.OPEN
    page = Visitor().client.get("/about/", headers={"host": HOST})
    assert "云ICP备00000001号" in page.content.decode()


def test_a_county_does_not_approve_its_own_site(cluster):
    with pytest.raises(PermissionDenied):
        services.step(planned(cluster), "approve", by=cluster.keeper, at=SPRING)


def test_a_host_that_is_somebody_elses_is_refused(cluster):
    with pytest.raises(services.NoSite, match="已经属于另一个网站"):
        services.plan_site(cluster.county, host="yunjiang.test", by=cluster.keeper, at=SPRING)


def test_thirty_days_run_from_the_opening_until_the_police_filing(cluster):
    site = filed(cluster)
    services.step(site, "try_out", by=cluster.keeper, at=SPRING)
    services.open_to_all(site, by=cluster.keeper, at=SPRING)
    (clock,) = site.docket.deadlines.running()
    assert (clock.name, clock.due_on) == ("police_filing", date(2026, 4, 8))
    assert clock.source == "计算机信息网络国际联网安全保护管理办法（2011）第十二条"
    services.enter_police(site, police="云公网安备000号", by=cluster.keeper, at=SPRING)
    assert not site.docket.deadlines.running().exists()
    assert Congress.objects.get(pk=cluster.county.pk).filing["police"] == "云公网安备000号"


def test_a_site_closes_after_its_notice_and_not_before(cluster):
    site = opened(cluster)
    services.announce(site, reason="并入市级平台", by=cluster.keeper, at=SPRING)
    assert site.closes_on == date(2026, 4, 8)
    with pytest.raises(Incomplete):
        services.close(site, by=cluster.keeper, at=SPRING + timedelta(days=29))
    services.close(site, by=cluster.keeper, at=SPRING + timedelta(days=30))
    site.docket.refresh_from_db()
    assert site.state == State.CLOSED


def test_a_closed_home_leads_to_the_congress_above_and_its_pages_stay(cluster):
    site = opened(cluster)
    client = Visitor().client
    services.announce(site, reason="并入市级平台", by=cluster.keeper, at=SPRING)
    assert "关停，之后请访问上级人大网站" in client.get("/").content.decode()
    services.close(site, by=cluster.keeper, at=SPRING + timedelta(days=30))
    gone = client.get("/c/yunxi/", headers={"host": "yunjiang.test"})
    assert (gone.status_code, gone.headers["Location"]) == (302, "/c/yunzhou/")
    about = client.get("/about/")
    assert about.status_code == 200 and "本站已归档" in about.content.decode()
    assert client.get("/deputies/").status_code == 200


def test_nothing_can_be_sent_to_a_closed_site(cluster):
    site = opened(cluster)
    services.announce(site, reason="并入市级平台", by=cluster.keeper, at=SPRING)
    services.close(site, by=cluster.keeper, at=SPRING + timedelta(days=30))
    answer = Visitor().client.post("/voices/new/", {"body": "路灯坏了"})
    assert answer.status_code == 410
    assert "你刚才填写的内容没有发出" in answer.content.decode()


def test_an_announced_closing_can_be_taken_back(cluster):
    site = opened(cluster)
    services.announce(site, reason="并入市级平台", by=cluster.keeper, at=SPRING)
    services.step(site, "stay", by=cluster.keeper, at=SPRING)
    with pytest.raises(NotLawful):
        services.close(site, by=cluster.keeper, at=SPRING + timedelta(days=30))


VERBS = sorted({step.verb for step in SITE.steps})


@pytest.mark.parametrize("state", State.values)
def test_each_person_takes_exactly_the_steps_of_the_table(cluster, state):
    site = put_into(opened(cluster), state)
    roles = {"admin": cluster.keeper, "upper_admin": cluster.boss, "none": cluster.zhao}
    facts = {"host": "", "reason": "", "icp": "", "police": "", "closes_on": ""}
    for role, user in roles.items():
        for verb in VERBS:
            steps = [one for one in SITE.open_to(state) if one.verb == verb]
            # An administrator above may do what the one below may: delegated administration.
            held = {"admin": {"admin"}, "upper_admin": {"admin", "upper_admin"}, "none": set()}
            expected = steps[0].target if steps and steps[0].by in held[role] else None
            assert reached(site, verb, user, at=SPRING, **facts) == expected, (role, verb)


def test_the_command_opens_one_site_and_says_where(cast):
    out = StringIO()
    call_command("open_site", "990121101", stdout=out)
    assert out.getvalue() == "青石镇人民代表大会: open, /c/qingshi/\n"
    with pytest.raises(CommandError, match="不设人民代表大会"):
        call_command("open_site", "990121001")


def test_many_sites_open_in_batches_and_a_second_run_opens_none(cast):
    out = StringIO()
    call_command("open_sites", "--under", "yunzhou", stdout=out)
    call_command("open_sites", "--under", "yunzhou", stdout=out)
    assert out.getvalue().splitlines() == ["4 sites opened", "0 sites opened"]
    page = Visitor().client.get("/")
    assert page.status_code == 200 and "/about/" in links(page)


def test_one_site_of_many_costs_few_statements(cast):
    with CaptureQueriesContext(connection) as asked:
        call_command("open_sites", "--under", "yunzhou", stdout=StringIO())
    assert len(asked) < 4 * 20
