"""How a deputy's suggestion (建议、批评和意见) travels from the first idea to effect.

One line below is one lawful step: who may take it, under which article, which clock it starts
or stops, who holds the matter afterwards. ``practice`` marks a step no article names. Nothing
else in the code can move a suggestion. How long each clock runs, and from which event, is in
the rule profiles. What a deputy raised is answered to them after their term as well: they rate
it, or take it back.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huiyin.procedure.table import PRACTICE, Clock, Procedure, Step, steps


class State(TextChoices):
    IDEA = "idea", _("酝酿")
    CONSULTING = "consulting", _("征询意见")
    DRAFTING = "drafting", _("草拟")
    COSIGNING = "cosigning", _("联名")
    SUBMITTED = "submitted", _("待审核")
    RETURNED_FOR_EDIT = "returned_for_edit", _("退回修改")
    DECLINED = "declined", _("不予受理")
    WITHDRAWN = "withdrawn", _("已撤回")
    ACCEPTED = "accepted", _("待交办")
    ASSIGNED = "assigned", _("已交办")
    DISPATCHED = "dispatched", _("已转办")
    RETURN_REQUESTED = "return_requested", pgettext_lazy("state", "申请退回")
    RECEIPTED = "receipted", _("已签收")
    HANDLING = "handling", _("办理中")
    REPLY_REVIEW = "reply_review", _("答复审签")
    REPLIED = "replied", _("已答复，待评价")
    REDO = "redo", _("重新办理")
    DISPUTED = "disputed", _("仍不满意，协调中")
    TRACKING = "tracking", _("落实承诺")
    CLOSED = "closed", _("办结")
    ARCHIVED = "archived", pgettext_lazy("state", "归档")


ACCEPT = Clock("accept", "accept", _("受理通知"))
ASSIGN = Clock("assign", "assign", _("交办"))
RECEIPT = Clock("receipt", "receipt", _("签收"))
REASSIGN = Clock("reassign", "reassign", _("重新交办"))
FIRST_CONTACT = Clock("first_contact", "first_contact", _("首次沟通"))
CO_OPINION = Clock("co_opinion", "co_opinion", _("会办意见"))
CO_OPINION_REDO = Clock("co_opinion_redo", "co_opinion_redo", _("重提会办意见"))
REPLY = Clock("reply", "reply", _("法定答复"))
REPLY_MAX = Clock("reply_max", "reply_max", _("延长后的法定答复"), after="reply")
FEEDBACK = Clock("feedback", "feedback", _("代表评价"))
REDO = Clock("redo", "redo", _("重新办理"))
COMMITMENT_FEEDBACK = Clock("commitment_feedback", "commitment_feedback", _("对承诺落实的评价"))

S = State
#: Texts that are still the deputy's own.
EARLY = (S.IDEA, S.CONSULTING)
DRAFTS = (S.DRAFTING, S.COSIGNING, S.RETURNED_FOR_EDIT)
#: Where co-signers answer.
ASKED = (S.COSIGNING, S.RETURNED_FOR_EDIT)
#: Handed to a unit that has not begun.
GIVEN = (S.ASSIGNED, S.DISPATCHED, S.RECEIPTED)
#: From assignment to the reply.
WITH_UNIT = (*GIVEN, S.RETURN_REQUESTED, S.HANDLING, S.REPLY_REVIEW)
#: Everything open once it was handed in.
OPEN = (S.SUBMITTED, S.ACCEPTED, *WITH_UNIT, S.REPLIED, S.REDO, S.DISPUTED, S.TRACKING)
ANSWERED = (S.REPLIED, S.REDO, S.DISPUTED, S.TRACKING, S.CLOSED)
#: Whatever was accepted, for a text may have to be closed at any time; the state stays.
REVIEWED = (S.ACCEPTED, *WITH_UNIT, *ANSWERED, S.WITHDRAWN, S.ARCHIVED)
DUTY = (REPLY, REPLY_MAX, CO_OPINION, CO_OPINION_REDO, RECEIPT, FIRST_CONTACT)

L24, L51 = "代表法 (2025) 24, 36", "代表法 (2025) 51"

# One step a line is what makes this table readable; ``steps`` is the same line from several states.
# fmt: off
SUGGESTION = Procedure(
    "suggestion",
    _("代表建议、批评和意见"),
    (
        Step("note", "", S.IDEA, by="drafter", law=L24, label=_("记下想法"), says=_("代表开始酝酿“%(title)s”"), holder="mover", tells="holder"),
        Step("draft", "", S.DRAFTING, by="drafter", law=L24, label=_("起草"), says=_("代表开始起草“%(title)s”"), holder="mover"),
        Step("file_paper", "", S.SUBMITTED, by="deputy_affairs", law=L24, label=_("登记书面建议"), says=_("代表书面提出的“%(title)s”已登记"), starts=(ASSIGN,), holder="deputy_affairs", events=("submitted", "received")),
        Step("come_from_bill", "", S.SUBMITTED, by="system", law=PRACTICE, label=_("由议案改作建议"), says=_("议案经主席团决定改作代表建议“%(title)s”，已送代表工作机构"), starts=(ASSIGN,), holder="deputy_affairs", events=("submitted", "received")),
        Step("part", "", S.ASSIGNED, by="system", law=L51, label=_("分别办理"), says=_("“%(title)s”的一部分交%(unit)s分别办理"), starts=(REPLY, CO_OPINION, RECEIPT), holder="lead_unit", events=("assigned",)),
        Step("consult", S.IDEA, S.IDEA, by="mover", law=PRACTICE, label=_("申请征询群众意见"), says=_("代表拟就“%(title)s”征询群众意见，文字待审核"), holder="deputy_affairs", tells="desk"),
        Step("open_consultation", S.IDEA, S.CONSULTING, by="consultation_reviewer", law=PRACTICE, label=_("公开征询"), says=_("代表就“%(title)s”征询群众意见，%(until)s截止"), holder="mover"),
        Step("refuse_consultation", S.IDEA, S.IDEA, by="consultation_reviewer", law=PRACTICE, label=_("不公开征询"), says=_("“%(title)s”的征询文字退回代表修改：%(reason)s"), holder="mover", tells="desk"),
        Step("end_consultation", S.CONSULTING, S.IDEA, by="system", law=PRACTICE, label=_("征询结束"), says=_("“%(title)s”的征询已结束，共收到 %(count)s 条意见"), holder="mover"),
        *steps("write", EARLY, S.DRAFTING, by="mover", law=L24, label=_("开始起草"), says=_("代表开始起草“%(title)s”，参考了 %(count)s 条群众意见"), holder="mover"),
        Step("edit", S.IDEA, S.IDEA, by="drafter", law=PRACTICE, label=_("修改"), says=_("“%(title)s”的文本有修改"), tells="holder"),
        Step("edit", S.DRAFTING, S.DRAFTING, by="drafter", law=PRACTICE, label=_("修改"), says=_("“%(title)s”的文本有修改"), tells="holder"),
        Step("edit", S.COSIGNING, S.COSIGNING, by="drafter", law=PRACTICE, label=_("修改"), says=_("“%(title)s”的文本有修改")),
        Step("edit", S.RETURNED_FOR_EDIT, S.RETURNED_FOR_EDIT, by="drafter", law=PRACTICE, label=_("修改"), says=_("“%(title)s”的文本有修改")),
        Step("invite", S.DRAFTING, S.COSIGNING, by="asker", law=L24, label=_("邀请附议"), says=_("%(who)s代表受邀附议“%(title)s”")),
        *steps("invite", ASKED, by="asker", law=L24, label=_("邀请附议"), says=_("%(who)s代表受邀附议“%(title)s”")),
        *steps("uninvite", ASKED, by="inviter", law=PRACTICE, label=_("收回邀请"), says=_("“%(title)s”不再等待%(who)s代表附议"), tells="holder"),
        *steps("confirm", ASKED, by="invited", law=PRACTICE, label=_("确认附议"), says=_("%(who)s代表确认附议“%(title)s”")),
        *steps("excuse", ASKED, by="invited", law=PRACTICE, label=_("不附议"), says=_("%(who)s代表没有附议“%(title)s”"), tells="holder"),
        *steps("retract", ASKED, by="confirmed_cosigner", law=PRACTICE, label=_("撤回附议"), says=_("%(who)s代表撤回对“%(title)s”的附议")),
        *steps("submit", (S.DRAFTING, S.COSIGNING), S.SUBMITTED, by="mover", law=L24, label=_("提交"), says=_("代表提交了“%(title)s”"), starts=(ASSIGN,), holder="deputy_affairs", events=("submitted", "received")),
        Step("submit", S.RETURNED_FOR_EDIT, S.SUBMITTED, by="lead_deputy", law=L24, label=_("再次提交"), says=_("代表修改后再次提交了“%(title)s”"), starts=(ASSIGN,), holder="deputy_affairs", events=("submitted", "received")),
        Step("improve", S.SUBMITTED, S.RETURNED_FOR_EDIT, by="deputy_affairs", law=PRACTICE, label=_("退回修改"), says=_("“%(title)s”退回代表修改：%(reason)s"), heard=_("“%(title)s”退回代表修改"), stops=(ASSIGN,), holder="mover"),
        Step("decline", S.SUBMITTED, S.DECLINED, by="impartial_affairs", law=PRACTICE, label=_("不予受理"), says=_("“%(title)s”不作为代表建议处理：%(reason)s"), stops=(ASSIGN,)),
        Step("decline", S.RETURNED_FOR_EDIT, S.DECLINED, by="closer_after_term", law=PRACTICE, label=_("不予受理"), says=_("“%(title)s”不作为代表建议处理：%(reason)s")),
        Step("accept", S.SUBMITTED, S.ACCEPTED, by="impartial_affairs", law=L51, label=_("受理编号"), says=_("“%(title)s”已受理，编号 %(number)s"), starts=(ACCEPT,), stops=(ACCEPT,), events=("accepted",)),
        Step("classify", S.ACCEPTED, S.ACCEPTED, by="deputy_affairs", law=PRACTICE, label=_("分类"), says=_("“%(title)s”归入%(subject)s"), tells="holder"),
        Step("merge", S.ACCEPTED, S.ACCEPTED, by="deputy_affairs", law=PRACTICE, label=_("合并办理"), says=_("“%(title)s”与第%(with)s号合并办理，分别答复")),
        *steps("unmerge", (S.ACCEPTED, *WITH_UNIT), by="deputy_affairs", law=PRACTICE, label=_("不再合并办理"), says=_("“%(title)s”不再与第%(with)s号合并办理：%(why)s")),
        *steps("agree_withdrawal", (S.RETURNED_FOR_EDIT, S.SUBMITTED, S.ACCEPTED), by="confirmed_cosigner", law=PRACTICE, label=_("同意撤回"), says=_("%(who)s代表同意撤回“%(title)s”"), tells="holder"),
        *steps("agree_withdrawal", WITH_UNIT, by="late_cosigner", law=PRACTICE, label=_("同意撤回"), says=_("%(who)s代表同意撤回“%(title)s”"), tells="holder"),
        *steps("withdraw", (*EARLY, *DRAFTS, S.SUBMITTED, S.ACCEPTED), S.WITHDRAWN, by="lead_deputy", law=PRACTICE, label=_("撤回"), says=_("代表撤回了“%(title)s”")),
        *steps("withdraw", WITH_UNIT, S.WITHDRAWN, by="late_withdrawer", law=PRACTICE, label=_("撤回"), says=_("代表在办理中撤回了“%(title)s”"), voids=DUTY),
        *steps("run_out", (*EARLY, *DRAFTS), S.WITHDRAWN, by="system", law=PRACTICE, label=_("任期届满未提交"), says=_("“%(title)s”在代表任期内没有提交，不再办理")),
        Step("assign", S.ACCEPTED, S.ASSIGNED, by="deputy_affairs", law=L51, label=_("交办"), says=_("“%(title)s”已交%(unit)s办理"), starts=(REPLY, CO_OPINION, RECEIPT), stops=(ASSIGN, REASSIGN), holder="lead_unit", events=("assigned",)),
        Step("split", S.ACCEPTED, S.ASSIGNED, by="deputy_affairs", law=L51, label=_("交办，分别办理"), says=_("“%(title)s”交%(units)s分别办理、分别答复"), stops=(ASSIGN, REASSIGN), holder="deputy_affairs"),
        Step("parts_done", S.ASSIGNED, S.CLOSED, by="system", law=PRACTICE, label=_("各部分均已办结"), says=_("“%(title)s”的各个部分都已办结")),
        Step("parts_fruitless", S.ASSIGNED, S.WITHDRAWN, by="system", law=PRACTICE, label=_("各部分均已撤回"), says=_("“%(title)s”的各个部分都已撤回")),
        Step("parts_reopened", S.CLOSED, S.ASSIGNED, by="system", law=PRACTICE, label=_("一部分重新跟踪"), says=_("“%(title)s”的一部分重新跟踪，尚未办结"), holder="deputy_affairs"),
        *steps("dispatch", (S.ASSIGNED, S.RECEIPTED), S.DISPATCHED, by="dispatcher", law=PRACTICE, label=_("转办"), says=_("%(office)s把“%(title)s”转%(unit)s办理"), holder="lead_unit"),
        *steps("sign_for", (S.ASSIGNED, S.DISPATCHED), S.RECEIPTED, by="unit_receiver", law=PRACTICE, label=_("签收"), says=_("%(unit)s已签收“%(title)s”"), starts=(FIRST_CONTACT, CO_OPINION), stops=(RECEIPT,), events=("receipted", "received")),
        *steps("ask_return", GIVEN, S.RETURN_REQUESTED, by="unit_receiver", law=PRACTICE, label=_("申请退回"), says=_("%(unit)s认为“%(title)s”不属于本单位职责，申请退回"), starts=(REASSIGN,), holder="deputy_affairs", events=("return_requested",)),
        Step("refuse_return", S.RETURN_REQUESTED, S.RECEIPTED, by="deputy_affairs", law=PRACTICE, label=_("不同意退回"), says=_("不同意退回“%(title)s”，仍由%(unit)s办理：%(reason)s"), heard=_("不同意退回“%(title)s”，仍由%(unit)s办理"), starts=(FIRST_CONTACT, CO_OPINION), stops=(REASSIGN, RECEIPT), holder="lead_unit", events=("receipted", "received")),
        Step("accept_return", S.RETURN_REQUESTED, S.ACCEPTED, by="deputy_affairs", law=PRACTICE, label=_("同意退回"), says=_("同意%(unit)s退回“%(title)s”，将重新交办"), starts=(REASSIGN,), voids=DUTY, holder="deputy_affairs", events=("return_accepted",)),
        Step("start", S.RECEIPTED, S.HANDLING, by="unit_handler", law=L51, label=_("开始办理"), says=_("%(unit)s开始办理“%(title)s”")),
        *steps("contact", (S.HANDLING, S.REDO), by="unit_handler", law=L51, label=_("记录与代表沟通"), says=_("%(unit)s就“%(title)s”与代表沟通（%(mode)s）"), stops=(FIRST_CONTACT,)),
        *steps("co_opinion", (*GIVEN, S.HANDLING), by="co_unit", law=PRACTICE, label=_("提交会办意见"), says=_("%(unit)s对“%(title)s”提出会办意见"), stops=(CO_OPINION_REDO,)),
        *steps("last_co_opinion", (*GIVEN, S.HANDLING), by="last_co_unit", law=PRACTICE, label=_("提交会办意见"), says=_("%(unit)s对“%(title)s”提出会办意见"), stops=(CO_OPINION, CO_OPINION_REDO)),
        Step("reject_opinion", S.HANDLING, S.HANDLING, by="unit_handler", law=PRACTICE, label=_("请重提会办意见"), says=_("%(unit)s对“%(title)s”的会办意见没有实际内容，请重提：%(reason)s"), starts=(CO_OPINION_REDO,), tells="desk", events=("co_opinion_rejected",)),
        Step("ask_extension", S.HANDLING, S.HANDLING, by="unit_handler", law=L51, label=_("申请延期"), says=_("%(unit)s申请延长“%(title)s”的答复期限：%(ground)s"), tells="desk"),
        Step("grant_extension", S.HANDLING, S.HANDLING, by="extension_approver", law=L51, label=_("同意延期"), says=_("“%(title)s”的答复期限经%(approver)s同意延长到%(until)s：%(ground)s"), starts=(REPLY_MAX,), voids=(REPLY,)),
        Step("refuse_extension", S.HANDLING, S.HANDLING, by="extension_approver", law=L51, label=_("不同意延期"), says=_("没有同意延长“%(title)s”的答复期限：%(reason)s"), tells="desk"),
        *steps("urge", (*WITH_UNIT, S.REDO, S.TRACKING), by="urger", law=PRACTICE, label=_("催办"), says=_("%(office)s催办“%(title)s”")),
        *steps("supervise", (S.ACCEPTED, *WITH_UNIT, S.REDO, S.TRACKING), by="deputy_affairs", law=PRACTICE, label=_("列为重点督办"), says=_("“%(title)s”列为重点督办建议，由%(committee)s督办")),
        *steps("lead_in_person", (*WITH_UNIT, S.REDO, S.TRACKING), by="deputy_affairs", law=PRACTICE, label=_("领导领办"), says=_("“%(title)s”由%(leader)s领衔办理")),
        *steps("draft_reply", (S.HANDLING, S.REDO), S.REPLY_REVIEW, by="unit_handler", law=PRACTICE, label=_("起草答复"), says=_("“%(title)s”的答复已送审"), tells="holder"),
        Step("send_back", S.REPLY_REVIEW, S.HANDLING, by="unit_reviewer", law=PRACTICE, label=_("退回承办人修改"), says=_("“%(title)s”的答复退回修改：%(reason)s"), tells="holder"),
        Step("send_back_redo", S.REPLY_REVIEW, S.REDO, by="redo_reviewer", law=PRACTICE, label=_("退回承办人修改"), says=_("“%(title)s”的答复退回修改：%(reason)s"), tells="holder"),
        Step("issue", S.REPLY_REVIEW, S.REPLIED, by="unit_head", law=L51, label=_("签发答复"), says=_("%(unit)s答复了“%(title)s”"), starts=(FEEDBACK,), stops=(REPLY, REPLY_MAX, REDO), voids=(FIRST_CONTACT, CO_OPINION, CO_OPINION_REDO), holder="mover", events=("reply_received",)),
        Step("relay", S.REPLIED, S.REPLIED, by="relayer", law=PRACTICE, label=_("转告联名代表"), says=_("领衔代表把对“%(title)s”的答复转告了联名代表")),
        Step("advise", S.REPLIED, S.REPLIED, by="confirmed_cosigner", law=PRACTICE, label=_("告知领衔代表意见"), says=_("%(who)s代表向领衔代表说明了对“%(title)s”答复的意见"), tells="holder"),
        Step("satisfied", S.REPLIED, S.CLOSED, by="rater", law=PRACTICE, label=_("评价：满意"), says=_("代表对“%(title)s”的答复评价：态度%(attitude)s，结果%(result)s"), stops=(FEEDBACK,), holder="deputy_affairs"),
        Step("dissatisfied", S.REPLIED, S.REDO, by="rater", law=PRACTICE, label=_("评价：不满意，重新办理"), says=_("代表对“%(title)s”的答复不满意，重新办理"), starts=(REDO,), stops=(FEEDBACK,), holder="lead_unit", events=("redo_ordered",)),
        Step("dispute", S.REPLIED, S.DISPUTED, by="rater", law=PRACTICE, label=_("评价：不满意，提请协调"), says=_("代表对“%(title)s”的答复不满意，由代表工作机构协调"), stops=(FEEDBACK,), holder="deputy_affairs"),
        Step("convene", S.DISPUTED, S.DISPUTED, by="deputy_affairs", law=PRACTICE, label=_("召集协调"), says=_("就“%(title)s”召集协调（%(mode)s）")),
        Step("reorder", S.DISPUTED, S.REDO, by="deputy_affairs", law=PRACTICE, label=_("责成重新办理"), says=_("“%(title)s”经协调后责成重新办理"), starts=(REDO,), holder="lead_unit", events=("redo_ordered",)),
        Step("settle", S.DISPUTED, S.CLOSED, by="impartial_affairs", law=PRACTICE, label=_("协调后办结"), says=_("“%(title)s”经协调办结：%(reason)s"), heard=_("“%(title)s”经协调办结")),
        Step("no_response", S.REPLIED, S.CLOSED, by="system", law=PRACTICE, label=_("逾期未评价，办结"), says=_("“%(title)s”的答复在期限内未获评价，按未评价办结"), voids=(FEEDBACK,), holder="deputy_affairs"),
        Step("close_unrated", S.REPLIED, S.CLOSED, by="impartial_affairs", law=PRACTICE, label=_("未获评价，办结"), says=_("“%(title)s”的答复未获评价，由代表工作机构办结：%(reason)s"), heard=_("“%(title)s”的答复未获评价，由代表工作机构办结"), voids=(FEEDBACK,), holder="deputy_affairs"),
        Step("track", S.CLOSED, S.TRACKING, by="system", law=PRACTICE, label=_("进入承诺跟踪"), says=_("“%(title)s”的 %(count)s 项承诺进入跟踪"), holder="lead_unit"),
        Step("progress", S.TRACKING, S.TRACKING, by="unit_handler", law=PRACTICE, label=_("报告进度"), says=_("%(unit)s报告“%(title)s”承诺的进度：%(what)s")),
        Step("report", S.TRACKING, S.TRACKING, by="unit_handler", law=PRACTICE, label=_("报告承诺结果"), says=_("%(unit)s报告“%(title)s”的承诺：%(what)s"), starts=(COMMITMENT_FEEDBACK,), events=("commitment_reported",)),
        *steps("judge", (S.TRACKING, S.CLOSED), by="rater", law=PRACTICE, label=_("评价承诺落实"), says=_("代表评价“%(title)s”的承诺落实：%(what)s（%(value)s）"), stops=(COMMITMENT_FEEDBACK,)),
        Step("fulfil", S.TRACKING, S.CLOSED, by="system", law=PRACTICE, label=_("承诺已全部落实或说明"), says=_("“%(title)s”的承诺事项已全部有结果"), holder="deputy_affairs"),
        *steps("recheck", (S.TRACKING, S.CLOSED), by="deputy_affairs", law=PRACTICE, label=_("回头看"), says=_("对“%(title)s”的承诺回头看，已核实：%(what)s")),
        *steps("reopen_promise", (S.TRACKING, S.CLOSED), S.TRACKING, by="deputy_affairs", law=PRACTICE, label=_("重新跟踪"), says=_("对“%(title)s”的承诺回头看，没有落实，重新跟踪：%(what)s"), holder="lead_unit"),
        *steps("publish", REVIEWED, by="deputy_affairs", law=L51, label=_("公开审核"), says=_("“%(title)s”的公开范围：%(openness)s")),
        *steps("carry_over", OPEN, by="system", law=PRACTICE, label=_("跨届继续办理"), says=_("本届任期届满，“%(title)s”继续办理，仍答复原提出人")),
        *steps("archive", (S.CLOSED, S.DECLINED, S.WITHDRAWN), S.ARCHIVED, by="deputy_affairs", law=PRACTICE, label=_("归档"), says=_("“%(title)s”已归档"), tells="desk"),
    ),
    initial="",
    final=frozenset({S.DECLINED, S.WITHDRAWN, S.CLOSED, S.ARCHIVED}),
    fruitless=frozenset({S.DECLINED, S.WITHDRAWN}),
    basis="代表法 (2025) 24, 36, 51–52",
    states=tuple(State.values),
)
# fmt: on
