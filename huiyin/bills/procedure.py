"""How deputies' bill (代表议案) travels from the first idea to what became of it.

One line below is one lawful step: who may take it, under which article, which clock it starts
or stops, who holds the matter afterwards. ``practice`` marks a step no article names. Nothing
else in the code can move a bill. How long each clock runs is in the rule profiles. What the
presidium, the congress and the standing committee decide is entered by those who keep their
minutes: the roles ``presidium`` and ``standing_committee``.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huiyin.procedure.table import PRACTICE, Clock, Procedure, Step, steps


class State(TextChoices):
    BREWING = "brewing", _("酝酿")
    DRAFTING = "drafting", _("草拟")
    COSIGNING = "cosigning", _("联名")
    FILED = "filed", pgettext_lazy("bill", "已提出")
    REGISTERED = "registered", _("已登记")
    SCREENING = "screening", _("研究处理意见")
    PRESIDIUM_DECISION = "presidium_decision", _("待主席团决定")
    ON_AGENDA = "on_agenda", _("列入大会议程")
    DELIBERATED = "deliberated", _("已审议，待表决")
    PASSED = "passed", _("表决通过")
    REJECTED = "rejected", _("表决未通过")
    TO_COMMITTEE = "to_committee", _("专门委员会审议")
    COMMITTEE_REPORT = "committee_report", _("已提出审议结果报告")
    SC_DECISION = "sc_decision", _("待常委会决定")
    ON_NEXT_AGENDA = "on_next_agenda", _("提请列入下次会议议程")
    IN_LEGISLATIVE_PLAN = "in_legislative_plan", _("列入立法规划或者工作计划")
    SENT_TO_UNIT = "sent_to_unit", _("交有关机关办理")
    REFERENCE = "reference", _("作为工作参考")
    HANDLING_REPORT = "handling_report", _("已报告办理情况")
    CLOSED = "closed", _("办结")
    CONVERTED = "converted", _("改作代表建议")
    NOT_A_BILL = "not_a_bill", _("不作为议案")
    WITHDRAWN = "withdrawn", pgettext_lazy("bill", "已撤回")


REFER = Clock("bill_refer", "bill_refer", _("送专门委员会研究"))
OPINION = Clock("bill_opinion", "bill_opinion", _("提出处理意见"))
REPORT = Clock("bill_report", "bill_report", _("提出审议结果报告"))
# Both are counted, as the report is, from the day the session closed.
CONSULT = Clock("bill_consult", "bill_consult", _("征求有关机关意见"), after="bill_report")
CONSULTED = Clock("bill_consulted", "bill_consulted", _("有关机关提出意见"), after="bill_report")
HANDLING = Clock("bill_handling", "bill_handling", _("报告办理情况"))
REDO = Clock("bill_redo", "bill_redo", _("再次报告办理情况"))

S = State
#: The sponsors' own paper.
DRAFTS = (S.BREWING, S.DRAFTING, S.COSIGNING)
#: Filed and not on the agenda: it ends by itself when too few sponsors stay.
OFF_AGENDA = (
    S.FILED,
    S.REGISTERED,
    S.SCREENING,
    S.PRESIDIUM_DECISION,
    S.TO_COMMITTEE,
    S.COMMITTEE_REPORT,
    S.SC_DECISION,
)
#: On the agenda and not voted on: it ends only with the presidium's consent.
AGENDA = (S.ON_AGENDA, S.DELIBERATED)

# The rules of the NPC bind the NPC; elsewhere the same stands in each place's own rules.
L15, L50 = "代表法 (2025) 15", "代表法 (2025) 15, 50"
RULES_12 = "全国人大议事规则 (2021) 12, 23"
RULES_23, RULES_31 = (f"全国人大议事规则 (2021) {art}；地方依本级规定" for art in (23, 31))
ORGANIC_22 = "地方组织法 (2022) 22；全国人大议事规则 (2021) 23"
ORGANIC_25 = "地方组织法 (2022) 25；全国人大议事规则 (2021) 59"

# One step a line is what makes this table readable; ``steps`` is the same line from several states.
# fmt: off
BILL = Procedure(
    "bill",
    _("代表议案"),
    (
        Step("note", "", S.BREWING, by="mover", law=L15, label=_("记下想法"), says=_("代表开始酝酿议案“%(title)s”"), holder="mover", tells="holder"),
        Step("draft", "", S.DRAFTING, by="mover", law=L15, label=_("起草议案"), says=_("代表开始起草议案“%(title)s”"), holder="mover"),
        Step("write", S.BREWING, S.DRAFTING, by="mover", law=L15, label=_("开始起草议案"), says=_("代表开始起草议案“%(title)s”"), holder="mover"),
        *steps("edit", (S.BREWING, S.DRAFTING), by="mover", law=PRACTICE, label=_("修改"), says=_("议案“%(title)s”的文本有修改"), tells="holder"),
        Step("edit", S.COSIGNING, S.COSIGNING, by="mover", law=PRACTICE, label=_("修改"), says=_("议案“%(title)s”的文本有修改，联名需要重新确认")),
        Step("invite", S.DRAFTING, S.COSIGNING, by="mover", law=L15, label=_("邀请联名"), says=_("%(who)s代表受邀联名议案“%(title)s”")),
        Step("invite", S.COSIGNING, S.COSIGNING, by="mover", law=L15, label=_("邀请联名"), says=_("%(who)s代表受邀联名议案“%(title)s”")),
        *steps("ask_delegation", (S.DRAFTING, S.COSIGNING), S.COSIGNING, by="delegate", law=RULES_12, label=_("提请代表团表决"), says=_("议案“%(title)s”提请%(delegation)s代表团全体代表表决")),
        Step("uninvite", S.COSIGNING, S.COSIGNING, by="inviter", law=PRACTICE, label=_("收回邀请"), says=_("议案“%(title)s”不再等待%(who)s代表联名"), tells="holder"),
        Step("confirm", S.COSIGNING, S.COSIGNING, by="invited", law="代表法 (2025) 7, 15", label=_("确认联名"), says=_("%(who)s代表读过最终文本，确认联名议案“%(title)s”")),
        Step("excuse", S.COSIGNING, S.COSIGNING, by="invited", law=PRACTICE, label=_("不联名"), says=_("%(who)s代表没有联名议案“%(title)s”"), tells="holder"),
        Step("leave", S.COSIGNING, S.COSIGNING, by="cosponsor", law=PRACTICE, label=_("退出联名"), says=_("%(who)s代表退出议案“%(title)s”的联名")),
        *steps("leave", (*OFF_AGENDA, *AGENDA), by="cosponsor", law=ORGANIC_22, label=_("退出联名"), says=_("%(who)s代表退出议案“%(title)s”的联名，还有 %(left)s 人")),
        *steps("fall_short", OFF_AGENDA, S.WITHDRAWN, by="system", law=ORGANIC_22, label=_("联名人数不足，终止"), says=_("坚持提出议案“%(title)s”的代表只有 %(left)s 人，不足 %(needed)s 人，办理终止")),
        *steps("fall_short", AGENDA, by="system", law=L15, label=_("联名人数不足，待主席团同意"), says=_("坚持提出议案“%(title)s”的代表只有 %(left)s 人，不足 %(needed)s 人，是否终止审议由主席团决定")),
        *steps("file", (S.DRAFTING, S.COSIGNING), S.FILED, by="mover", law=L15, label=_("提出议案"), says=_("代表 %(sponsors)s 人联名提出议案“%(title)s”"), holder="secretariat"),
        *steps("file_early", (S.DRAFTING, S.COSIGNING), S.FILED, by="mover", law=RULES_23, label=_("闭会期间提出议案"), says=_("代表 %(sponsors)s 人在闭会期间联名提出议案“%(title)s”"), starts=(REFER,), holder="secretariat", events=("bill_filed",)),
        *steps("withdraw", DRAFTS, S.WITHDRAWN, by="mover", law=PRACTICE, label=_("不再提出"), says=_("代表不再提出议案“%(title)s”")),
        *steps("withdraw", OFF_AGENDA, S.WITHDRAWN, by="lead_deputy", law=PRACTICE, label=_("撤回议案"), says=_("提案代表撤回了议案“%(title)s”")),
        *steps("run_out", DRAFTS, S.WITHDRAWN, by="system", law=PRACTICE, label=_("任期届满未提出"), says=_("议案“%(title)s”在代表任期内没有提出")),
        Step("send_back", S.FILED, S.COSIGNING, by="secretariat", law=PRACTICE, label=_("建议修改后重新提出"), says=_("建议代表修改议案“%(title)s”后重新提出：%(reason)s"), heard=_("建议代表修改议案“%(title)s”后重新提出"), voids=(REFER,), holder="mover"),
        Step("register", S.FILED, S.REGISTERED, by="secretariat", law=PRACTICE, label=_("登记编号"), says=_("议案“%(title)s”已登记，编号 %(number)s")),
        Step("screen", S.REGISTERED, S.SCREENING, by="secretariat", law=L15, label=_("送专门委员会研究"), says=_("议案“%(title)s”送%(committee)s研究，提出处理意见"), voids=(REFER,), holder="screener"),
        Step("refer_early", S.REGISTERED, S.SCREENING, by="secretariat", law=RULES_23, label=_("闭会期间送专门委员会"), says=_("议案“%(title)s”在闭会期间送%(committee)s研究，并带入下次会议"), starts=(OPINION,), stops=(REFER,), holder="screener", events=("bill_referred",)),
        Step("give_opinion", S.SCREENING, S.SCREENING, by="committee", law=L50, label=_("提出处理意见"), says=_("%(committee)s对议案“%(title)s”提出处理意见"), stops=(OPINION,), holder="secretariat"),
        Step("propose", S.SCREENING, S.PRESIDIUM_DECISION, by="secretariat", law=L15, label=_("提请主席团决定"), says=_("对议案“%(title)s”的处理意见已提请主席团决定"), voids=(OPINION,), holder="secretariat"),
        Step("ask_committee", S.PRESIDIUM_DECISION, S.SCREENING, by="presidium", law=L15, label=_("先交专门委员会提出意见"), says=_("主席团决定先将议案“%(title)s”交%(committee)s提出是否列入议程的意见"), holder="screener"),
        Step("put_on_agenda", S.PRESIDIUM_DECISION, S.ON_AGENDA, by="presidium", law=L15, label=_("列入会议议程"), says=_("主席团决定将议案“%(title)s”列入本次会议议程"), holder="secretariat"),
        Step("put_on_agenda", S.ON_NEXT_AGENDA, S.ON_AGENDA, by="presidium", law=L15, label=_("列入会议议程"), says=_("主席团决定将议案“%(title)s”列入本次会议议程"), holder="secretariat"),
        Step("refer", S.PRESIDIUM_DECISION, S.TO_COMMITTEE, by="presidium", law=L50, label=_("交专门委员会闭会后审议"), says=_("主席团决定议案“%(title)s”不列入本次会议议程，交%(committee)s在大会闭会后审议"), holder="committee"),
        Step("convert", S.PRESIDIUM_DECISION, S.CONVERTED, by="presidium", law=PRACTICE, label=_("改作代表建议"), says=_("主席团决定议案“%(title)s”改作代表建议，交有关单位研究办理并答复：%(reason)s")),
        Step("refuse", S.PRESIDIUM_DECISION, S.NOT_A_BILL, by="presidium", law=L15, label=_("不作为议案"), says=_("主席团决定“%(title)s”不作为议案：%(reason)s"), holder="secretariat"),
        Step("object", S.NOT_A_BILL, S.NOT_A_BILL, by="objector", law=PRACTICE, label=_("要求复议"), says=_("%(who)s代表对“%(title)s”不作为议案的决定要求复议，已有 %(count)s 人，需要 %(needed)s 人")),
        Step("reconsider", S.NOT_A_BILL, S.PRESIDIUM_DECISION, by="system", law=PRACTICE, label=_("复议成立"), says=_("提出复议的代表已达 %(count)s 人，议案“%(title)s”由主席团复议"), holder="secretariat"),
        Step("deliberate", S.ON_AGENDA, S.DELIBERATED, by="presidium", law="代表法 (2025) 14", label=_("记录审议情况"), says=_("会议听取了议案“%(title)s”的说明，各代表团进行了审议"), holder="secretariat"),
        Step("adopt", S.DELIBERATED, S.PASSED, by="presidium", law=ORGANIC_25, label=_("表决通过"), says=_("议案“%(title)s”表决通过：赞成 %(in_favour)s，反对 %(against)s，弃权 %(abstained)s")),
        Step("reject", S.DELIBERATED, S.REJECTED, by="presidium", law=ORGANIC_25, label=_("表决未通过"), says=_("议案“%(title)s”表决未通过：赞成 %(in_favour)s，反对 %(against)s，弃权 %(abstained)s")),
        *steps("ask_withdrawal", AGENDA, by="lead_deputy", law=L15, label=_("要求撤回"), says=_("提案代表要求撤回议案“%(title)s”，待主席团同意"), holder="secretariat"),
        *steps("consent_withdrawal", AGENDA, S.WITHDRAWN, by="withdrawal_judge", law=L15, label=_("同意撤回"), says=_("经主席团同意，议案“%(title)s”撤回，审议终止")),
        *steps("refuse_withdrawal", AGENDA, by="withdrawal_judge", law=L15, label=_("不同意撤回"), says=_("主席团没有同意撤回议案“%(title)s”：%(reason)s"), heard=_("主席团没有同意撤回议案“%(title)s”")),
        Step("close_session", S.TO_COMMITTEE, S.TO_COMMITTEE, by="system", law=RULES_31, label=_("大会闭会，开始计算审议期限"), says=_("大会闭会，%(committee)s开始审议议案“%(title)s”"), starts=(REPORT,), events=("bill_session_closed",)),
        Step("consult", S.TO_COMMITTEE, S.TO_COMMITTEE, by="committee", law=PRACTICE, label=_("征求有关机关意见"), says=_("%(committee)s就议案“%(title)s”征求%(unit)s的意见"), starts=(CONSULT, CONSULTED), stops=(CONSULT,)),
        Step("answer_consultation", S.TO_COMMITTEE, S.TO_COMMITTEE, by="consulted", law=PRACTICE, label=_("提出研究意见"), says=_("%(unit)s对议案“%(title)s”提出研究意见")),
        Step("last_answer", S.TO_COMMITTEE, S.TO_COMMITTEE, by="system", law=PRACTICE, label=_("研究意见已齐"), says=_("对议案“%(title)s”的研究意见已齐"), stops=(CONSULTED,), tells="desk"),
        Step("report", S.TO_COMMITTEE, S.COMMITTEE_REPORT, by="committee", law=L50, label=_("提出审议结果报告"), says=_("%(committee)s提出议案“%(title)s”审议结果的报告"), stops=(REPORT,), voids=(CONSULTED,), holder="standing_committee"),
        Step("lay_before", S.COMMITTEE_REPORT, S.SC_DECISION, by="standing_committee", law=RULES_31, label=_("提请常委会会议审议"), says=_("议案“%(title)s”审议结果的报告提请%(meeting)s审议，邀请领衔代表列席"), holder="standing_committee"),
        Step("to_next_session", S.SC_DECISION, S.ON_NEXT_AGENDA, by="standing_committee", law=PRACTICE, label=_("提请列入下次会议议程"), says=_("常委会决定将议案“%(title)s”提请列入下次会议议程"), holder="secretariat"),
        Step("plan", S.SC_DECISION, S.IN_LEGISLATIVE_PLAN, by="standing_committee", law=PRACTICE, label=_("列入立法规划或者工作计划"), says=_("常委会决定将议案“%(title)s”列入立法规划或者工作计划"), holder="committee"),
        Step("send", S.SC_DECISION, S.SENT_TO_UNIT, by="standing_committee", law=PRACTICE, label=_("交有关机关办理"), says=_("常委会决定将议案“%(title)s”审议结果的报告交%(unit)s办理"), starts=(HANDLING,), holder="unit", events=("bill_sent",)),
        Step("keep", S.SC_DECISION, S.REFERENCE, by="standing_committee", law=PRACTICE, label=_("作为工作参考"), says=_("常委会决定议案“%(title)s”作为工作参考"), holder="standing_committee"),
        Step("report_handling", S.SENT_TO_UNIT, S.HANDLING_REPORT, by="unit", law=PRACTICE, label=_("报告办理情况"), says=_("%(unit)s报告了议案“%(title)s”的办理情况"), stops=(HANDLING, REDO), holder="standing_committee"),
        Step("report_handling", S.IN_LEGISLATIVE_PLAN, S.HANDLING_REPORT, by="committee", law=PRACTICE, label=_("报告落实情况"), says=_("%(unit)s报告了议案“%(title)s”的落实情况"), holder="standing_committee"),
        Step("accept_report", S.HANDLING_REPORT, S.CLOSED, by="standing_committee", law=PRACTICE, label=_("同意办理情况报告"), says=_("常委会同意议案“%(title)s”办理情况的报告，办结"), holder="secretariat"),
        Step("order_redo", S.HANDLING_REPORT, S.SENT_TO_UNIT, by="unit_judge", law=PRACTICE, label=_("要求再作办理"), says=_("常委会不同意议案“%(title)s”办理情况的报告，由%(unit)s再作办理：%(reason)s"), starts=(REDO,), holder="unit", events=("bill_redo_ordered",)),
        *steps("conclude", (S.ON_NEXT_AGENDA, S.REFERENCE), S.CLOSED, by="standing_committee", law=PRACTICE, label=_("说明结果，办结"), says=_("议案“%(title)s”办结：%(reason)s"), holder="secretariat"),
    ),
    initial="",
    final=frozenset({S.PASSED, S.REJECTED, S.CLOSED, S.CONVERTED, S.NOT_A_BILL, S.WITHDRAWN}),
    fruitless=frozenset({S.NOT_A_BILL, S.REJECTED, S.WITHDRAWN}),
    basis="代表法 (2025) 15, 50; 地方组织法 (2022) 22, 25; 全国人大议事规则 (2021) 12, 23–31, 59",
    states=tuple(State.values),
)
# fmt: on
