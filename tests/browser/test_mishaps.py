"""What goes wrong on an ordinary day: a double click, the back button, a lost session."""

import re
from http.client import HTTPConnection

import pytest
from playwright.sync_api import expect

from tests.browser.acting import COUNTY, become, fill, follow, heading, press, reads, type_code
from tests.browser.rounds import address, ask

SAID = "滨河新村门口的排水井盖松了，夜里骑车压上去会响，担心有人摔倒。"
SENT = "select count(*) from contributions_contribution where body = ?"
FORM = "application/x-www-form-urlencoded"
one_width = pytest.mark.parametrize("width", [390], ids=["phone"])
scripted = pytest.mark.parametrize("javascript", [True], ids=["js"])
plain = pytest.mark.parametrize("javascript", [False], ids=["nojs"])


def begin(live, page, body, phone):
    """A stranger writes and stands before the code."""
    page.goto(address(live, "/voices/new/?to={deputy:高山}&place={place:湖㳇村}"))
    fill(page, body=body, phone=phone, consent=True)
    page.get_by_label("公开：审核后大家都能看到").check()
    press(page, "下一步")
    expect(page.locator("h1")).not_to_have_text("给高山代表留言")
    if page.locator("h1").inner_text() == "有人反映过相近的事":
        press(page, "我的情况不同，继续提交")
    heading(page, "验证手机号")
    type_code(page)


@one_width
def test_a_double_click_sends_once(live, page, javascript):
    said = f"{SAID}（{javascript}）"
    begin(live, page, said, f"1390009{javascript:04d}")
    page.get_by_role("button", name="提交留言").dblclick()
    heading(page, "留言已收到")
    assert ask(live, SENT, said) == [(1,)]


@one_width
def test_going_back_and_sending_again_shows_the_same_receipt(live, page, javascript):
    said = f"{SAID}（又，{javascript}）"
    begin(live, page, said, f"1390008{javascript:04d}")
    press(page, "提交留言")
    heading(page, "留言已收到")
    number = page.locator("#receipt-number").inner_text()
    page.go_back()
    heading(page, re.compile("验证手机号|留言已收到"))
    if page.locator("h1").inner_text() == "验证手机号":
        page.locator("#id_code").fill("123456")
        press(page, "提交留言")
    heading(page, "留言已收到")
    assert page.locator("#receipt-number").inner_text() == number
    assert ask(live, SENT, said) == [(1,)]


@one_width
def test_one_may_support_what_others_said_instead(live, page, javascript):
    become(page, "王＊＊")
    page.goto(address(live, "/voices/new/?to={deputy:阿依努尔·买买提}"))
    fill(page, title="校门口接送太乱了", body="实验小学门口放学的时候车停三排，孩子穿过去很危险。")
    page.get_by_label("公开：审核后大家都能看到").check()
    if page.locator("#id_consent").count():
        fill(page, consent=True)
    press(page, "下一步")
    heading(page, "有人反映过相近的事")
    card = page.locator("article", has_text="校门口接送太乱").first
    card.get_by_role("button", name="我也关心，支持这一件").click()
    heading(page, "已支持")
    follow(page, "查看进度")
    heading(page, "校门口接送太乱")
    reads(page, "同样关心", "孩子要从车缝里穿过去")
    page.goto(f"{COUNTY}/mine/")
    reads(page, "校门口接送太乱")


@one_width
def test_a_session_that_ends_keeps_what_was_typed(live, page, javascript):
    """The citizen was signed in when the form opened and is a stranger when it is sent."""
    become(page, "王＊＊")
    page.goto(address(live, "/voices/new/?to={deputy:高山}"))
    fill(page, body=SAID)
    page.get_by_label("公开：审核后大家都能看到").check()
    page.context.clear_cookies(name="sessionid")
    press(page, "下一步")
    reads(page, "请填写手机号")
    expect(page.locator("#id_body")).to_have_value(SAID)
    expect(page.get_by_label("公开：审核后大家都能看到")).to_be_checked()


@one_width
@scripted
def test_without_any_cookie_the_words_are_still_on_the_device(live, page):
    form = address(live, "/voices/new/?to={deputy:高山}")
    page.goto(form)
    page.locator("#id_body").press_sequentially(SAID)
    reads(page, "草稿已保存在本机")
    page.context.clear_cookies()
    press(page, "下一步")
    heading(page, "页面放久了，请再提交一次")
    page.goto(form)
    reads(page, "已恢复上次没提交的草稿")
    expect(page.locator("#id_body")).to_have_value(SAID)


@one_width
@scripted
def test_an_answer_typed_while_the_session_ended_is_there_after_signing_in(live, page):
    form = address(live, "/desk/voices/{title:建议公开自来水水质}/")
    answer = "自来水公司答应每月公布水质，我下周去看第一次的数据。"
    become(page, "林晓禾").goto(form)
    page.locator("#id_body").press_sequentially(answer)
    reads(page, "草稿已保存在本机")
    page.context.clear_cookies(name="sessionid")
    press(page, "回复留言")
    heading(page, "代表和工作人员登录")
    become(page, "林晓禾").goto(form)
    expect(page.locator("#id_body")).to_have_value(answer)
    press(page, "回复留言")
    reads(page, "已回复，留言人会收到通知", answer)
    expect(page.locator("#id_body")).to_have_value("")


@one_width
def test_what_is_missing_is_said_beside_the_field_and_the_words_stay(live, page, javascript):
    page.goto(address(live, "/voices/new/?to={deputy:高山}"))
    fill(page, body="短", name="王 𠮷", phone="12345")
    press(page, "下一步")
    reads(page, "处需要修改", "请写得具体一些", "请填写 11 位手机号码", "请先阅读说明并勾选同意")
    expect(page.locator("#id_body")).to_have_value("短")
    expect(page.locator("#id_name")).to_have_value("王 𠮷")
    page.locator(".sum a", has_text="11 位手机号码").click()
    expect(page.locator("#id_phone")).to_be_focused()


@one_width
def test_a_clerk_who_clicks_late_learns_that_the_case_has_moved_on(fresh, visit, javascript):
    first, late = visit(), visit()
    for page in (first, late):
        become(page, "赵文博").goto(address(fresh, "/desk/suggestions/{state:submitted}/"))
        page.get_by_label("向社会公开").check()
    press(first, "受理并编号")
    reads(first, "已受理，编号已给出")
    press(late, "受理并编号")
    heading(late, "这件事已经有了新进展")
    reads(late, "没有改动任何内容")


@one_width
@plain
@pytest.mark.parametrize("octets", [b"%00", b"%ED%A0%80", b"%FF"], ids=["NUL", "half", "no text"])
def test_what_no_text_can_hold_is_refused_in_words(live, page, octets):
    page.goto(address(live, "/voices/new/?to={deputy:高山}"))
    token = page.locator("#compose input[name=csrfmiddlewaretoken]").get_attribute("value")
    data = f"csrfmiddlewaretoken={token}&body=".encode() + octets
    answer = page.request.post(page.url, data=data, headers={"content-type": FORM})
    assert answer.status == 400
    assert "填写的内容" in answer.text()


def test_a_body_too_large_is_refused_before_it_is_read(live):
    connection = HTTPConnection(live.url.removeprefix("http://"))
    connection.putrequest("POST", f"{COUNTY}/voices/new/")
    connection.putheader("Content-Type", FORM)
    connection.putheader("Content-Length", "3000000")
    connection.endheaders(b"body=")
    answer = connection.getresponse()
    assert answer.status == 413
    assert "提交的内容太大了" in answer.read().decode()
    connection.close()
