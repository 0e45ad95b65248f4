"""The pages one meets only on the way — with mistakes in them, half done, refused — and other ways
to use any page: by keyboard, in forced colours, on paper."""

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

from scripts.server import manage
from tests.browser.acting import COUNTY, become, fill, follow, heading, press, type_code
from tests.browser.conftest import SETTINGS
from tests.browser.measures import faults, wear
from tests.browser.rounds import CLERK, LIN, address

scripted = pytest.mark.parametrize("javascript", [True], ids=["js"])
one_width = pytest.mark.parametrize("width", [390], ids=["any"])
wide = pytest.mark.parametrize("width", [1280], ids=["desk"])
elders = pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
MESSAGE = "/desk/voices/{title:建议公开自来水水质}/"
SUGGESTION = "/matters/{title:关于在河东片区增设夜班公交线路的建议}/"
#: One step of a Tab key: what has the focus now, whether it shows, whether it is the main act.
FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const seen = one => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2;
  const around = [...(element.labels || []), element.closest(".search, .combo")];
  return {
    main: element.matches(".btn.p, .stickybar .btn"),
    shows: element === document.body || seen(style) ||
      around.some(one => one && seen(getComputedStyle(one))),
    name: element.outerHTML.slice(0, 120),
  };
}"""


# --- On the way -----------------------------------------------------------------------------


@one_width
@scripted
@elders
def test_the_way_of_a_message_can_be_used_by_everybody(live, page, elder):
    look = Look(page, elder)
    page.goto(address(live, "/voices/new/?to={deputy:阿依努尔·买买提}"))
    wear(page, elder=elder)
    press(page, "下一步")
    look("a form with mistakes", "给阿依努尔·买买提代表留言")
    fill(page, body="实验小学门口放学时车停三排，孩子要从车缝里穿过去。", title="校门口接送太乱")
    fill(page, phone=f"1390007{elder:04d}", consent=True)
    press(page, "下一步")
    look("similar matters", "有人反映过相近的事")
    press(page, "我的情况不同，继续提交")
    look("the code", "验证手机号")
    page.locator("#id_code").fill("000")
    press(page, "提交留言")
    look("a wrong code", "验证手机号")
    type_code(page)
    press(page, "提交留言")
    look("the receipt", "留言已收到")
    follow(page, "查看进度")
    look("the trace", "校门口接送太乱")
    page.context.clear_cookies(name="sessionid")
    page.goto(f"{COUNTY}/sign-in/")
    fill(page, phone=f"1390007{elder:04d}")
    press(page, "发送验证码")
    look("signing in", "填写验证码")
    page.goto(f"{COUNTY}/voices/verify/?key=7d2ee28c-0f8c-4d0e-a5a4-5b8f5f0c0f01")
    look("a step that is over", "这一步已经过期")
    assert not look.found, "\n".join(look.found)


@one_width
@scripted
@elders
def test_mistakes_at_the_desk_can_be_mended_by_everybody(live, page, elder):
    look = Look(page, elder)
    become(page, LIN)
    wear(page, elder=elder)
    for path, button in (
        (MESSAGE, "回复留言"),
        ("/desk/suggestions/new/", "存为草稿"),
        ("/desk/take-up/?voice={title:建议公开自来水水质}", "建好草稿"),
    ):
        page.goto(address(live, path))
        press(page, button)
        look(path, "")
    become(page, CLERK)
    page.goto(address(live, "/desk/suggestions/{state:accepted}/"))
    press(page, "交办")
    look("assigning without units", "")
    page.goto(f"{COUNTY}/desk/review/")
    press(page, "不公开")
    look("hiding without a ground", "")
    page.goto(address(live, "/desk/reveal/?voice={title:校门口接送太乱}"))
    press(page, "记录理由并查看")
    look("looking without a reason", "查看联系电话")
    fill(page, reason="电话核实接送缓冲区的位置")
    press(page, "记录理由并查看")
    look("a phone revealed", "查看联系电话")
    assert not look.found, "\n".join(look.found)


SECOND_FACTOR = f"{COUNTY}/accounts/2fa/"
PASSWORD = "yun-xi-2026-ke-ji"
SET_PASSWORD = f"""
from huiyin.accounts.models import User
user = User.objects.get(username="ke")
user.set_password("{PASSWORD}")
user.save()
"""


@one_width
@scripted
@elders
def test_an_official_comes_in_by_password_and_second_factor(live, page, elder):
    manage(
        "shell", "-c", SET_PASSWORD, settings=SETTINGS, environment={"HUIYIN_VAR": str(live.folder)}
    )
    look = Look(page, elder)
    sign_in(page)
    wear(page, elder=elder)
    look("setting it up", "设置身份验证器")
    secret = page.locator("main .hash").inner_text().replace(" ", "")
    counter = next(iter(yield_hotp_counters_from_time()))
    page.locator("#id_code").fill(format_hotp_value(hotp_value(secret, counter)))
    press(page, "启用")
    look("the codes to keep", "备用码")
    kept = page.locator("main li").first.inner_text()
    for path in ("", "recovery-codes/generate/", "reauthenticate/", "totp/deactivate/"):
        page.goto(SECOND_FACTOR + path)
        look(path, "")
    page.context.clear_cookies(name="sessionid")
    sign_in(page)
    look("the second factor", "动态码")
    page.locator("#id_code").fill(kept)
    press(page, "登录")
    page.goto(f"{SECOND_FACTOR}totp/deactivate/")
    press(page, "停用")
    assert not look.found, "\n".join(look.found)


def sign_in(page):
    page.goto(f"{COUNTY}/accounts/login/")
    fill(page, login="ke", password=PASSWORD)
    press(page, "登录")
    expect(page.locator("h1")).not_to_have_text("代表和工作人员登录")


class Look:
    """Measure the page one is at, and go on; ``found`` lists the faults of all of them."""

    def __init__(self, page, elder):
        self.page, self.elder, self.found = page, elder, []

    def __call__(self, where, title):
        expect(self.page.locator("h1")).to_contain_text(title)
        self.page.wait_for_load_state()
        self.found += [f"{where}: {line}" for line in faults(self.page, elder=self.elder)]
        self.page.set_viewport_size({"width": 390, "height": 844})


# --- By keyboard ----------------------------------------------------------------------------


@scripted
@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("", "/find/?q=桂花小区"),
        ("", "/voices/new/?to={deputy:林晓禾}"),
        ("", "/track/"),
        (LIN, MESSAGE),
        (CLERK, "/desk/suggestions/{state:submitted}/"),
        ("孙力", "/desk/suggestions/{title:关于在河东片区增设夜班公交线路的建议}/"),
    ],
    ids=["find", "compose", "track", "answer", "accept", "reply"],
)
def test_the_tab_key_reaches_the_main_act_and_always_shows_where_it_is(live, page, who, path):
    if who:
        become(page, who)
    page.goto(address(live, path))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到主要内容")
    unseen, seen = [], 0
    for _step in range(150):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        seen += 1
        if not focus["shows"]:
            unseen.append(focus["name"])
        if focus["main"]:
            break
    assert focus["main"], f"not reached within {seen} steps"
    assert unseen == []


@scripted
def test_the_skip_link_leads_past_the_navigation(live, page):
    page.goto(f"{COUNTY}/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


# --- In forced colours and on paper -----------------------------------------------------------


@scripted
def test_forced_colours_keep_every_button_apart_from_its_ground(live, page, tmp_path):
    page.emulate_media(forced_colors="active")
    for path in ("/", "/voices/new/?to={deputy:林晓禾}", SUGGESTION):
        page.goto(address(live, path))
        bare = page.evaluate("""() => [...document.querySelectorAll(".btn, .input, .tag")]
          .filter(element => element.checkVisibility())
          .filter(element => getComputedStyle(element).borderTopStyle === "none")
          .map(element => element.innerText || element.id)""")
        assert bare == [], path
        page.screenshot(path=tmp_path / "forced.png", full_page=True)


@wide
@scripted
@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (
            SUGGESTION,
            ["关于在河东片区增设夜班公交线路的建议", "这个日期是怎样算出来的", "谁在负责"],
        ),
        ("/voices/receipt/{title:校门口接送太乱}/", ["存证序号", "回执编号", "前首次回应你"]),
    ],
    ids=["trace", "receipt"],
)
def test_on_paper_stands_the_matter_and_nothing_to_click(live, page, path, kept):
    page.goto(address(live, path))
    page.emulate_media(media="print")
    for words in kept:
        expect(page.locator("main")).to_contain_text(words)
    for useless in (".util", ".nav", ".tabbar", ".foot", ".btn", ".skip", ".search", ".crumb"):
        for element in page.locator(useless).all():
            expect(element).to_be_hidden()
    heading(page, page.locator("h1").inner_text())
    for folded in page.locator("main details:not([open]):visible > div").all():
        assert folded.evaluate("one => one.checkVisibility()"), folded.inner_text()
    sheet = page.pdf(format="A4", print_background=False)
    assert sheet.startswith(b"%PDF")
    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page ") <= 8
