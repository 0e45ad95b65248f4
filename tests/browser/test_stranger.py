"""A stranger sees what is public, and of everything else not even that it exists."""

import pytest

from tests.browser.acting import COUNTY, become, heading, reads
from tests.browser.rounds import address, ask

PRIVATE = "邻居装修把承重墙打了"
WAITING = "小区电动车充电桩坏了三个月"
NOT_THERE = "没有找到这个页面"
CASES = "select kind, code, public from procedure_docket where kind in ('voice', 'suggestion')"


def test_a_stranger_sees_the_public_and_nothing_else(live, page):
    page.goto(address(live, "/matters/{title:校门口接送太乱}/"))
    reads(page, "孩子要从车缝里穿过去", "方案出来我贴在这里")
    for withheld, said in (("想单独反映一件家里的事", PRIVATE), (WAITING, "物业和供电互相推")):
        page.goto(address(live, f"/matters/{{title:{withheld}}}/"))
        reads(page, "这里只显示办理到了哪一步")
        assert said not in page.content()
        assert withheld not in page.content(), "a title is words too"
    for words in (PRIVATE, "充电桩", "完善农村快递进村"):
        page.goto(f"{COUNTY}/search/?q={words}")
        assert page.locator("main a[href*='/matters/']").count() == 0


@pytest.mark.parametrize("width", [1280], ids=["desk"])
def test_what_is_not_public_is_not_found(live, page):
    """Suggestions on their way, every desk, and the words in a downloaded proof."""
    for state in ("drafting", "cosigning", "submitted", "declined", "withdrawn"):
        assert status(page, address(live, f"/matters/{{state:{state}}}/")) == 404
        heading(page, NOT_THERE)
    for desk in ("/desk/", "/desk/review/", "/desk/suggestions/{state:assigned}/"):
        page.goto(address(live, desk))
        heading(page, "代表和工作人员登录")
    file = page.request.get(address(live, "/matters/{title:想单独反映一件家里的事}/receipt.json"))
    assert "content" not in file.json()
    assert PRIVATE not in file.text()


@pytest.mark.parametrize("width", [1280], ids=["desk"])
@pytest.mark.parametrize("javascript", [True], ids=["js"])
def test_no_case_exists_in_another_congress(live, page):
    """Not above, not below, not beside; whatever stands before the address."""
    cases = ask(live, CASES)
    for place in ("/c/yunhe", "/c/qingshi", "/c/yunzhou", "/c/donghu", ""):
        for kind, code, _public in cases[::4]:
            refused(page, f"{place}/matters/{code}/")
            refused(page, f"{place}/matters/{code}/receipt.json")
            if kind == "voice":
                refused(page, f"{place}/voices/receipt/{code}/")


def refused(page, path, **options):
    assert page.request.get(path, max_redirects=0, **options).status == 404, path


@pytest.mark.parametrize("width", [1280], ids=["desk"])
@pytest.mark.parametrize("javascript", [True], ids=["js"])
def test_no_trick_with_the_prefix_leads_past_it(live, page):
    code = ask(live, "select code from procedure_docket where title = ?", "校门口接送太乱")[0][0]
    county = {"host": live.url.removeprefix("http://").replace("127.0.0.1", "yunxi.localhost")}
    assert page.request.get(f"/matters/{code}/", headers=county).status == 200
    for path in (
        f"/c/YUNXI/matters/{code}/",
        f"/c/yunhe/c/yunxi/matters/{code}/",
        f"/c/yunhe//c/yunxi/matters/{code}/",
        f"//c/yunxi//matters/{code}/",
        f"/c/yunhe/..%2fyunxi/matters/{code}/",
        f"/c/%79unxi%2f../yunhe/matters/{code}/",
        f"/c//yunxi/matters/{code}/",
        f"/c/nowhere/matters/{code}/",
    ):
        refused(page, f"{live.url}{path}")
    for path in (f"/c/yunhe/matters/{code}/", "/c/yunjiang/", "/c/yunhe/desk/"):
        refused(page, path, headers=county)


@pytest.mark.parametrize("width", [390], ids=["phone"])
@pytest.mark.parametrize("javascript", [True], ids=["js"])
@pytest.mark.parametrize("who", ["褚邻", "唐青"])
def test_the_clerk_next_door_finds_nothing_of_this_county(live, page, who):
    become(page, who)
    for path in (
        "/desk/", "/desk/review/", "/desk/suggestions/", "/desk/suggestions/{state:submitted}/",
        "/desk/voices/{title:建议公开自来水水质}/",
        "/desk/reveal/?voice={title:建议公开自来水水质}",
    ):  # fmt: skip
        assert status(page, address(live, path)) == 404
        heading(page, NOT_THERE)


def status(page, path):
    return page.goto(path).status
