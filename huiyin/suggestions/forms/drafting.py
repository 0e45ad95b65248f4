"""The deputies' own text, from the first line to its being handed in."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.kit.forms import Form, FreshField
from huiyin.suggestions.forms.base import LONGEST, PickForm, StepForm, words_area
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import EARLY
from huiyin.suggestions.services.drafting import digest

#: A large plain area into which a phone can be dictated; no browser mends people's words.
DICTATED = {"class": "tall", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
#: How a text may be begun: as an idea that is thought over, or as a draft.
NOTE, DRAFT = "note", "draft"


class TextForm(Form):
    """Title, problem and advice: what a suggestion says."""

    title = forms.CharField(
        label=_("标题"), max_length=200, help_text=_("一事一议，例如：关于增设夜班公交线路的建议")
    )
    kind = forms.ChoiceField(label=_("类别"), choices=Suggestion.Kind, widget=forms.RadioSelect)
    problem = forms.CharField(
        label=_("情况和问题"),
        max_length=LONGEST,
        widget=words_area(10, **DICTATED),
        help_text=_("写清楚谁遇到了什么问题，有多普遍，依据是什么；手机上可以用键盘的话筒口述"),
    )
    advice = forms.CharField(
        label=_("具体建议"),
        max_length=LONGEST,
        widget=words_area(10, **DICTATED),
        help_text=_("请求明确、切实可行，写明希望谁做什么"),
    )
    formed_by = forms.ChoiceField(label=_("怎样形成"), choices=Suggestion.FormedBy)
    proposed_unit = forms.CharField(
        label=_("希望由谁办理"),
        max_length=100,
        required=False,
        help_text=_("只是参考，最后由代表工作机构交办"),
    )
    openness = forms.ChoiceField(
        label=_("是否公开"), choices=Suggestion.Openness, widget=forms.RadioSelect
    )


class DraftForm(TextForm):
    """A new suggestion. ``key`` makes a repeated sending the same draft."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class NewForm(DraftForm):
    """A new suggestion or idea, from its own page.

    ``verb``  which button it was: an idea may be noted before all of it is written. A form sent
              without either is a draft.
    """

    verb = forms.ChoiceField(
        choices=[(NOTE, NOTE), (DRAFT, DRAFT)], widget=forms.HiddenInput, required=False
    )

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        if self.only_noted:
            self.fields["problem"].required = self.fields["advice"].required = False

    @property
    def only_noted(self):
        return self.is_bound and self.data.get("verb") == NOTE

    def clean_verb(self):
        return self.cleaned_data["verb"] or DRAFT


class EditForm(StepForm, TextForm):
    def __init__(self, data=None, *, suggestion, **options):
        fields = ("kind", "problem", "advice", "formed_by", "proposed_unit", "openness")
        initial = {name: getattr(suggestion, name) for name in fields}
        initial["title"] = suggestion.docket.title
        super().__init__(data, suggestion=suggestion, initial=initial, **options)
        if suggestion.docket.state in EARLY:
            self.fields["problem"].required = self.fields["advice"].required = False


class InviteForm(PickForm):
    PICKED, FROM = "mandate", "mandates"
    mandate = forms.ChoiceField(label=_("邀请哪位代表"), widget=forms.RadioSelect)

    def shown(self, mandate):
        return f"{mandate.person.shown}　{mandate.seat}"


class UninviteForm(PickForm):
    PICKED, FROM = "cosign", "cosigns"
    cosign = forms.ChoiceField(label=_("收回哪位代表的邀请"), widget=forms.RadioSelect)

    def shown(self, cosign):
        return cosign.mandate.person.shown


class ConfirmForm(StepForm):
    """``seen`` is the digest of the text on the page: another text cannot be confirmed by it."""

    seen = FreshField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data=None, *, suggestion, **options):
        initial = {"seen": digest(suggestion)}
        super().__init__(data, suggestion=suggestion, initial=initial, **options)


class SubmitForm(StepForm):
    declared = forms.BooleanField(
        label=_("我声明：提出这件建议是为了履行代表职务，与本人及亲属没有利益关系。"),
        error_messages={"required": _("请先作出履职声明")},
    )


class PhotoForm(StepForm):
    photo = forms.FileField(
        label=_("照片"),
        help_text=_("JPEG、PNG 或者 WebP，不超过 1.9 MB；拍摄地点、时间和设备信息会自动去掉"),
        error_messages={
            "required": _("请先选择照片"),
            "empty": _("文件是空的，请重新选择"),
            "missing": _("没有收到照片，请重新选择"),
            "invalid": _("没有收到照片，请重新选择"),
        },
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp", "data-shrink": "2048"}
        ),
    )
    caption = forms.CharField(
        label=_("照片说明"),
        max_length=100,
        help_text=_("拍的是什么，例如：医院站末班车时刻牌。不要拍到别人的脸和车牌"),
    )

    def clean_photo(self):
        """The bytes that were sent; what they are is judged by their content."""
        return self.cleaned_data["photo"].read()


class DropPhotoForm(PickForm):
    PICKED, FROM = "photo", "photos"
    photo = forms.ChoiceField(label=_("去掉哪一张"), widget=forms.RadioSelect)
