"""A deputy who is not satisfied says why; the unit handles it again under a clock of its own."""

from tests.browser.acting import become, fill, heading, press, reads
from tests.browser.rounds import address, ask

TITLE = "关于村级排水沟清淤的建议"
REASON = "答复只说已列入计划，没有写明哪几个村先清、什么时候清完。"
CLOCKS = """
    select l.name, l.due_on, l.met_on from procedure_deadline l
    join procedure_docket d on d.id = l.docket_id where d.title = ? and l.name in ('reply', 'redo')
    order by l.id
"""


def test_dissatisfaction_with_reasons_orders_a_redo_with_its_own_clock(fresh, visit):
    deputy, handler, stranger = visit(), visit(), visit()
    page = address(fresh, f"/desk/suggestions/{{title:{TITLE}}}/")
    become(deputy, "周建平").goto(page)
    reads(deputy, "第 1 次答复", "评价答复")
    fill(deputy, "rate", attitude="基本满意", result="不满意")
    press(deputy, "提交评价")
    reads(deputy, "请写明不满意的理由")
    assert deputy.locator("#rate_result_2").is_checked(), "what was chosen is kept"
    fill(deputy, "rate", reason=REASON)
    press(deputy, "提交评价")
    reads(deputy, "评价已记录", "重新办理", REASON)
    own_clock(fresh, stranger)
    become(handler, "水源").goto(page)
    reads(handler, "重新办理", REASON, "起草答复")


def own_clock(live, page):
    """The first clock stays met; the redo has another one, in words on the public page."""
    first, second = ask(live, CLOCKS, TITLE)
    assert (first[0], second[0]) == ("reply", "redo")
    assert first[2] and not second[2], "the redo runs, the first reply is met"
    page.goto(address(live, f"/matters/{{title:{TITLE}}}/"))
    heading(page, TITLE)
    reads(page, "重新办理", "办理结果：不满意", REASON, "这个日期是怎样算出来的", "依据：")
    reads(page, second[1])
