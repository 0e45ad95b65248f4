"""A large congress has no figures until its first night, and says so."""

import pytest

from huiyin.reports import queries, services
from huiyin.suggestions.services import drafting
from tests.cast import SPRING
from tests.reading import words
from tests.visitor import Visitor

WAITS = "数字还没有统计出来"


@pytest.fixture
def large(at_home, monkeypatch):
    """More suggestions than are counted while somebody waits."""
    monkeypatch.setattr(queries, "SMALL", 1)
    at_home.assigned()
    at_home.assigned()
    return at_home


def test_before_the_first_night_the_figures_are_called_not_yet_counted(large):
    page = words(Visitor().get("/suggestions/statistics/"))
    assert WAITS in page and "有建议受理编号以后" not in page
    assert WAITS in words(Visitor(large.zhao).get("/desk/reports/"))
    with pytest.raises(services.Unfinished, match=WAITS):
        services.begin(congress=large.county, year=2026, by=large.zhao, at=SPRING)


def test_after_it_they_are_shown(large):
    services.count_suggestions(large.county, at=SPRING)
    page = words(Visitor().get("/suggestions/statistics/"))
    assert WAITS not in page and "受理编号的建议" in page


def test_the_draft_of_a_report_adds_up_and_says_the_figures_of_the_statistics(at_home):
    at_home.replied()
    taken_back = at_home.submitted()
    drafting.withdraw(taken_back, by=at_home.lin.person.user, at=SPRING)
    report = services.begin(congress=at_home.county, year=2026, by=at_home.zhao, at=SPRING)
    overview = report.sections["overview"]
    assert "共受理代表建议、批评和意见 1 件" in overview
    assert (
        "办结 0 件，代表撤回 0 件，正在办理 1 件。分别办理的逐份计，已经作出答复 1 份。" in overview
    )
    assert "代表已经评价 0 份" in report.sections["satisfaction"]
