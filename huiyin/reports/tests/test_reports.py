from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.congresses.models import Seat
from huiyin.ledger.models import Leaf
from huiyin.procedure.table import NotLawful
from huiyin.reports import services
from huiyin.reports.models import Report
from huiyin.reports.outline import SECTIONS
from tests.cast import SPRING
from tests.reading import words
from tests.visitor import Visitor

DAY = timedelta(days=1)
WORDS = {name: f"{label}的文字" for name, label in SECTIONS.items()}


@pytest.fixture
def office(at_home):
    """The cast with a second clerk in the office that serves deputies."""
    at_home.chen = at_home._official("陈复核", at_home.affairs, Seat.Role.HEAD)
    return at_home


@pytest.fixture
def draft(office):
    office.replied()
    return begin(office)


def begin(cast):
    return services.begin(congress=cast.county, year=2026, by=cast.zhao, at=SPRING)


def written(report, by, at=SPRING, **changed):
    seen = report.edited_at.isoformat()
    services.edit(report, sections=WORDS | changed, seen=seen, by=by, at=at)
    return report


def published(office, report):
    written(report, office.zhao)
    services.submit(report, by=office.zhao, at=SPRING)
    return services.publish(report, by=office.chen, at=SPRING)


def test_a_report_begins_with_the_figures_of_its_year_in_words(draft):
    assert draft.docket.title == "云溪县人民代表大会2026年代表建议、批评和意见办理情况报告"
    assert (
        "共受理代表建议、批评和意见 1 件（第十八届闭会期间（2026 年） 1 件）"
        in (draft.sections["overview"])
    )
    assert "法定期限内答复 1 / 1，占 100.0%" in draft.sections["timeliness"]
    assert "正在解决或列入计划的 1 份" in draft.sections["results"]
    assert draft.sections["cases"] == draft.sections["plan"] == ""


def test_there_is_one_report_a_year_and_none_of_a_year_without_suggestions(office, draft):
    for year in (2026, 2019):
        with pytest.raises(services.Unfinished):
            services.begin(congress=office.county, year=year, by=office.zhao, at=SPRING)


def test_only_the_office_begins_a_report(office):
    office.replied()
    with pytest.raises(PermissionDenied):
        services.begin(congress=office.county, year=2026, by=office.sun, at=SPRING)
    assert not Report.objects.exists()


def test_a_report_with_an_empty_section_is_not_handed_in(office, draft):
    with pytest.raises(services.Unfinished, match="典型案例"):
        services.submit(draft, by=office.zhao, at=SPRING)
    draft.docket.refresh_from_db()
    assert draft.docket.state == "drafting"


def test_who_wrote_last_does_not_publish(office, draft):
    written(draft, office.zhao)
    services.submit(draft, by=office.zhao, at=SPRING)
    with pytest.raises(PermissionDenied):
        services.publish(draft, by=office.zhao, at=SPRING)
    edition = services.publish(draft, by=office.chen, at=SPRING)
    assert (edition.number, edition.edited_by, edition.reviewed_by) == (
        1,
        office.zhao,
        office.chen,
    )


def test_nothing_is_published_that_was_not_handed_in(office, draft):
    written(draft, office.zhao)
    with pytest.raises(NotLawful):
        services.publish(draft, by=office.chen, at=SPRING)


def test_two_who_write_at_once_do_not_overwrite_each_other(office, draft):
    seen = draft.edited_at.isoformat()
    services.edit(draft, sections=WORDS, seen=seen, by=office.chen, at=SPRING + DAY)
    late = Report.objects.select_related("docket", "congress").get(pk=draft.pk)
    with pytest.raises(services.Overtaken):
        services.edit(late, sections=WORDS | {"plan": "别的"}, seen=seen, by=office.zhao, at=SPRING)
    assert Report.objects.get(pk=draft.pk).sections["plan"] == WORDS["plan"]


def test_who_publishes_is_measured_by_who_wrote_last_and_not_by_an_older_reading(office, draft):
    written(draft, office.zhao)
    stale = Report.objects.select_related("docket", "congress").get(pk=draft.pk)
    written(draft, office.chen, SPRING + DAY)
    services.submit(draft, by=office.zhao, at=SPRING + DAY)
    with pytest.raises(PermissionDenied):
        services.publish(stale, by=office.chen, at=SPRING + DAY)
    assert not draft.editions.exists()


def test_a_new_count_does_not_bring_back_words_that_were_changed_meanwhile(office, draft):
    written(draft, office.zhao)
    stale = Report.objects.select_related("docket", "congress").get(pk=draft.pk)
    written(draft, office.chen, SPRING + DAY, plan="新的打算")
    services.recount(stale, by=office.zhao, at=SPRING + DAY)
    assert stale.sections["plan"] == "新的打算"


def test_a_new_count_rewrites_the_figures_and_keeps_the_offices_own_words(office, draft):
    written(draft, office.zhao)
    office.assigned()
    services.recount(draft, by=office.zhao, at=SPRING + DAY)
    assert "意见 2 件" in draft.sections["overview"]
    assert draft.sections["cases"] == WORDS["cases"]


def test_a_published_edition_stays_when_another_is_published(office, draft):
    first = published(office, draft)
    services.revise(draft, by=office.zhao, at=SPRING + DAY)
    written(draft, office.zhao, SPRING + DAY, plan="改过的打算")
    services.submit(draft, by=office.zhao, at=SPRING + DAY)
    second = services.publish(draft, by=office.chen, at=SPRING + DAY)
    first.refresh_from_db()
    assert (first.number, first.sections["plan"]) == (1, WORDS["plan"])
    assert (second.number, second.sections["plan"]) == (2, "改过的打算")
    assert Leaf.objects.filter(ref__in=[first.words.uid, second.words.uid]).count() == 2


# --- Pages --------------------------------------------------------------------------------


def test_the_public_reads_what_was_published_and_nothing_before(office, draft):
    path = "/suggestions/reports/2026/"
    assert Visitor().get(path).status_code == 404
    assert "还没有公布年度报告" in words(Visitor().get("/suggestions/reports/"))
    published(office, draft)
    assert draft.docket.title in words(Visitor().get("/suggestions/reports/"))
    page = words(Visitor().get(path))
    assert "典型案例的文字" in page and "第 1 版" in page
    assert "县交通运输局" in page
    assert Visitor().get(path, edition="2").status_code == 404
    assert Visitor().get(path, edition="x").status_code == 404


def test_an_earlier_edition_is_shown_as_it_was_and_says_so(office, draft):
    published(office, draft)
    services.revise(draft, by=office.zhao, at=SPRING)
    written(draft, office.zhao, plan="改过的打算")
    assert "改过的打算" not in words(Visitor().get("/suggestions/reports/2026/"))
    services.submit(draft, by=office.zhao, at=SPRING)
    services.publish(draft, by=office.chen, at=SPRING)
    assert "改过的打算" in words(Visitor().get("/suggestions/reports/2026/"))
    old = words(Visitor().get("/suggestions/reports/2026/", edition="1"))
    assert "这不是最新的一版" in old and "改过的打算" not in old


def test_the_desk_leads_two_people_from_figures_to_a_published_report(office):
    office.replied()
    zhao, chen = Visitor(office.zhao), Visitor(office.chen)
    assert "按统计数字起草" in words(zhao.get("/desk/reports/"))
    assert zhao.post("/desk/reports/", year="2026").status_code == 302
    page = "/desk/reports/2026/"
    report = Report.objects.get()
    refused = zhao.post(f"{page}submit/")
    assert "还有几节没有写" in words(refused, 422)
    seen = report.edited_at.isoformat()
    assert zhao.post(page, seen=seen, **WORDS).status_code == 302
    assert "别人刚刚修改过" in words(zhao.post(page, seen=seen, **WORDS), 422)
    assert zhao.post(f"{page}submit/").status_code == 302
    assert "须由另一位工作人员核对" in words(zhao.get(page))
    assert zhao.post(f"{page}publish/").status_code == 404
    assert chen.post(f"{page}send-back/", reason="").status_code == 422
    assert chen.post(f"{page}send-back/", reason="数字再核一遍").status_code == 302
    assert zhao.post(f"{page}recount/").status_code == 302
    assert zhao.post(f"{page}submit/").status_code == 302
    assert "公布这份报告" in words(chen.get(page))
    assert chen.post(f"{page}publish/").status_code == 302
    assert "第 1 版" in words(chen.get(page))
    assert zhao.post(f"{page}revise/").status_code == 302
    assert zhao.post(f"{page}{uuid4().hex}/").status_code == 404


def test_a_step_that_is_not_lawful_now_is_said_and_changes_nothing(office, draft):
    assert Visitor(office.zhao).post("/desk/reports/2026/publish/").status_code == 409


@pytest.mark.parametrize("who", ["sun", "wang", "chu"])
def test_for_others_there_are_no_reports_at_the_desk(office, draft, who):
    visitor = Visitor(getattr(office, who))
    for path in ("/desk/reports/", "/desk/reports/2026/"):
        assert visitor.get(path).status_code == 404
    assert visitor.post("/desk/reports/2026/submit/").status_code == 404


def test_a_notice_of_the_report_leads_to_its_page(office, draft):
    code = draft.docket.code
    assert Visitor(office.zhao).get(f"/matters/{code}/").url == "/desk/reports/2026/"
    assert Visitor().get(f"/matters/{code}/").status_code == 404
    published(office, draft)
    assert Visitor().get(f"/matters/{code}/").url == "/suggestions/reports/2026/"
