"""The kinds of article: their names, what each says beside its text, their types for machines."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Fact:
    """``look`` is "words", "day" or "lines" (one thing a line); ``needed`` before it is handed in;
    ``schema`` its name in schema.org, if it has one."""

    name: str
    label: object
    look: str = "words"
    needed: bool = False
    help: object = ""
    schema: str = ""


@dataclass(frozen=True)
class Kind:
    """``schema`` is its type in schema.org, given to machines with every page."""

    key: str
    label: object
    schema: str = "Article"
    facts: tuple[Fact, ...] = ()

    @property
    def needed(self):
        return [one for one in self.facts if one.needed]


def _decided():
    return (
        Fact(
            "decided_by",
            _("决定机关"),
            needed=True,
            help=_("例如：县十八届人大常委会第三十二次会议"),
        ),
        Fact("decided_on", _("通过日期"), "day", needed=True),
    )


KINDS = {
    one.key: one
    for one in (
        Kind("news", _("消息"), "NewsArticle"),
        Kind(
            "notice",
            _("公告"),
            facts=(
                Fact("number", _("文号")),
                Fact(
                    "until",
                    _("有效期至"),
                    "day",
                    help=_("过了这一天会写明已过有效期"),
                    schema="expires",
                ),
            ),
        ),
        Kind(
            "appointment",
            _("任免"),
            facts=(
                *_decided(),
                Fact("appointed", _("任命"), "lines", help=_("一行一人：姓名　职务")),
                Fact("removed", _("免职"), "lines", help=_("一行一人：姓名　职务")),
                Fact("resigned", _("接受辞职"), "lines", help=_("一行一人：姓名　职务")),
            ),
        ),
        Kind("decision", _("决议决定"), "Legislation", (Fact("number", _("文号")), *_decided())),
        Kind(
            "law_note",
            _("法规解读"),
            facts=(Fact("law", _("解读的法规"), needed=True, schema="about"),),
        ),
        Kind(
            "meeting",
            _("会议"),
            "Event",
            (
                Fact("starts_on", _("开始日期"), "day", needed=True, schema="startDate"),
                Fact("ends_on", _("结束日期"), "day", schema="endDate"),
                Fact("place", _("地点"), schema="location"),
                Fact("agenda", _("议程"), "lines", help=_("一行一项")),
                Fact("present", _("出席和列席"), "lines", help=_("一行一人或者一个单位")),
                Fact("absent", _("请假"), "lines", help=_("一行一人")),
            ),
        ),
        Kind(
            "plan",
            _("计划"),
            facts=(Fact("period", _("计划期间"), needed=True, help=_("例如：2026 年")),),
        ),
        Kind(
            "gazette",
            _("公报"),
            "PublicationIssue",
            (
                Fact(
                    "issue",
                    _("期号"),
                    needed=True,
                    help=_("例如：2026 年第 3 号"),
                    schema="issueNumber",
                ),
                Fact("contents", _("目录"), "lines", help=_("一行一项")),
            ),
        ),
        Kind(
            "leaders",
            _("领导和机构"),
            "Organization",
            (Fact("people", _("组成人员"), "lines", help=_("一行一人：姓名　职务")),),
        ),
        Kind(
            "speech",
            _("审议发言"),
            facts=(
                Fact("speaker", _("发言人"), needed=True),
                Fact("meeting", _("会议"), needed=True),
                Fact("item", _("审议的议题")),
            ),
        ),
        Kind(
            "media",
            _("图片和音视频"),
            "MediaObject",
            (
                Fact(
                    "chapters",
                    _("章节"),
                    "lines",
                    help=_("一行一段：时间　发言人　议题，例如：00:10　张三　水污染防治"),
                ),
            ),
        ),
    )
}
