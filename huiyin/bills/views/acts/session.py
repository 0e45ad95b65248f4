"""What the secretariat and the presidium do in a session, and the committee that studies a bill."""

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huiyin.bills import forms, rules
from huiyin.bills.queries import committees, deputies_in_all
from huiyin.bills.services import committee, converting, leaving, session
from huiyin.procedure.acts import Act, simple, with_data


def _committees(bill, find):
    return {"committees": list(committees(bill.congress))}


def _objections(bill, find):
    rule = rules.objection_rule(bill, now())
    return {"objections": rule is not None and bill.reconsidered_at is None}


def _whole(bill, find):
    return {"whole": deputies_in_all(bill.congress, bill.term_id)}


ACTS = (
    Act(
        "register",
        ("register",),
        _("登记编号"),
        _("登记并编号"),
        _("已登记，编号已给出"),
        forms.RegisterForm,
        with_data(session.register),
        lead=_("编号按届次和会议连续给出，给出后不再更改，也不再给第二件。"),
    ),
    Act(
        "screen",
        ("screen", "refer_early"),
        _("送专门委员会研究"),
        _("送委员会"),
        _("已送委员会研究"),
        forms.CommitteeForm,
        with_data(session.screen),
        _committees,
        lead=_("闭会期间提出的议案先送有关委员会研究，连同意见一起带入下次会议。"),
        icon="send",
    ),
    Act(
        "give_opinion",
        ("give_opinion",),
        _("提出处理意见"),
        _("提出处理意见"),
        _("处理意见已提出"),
        forms.OpinionForm,
        with_data(session.give_opinion),
        lead=_("提出意见前，应当与提案代表联系沟通，充分听取意见。"),
        icon="edit",
    ),
    Act(
        "propose",
        ("propose",),
        _("提请主席团决定"),
        _("提请主席团决定"),
        _("已提请主席团决定"),
        forms.OpinionForm,
        with_data(session.propose),
        lead=_("根据委员会的意见，向主席团提出怎样处理的报告。"),
        icon="send",
    ),
    Act(
        "put_on_agenda",
        ("put_on_agenda",),
        _("列入会议议程"),
        _("列入议程"),
        _("已列入会议议程"),
        forms.StepForm,
        simple(session.put_on_agenda),
        lead=_("记录主席团的决定：列入本次会议议程。"),
        icon="calendar",
    ),
    Act(
        "refer",
        ("refer",),
        _("交专门委员会闭会后审议"),
        _("交委员会审议"),
        _("已交委员会闭会后审议"),
        forms.CommitteeForm,
        with_data(committee.refer),
        _committees,
        lead=_("记录主席团的决定：不列入本次会议议程，审议期限从大会闭会之日起算。"),
        icon="route",
        tone="s",
    ),
    Act(
        "deliberate",
        ("deliberate",),
        _("记录审议情况"),
        _("记录审议情况"),
        _("审议情况已记录"),
        forms.BodyForm,
        with_data(session.deliberate),
        lead=_("提案代表作说明、各代表团审议的情况，会向社会公开。"),
        icon="messages",
    ),
    Act(
        "vote",
        ("adopt", "reject"),
        _("记录表决结果"),
        _("记录表决结果"),
        _("表决结果已记录"),
        forms.VoteForm,
        with_data(session.vote),
        _whole,
        lead=_("只记录赞成、反对、弃权的总数，不记录任何人怎样投票。"),
        icon="chart",
    ),
    Act(
        "ask_committee",
        ("ask_committee",),
        _("先交专门委员会提出意见"),
        _("先交委员会"),
        _("已交委员会提出意见"),
        forms.CommitteeForm,
        with_data(session.ask_committee),
        _committees,
        lead=_("由委员会提出是否列入议程的意见，再由主席团决定。"),
        icon="arrow-left",
        tone="s",
    ),
    Act(
        "convert",
        ("convert",),
        _("改作代表建议"),
        _("改作代表建议"),
        _("已改作代表建议，送代表工作机构"),
        forms.ReasonForm,
        with_data(converting.convert),
        lead=_("原提案代表成为建议的领衔和附议代表，由有关单位办理并答复。"),
        icon="refresh",
        tone="s",
    ),
    Act(
        "refuse",
        ("refuse",),
        pgettext_lazy("act", "不作为议案"),
        pgettext_lazy("act", "不作为议案"),
        _("已书面告知提案代表"),
        forms.RefuseForm,
        with_data(session.refuse),
        _objections,
        lead=_("要书面说明理由，告知全体提案代表。"),
        icon="ban",
        tone="danger",
    ),
    Act(
        "consent_withdrawal",
        ("consent_withdrawal",),
        _("同意撤回"),
        _("主席团同意撤回"),
        _("已撤回，审议终止"),
        forms.StepForm,
        simple(leaving.consent_withdrawal),
        lead=_("记录主席团的决定：同意撤回，对这件议案的审议即行终止。"),
        icon="check",
        tone="s",
    ),
    Act(
        "refuse_withdrawal",
        ("refuse_withdrawal",),
        _("不同意撤回"),
        _("不同意撤回"),
        _("已告知提案代表，继续审议"),
        forms.ReasonForm,
        with_data(leaving.refuse_withdrawal),
        icon="x",
        tone="s",
    ),
    Act(
        "send_back",
        ("send_back",),
        _("建议修改后重新提出"),
        _("退回修改"),
        _("已退回领衔代表"),
        forms.ReasonForm,
        with_data(session.send_back),
        lead=_("文本有修改的，联名代表要按新文本重新确认。"),
        icon="arrow-left",
        tone="s",
    ),
)
