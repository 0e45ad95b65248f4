"""The columns of a site that hold articles, in the order of the home page.

``key``    part of the address; ``label`` its name
``kind``   the kind of article it takes first; ``says`` what a reader finds in it
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    key: str
    label: object
    kind: str
    says: object


COLUMNS = {
    one.key: one
    for one in (
        Column("news", _("要闻"), "news", _("人大及其常委会的活动和工作动态")),
        Column("notices", _("公告公示"), "notice", _("公告、公示和需要大家知道的事项")),
        Column("decisions", _("决议决定"), "decision", _("人大及其常委会作出的决议、决定")),
        Column("appointments", _("人事任免"), "appointment", _("依法任命、免职、接受辞职的情况")),
        Column("meetings", _("会议"), "meeting", _("会议的议程、日程、出席情况和文件")),
        Column("plans", _("工作计划"), "plan", _("监督、立法和代表工作的计划")),
        Column("laws", _("法规解读"), "law_note", _("法规的说明、解读和访谈")),
        Column("oversight", _("监督公开"), "news", _("听取报告、执法检查、专题询问的情况")),
        Column("gazette", _("公报"), "gazette", _("常务委员会公报")),
        Column("leaders", _("领导和机构"), "leaders", _("常委会领导、机构和职责")),
    )
}
CHOICES = [(one.key, one.label) for one in COLUMNS.values()]
