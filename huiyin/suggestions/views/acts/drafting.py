"""The deputies' own text."""

from django.utils.translation import gettext_lazy as _

from huiyin.deputies.queries import active_deputies
from huiyin.procedure.acts import Act, simple, with_data
from huiyin.suggestions import forms
from huiyin.suggestions.models import Cosign
from huiyin.suggestions.rules import open_invitations
from huiyin.suggestions.services import drafting, photographing


def _answer(confirmed):
    return lambda suggestion, data, by, at: drafting.answer_invitation(
        suggestion, confirmed=confirmed, seen=data["seen"], by=by, at=at
    )


def _mandates(suggestion, find):
    """Active deputies who may still be asked."""
    free = (Cosign.Answer.DECLINED, Cosign.Answer.RETRACTED)
    asked = suggestion.cosigns.exclude(answer__in=free)
    known = {suggestion.lead_id, *asked.values_list("mandate", flat=True)}
    found = active_deputies(suggestion.congress, find)
    return {"mandates": [mandate for mandate in found if mandate.pk not in known]}


def _unanswered(suggestion, find):
    return {"cosigns": list(open_invitations(suggestion).select_related("mandate__person"))}


def _photos(suggestion, find):
    return {"photos": list(suggestion.photos.all())}


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
        with_data(drafting.submit),
        lead=_("提交后文本不能再改；代表工作机构会在规定期限内受理和交办。"),
        icon="send",
    ),
    Act(
        "edit",
        ("edit",),
        _("修改文本"),
        _("保存修改"),
        _("文本已保存；附议过的代表需要重新确认"),
        forms.EditForm,
        with_data(drafting.edit),
        lead=_(
            "改了标题、正文、类别或者公开意愿，已有的附议确认就会失效；对方会收到通知，按新的内容重新确认。"
        ),
        icon="edit",
        tone="s",
    ),
    Act(
        "add_photo",
        ("edit",),
        _("加一张照片"),
        _("加上这张照片"),
        _("照片已加上"),
        forms.PhotoForm,
        with_data(photographing.add_photo),
        lead=_("最多 9 张。加照片也是修改文本，已有的附议需要重新确认。"),
        icon="paperclip",
        tone="s",
        when=lambda suggestion: len(suggestion.photos.all()) < photographing.MOST,
    ),
    Act(
        "drop_photo",
        ("edit",),
        _("去掉一张照片"),
        _("去掉这张照片"),
        _("照片已去掉"),
        forms.DropPhotoForm,
        with_data(photographing.drop_photo),
        _photos,
        icon="x",
        tone="s",
        when=lambda suggestion: len(suggestion.photos.all()) > 0,
    ),
    Act(
        "invite",
        ("invite",),
        _("邀请代表附议"),
        _("邀请附议"),
        _("邀请已发出"),
        forms.InviteForm,
        with_data(drafting.invite),
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
        with_data(drafting.uninvite),
        _unanswered,
        lead=_("不再等待还没有答复的代表；之后可以照常提交，也可以再次邀请。"),
        icon="x",
        tone="s",
    ),
    Act(
        "retract",
        ("retract",),
        _("撤回附议"),
        _("撤回我的附议"),
        _("已撤回附议，领衔代表会收到通知"),
        forms.StepForm,
        simple(drafting.retract),
        lead=_("领衔代表提交之前，可以撤回附议。"),
        icon="x",
        tone="s",
    ),
    Act(
        "agree_withdrawal",
        ("agree_withdrawal",),
        _("同意撤回"),
        _("同意撤回这件建议"),
        _("已记录你的同意"),
        forms.StepForm,
        simple(drafting.agree_withdrawal),
        lead=_("联名提出的建议，全体联名代表同意，领衔代表才能撤回。"),
        icon="check",
        tone="s",
    ),
    Act(
        "withdraw",
        ("withdraw",),
        _("撤回"),
        _("撤回这件建议"),
        _("已撤回"),
        forms.StepForm,
        simple(drafting.withdraw),
        lead=_(
            "交办之前可以撤回。写进来的群众留言会回到你的待办，由你继续回应，留言人会收到通知。"
        ),
        tone="danger",
        icon="x",
    ),
)
