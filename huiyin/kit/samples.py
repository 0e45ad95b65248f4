"""Invented people, cases and figures for the gallery. Nothing here is real or stored."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import segno
from django import forms as widgets
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from huiyin.kit import icons
from huiyin.kit.forms import DayInput, Form

TODAY = date(2026, 11, 24)
ARTICLE = "代表法第五十一条"


@dataclass(frozen=True)
class Deadline:
    started_on: date
    due_on: date
    met_on: date | None = None
    source: str = ARTICLE


RUNNING = Deadline(date(2026, 10, 20), date(2027, 1, 20))
NEAR = Deadline(date(2026, 8, 29), date(2026, 11, 29))
OVER = Deadline(date(2026, 8, 12), date(2026, 11, 12))
MET = Deadline(date(2026, 8, 12), date(2026, 11, 12), date(2026, 10, 30))
LATE = Deadline(date(2026, 7, 1), date(2026, 10, 1), date(2026, 10, 9))
LAST_DAY = Deadline(date(2026, 8, 24), TODAY)

STEPS = [
    {"label": "群众反映", "note": "2 月 11 日起", "state": "done"},
    {"label": "代表提出", "note": "8 月 31 日", "state": "done"},
    {"label": "审核交办", "note": "9 月 9 日", "state": "done"},
    {"label": "承办答复", "note": "进行中", "state": "current", "icon": "edit"},
    {"label": "代表评价", "note": "收到答复后", "state": "todo", "icon": "star"},
    {"label": "落实回访", "note": "每季度公开", "state": "todo", "icon": "route"},
]
MONTHS = list(zip(range(1, 12), (6, 5, 21, 24, 28, 35, 31, 22, 19, 17, 20), strict=True))


class SampleForm(Form):
    body = widgets.CharField(
        label=_("具体意见和理由"),
        help_text=_("一条意见说一件事。请不要填写他人的个人信息。"),
        min_length=10,
        max_length=2000,
        widget=widgets.Textarea(attrs={"data-draft": "gallery"}),
    )
    stance = widgets.ChoiceField(
        label=_("你的态度"),
        choices=[("for", _("赞成")), ("mend", _("建议修改")), ("against", _("反对"))],
        widget=widgets.RadioSelect,
    )
    day = widgets.DateField(label=_("发生在哪一天"), required=False, widget=DayInput)
    unit = widgets.ChoiceField(
        label=_("建议主办单位"), choices=[("1", "县交通运输局"), ("2", "县水利局")]
    )
    places = widgets.MultipleChoiceField(
        label=_("涉及的地方"),
        required=False,
        choices=[("1", "河东街道"), ("2", "青石镇")],
        widget=widgets.CheckboxSelectMultiple,
    )
    hide = widgets.BooleanField(label=_("公布时隐去我的姓名"), required=False)


def code(words):
    """Return a QR code as SVG that takes the size its surroundings give it."""
    svg = segno.make(words, micro=False).svg_inline(omitsize=True, dark="#1d1a17", border=2)
    return mark_safe(svg)  # noqa: S308 — drawn by us from our own words


def shell():
    """Return what a face would give the public shell."""
    words = ["首页", "人大概况", "法规与监督", "代表与联络站", "办理公开", "反映问题"]
    pictures = ["home", "building", "scale", "users", "route", "messages"]
    pairs = list(zip(words, pictures, strict=True))
    nav = [{"label": w, "url": "#", "icon": i, "current": w == "办理公开"} for w, i in pairs]
    return {
        "congress": {"name": "云溪县人民代表大会", "name_en": "Yunxi County People’s Congress"},
        "lineage": [
            {"label": "省人大", "url": "#"},
            {"label": "云州市人大", "url": "#"},
            {"label": "本级：云溪县 · 12 个乡镇人大"},
        ],
        "nav": nav,
        "tabs": [nav[0], nav[3], nav[5], nav[4]],
        "search_url": "#",
        "sign_in_url": "#",
        "contact_lines": ["主办：常务委员会办公室", "值班电话：0000-0000000"],
        "footer_columns": [
            {"title": "我要办", "links": [{"label": "找我的代表", "url": "#"}]},
            {"title": "公开承诺", "links": [{"label": "意见存证与校验方法", "url": "#"}]},
            {"title": "网站", "links": [{"label": "无障碍声明", "url": "#"}]},
        ],
        "footer_facts": [{"words": "网站标识码：0000000000"}, {"words": "ICP 备 00000000 号"}],
    }


def public():
    return {
        **shell(),
        "today": TODAY,
        "running": RUNNING,
        "near": NEAR,
        "over": OVER,
        "met": MET,
        "late": LATE,
        "last_day": LAST_DAY,
        "longest": date(2027, 4, 20),
        "steps": STEPS,
        "months": [(f"{month}月", number) for month, number in MONTHS],
        "parts": [
            ("赞成", 41, "green"),
            ("建议修改", 38, "blue"),
            ("反对", 15, "over"),
            ("疑问", 6, "plain"),
        ],
        "form": SampleForm(),
        "failed": SampleForm({"body": "不同意", "hide": "on"}, auto_id="bad_%s"),
        "crumbs": [("首页", "#"), ("办理公开", "#"), ("第 2026-0137 号", None)],
        "facts": [("选区", "河东第三选区（桂花、春晖社区）"), ("职业", "全科医生")],
        "station": [("地址", "临河路 88 号一楼"), ("接待", "每周四 19:00–20:30")],
        "pairs": [("督办", "县人大常委会代工委"), ("主办", "县交通运输局")],
        "tab_items": [
            {"label": "办理经过", "url": "#", "current": True},
            {"label": "公开问答", "url": "#", "count": 86},
        ],
        "received": datetime(2026, 11, 22, 2, 47, 31, tzinfo=UTC),
        "qr": code("YZ-7Q4K-19M2"),
        "icons": icons.names(),
        "check": "9f2c71e04b1da83e55c90d47c2ba6610",
        "said": "在医院上夜班，十点半后没有公交。\n打车一趟二十多块。\n\n一个月就是半个班<b>！</b>",
    }


def desk():
    rows = [
        ("小区充电桩长期损坏，物业和供电互相推", "留言", "L2026-4502", OVER),
        ("关于完善农村快递进村的建议", "建议", "J2026-0418", NEAR),
        ("河堤步道照明损坏，晚上老人摔倒", "留言", "L2026-4517", LAST_DAY),
        ("建议公开自来水水质检测结果", "留言", "L2026-4520", RUNNING),
    ]
    keys = ("title", "kind", "number", "deadline")
    return {
        **shell(),
        "today": TODAY,
        "rows": [dict(zip(keys, row, strict=True)) for row in rows],
        "near": NEAR,
        "account": {"label": "赵文博", "url": "#", "note": "代工委 联络科", "sign_out_url": "#"},
        "desk_nav": [
            {"heading": "办理"},
            {"label": "待办", "url": "#", "icon": "inbox", "current": True, "count": 38},
            {"label": "群众留言", "url": "#", "icon": "messages", "count": 21},
            {"label": "代表建议", "url": "#", "icon": "clipboard-check", "count": 64},
            {"heading": "安全"},
            {"label": "访问留痕", "url": "#", "icon": "history"},
        ],
    }
