"""What a deputy writes stays on their own device until it was sent, also without a network."""

import pytest
from playwright.sync_api import expect

from tests.browser.acting import COUNTY, become, press, reads
from tests.browser.rounds import LIN

pytestmark = [
    pytest.mark.parametrize("width", [390], ids=["phone"]),
    pytest.mark.parametrize("javascript", [True], ids=["js"]),
]
NEW = f"{COUNTY}/desk/suggestions/new/"
PROBLEM = "巷口的路灯坏了三盏，老人晚上不敢出门。"


def begin(page):
    become(page, LIN)
    page.goto(NEW)
    page.locator("[name=title]").fill("关于巷口路灯的建议")
    page.locator("[name=problem]").fill(PROBLEM)
    reads(page, "草稿已保存在本机")


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('draft:')).length")


def test_a_draft_is_there_again_after_a_reload_and_gone_when_it_was_saved(page):
    begin(page)
    page.reload()
    reads(page, "已恢复没有提交的内容")
    expect(page.locator("[name=problem]")).to_have_value(PROBLEM)
    page.locator("[name=advice]").fill("三天内修好。")
    press(page, "存为草稿")
    reads(page, "草稿已保存")
    assert kept(page) == 0
    page.goto(NEW)
    expect(page.locator("[name=problem]")).to_have_value("")


def test_without_a_network_nothing_is_sent_and_nothing_lost(page):
    begin(page)
    page.context.set_offline(True)
    press(page, "先记一个想法")
    reads(page, "现在没有网络")
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("[name=problem]")).to_have_value(PROBLEM)


def test_a_draft_on_the_device_is_thrown_away_by_one_button(page):
    begin(page)
    press(page, "清除本机草稿")
    reads(page, "本机草稿已清除")
    expect(page.locator("[name=problem]")).to_have_value("")
    assert kept(page) == 0
