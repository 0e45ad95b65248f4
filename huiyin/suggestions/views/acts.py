"""What stands behind each button of a suggestion's page: a form, its choices, one service call.

Which buttons a person sees is not decided here but by ``procedure.queries.open_steps``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huiyin.congresses.queries import handling_units
from huiyin.deputies.queries import active_deputies
from huiyin.suggestions import forms
from huiyin.suggestions.models import Cosign
from huiyin.suggestions.queries import likely_units, listing, still_needed
from huiyin.suggestions.rules import open_invitations
from huiyin.suggestions.services import drafting, handling, office, rating
from huiyin.suggestions.services.handling import pending_reply


@dataclass(frozen=True)
class Act:
    """One button. ``verbs`` are the steps of the procedure that open it.

    ``take``    (suggestion, cleaned data, by, at) → the service call
    ``offers``  (suggestion, words looked for) → the choices of the form
    ``lead``    words above the form; ``done`` what the next page says
    ``look``    template of the form's inside, if not simply its fields
    """

    name: str
    verbs: tuple[str, ...]
    title: Any
    button: Any
    done: Any
    form: type
    take: Callable
    offers: Callable = lambda suggestion, find: {}
    lead: Any = ""
    icon: str = "check"
    tone: str = "p"
    look: str = "suggestions/steps/plain.html"


def _simple(service):
    return lambda suggestion, data, by, at: service(suggestion, by=by, at=at)


def _with_data(service):
    return lambda suggestion, data, by, at: service(suggestion, by=by, at=at, **data)


def _answer(confirmed):
    return lambda suggestion, data, by, at: drafting.answer_invitation(
        suggestion, confirmed=confirmed, seen=data["seen"], by=by, at=at
    )


def _report(suggestion, data, by, at):
    return rating.report(
        data["commitment"], outcome=data["outcome"], evidence=data["evidence"], by=by, at=at
    )


def _mandates(suggestion, find):
    """Active deputies who may still be asked."""
    asked = suggestion.cosigns.exclude(answer=Cosign.Answer.DECLINED)
    known = {suggestion.lead_id, *asked.values_list("mandate", flat=True)}
    found = active_deputies(suggestion.congress, find)
    return {"mandates": [mandate for mandate in found if mandate.pk not in known]}


def _unanswered(suggestion, find):
    return {"cosigns": list(open_invitations(suggestion).select_related("mandate__person"))}


def _units(suggestion, find):
    return {
        "units": list(handling_units(suggestion.congress)),
        "likely": likely_units(suggestion),
    }


def _reasons(suggestion, find):
    return {"reasons": listing(suggestion.congress, "decline_reasons", localdate())}


def _classes(suggestion, find):
    return {
        "classes": listing(suggestion.congress, "classes", localdate()),
        "earlier": pending_reply(suggestion),
    }


def _still_needed(suggestion, find):
    return still_needed(suggestion)


def _promises(suggestion, find):
    return {"promises": list(rating.open_commitments(suggestion))}


#: In the order in which they are offered; the first one open is the main act of the page.
ACTS = (
    Act(
        "confirm",
        ("confirm",),
        _("确认附议"),
        _("我已读过全文，确认附议"),
        _("已确认附议"),
        forms.ConfirmForm,
        _answer(True),
        icon="user-check",
        look="suggestions/steps/confirm.html",
    ),
    Act(
        "excuse",
        ("excuse",),
        _("不附议"),
        _("不附议"),
        _("已告诉领衔代表你不附议"),
        forms.ConfirmForm,
        _answer(False),
        lead=_("领衔代表会知道你没有附议，不需要写理由。"),
        tone="s",
        icon="x",
    ),
    Act(
        "submit",
        ("submit",),
        _("提交建议"),
        _("提交建议"),
        _("已提交，最终文本已存证"),
        forms.SubmitForm,
        _with_data(drafting.submit),
        lead=_("提交后文本不能再改；代表工作机构会在规定期限内受理和交办。"),
        icon="send",
    ),
    Act(
        "accept",
        ("accept",),
        _("受理编号"),
        _("受理并编号"),
        _("已受理，编号已给出"),
        forms.AcceptForm,
        _with_data(office.accept),
        lead=_("编号按届次和会议连续给出，给出后不再更改，也不再给第二件。"),
    ),
    Act(
        "assign",
        ("assign",),
        _("交办"),
        _("交办"),
        _("已交办，法定期限从今天起算"),
        forms.AssignForm,
        _with_data(office.assign),
        _units,
        lead=_("交办之日起算法定答复期限。主办单位对答复负责，会办单位把意见交给主办单位。"),
        icon="send",
        look="suggestions/steps/assign.html",
    ),
    Act(
        "sign_for",
        ("sign_for",),
        _("签收"),
        _("签收"),
        _("已签收"),
        forms.StepForm,
        _simple(handling.sign_for),
        lead=_("签收表示单位已经收到并认领。"),
    ),
    Act(
        "start",
        ("start",),
        _("开始办理"),
        _("开始办理"),
        _("已开始办理"),
        forms.StepForm,
        _simple(handling.start),
        lead=_("从现在起由你承办；办理中要与代表当面或者电话沟通。"),
    ),
    Act(
        "issue",
        ("issue",),
        _("签发答复"),
        _("签发答复"),
        _("答复已签发并送达代表"),
        forms.IssueForm,
        _with_data(handling.issue),
        _still_needed,
        icon="fingerprint",
        look="suggestions/steps/issue.html",
    ),
    Act(
        "rate",
        ("satisfied", "dissatisfied", "dispute"),
        _("评价答复"),
        _("提交评价"),
        _("评价已记录"),
        forms.RateForm,
        _with_data(rating.rate),
        lead=_(
            "态度和结果分别评价。结果不满意的，退回重新办理；再次不满意的，由代表工作机构协调。"
        ),
        icon="star",
        look="suggestions/steps/rate.html",
    ),
    Act(
        "draft_reply",
        ("draft_reply",),
        _("起草答复"),
        _("送审核人审签"),
        _("答复已送审"),
        forms.ReplyForm,
        _with_data(handling.draft_reply),
        _classes,
        icon="edit",
        look="suggestions/steps/draft_reply.html",
    ),
    Act(
        "contact",
        ("contact",),
        _("记录与代表沟通"),
        _("记下这次沟通"),
        _("沟通已记录"),
        forms.ContactForm,
        _with_data(handling.log_contact),
        icon="messages",
        look="suggestions/steps/contact.html",
    ),
    Act(
        "co_opinion",
        ("co_opinion",),
        _("提交会办意见"),
        _("交给主办单位"),
        _("会办意见已交主办单位"),
        forms.OpinionForm,
        _with_data(handling.give_co_opinion),
        icon="send",
    ),
    Act(
        "report",
        ("report",),
        _("报告承诺进展"),
        _("报告结果"),
        _("承诺结果已记录，代表和留言人会收到通知"),
        forms.ReportForm,
        _report,
        _promises,
        icon="clipboard-check",
    ),
    Act(
        "reorder",
        ("reorder",),
        _("责成重新办理"),
        _("责成重新办理"),
        _("已责成重新办理，期限从今天起算"),
        forms.StepForm,
        _simple(office.reorder),
        lead=_("协调后认为还能办的，退回主办单位重新办理，期限从今天起算。"),
        icon="refresh",
    ),
    Act(
        "settle",
        ("settle",),
        _("协调后办结"),
        _("协调后办结"),
        _("已办结"),
        forms.ReasonForm,
        _with_data(office.settle),
        tone="s",
        icon="scale",
    ),
    Act(
        "edit",
        ("edit",),
        _("修改文本"),
        _("保存修改"),
        _("文本已保存；附议过的代表需要重新确认"),
        forms.EditForm,
        _with_data(drafting.edit),
        lead=_("任何修改都会让已有的附议确认失效，需要对方按新文本重新确认。"),
        icon="edit",
        tone="s",
    ),
    Act(
        "invite",
        ("invite",),
        _("邀请代表附议"),
        _("邀请附议"),
        _("邀请已发出"),
        forms.InviteForm,
        _with_data(drafting.invite),
        _mandates,
        icon="users",
        tone="s",
        look="suggestions/steps/invite.html",
    ),
    Act(
        "uninvite",
        ("uninvite",),
        _("收回附议邀请"),
        _("收回邀请"),
        _("已收回邀请"),
        forms.UninviteForm,
        _with_data(drafting.uninvite),
        _unanswered,
        lead=_("不再等待还没有答复的代表；之后可以照常提交，也可以再次邀请。"),
        icon="x",
        tone="s",
    ),
    Act(
        "send_back",
        ("send_back",),
        _("退回承办人修改"),
        _("退回修改"),
        _("已退回承办人"),
        forms.ReasonForm,
        _with_data(handling.send_back),
        tone="s",
        icon="arrow-left",
    ),
    Act(
        "improve",
        ("improve",),
        _("退回代表修改"),
        _("退回修改"),
        _("已退回代表"),
        forms.ReasonForm,
        _with_data(office.improve),
        tone="s",
        icon="arrow-left",
    ),
    Act(
        "decline",
        ("decline",),
        pgettext_lazy("act", "不予受理"),
        pgettext_lazy("act", "不予受理"),
        _("已告知代表不予受理的情形"),
        forms.DeclineForm,
        _with_data(office.decline),
        _reasons,
        lead=_("只能依据办法列明的情形；会告诉代表是哪一种。"),
        tone="danger",
        icon="ban",
    ),
    Act(
        "withdraw",
        ("withdraw",),
        _("撤回"),
        _("撤回这件建议"),
        _("已撤回"),
        forms.StepForm,
        _simple(drafting.withdraw),
        lead=_(
            "交办之前可以撤回。写进来的群众留言会回到你的待办，由你继续回应，留言人会收到通知。"
        ),
        tone="danger",
        icon="x",
    ),
)
BY_NAME = {act.name: act for act in ACTS}


def open_acts(verbs):
    """Return the acts that ``verbs``, the open steps of the case, make possible."""
    return [act for act in ACTS if set(act.verbs) & set(verbs)]
