"""What the committee, the standing committee and the unit do after the session."""

from django.utils.translation import gettext_lazy as _

from huiyin.bills import forms
from huiyin.bills.services import committee
from huiyin.congresses.queries import handling_units
from huiyin.procedure.acts import Act, simple, with_data


def _units(bill, find):
    return {"units": list(handling_units(bill.congress))}


ACTS = (
    Act(
        "report",
        ("report",),
        _("提出审议结果报告"),
        _("提出报告"),
        _("报告已提出"),
        forms.ReportForm,
        with_data(committee.report),
        lead=_("写明议案的主要内容、听取和采纳各方意见的情况、委员会的审议意见。"),
        icon="file",
    ),
    Act(
        "consult",
        ("consult",),
        _("征求有关机关意见"),
        _("征求意见"),
        _("已请对方提出意见"),
        forms.UnitForm,
        with_data(committee.consult),
        _units,
        lead=_("期限从大会闭会之日起算。"),
        icon="messages",
        tone="s",
    ),
    Act(
        "answer_consultation",
        ("answer_consultation",),
        _("提出研究意见"),
        _("交专门委员会"),
        _("意见已交专门委员会"),
        forms.BodyForm,
        with_data(committee.answer_consultation),
        lead=_("研究时应当先听取领衔代表的说明和建议。"),
        icon="send",
    ),
    Act(
        "lay_before",
        ("lay_before",),
        _("提请常委会会议审议"),
        _("提请会议审议"),
        _("已提请会议审议，已邀请领衔代表列席"),
        forms.MeetingForm,
        with_data(committee.lay_before),
        lead=_("应当邀请领衔代表列席会议；平台会通知他们。"),
        icon="calendar",
    ),
    Act(
        "decide",
        ("to_next_session", "plan", "send", "keep"),
        _("记录常委会的决定"),
        _("记录决定"),
        _("决定已记录，审议结果报告已公开"),
        forms.DecideForm,
        with_data(committee.decide),
        _units,
        icon="clipboard-check",
        look="bills/steps/decide.html",
    ),
    Act(
        "report_handling",
        ("report_handling",),
        _("报告办理情况"),
        _("报告办理情况"),
        _("报告已提出"),
        forms.BodyForm,
        with_data(committee.report_handling),
        lead=_("写明办理部门、措施和时间要求；应当听取领衔代表对拟办方案的意见。"),
        icon="file",
    ),
    Act(
        "accept_report",
        ("accept_report",),
        _("同意办理情况报告"),
        _("同意报告，办结"),
        _("已办结，办理情况报告已公开"),
        forms.StepForm,
        simple(committee.accept_report),
        lead=_("记录常委会会议的审议结果；报告随即向社会公开。"),
        icon="circle-check",
    ),
    Act(
        "order_redo",
        ("order_redo",),
        _("要求再作办理"),
        _("要求再作办理"),
        _("已要求再作办理，期限从今天起算"),
        forms.ReasonForm,
        with_data(committee.order_redo),
        icon="refresh",
        tone="s",
    ),
    Act(
        "conclude",
        ("conclude",),
        _("说明结果，办结"),
        _("办结"),
        _("已办结"),
        forms.ReasonForm,
        with_data(committee.conclude),
        lead=_("写明最后的结果，例如已被哪部法规、哪项决定吸收。"),
        icon="circle-check",
    ),
)
