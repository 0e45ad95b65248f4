import pytest

from huiyin.sites import services
from huiyin.sites.models import Site, SiteColumn, SiteNotice
from tests.cast import SPRING
from tests.reading import words
from tests.visitor import Visitor

OPEN = {"code": "yunxi", "theme": "", "host": "", "admin": ""}


@pytest.fixture
def keeper(cluster):
    return Visitor(cluster.keeper)


@pytest.fixture
def boss(cluster):
    """The city's administrator, at the city's desk."""
    visitor = Visitor(cluster.boss, prefix="/c/yunzhou")
    visitor.client.defaults["HTTP_HOST"] = "yunjiang.test"
    return visitor


def test_one_form_switches_a_site_on(cluster, keeper):
    answer = keeper.post("/desk/sites/open/", **OPEN)
    assert answer.headers["Location"] == "/desk/sites/yunxi/"
    assert "网站已经开通" in words(keeper.get("/desk/sites/yunxi/"))


def test_the_city_switches_on_its_county_and_a_town_below_it(cluster, boss):
    for code in ("yunxi", "990121101"):
        assert boss.post("/desk/sites/open/", **OPEN | {"code": code}).status_code == 302
    assert Site.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "990121001"}, "不设人民代表大会"),
        ({"code": "yunzhou"}, "不在本级以下"),
        ({"code": "nowhere"}, "没有这个代码或名称"),
        ({"host": "不是域名"}, "这不是一个域名"),
        ({"host": "yunjiang.test"}, "已经属于另一个网站"),
        ({"admin": "nobody"}, "没有这个工作人员账号"),
    ],
)
def test_the_form_says_why_it_opens_nothing(cluster, keeper, change, said):
    answer = keeper.post("/desk/sites/open/", **OPEN | change)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Site.objects.exists()


def test_a_planned_site_is_approved_at_the_desk_of_the_city(cluster, keeper, boss):
    keeper.post("/desk/sites/open/", **OPEN | {"host": "www.yunxird.gov.cn"})
    assert "待批准" in words(keeper.get("/desk/sites/yunxi/"))
    assert keeper.get("/desk/sites/yunxi/steps/approve/").status_code == 404
    assert boss.post("/desk/sites/yunxi/steps/approve/").status_code == 302
    refused = keeper.post("/desk/sites/yunxi/steps/file/", icp="云ICP备00000001号", site_code="12")
    assert refused.status_code == 422
    right = {"icp": "云ICP备00000001号", "site_code": "9901210001"}
    assert keeper.post("/desk/sites/yunxi/steps/file/", **right).status_code == 302
    assert "9901210001" in words(keeper.get("/desk/sites/yunxi/"))


def test_it_is_not_closed_before_the_notice_has_run(cluster, keeper):
    services.open_site(cluster.county, by=cluster.keeper, at=SPRING)
    keeper.post("/desk/sites/yunxi/steps/announce/", reason="并入市级平台")
    answer = keeper.post("/desk/sites/yunxi/steps/close/")
    assert answer.status_code == 422 and "公告期未满" in answer.content.decode()


def test_a_column_is_renamed_and_a_notice_put_up_and_taken_down(cluster, keeper):
    services.open_site(cluster.county, by=cluster.keeper, at=SPRING)
    page = keeper.get("/desk/sites/yunxi/columns/", key="track").content.decode()
    assert 'value="查进度"' in page
    keeper.post("/desk/sites/yunxi/columns/", key="track", title="查一查", nav="on")
    assert SiteColumn.objects.get().title == "查一查"
    keeper.post("/desk/sites/yunxi/notices/", words="今晚维护", until="2100-01-01")
    notice = SiteNotice.objects.get()
    assert "今晚维护" in words(keeper.get("/about/"))
    keeper.post(f"/desk/sites/yunxi/notices/{notice.pk}/drop/")
    assert "今晚维护" not in words(keeper.get("/about/"))


def test_the_clerk_sees_the_cluster_and_changes_nothing(cluster):
    services.open_site(cluster.county, by=cluster.keeper, at=SPRING)
    zhao = Visitor(cluster.zhao)
    page = words(zhao.get("/desk/sites/"))
    assert "青石镇人民代表大会" in page and "未开办" in page and "开通一个网站" not in page
    for path in ("open/", "yunxi/columns/", "yunxi/notices/", "yunxi/steps/announce/"):
        assert zhao.get(f"/desk/sites/{path}").status_code == 404
    assert zhao.get("/desk/sites/yunxi/").status_code == 200


@pytest.mark.parametrize("slug", ["yunhe", "yunzhou", "nowhere"])
def test_sites_beside_and_above_are_not_found(cluster, keeper, slug):
    assert keeper.get(f"/desk/sites/{slug}/").status_code == 404


@pytest.mark.parametrize("path", ["", "open/", "yunxi/", "yunxi/columns/"])
def test_nobody_but_officials_of_the_site_finds_these_pages(cluster, path):
    for user in (cluster.wang, cluster.sun, cluster.chu, cluster.lin.person.user):
        assert Visitor(user).get(f"/desk/sites/{path}").status_code == 404


def test_the_cluster_costs_the_same_for_two_towns_as_for_ten(cluster, keeper, request):
    ask = request.getfixturevalue("django_assert_max_num_queries")
    keeper.get("/desk/sites/")
    with ask(15):
        keeper.get("/desk/sites/")
