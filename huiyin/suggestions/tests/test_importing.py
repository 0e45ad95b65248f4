"""A table from a deputies' office: judged row by row, filed once, never by halves."""

from datetime import date, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from openpyxl import Workbook

from huiyin.deputies.models import Mandate
from huiyin.deputies.procedure import State as MandateState
from huiyin.kit.sheets import BadSheet
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.services import importing
from tests.cast import SPRING

TODAY = localdate(SPRING)
HEAD = ["标题", "情况和问题", "具体建议", "领衔代表"]
GOOD = ["关于路灯的建议", "路灯坏了", "修好路灯", "林晓禾"]


def workbook(*rows, merged=""):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    file = BytesIO()
    book.save(file)
    return file


def read(cast, *rows, **facts):
    return importing.read(workbook(*rows, **facts), cast.county, today=TODAY)


def faults(reading):
    return [(row, why) for row, _title, why in reading.faults]


def file(cast, reading, key=None):
    facts = {"source": key or uuid4(), "by": cast.zhao, "at": SPRING}
    return importing.file_each(reading.items, cast.county, **facts)


def suspend(mandate, state=MandateState.SUSPENDED):
    mandate.docket.state = state
    mandate.docket.save(update_fields=["state"])


def test_good_rows_become_suggestions_of_their_lead_deputies(at_home):
    head = ["领衔代表", "附议代表", "建议内容", "现状", "案由", "是否公开", "审查分类"]
    row = ["林　晓禾", "周建平", "修好路灯", "路灯坏了", "关于路灯的建议", "只公开标题", "交通出行"]
    reading = read(at_home, head, row)
    assert (faults(reading), len(reading.items)) == ([], 1)
    assert Suggestion.objects.count() == 0
    (outcome,) = file(at_home, reading)
    case = Suggestion.objects.shown().get(docket__code=outcome.code)
    assert (outcome.done, case.docket.state, case.lead) == (True, "submitted", at_home.lin)
    assert (case.problem, case.advice, case.openness) == ("路灯坏了", "修好路灯", "title")
    assert case.words.body.startswith("关于路灯的建议")
    assert [each.mandate for each in case.cosigns.all()] == [at_home.zhou]


def test_a_table_filed_twice_is_filed_once(at_home):
    reading, key = read(at_home, HEAD, GOOD), uuid4()
    codes = {file(at_home, reading, key)[0].code for _time in range(2)}
    assert (len(codes), Suggestion.objects.count()) == (1, 1)


def test_every_faulty_row_is_named_with_its_reason(at_home):
    suspend(at_home.zhou)
    reading = read(
        at_home,
        [*HEAD, "提出日期", "类别"],
        [*GOOD, "2026年3月5日", "建议"],
        ["", "路灯坏了", "修好", "林晓禾"],
        ["关于桥的建议", "桥坏了", "修好", "马　五"],
        ["关于桥的建议", "桥坏了", "修好", "周建平"],
        GOOD,
        ["长" * 201, "x", "y", "林晓禾"],
        ["关于渠的建议", "渠坏了", "修好", "林晓禾", 46090],
        ["关于校的建议", "校坏了", "修好", "林晓禾", "前天"],
        ["关于医的建议", "医坏了", "修好", "林晓禾", datetime(2026, 3, 20)],
        ["关于田的建议", "田坏了", "修好", "林晓禾", "", "提案"],
        ["关于山的建议", "=1+1", "修好", "林晓禾"],
        ["关于河的建议", "河\u200b", "  \u3164 ", "林晓禾"],
    )
    assert faults(reading) == [
        (3, "没有填：标题"),
        (4, "本级人大没有叫“马五”的代表"),
        (5, "周建平现在不能提出建议（暂停执行职务）"),
        (6, "与第 2 行重复"),
        (7, "“标题”超过 200 字"),
        (8, "提出日期是数字 46090：请设成日期格式，或者写成 2026-03-09"),
        (9, "看不懂提出日期“前天”：请写成 2026-03-09"),
        (10, "提出日期晚于今天"),
        (11, "“类别”只能是 建议、批评、意见，不能是“提案”"),
        (12, "B12 是公式：请粘贴为数值"),
        (13, "没有填：具体建议"),
    ]
    assert [item["title"] for item in reading.items] == ["关于路灯的建议"]


def test_what_was_handed_in_before_is_not_filed_again(at_home):
    case = at_home.submitted()
    row = [case.docket.title, "夜班", "开行", "林晓禾"]
    assert faults(read(at_home, HEAD, row)) == [(2, f"已经登记过：{case.docket.code}")]


def test_equal_names_are_told_apart_by_the_card(at_home):
    other = Mandate.objects.get(pk=at_home.zhou.pk)
    other.person.name = "林晓禾"
    other.person.save()
    Mandate.objects.filter(pk=other.pk).update(card_number="0012")
    head = [*HEAD, "代表证号"]
    reading = read(
        at_home, head, GOOD, [*GOOD, "0012"], [*GOOD, "99"], ["a", "b", "c", "王五", "0012"]
    )
    assert faults(reading) == [
        (2, "有几位代表都叫林晓禾：请填代表证号"),
        (4, "没有证号是 99 的代表"),
        (5, "证号 0012 是林晓禾代表的，不是“王五”的"),
    ]
    assert [item["lead"] for item in reading.items] == [other.pk]


def test_co_signers_are_looked_at_like_the_lead(at_home):
    head = [*HEAD, "联名代表"]
    reading = read(
        at_home, head, [*GOOD, "周建平、马五"], [*GOOD, "林晓禾"], [*GOOD, "周建平，周建平"]
    )
    assert faults(reading) == [
        (2, "附议代表：本级人大没有叫“马五”的代表"),
        (3, "附议代表里有重复的人，或者就是领衔代表"),
        (4, "附议代表里有重复的人，或者就是领衔代表"),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [["标题", "领衔代表"], ["a", "b"]],
            "缺少这些栏：情况和问题、具体建议；表里有：标题、领衔代表",
        ),
        (
            [HEAD[:3], GOOD[:3]],
            "缺少这些栏：领衔代表或者代表证号；表里有：标题、情况和问题、具体建议",
        ),
        ([HEAD], "表里只有栏目名，没有建议"),
        (
            [HEAD, *([f"第 {n} 件", "a", "b", "林晓禾"] for n in range(501))],
            "超过 500 行：请分成几个文件",
        ),
    ],
)
def test_a_table_that_cannot_be_taken_as_a_whole_is_refused(at_home, rows, said):
    with pytest.raises(BadSheet) as refusal:
        read(at_home, *rows)
    assert str(refusal.value) == said


def test_merged_cells_are_refused(at_home):
    with pytest.raises(BadSheet, match="有合并的单元格"):
        read(at_home, HEAD, GOOD, merged="A2:B2")


def test_columns_that_are_not_kept_are_named(at_home):
    reading = read(at_home, [*HEAD, "手机号", "提出日期"], [*GOOD, "13800001234", date(2026, 3, 1)])
    assert reading.notes == ["这些栏没有保留：手机号", "提出日期只用于核对；期限从登记之日起算"]
    assert "13800001234" not in str(reading)


def test_a_mandate_suspended_after_the_preview_is_refused_when_filed(at_home):
    reading = read(at_home, HEAD, GOOD, ["关于桥的建议", "桥坏了", "修好", "周建平"])
    suspend(at_home.zhou)
    outcomes = file(at_home, reading)
    assert [each.reason for each in outcomes] == ["", "只有本级人大任期内的代表可以提出建议"]
    assert Suggestion.objects.count() == 1


def test_only_the_office_files_a_table(at_home):
    reading = read(at_home, HEAD, GOOD)
    for other in (at_home.lin.person.user, at_home.sun, at_home.chu):
        with pytest.raises(PermissionDenied):
            importing.file_each(reading.items, at_home.county, source=uuid4(), by=other, at=SPRING)
    assert Suggestion.objects.count() == 0
