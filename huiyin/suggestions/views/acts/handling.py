"""What the handling units do."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Organ
from huiyin.procedure.acts import Act, simple, with_data
from huiyin.suggestions import forms
from huiyin.suggestions.procedure import REPLY
from huiyin.suggestions.queries import listing, still_needed
from huiyin.suggestions.rules import lead_organ
from huiyin.suggestions.services import assigning, extending, handling, rating
from huiyin.suggestions.services.handling import pending_reply
from huiyin.suggestions.views.acts.promises import of_promise


def _classes(suggestion, find):
    return {
        "classes": listing(suggestion.congress, "classes", localdate()),
        "earlier": pending_reply(suggestion),
    }


def _still_needed(suggestion, find):
    return still_needed(suggestion)


def _promises(suggestion, find):
    return {"promises": list(rating.open_commitments(suggestion))}


def _below(suggestion, find):
    return {"units": list(Organ.objects.filter(parent=lead_organ(suggestion)).order_by("pk"))}


def _return_limit(suggestion, find):
    return {"due": assigning.return_until(suggestion)}


def _given(suggestion, find):
    given = suggestion.assignments.current().filter(opinion__isnull=False)
    return {"given": [each.organ for each in given.select_related("organ")]}


def _longest(suggestion, find):
    return {"due": extending.longest(suggestion)}


def _may_run_longer(suggestion):
    """Whether the first period of a reply runs and nobody has asked for more: an extended reply
    and one of a redo have no more."""
    if any(each.granted is None for each in suggestion.extensions.all()):
        return False
    clocks = [one for one in suggestion.docket.deadlines.all() if one.name == REPLY.name]
    return any(one.met_on is None and one.void_on is None for one in clocks)


ACTS = (
    Act(
        "dispatch",
        ("dispatch",),
        _("转办"),
        _("转给这个单位"),
        _("已转办"),
        forms.DispatchForm,
        with_data(assigning.dispatch),
        _below,
        lead=_("转给下属单位办理；答复期限仍从交办之日算起，不重新计算。"),
        icon="send",
    ),
    Act(
        "sign_for",
        ("sign_for",),
        _("签收"),
        _("签收"),
        _("已签收"),
        forms.StepForm,
        simple(handling.sign_for),
        lead=_("签收表示单位已经收到并认领。"),
    ),
    Act(
        "start",
        ("start",),
        _("开始办理"),
        _("开始办理"),
        _("已开始办理"),
        forms.StepForm,
        simple(handling.start),
        lead=_("从现在起由你承办；办理中要与代表当面或者电话沟通。"),
    ),
    Act(
        "issue",
        ("issue",),
        _("签发答复"),
        _("签发答复"),
        _("答复已签发并送达代表"),
        forms.IssueForm,
        with_data(handling.issue),
        _still_needed,
        icon="fingerprint",
        look="suggestions/steps/issue.html",
    ),
    Act(
        "draft_reply",
        ("draft_reply",),
        _("起草答复"),
        _("送审核人审签"),
        _("答复已送审"),
        forms.ReplyForm,
        with_data(handling.draft_reply),
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
        with_data(handling.log_contact),
        icon="messages",
        look="suggestions/steps/contact.html",
    ),
    Act(
        "co_opinion",
        ("co_opinion", "last_co_opinion"),
        _("提交会办意见"),
        _("交给主办单位"),
        _("会办意见已交主办单位"),
        forms.OpinionForm,
        with_data(handling.give_co_opinion),
        icon="send",
    ),
    Act(
        "report",
        ("report",),
        _("报告承诺进展"),
        _("报告结果"),
        _("承诺结果已记录，代表和留言人会收到通知"),
        forms.ReportForm,
        of_promise(rating.report),
        _promises,
        icon="clipboard-check",
    ),
    Act(
        "ask_return",
        ("ask_return",),
        _("申请退回"),
        _("申请退回"),
        _("已申请退回，等待交办机构决定"),
        forms.ReturnForm,
        with_data(assigning.ask_return),
        _return_limit,
        lead=_("不属于本单位职责的，在期限内说明理由，由交办机构决定；不得自行转给别的单位。"),
        icon="arrow-left",
        tone="s",
        look="suggestions/steps/ask_return.html",
    ),
    Act(
        "reject_opinion",
        ("reject_opinion",),
        _("请重提会办意见"),
        _("请重提"),
        _("已请会办单位重提意见"),
        forms.RejectOpinionForm,
        with_data(handling.reject_opinion),
        _given,
        icon="refresh",
        tone="s",
    ),
    Act(
        "ask_extension",
        ("ask_extension",),
        _("申请延期"),
        _("申请延期"),
        _("已申请延期"),
        forms.ExtensionForm,
        with_data(extending.ask_extension),
        _longest,
        lead=_("只有涉及面广、处理难度大的，才能延长；要在答复期限届满之前申请。"),
        icon="clock",
        tone="s",
        look="suggestions/steps/ask_extension.html",
        when=_may_run_longer,
    ),
    Act(
        "progress",
        ("progress",),
        _("报告承诺进度"),
        _("记入承诺台账"),
        _("进度已记入承诺台账"),
        forms.ProgressForm,
        of_promise(rating.progress),
        _promises,
        icon="edit",
        tone="s",
    ),
    Act(
        "send_back",
        ("send_back", "send_back_redo"),
        _("退回承办人修改"),
        _("退回修改"),
        _("已退回承办人"),
        forms.ReasonForm,
        with_data(handling.send_back),
        tone="s",
        icon="arrow-left",
    ),
)
