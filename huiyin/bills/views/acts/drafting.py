"""What the sponsors do: write, ask, confirm, file, object, leave, take back."""

from django.utils.translation import gettext_lazy as _

from huiyin.bills import forms
from huiyin.bills.models import Sponsor
from huiyin.bills.rules import open_invitations
from huiyin.bills.services import drafting, leaving, session
from huiyin.deputies.queries import active_deputies
from huiyin.procedure.acts import Act, simple, with_data


def _answer(confirmed):
    return lambda bill, data, by, at: drafting.answer_invitation(
        bill, confirmed=confirmed, seen=data["seen"], by=by, at=at
    )


def _mandates(bill, find):
    """Active deputies who may still be asked."""
    free = (Sponsor.Answer.DECLINED, Sponsor.Answer.LEFT, Sponsor.Answer.LAPSED)
    asked = bill.sponsors.exclude(answer__in=free)
    known = {bill.lead_id, *asked.values_list("mandate", flat=True)}
    found = active_deputies(bill.congress, find)
    return {"mandates": [mandate for mandate in found if mandate.pk not in known]}


def _unanswered(bill, find):
    return {"invited": list(open_invitations(bill).select_related("mandate__person"))}


ACTS = (
    Act(
        "confirm",
        ("confirm",),
        _("确认联名"),
        _("我已读过全文，确认联名"),
        _("已确认联名"),
        forms.ConfirmForm,
        _answer(True),
        icon="user-check",
        look="bills/steps/confirm.html",
    ),
    Act(
        "excuse",
        ("excuse",),
        _("不联名"),
        _("不联名"),
        _("已告诉领衔代表你不联名"),
        forms.ConfirmForm,
        _answer(False),
        lead=_("领衔代表会知道你没有联名，不需要写理由。"),
        tone="s",
        icon="x",
    ),
    Act(
        "write",
        ("write",),
        _("开始起草"),
        _("开始起草"),
        _("可以起草议案了"),
        forms.StepForm,
        simple(drafting.write),
        lead=_("开始起草以后，可以邀请代表联名。"),
        icon="edit",
    ),
    Act(
        "file",
        ("file", "file_early"),
        _("提出议案"),
        _("提出议案"),
        _("议案已提出，最终文本已存证"),
        forms.FileForm,
        with_data(drafting.file),
        lead=_("提出时只计算任期内、已按最终文本确认的代表；人数不够的，会告诉你还差几人。"),
        icon="send",
    ),
    Act(
        "object",
        ("object",),
        _("要求复议"),
        _("要求主席团复议"),
        _("已记下你的复议要求"),
        forms.StepForm,
        simple(session.object_to),
        lead=_("提案代表过半数并且达到规定人数的，由主席团复议。"),
        icon="scale",
    ),
    Act(
        "edit",
        ("edit",),
        _("修改文本"),
        _("保存修改"),
        _("文本已保存；确认过的代表需要重新确认"),
        forms.EditForm,
        with_data(drafting.edit),
        lead=_("任何修改都会让已有的联名确认失效，需要对方按新文本重新确认。"),
        icon="edit",
        tone="s",
    ),
    Act(
        "invite",
        ("invite",),
        _("邀请代表联名"),
        _("邀请联名"),
        _("邀请已发出"),
        forms.InviteForm,
        with_data(drafting.invite),
        _mandates,
        icon="users",
        tone="s",
        look="bills/steps/invite.html",
    ),
    Act(
        "ask_delegation",
        ("ask_delegation",),
        _("提请代表团表决"),
        _("请全团代表确认"),
        _("已请代表团全体代表确认"),
        forms.StepForm,
        simple(drafting.ask_delegation),
        lead=_("以代表团名义提出的议案，要由代表团全体代表的过半数通过。"),
        icon="users",
        tone="s",
    ),
    Act(
        "uninvite",
        ("uninvite",),
        _("收回联名邀请"),
        _("收回邀请"),
        _("已收回邀请"),
        forms.UninviteForm,
        with_data(drafting.uninvite),
        _unanswered,
        lead=_("不再等待还没有答复的代表。"),
        icon="x",
        tone="s",
    ),
    Act(
        "leave",
        ("leave",),
        _("退出联名"),
        _("退出联名"),
        _("已退出联名"),
        forms.StepForm,
        simple(leaving.leave),
        lead=_(
            "退出以后，坚持提出的代表不足法定人数的，议案的办理终止；已列入议程的由主席团决定。"
        ),
        icon="x",
        tone="danger",
    ),
    Act(
        "ask_withdrawal",
        ("ask_withdrawal",),
        _("要求撤回议案"),
        _("要求撤回"),
        _("已提请主席团决定"),
        forms.AgreedForm,
        with_data(leaving.ask_withdrawal),
        lead=_("已列入会议议程的议案，交付表决前要求撤回的，要经主席团同意。"),
        icon="x",
        tone="danger",
    ),
    Act(
        "withdraw",
        ("withdraw",),
        _("撤回议案"),
        _("撤回这件议案"),
        _("已撤回"),
        forms.AgreedForm,
        with_data(leaving.withdraw),
        lead=_("撤回以后不再处理，全体联名代表会收到通知。"),
        icon="x",
        tone="danger",
    ),
)
