"""The words that rules are written in: a key in the data, its label in both languages."""

from typing import NamedTuple

from huiyin.law.errors import is_chinese


class Label(NamedTuple):
    zh: str
    en: str

    def words(self, language: str) -> str:
        return self.zh if is_chinese(language) else self.en


#: What starts a clock. 交办 is the congress's act, 收到 the unit's: they differ.
EVENTS = {
    "message_received": Label("收到留言", "receipt of the message"),
    "submitted": Label("提交", "submission"),
    "received": Label("收到", "receipt"),
    "accepted": Label("受理", "acceptance"),
    "assigned": Label("交办", "assignment"),
    "receipted": Label("签收", "signing for it"),
    "return_requested": Label("申请退回", "the request to return it"),
    "return_accepted": Label("同意退回", "consent to its return"),
    "co_opinion_rejected": Label("要求重提会办意见", "the request for a new co-handling opinion"),
    "reply_received": Label("收到答复", "receipt of the reply"),
    "redo_ordered": Label("要求重新办理", "the order to handle it again"),
    "commitment_reported": Label("收到承诺落实情况", "the report on the commitment"),
    "published": Label("公布", "publication"),
    "site_opened": Label("网站开通", "the opening of the site"),
    "site_closing": Label("公告关停", "the notice of closing"),
    "bill_filed": Label("提出议案", "the filing of the bill"),
    "bill_referred": Label("收到议案", "receipt of the bill"),
    "bill_session_closed": Label("大会闭会", "the close of the session"),
    "bill_sent": Label("交付办理", "the decision to have it carried out"),
    "bill_redo_ordered": Label("要求再作办理", "the order to carry it out again"),
}

#: The periods a rule profile may set.
TERMS = {
    "first_response": Label("首次回应群众留言", "first response to a message"),
    "accept": Label("受理通知", "notice of acceptance"),
    "assign": Label("交办", "assignment"),
    "receipt": Label("签收", "signing for an item"),
    "return": Label("申请退回", "request to return"),
    "reassign": Label("重新交办", "reassignment"),
    "first_contact": Label("首次联系代表", "first contact with the deputy"),
    "co_opinion": Label("会办意见", "co-handling opinion"),
    "co_opinion_redo": Label("重提会办意见", "new co-handling opinion"),
    "reply": Label("答复", "reply"),
    "reply_max": Label("最长答复期限", "longest term for the reply"),
    "feedback": Label("代表反馈", "deputy's feedback"),
    "redo": Label("重新办理", "handling again"),
    "commitment_feedback": Label("对承诺落实的评价", "feedback on a commitment"),
    "police_filing": Label("公安备案", "filing with the public security organs"),
    "closing_notice": Label("网站关停公告", "notice that a site will close"),
    "bill_refer": Label("议案送专门委员会", "sending a bill to a committee"),
    "bill_opinion": Label("专门委员会提出处理意见", "the committee's opinion on a bill"),
    "bill_report": Label("审议结果报告", "the committee's report on a bill"),
    "bill_consult": Label("议案征求有关机关意见", "asking other bodies about a bill"),
    "bill_consulted": Label("有关机关对议案提出意见", "opinions of the bodies asked about a bill"),
    "bill_handling": Label("办理情况报告", "report on carrying out a bill"),
    "bill_redo": Label("再次办理情况报告", "second report on carrying out a bill"),
}

#: What every local class of reply is counted as (see domain.md 2.10; the mapping is ours).
CANONICAL_CLASSES = {
    "solved": Label("已经解决或采纳", "solved or adopted"),
    "committed": Label("正在解决或列入计划", "being solved or planned"),
    "not_now": Label("暂时不能解决", "cannot be solved now"),
    "reference": Label("说明情况、留作参考", "explained or kept for reference"),
}

RATINGS = {
    "satisfied": Label("满意", "satisfied"),
    "basically_satisfied": Label("基本满意", "basically satisfied"),
    "dissatisfied": Label("不满意", "dissatisfied"),
}

#: What a rating is about.
DIMENSIONS = {
    "attitude": Label("办理态度", "handling attitude"),
    "result": Label("办理结果", "handling result"),
    "reply": Label("答复", "reply"),
    "commitment": Label("承诺落实", "fulfilment of commitments"),
    "handling": Label("办理情况", "handling"),
}

#: Why something is not taken as a suggestion. Each profile enables those its text lists.
DECLINE_REASONS = {
    "personal": Label(
        "涉及代表本人或者亲属的个人问题", "a personal matter of the deputy or relatives"
    ),
    "own_employer": Label(
        "涉及代表所在单位的个别问题", "a particular matter of the deputy's employer"
    ),
    "forwarded_letter": Label("代转他人信件或者材料", "forwards another person's letter"),
    "accusation": Label("属于检举、控告、申诉", "an accusation, a complaint or an appeal"),
    "pending_case": Label(
        "涉及具体案件的办理", "concerns a particular case before the authorities"
    ),
    "bid": Label("干预具体招标投标活动", "interferes with a particular bid"),
    "academic": Label("属于学术探讨", "an academic discussion"),
    "promotion": Label("属于产品推介", "promotes a product"),
    "inquiry": Label("属于法律、政策咨询", "asks about law or policy"),
    "no_content": Label("没有实际内容", "no concrete content"),
    "outside_powers": Label("不属于本地方职权范围", "outside the powers of this area"),
    "interest_conflict": Label("与个人利益关联或者妨碍公平竞争", "a conflict of interest"),
    "other": Label("依法不宜作为代表建议的其他情形", "another ground given by law"),
}

UNITS = {
    "month": Label("个月", "month"),
    "wd": Label("个工作日", "working day"),
    "d": Label("日", "day"),
}

#: Further choices of a profile and the values each may take.
RULES: dict[str, tuple[str | bool, ...]] = {
    "joint_reply": ("each", "lead_relays", "each_or_lead"),
    "joint_evaluator": ("lead",),
    "extension_consent": (True, False),
    "extension_told": (True, False),
    "delegation_may_sponsor": (True, False),
    "withdraw_until": ("assigned", "closed"),
    "withdraw_joint": ("all_agree",),
    "redo_ordered_by": ("deputy", "standing_committee"),
    "second_dissatisfaction": ("meeting", "expert_evaluation"),
    "no_feedback": ("exclude_from_statistics",),
    "content_public": ("required", "may"),
    "units_public": (True, False),
    "township_publishing": ("own", "county", "county_province"),
}
