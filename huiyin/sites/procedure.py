"""How the site of a congress is planned, filed, opened, and one day closed.

Two ways lead to an open site. One with a host of its own is planned, approved above, filed, tried
and opened. One below the host of a congress above joins in one act: it stands under that host's
filing numbers and answers for its own content. Law: 互联网政务应用安全管理规定 (2024), which binds
all public bodies; filing: 非经营性互联网信息服务备案管理办法 and art. 12 of the measures of 2011.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huiyin.procedure.table import PRACTICE, Clock, Procedure, Step, steps


class State(TextChoices):
    PLANNED = "planned", pgettext_lazy("site", "待批准")
    REFUSED = "refused", pgettext_lazy("site", "未获批准")
    APPROVED = "approved", pgettext_lazy("site", "已批准，待备案")
    FILED = "filed", pgettext_lazy("site", "已备案")
    TRIAL = "trial", pgettext_lazy("site", "试运行")
    OPEN = "open", pgettext_lazy("site", "已开通")
    CLOSING = "closing", pgettext_lazy("site", "公告关停")
    CLOSED = "closed", pgettext_lazy("site", "已关停")
    ARCHIVED = "archived", pgettext_lazy("site", "已归档")


POLICE = Clock("police_filing", "police_filing", _("公安备案"))
S = State
#: States in which the public may read the site as usual.
SHOWN = (S.TRIAL, S.OPEN, S.CLOSING)
#: States in which nobody may write to it any more.
ENDED = (S.CLOSED, S.ARCHIVED)

SAFETY, FILING = "互联网政务应用安全管理规定 (2024)", "非经营性互联网信息服务备案管理办法 (2005)"
NETWORK_12 = "计算机信息网络国际联网安全保护管理办法 (2011) 12"

# One step a line is what makes this table readable.
# fmt: off
SITE = Procedure(
    "site",
    _("网站开办与关停"),
    (
        Step("plan",    "",         S.PLANNED,  by="admin",       law=SAFETY,   label=_("申请开办"), says=_("%(title)s申请开办，域名 %(host)s"), holder="upper", tells="desk"),
        Step("join",    "",         S.OPEN,     by="admin",       law=PRACTICE, label=_("加入平台并开通"), says=_("%(title)s已在上级平台开通"), holder="nobody", tells="desk"),
        Step("enrol",   "",         S.OPEN,     by="system",      law=PRACTICE, label=_("由平台开通"), says=_("%(title)s已由平台开通"), holder="nobody", tells="desk"),
        Step("approve", S.PLANNED,  S.APPROVED, by="upper_admin", law=SAFETY,   label=_("批准开办"), says=_("%(title)s获准开办，请办理备案"), holder="office", tells="desk"),
        Step("refuse",  S.PLANNED,  S.REFUSED,  by="upper_admin", law=SAFETY,   label=_("不予批准"), says=_("%(title)s未获批准：%(reason)s"), holder="office", tells="desk"),
        Step("replan",  S.REFUSED,  S.PLANNED,  by="admin",       law=SAFETY,   label=_("重新申请"), says=_("%(title)s重新申请开办"), holder="upper", tells="desk"),
        Step("file",    S.APPROVED, S.FILED,    by="admin",       law=FILING,   label=_("登记备案号"), says=_("%(title)s已备案：%(icp)s"), tells="desk"),
        Step("try_out", S.FILED,    S.TRIAL,    by="admin",       law=SAFETY,   label=_("开始试运行"), says=_("%(title)s开始试运行"), tells="desk"),
        Step("open",    S.TRIAL,    S.OPEN,     by="admin",       law=SAFETY,   label=_("正式开通"), says=_("%(title)s正式开通"), starts=(POLICE,), holder="nobody", tells="desk", events=("site_opened",)),
        *steps("enter_police", (S.TRIAL, S.OPEN), by="admin",     law=NETWORK_12, label=_("登记公安备案号"), says=_("%(title)s已办公安备案：%(police)s"), stops=(POLICE,), tells="desk"),
        *steps("announce", (S.TRIAL, S.OPEN), S.CLOSING, by="admin", law=PRACTICE, label=_("公告关停"), says=_("%(title)s将于 %(closes_on)s 关停：%(reason)s"), voids=(POLICE,), holder="office", tells="desk"),
        Step("stay",    S.CLOSING,  S.OPEN,     by="admin",       law=PRACTICE, label=_("撤回关停公告"), says=_("%(title)s不再关停"), holder="nobody", tells="desk"),
        Step("close",   S.CLOSING,  S.CLOSED,   by="admin",       law=PRACTICE, label=_("关停并转向上级网站"), says=_("%(title)s已关停，首页转向上级网站"), tells="desk"),
        Step("archive", S.CLOSED,   S.ARCHIVED, by="admin",       law=PRACTICE, label=_("归档"), says=_("%(title)s已归档，原有页面仍可查阅"), holder="nobody", tells="desk"),
    ),
    initial="",
    final=frozenset({S.ARCHIVED}),
    basis=SAFETY,
    states=tuple(State.values),
)
# fmt: on
