"""One voice, end to end: what one citizen says goes all the way, and everybody does their part.

People are those of the demonstration. Each looks only at their own screen, and every step is
taken by the buttons it shows.
"""

import json
import re
import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser.acting import (
    COUNTY,
    become,
    fill,
    follow,
    heading,
    open_step,
    press,
    reads,
    type_code,
)
from tests.browser.rounds import ask

TITLE = "护士夜里下班没有公交"
SAID = (
    "我在县医院上夜班，十点半下班，桂花小区方向没有公交，打车要二十多块。希望末班车延到十一点半。"
)
#: What eleven neighbours say about the same thing.
ALSO = [
    "县医院夜里下班没有公交。我是护工，走回桂花小区要四十分钟。",
    "护士夜班下班没有公交坐。打车一个月要四百多块。",
    "夜里下班没有公交。爱人在县医院上夜班，我每天骑车去接，冬天路滑。",
    "药房夜里下班没有公交。十点半公交早就收车了，希望末班车延长一小时。",
    "食堂夜里下班也没有公交。几个人拼一辆黑车回桂花小区。",
    "保安夜里下班没有公交。换岗在十一点，县医院这一线早就收车了。",
    "夜里没有公交回家。陪护老人到半夜，出了县医院打车要排很久。",
    "夜里看完病没有公交。抱着孩子从县医院走回桂花小区。",
    "检验科夜里下班没有公交。打车钱比加班费还多。",
    "保洁夜里下班没有公交。走夜路害怕。",
    "救护站夜里下班没有公交。希望县医院到桂花小区夜里有车。",
]
PROMISES = [
    ("开行县医院至桂花小区夜班线，末班二十三点三十分", 60),
    ("试行半年后公布客流并决定是否保留", 240),
]
REPLY = "林晓禾代表：您提出的建议收悉。夜班出行问题属实，我局已会同县财政局列入计划，分两步落实。"
UNSENT = "select count(*) from notices_delivery where sent_at is null"
CHANNELS = """
    select distinct v.channel from notices_delivery v
    join procedure_party p on p.user_id = v.user_id
    join procedure_docket d on d.id = p.docket_id where d.code = ? and p.role = 'author' order by 1
"""
#: The day it is where the demonstration lies.
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()
DAY = r"\d{4} 年 \d{1,2} 月 \d{1,2} 日"


def test_a_voice_becomes_a_promise_that_anybody_can_check(live, visit, tmp_path):
    citizen, deputy = visit(), visit()
    code, address = say(citizen, "13800000001")
    neighbours(visit(javascript=False), address)
    find_and_answer(deputy, code)
    matter = take_up(deputy)
    cosign_and_submit(deputy, visit())
    number = accept_and_assign(visit(), matter)
    handle(visit, matter)
    rate(deputy, matter)
    told(live, citizen, code)
    followed(citizen, code, number)
    proven(citizen, tmp_path)


# --- 1. A citizen on a phone ----------------------------------------------------------------


def say(page, phone):
    """From the front page to the receipt; returns its number and the address of the form."""
    page.goto("/")
    heading(page, "有话，对代表说")
    page.get_by_role("main").get_by_label("小区、村或道路").fill("桂花小区")
    press(page, "找代表")
    heading(page, "桂花小区的人大代表")
    reads(page, "云溪县人民代表大会", "云州市人民代表大会", "云江省人民代表大会")
    reads(page, "河东第三选区", "由本选区选民直接选举", "没有自己的人民代表大会")
    card = page.locator(".card", has_text="林晓禾")
    card.get_by_role("link", name="给代表留言").click()
    heading(page, "给林晓禾代表留言")
    address = page.url
    write(page, SAID, phone, title=TITLE)
    heading(page, "有人反映过相近的事")
    reads(page, "人反映或支持", SAID)
    assert page.get_by_role("button", name="我也关心，支持这一件").count() >= 1
    press(page, "我的情况不同，继续提交")
    heading(page, "验证手机号")
    reads(page, "138****0001")
    type_code(page)
    press(page, "提交留言")
    return receipt(page), address


def write(page, body, phone, *, title=""):
    fill(page, body=body, title=title, phone=phone, name="王安安", consent=True)
    page.get_by_label("公开：审核后大家都能看到").check()
    press(page, "下一步")


def receipt(page):
    """The receipt shows number, time, place in the record and a code that leads to the trace."""
    heading(page, "留言已收到")
    code = page.locator("#receipt-number").inner_text()
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    shown = page.locator(".rcpt").inner_text()
    assert re.search(DAY + r" \d{2}:\d{2}:\d{2}", shown)
    assert re.search(r"存证序号 \d+", shown)
    expect(page.locator(".rcpt .qr svg")).to_be_visible()
    reads(page, "前首次回应你", "怎么算的：", "5个工作日")
    follow(page, "查看进度")
    heading(page, TITLE)
    reads(page, SAID, "群众留言")
    return code


def neighbours(page, address):
    for number, words in enumerate(ALSO, start=2):
        page.context.clear_cookies()
        page.goto(address)
        write(page, words, f"138000000{number:02}")
        press(page, "我的情况不同，继续提交")
        type_code(page)
        press(page, "提交留言")
        heading(page, "留言已收到")


# --- 2. The deputy ----------------------------------------------------------------------------


def find_and_answer(page, code):
    become(page, "林晓禾")
    days = page.locator("ul.rows .due").all_inner_texts()
    assert days, "nothing waits"
    page.goto(f"{COUNTY}/desk/?q={code}")
    reads(page, "前首次回应")
    follow(page, TITLE)
    heading(page, TITLE)
    reads(page, "首次回应", "5个工作日", SAID)
    fill(page, body="您好，我也在河东做社区医生。我这周就去医院数一数夜里有多少人等车。")
    press(page, "回复留言")
    reads(page, "已回复，留言人会收到通知", "数一数夜里有多少人等车")


def take_up(page):
    """Twelve messages become one suggestion with every author kept; returns its address."""
    alike = page.locator("#take-up input[name=with]")
    assert alike.count() >= 11
    press(page, "用选中的留言写建议")
    heading(page, "把留言写成建议")
    assert page.locator("input[name=voices]:checked").count() >= 12
    fill(page, title="关于县医院夜班公交的建议", problem="县医院夜班职工和陪护下班后没有公交。")
    fill(page, advice="末班车延至二十三点三十分，先试行半年。", proposed_unit="县交通运输局")
    press(page, "建好草稿")
    reads(page, "草稿已建好，每一位留言人都在名单里", "条群众留言")
    return page.url


def cosign_and_submit(deputy, other):
    open_step(deputy, "邀请代表附议")
    deputy.locator("#invite").get_by_label("陈国栋").check()
    press(deputy, "邀请附议")
    reads(deputy, "邀请已发出")
    confirm(become(other, "陈国栋"), deputy.url)
    deputy.reload()
    open_step(deputy, "修改文本")
    fill(deputy, "edit", advice="末班车延至二十三点三十分，先试行半年，并公布客流。")
    press(deputy, "保存修改")
    reads(deputy, "附议过的代表需要重新确认")
    submit(deputy)
    reads(deputy, "还有代表没有确认最终文本")
    confirm(other, deputy.url.replace("submit/", ""))
    submit(deputy)
    reads(deputy, "已提交，最终文本已存证")


def confirm(page, address):
    page.goto(address)
    reads(page, "请通读下面的最终文本")
    press(page, "我已读过全文，确认附议")
    reads(page, "已确认附议")


def submit(page):
    fill(page, "submit", declared=True)
    page.locator("#submit").get_by_role("button", name="提交建议").click()


# --- 3. The clerk -----------------------------------------------------------------------------


def accept_and_assign(page, matter):
    become(page, "赵文博")
    page.goto(matter)
    fill(page, "accept", public="向社会公开")
    press(page, "受理并编号")
    reads(page, "已受理，编号已给出")
    number = re.search(r"18-I\d{4}-\d{4}", page.locator("main").inner_text())[0]
    assert number.startswith(f"18-I{TODAY.year}-")
    fill(page, "assign", lead_part="牵头研究线路并答复代表")
    page.locator("#assign_lead").select_option(re_label(page, "#assign_lead", "县交通运输局"))
    page.locator("#assign summary", has_text="会办单位 1").click()
    page.locator("#assign_co_1").select_option(re_label(page, "#assign_co_1", "县财政局"))
    fill(page, "assign", co_part_1="经费测算和安排")
    page.locator("#assign").get_by_role("button", name="交办").click()
    reads(page, "已交办，法定期限从今天起算", "3个月", "法定答复")
    return number


def re_label(page, select, name):
    """The value of the option that begins with ``name``; the reason for it may follow."""
    return page.locator(f"{select} option", has_text=name).first.get_attribute("value")


# --- 4. The unit ------------------------------------------------------------------------------


def handle(visit, matter):
    receiver, handler, reviewer, head, partner = (visit() for _ in range(5))
    become(receiver, "钱进").goto(matter)
    press(receiver, "签收")
    reads(receiver, "已签收")
    become(handler, "孙力").goto(matter)
    press(handler, "开始办理")
    reads(handler, "已开始办理")
    talk(handler)
    become(partner, "郑会").goto(matter)
    fill(partner, "co_opinion", body="所需经费可以在年度预算中统筹，请主办单位提出测算。")
    press(partner, "交给主办单位")
    reads(partner, "会办意见已交主办单位")
    draft(handler, REPLY, PROMISES[:1])
    become(reviewer, "李慎").goto(matter)
    reads(reviewer, REPLY)
    open_step(reviewer, "退回承办人修改")
    fill(reviewer, "send_back", reason="第二步落实也要写明日期。")
    press(reviewer, "退回修改")
    reads(reviewer, "已退回承办人")
    handler.goto(matter)
    reads(handler, "第二步落实也要写明日期")
    draft(handler, REPLY, PROMISES)
    become(head, "吴正").goto(matter)
    reads(head, REPLY, PROMISES[1][0])
    fill(head, "issue", secrecy_reviewed="办公室 周密")
    press(head, "签发答复")
    reads(head, "答复已签发并送达代表")


def talk(page):
    fill(
        page, "contact", mode="面商", held_on=TODAY.isoformat(), note="到县医院门口一起看了末班车。"
    )
    press(page, "记下这次沟通")
    reads(page, "沟通已记录", "到县医院门口一起看了末班车。")


def draft(page, body, promises):
    open_step(page, "起草答复")
    page.locator("#draft_reply").get_by_label("B　").check()
    fill(page, "draft_reply", body=body, contact_name="孙力", contact_phone="0000-0000000")
    for n, (text, days) in enumerate(promises, start=1):
        box = page.locator(f"#draft_reply details.more:has(#draft_reply_promise_{n})")
        if box.count() and not box.evaluate("box => box.open"):
            box.locator("summary").click()
        due = TODAY + timedelta(days)
        fill(page, "draft_reply", **{f"promise_{n}": text, f"due_{n}": due.isoformat()})
    press(page, "送审核人审签")
    reads(page, "答复已送审")


# --- 5. The deputy's judgement ----------------------------------------------------------------


def rate(page, matter):
    page.goto(matter)
    reads(page, REPLY, PROMISES[0][0])
    fill(page, "rate", attitude="满意", result="满意")
    press(page, "提交评价")
    reads(page, "评价已记录", "落实承诺")


# --- 6. The citizen again ---------------------------------------------------------------------


def told(live, page, code):
    """Every step was told to those whose words it began with, here and on the console."""
    page.goto(f"{COUNTY}/mine/notices/")
    text = page.locator("main").inner_text()
    for step in (
        "回复",
        "已受理",
        "已交县交通运输局办理",
        "已签收",
        "开始办理",
        "答复了",
        "评价",
        "承诺",
    ):
        assert step in text, f"was not told: {step}"
    page.goto(f"{COUNTY}/mine/")
    reads(page, code)
    assert ask(live, UNSENT) == [(0,)], "the outbox is empty"
    assert ask(live, CHANNELS, code) == [("console",), ("site",)]


def followed(page, code, number):
    """The trace: own words first, then who did what, under which article and by when."""
    page.goto(f"{COUNTY}/track/")
    fill(page, number=code)
    press(page, "查看办理进度")
    heading(page, TITLE)
    reads(page, SAID, "数一数夜里有多少人等车", "怎样算出来的", "5个工作日", "依据：")
    follow(page, "关于县医院夜班公交的建议")
    heading(page, "关于县医院夜班公交的建议")
    reads(page, f"第 {number} 号", "林晓禾", "陈国栋", "县交通运输局", "县财政局")
    reads(page, REPLY, "B 类", "办理态度：满意", "办理结果：满意", *[text for text, _ in PROMISES])
    reads(page, "这个日期是怎样算出来的", "依据：", "代表法", "谁在负责")
    own = page.locator(".tl .quote").first
    assert SAID in own.inner_text()


def proven(page, tmp_path):
    """The file verifies offline against the published key; one altered character is found."""
    page.goto(f"{COUNTY}/mine/")
    follow(page, TITLE)
    with page.expect_download() as download:
        follow(page, "下载校验文件")
    genuine = tmp_path / "receipt.json"
    download.value.save_as(genuine)
    key = tmp_path / "published.key"
    key.write_bytes(page.request.get(f"{COUNTY}/record/key").body())
    status, said = verify(genuine, "--key", str(key))
    assert (status, said[:3]) == (0, "真实："), said
    facts = json.loads(genuine.read_text(encoding="utf-8"))
    assert facts["content"] == SAID
    altered = tmp_path / "altered.json"
    facts["content"] = SAID.replace("十一点半", "十二点半")
    altered.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    status, said = verify(altered)
    assert (status, said[:11]) == (1, "原文与存证时不一致：c")


def verify(path, *more):
    command = [sys.executable, "-m", "huiyin.verify", str(path), "--lang", "zh", *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout
