"""How a deputy's suggestion (建议、批评和意见) travels from draft to effect.

One line below is one lawful step: who may take it, under which article, which clock it starts
or stops, who holds the matter afterwards. ``practice`` marks a step no article names. Nothing
else in the code can move a suggestion. How long each clock runs is in the rule profiles. What a
deputy raised is answered to them after their term as well: they rate it, or take it back.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.table import PRACTICE, Clock, Procedure, Step


class State(TextChoices):
    DRAFTING = "drafting", _("草拟")
    COSIGNING = "cosigning", _("联名")
    SUBMITTED = "submitted", _("待审核")
    RETURNED_FOR_EDIT = "returned_for_edit", _("退回修改")
    DECLINED = "declined", _("不予受理")
    WITHDRAWN = "withdrawn", _("已撤回")
    ACCEPTED = "accepted", _("待交办")
    ASSIGNED = "assigned", _("已交办")
    RECEIPTED = "receipted", _("已签收")
    HANDLING = "handling", _("办理中")
    REPLY_REVIEW = "reply_review", _("答复审签")
    REPLIED = "replied", _("已答复，待评价")
    REDO = "redo", _("重新办理")
    DISPUTED = "disputed", _("仍不满意，协调中")
    TRACKING = "tracking", _("落实承诺")
    CLOSED = "closed", _("办结")


ASSIGN = Clock("assign", "assign", _("交办"))
RECEIPT = Clock("receipt", "receipt", _("签收"))
FIRST_CONTACT = Clock("first_contact", "first_contact", _("首次沟通"))
CO_OPINION = Clock("co_opinion", "co_opinion", _("会办意见"))
REPLY = Clock("reply", "reply", _("法定答复"))
FEEDBACK = Clock("feedback", "feedback", _("代表评价"))
REDO = Clock("redo", "redo", _("重新办理"))

# One step a line is what makes this table readable.
# fmt: off
SUGGESTION = Procedure(
    "suggestion",
    _("代表建议、批评和意见"),
    (
        Step("draft",        "",                      State.DRAFTING,          by="mover",          law="代表法 (2025) 24, 36", label=_("起草"), says=_("代表开始起草“%(title)s”"), holder="mover"),
        Step("edit",         State.DRAFTING,          State.DRAFTING,          by="mover",          law=PRACTICE,            label=_("修改"), says=_("“%(title)s”的文本有修改"), tells="holder"),
        Step("edit",         State.COSIGNING,         State.COSIGNING,         by="mover",          law=PRACTICE,            label=_("修改"), says=_("“%(title)s”的文本有修改，附议需要重新确认")),
        Step("edit",         State.RETURNED_FOR_EDIT, State.RETURNED_FOR_EDIT, by="mover",          law=PRACTICE,            label=_("修改"), says=_("“%(title)s”的文本有修改")),
        Step("invite",       State.DRAFTING,          State.COSIGNING,         by="mover",          law="代表法 (2025) 24",     label=_("邀请附议"), says=_("%(who)s代表受邀附议“%(title)s”")),
        Step("invite",       State.COSIGNING,         State.COSIGNING,         by="mover",          law="代表法 (2025) 24",     label=_("邀请附议"), says=_("%(who)s代表受邀附议“%(title)s”")),
        Step("invite",       State.RETURNED_FOR_EDIT, State.RETURNED_FOR_EDIT, by="mover",          law="代表法 (2025) 24",     label=_("邀请附议"), says=_("%(who)s代表受邀附议“%(title)s”")),
        Step("uninvite",     State.COSIGNING,         State.COSIGNING,         by="inviter",        law=PRACTICE,            label=_("收回邀请"), says=_("“%(title)s”不再等待%(who)s代表附议"), tells="holder"),
        Step("uninvite",     State.RETURNED_FOR_EDIT, State.RETURNED_FOR_EDIT, by="inviter",        law=PRACTICE,            label=_("收回邀请"), says=_("“%(title)s”不再等待%(who)s代表附议"), tells="holder"),
        Step("confirm",      State.COSIGNING,         State.COSIGNING,         by="invited",        law=PRACTICE,            label=_("确认附议"), says=_("%(who)s代表确认附议“%(title)s”")),
        Step("confirm",      State.RETURNED_FOR_EDIT, State.RETURNED_FOR_EDIT, by="invited",        law=PRACTICE,            label=_("确认附议"), says=_("%(who)s代表确认附议“%(title)s”")),
        Step("excuse",       State.COSIGNING,         State.COSIGNING,         by="invited",        law=PRACTICE,            label=_("不附议"), says=_("%(who)s代表没有附议“%(title)s”"), tells="holder"),
        Step("excuse",       State.RETURNED_FOR_EDIT, State.RETURNED_FOR_EDIT, by="invited",        law=PRACTICE,            label=_("不附议"), says=_("%(who)s代表没有附议“%(title)s”"), tells="holder"),
        Step("submit",       State.DRAFTING,          State.SUBMITTED,         by="mover",          law="代表法 (2025) 24, 36", label=_("提交"), says=_("代表提交了“%(title)s”"), starts=(ASSIGN,), holder="deputy_affairs"),
        Step("submit",       State.COSIGNING,         State.SUBMITTED,         by="mover",          law="代表法 (2025) 24, 36", label=_("提交"), says=_("代表提交了“%(title)s”"), starts=(ASSIGN,), holder="deputy_affairs"),
        Step("submit",       State.RETURNED_FOR_EDIT, State.SUBMITTED,         by="mover",          law="代表法 (2025) 24, 36", label=_("再次提交"), says=_("代表修改后再次提交了“%(title)s”"), starts=(ASSIGN,), holder="deputy_affairs"),
        Step("improve",      State.SUBMITTED,         State.RETURNED_FOR_EDIT, by="deputy_affairs", law=PRACTICE,            label=_("退回修改"), says=_("“%(title)s”退回代表修改：%(reason)s"), stops=(ASSIGN,), holder="mover"),
        Step("decline",      State.SUBMITTED,         State.DECLINED,          by="deputy_affairs", law=PRACTICE,            label=_("不予受理"), says=_("“%(title)s”不作为代表建议处理：%(reason)s"), stops=(ASSIGN,)),
        Step("accept",       State.SUBMITTED,         State.ACCEPTED,          by="deputy_affairs", law="代表法 (2025) 51",     label=_("受理编号"), says=_("“%(title)s”已受理，编号 %(number)s")),
        Step("withdraw",     State.DRAFTING,          State.WITHDRAWN,         by="lead_deputy",    law=PRACTICE,            label=_("撤回"), says=_("代表撤回了“%(title)s”")),
        Step("withdraw",     State.COSIGNING,         State.WITHDRAWN,         by="lead_deputy",    law=PRACTICE,            label=_("撤回"), says=_("代表撤回了“%(title)s”")),
        Step("withdraw",     State.SUBMITTED,         State.WITHDRAWN,         by="lead_deputy",    law=PRACTICE,            label=_("撤回"), says=_("代表撤回了“%(title)s”")),
        Step("withdraw",     State.RETURNED_FOR_EDIT, State.WITHDRAWN,         by="lead_deputy",    law=PRACTICE,            label=_("撤回"), says=_("代表撤回了“%(title)s”")),
        Step("withdraw",     State.ACCEPTED,          State.WITHDRAWN,         by="lead_deputy",    law=PRACTICE,            label=_("撤回"), says=_("代表撤回了“%(title)s”")),
        Step("run_out",      State.DRAFTING,          State.WITHDRAWN,         by="system",         law=PRACTICE,            label=_("任期届满未提交"), says=_("“%(title)s”在代表任期内没有提交，不再办理")),
        Step("run_out",      State.COSIGNING,         State.WITHDRAWN,         by="system",         law=PRACTICE,            label=_("任期届满未提交"), says=_("“%(title)s”在代表任期内没有提交，不再办理")),
        Step("run_out",      State.RETURNED_FOR_EDIT, State.WITHDRAWN,         by="system",         law=PRACTICE,            label=_("任期届满未提交"), says=_("“%(title)s”在代表任期内没有提交，不再办理")),
        Step("assign",       State.ACCEPTED,          State.ASSIGNED,          by="deputy_affairs", law="代表法 (2025) 51",     label=_("交办"), says=_("“%(title)s”已交%(unit)s办理"), starts=(REPLY, CO_OPINION, RECEIPT), stops=(ASSIGN,), holder="lead_unit"),
        Step("sign_for",     State.ASSIGNED,          State.RECEIPTED,         by="unit_receiver",  law=PRACTICE,            label=_("签收"), says=_("%(unit)s已签收“%(title)s”"), starts=(FIRST_CONTACT,), stops=(RECEIPT,)),
        Step("start",        State.RECEIPTED,         State.HANDLING,          by="unit_handler",   law="代表法 (2025) 51",     label=_("开始办理"), says=_("%(unit)s开始办理“%(title)s”")),
        Step("contact",      State.HANDLING,          State.HANDLING,          by="unit_handler",   law="代表法 (2025) 51",     label=_("记录与代表沟通"), says=_("%(unit)s就“%(title)s”与代表沟通（%(mode)s）"), stops=(FIRST_CONTACT,)),
        Step("contact",      State.REDO,              State.REDO,              by="unit_handler",   law="代表法 (2025) 51",     label=_("记录与代表沟通"), says=_("%(unit)s就“%(title)s”与代表沟通（%(mode)s）"), stops=(FIRST_CONTACT,)),
        Step("co_opinion",   State.ASSIGNED,          State.ASSIGNED,          by="co_unit",        law=PRACTICE,            label=_("提交会办意见"), says=_("%(unit)s对“%(title)s”提出会办意见")),
        Step("co_opinion",   State.RECEIPTED,         State.RECEIPTED,         by="co_unit",        law=PRACTICE,            label=_("提交会办意见"), says=_("%(unit)s对“%(title)s”提出会办意见")),
        Step("co_opinion",   State.HANDLING,          State.HANDLING,          by="co_unit",        law=PRACTICE,            label=_("提交会办意见"), says=_("%(unit)s对“%(title)s”提出会办意见")),
        Step("co_complete",  State.ASSIGNED,          State.ASSIGNED,          by="system",         law=PRACTICE,            label=_("会办意见已齐"), says=_("“%(title)s”的会办意见已齐"), stops=(CO_OPINION,), tells="holder"),
        Step("co_complete",  State.RECEIPTED,         State.RECEIPTED,         by="system",         law=PRACTICE,            label=_("会办意见已齐"), says=_("“%(title)s”的会办意见已齐"), stops=(CO_OPINION,), tells="holder"),
        Step("co_complete",  State.HANDLING,          State.HANDLING,          by="system",         law=PRACTICE,            label=_("会办意见已齐"), says=_("“%(title)s”的会办意见已齐"), stops=(CO_OPINION,), tells="holder"),
        Step("draft_reply",  State.HANDLING,          State.REPLY_REVIEW,      by="unit_handler",   law=PRACTICE,            label=_("起草答复"), says=_("“%(title)s”的答复已送审"), tells="holder"),
        Step("draft_reply",  State.REDO,              State.REPLY_REVIEW,      by="unit_handler",   law=PRACTICE,            label=_("重新起草答复"), says=_("“%(title)s”的答复已送审"), tells="holder"),
        Step("send_back",    State.REPLY_REVIEW,      State.HANDLING,          by="unit_reviewer",  law=PRACTICE,            label=_("退回承办人修改"), says=_("“%(title)s”的答复退回修改：%(reason)s"), tells="holder"),
        Step("issue",        State.REPLY_REVIEW,      State.REPLIED,           by="unit_head",      law="代表法 (2025) 51",     label=_("签发答复"), says=_("%(unit)s答复了“%(title)s”"), starts=(FEEDBACK,), stops=(REPLY, REDO), voids=(FIRST_CONTACT, CO_OPINION), holder="mover"),
        Step("satisfied",    State.REPLIED,           State.CLOSED,            by="lead_deputy",    law=PRACTICE,            label=_("评价：满意"), says=_("代表对“%(title)s”的答复评价：态度%(attitude)s，结果%(result)s"), stops=(FEEDBACK,), holder="deputy_affairs"),
        Step("dissatisfied", State.REPLIED,           State.REDO,              by="lead_deputy",    law=PRACTICE,            label=_("评价：不满意，重新办理"), says=_("代表对“%(title)s”的答复不满意，重新办理"), starts=(REDO,), stops=(FEEDBACK,), holder="lead_unit"),
        Step("dispute",      State.REPLIED,           State.DISPUTED,          by="lead_deputy",    law=PRACTICE,            label=_("再次不满意，提请协调"), says=_("代表对“%(title)s”的再次答复仍不满意，由代表工作机构协调"), stops=(FEEDBACK,), holder="deputy_affairs"),
        Step("reorder",      State.DISPUTED,          State.REDO,              by="deputy_affairs", law=PRACTICE,            label=_("责成重新办理"), says=_("“%(title)s”经协调后责成重新办理"), starts=(REDO,), holder="lead_unit"),
        Step("settle",       State.DISPUTED,          State.CLOSED,            by="deputy_affairs", law=PRACTICE,            label=_("协调后办结"), says=_("“%(title)s”经协调办结：%(reason)s")),
        Step("no_response",  State.REPLIED,           State.CLOSED,            by="system",         law=PRACTICE,            label=_("逾期未评价，办结"), says=_("“%(title)s”的答复在期限内未获评价，按未评价办结"), stops=(FEEDBACK,), holder="deputy_affairs"),
        Step("track",        State.CLOSED,            State.TRACKING,          by="system",         law=PRACTICE,            label=_("进入承诺跟踪"), says=_("“%(title)s”的 %(count)s 项承诺进入跟踪"), holder="lead_unit"),
        Step("report",       State.TRACKING,          State.TRACKING,          by="unit_handler",   law=PRACTICE,            label=_("报告承诺进展"), says=_("%(unit)s报告“%(title)s”的承诺：%(what)s")),
        Step("fulfil",       State.TRACKING,          State.CLOSED,            by="system",         law=PRACTICE,            label=_("承诺已全部落实或说明"), says=_("“%(title)s”的承诺事项已全部有结果"), holder="deputy_affairs"),
    ),
    initial="",
    final=frozenset({State.DECLINED, State.WITHDRAWN, State.CLOSED}),
    fruitless=frozenset({State.DECLINED, State.WITHDRAWN}),
    basis="代表法 (2025) 24, 36, 51–52",
    states=tuple(State.values),
)
# fmt: on
