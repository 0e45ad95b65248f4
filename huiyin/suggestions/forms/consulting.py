"""Asking the people before writing, and what they answer."""

from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from huiyin.accounts.forms import ConsentField, NameField, PhoneField
from huiyin.kit.forms import DayInput, Form, refuse_short
from huiyin.suggestions.forms.base import StepForm, words_area
from huiyin.suggestions.models import Consultation

SHORTEST, LONGEST = 5, 5000
PUBLIC, PRIVATE = "public", "private"


class ConsultForm(StepForm):
    """What is asked, whom, and until when."""

    text = forms.CharField(
        label=_("想问大家什么"),
        max_length=LONGEST,
        widget=words_area(8, **{"class": "tall"}),
        help_text=_("写清楚背景和想听的意见。审核后公开；不要写别人的姓名、电话和住址。"),
    )
    audience = forms.ChoiceField(label=_("向谁征询"), widget=forms.RadioSelect)
    ends_on = forms.DateField(label=_("截止日期（当天有效）"), widget=DayInput)

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        labels = dict(Consultation.Audience.choices)
        self.fields["audience"].choices = [
            (each, labels[each]) for each in self.offers["audiences"]
        ]
        first, last = self.offers["until"]
        self.fields["ends_on"].help_text = format_lazy(
            _("最早 {first}，最晚 {last}"), first=first.isoformat(), last=last.isoformat()
        )


class WriteForm(StepForm):
    """Which opinions the draft takes up, and what the deputy says to everybody who answered."""

    used = forms.MultipleChoiceField(
        label=_("采用了哪些意见"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("被采用意见的人会一直收到这件建议的进展通知"),
    )
    feedback = forms.CharField(
        label=_("对大家意见的回应"),
        max_length=1000,
        required=False,
        widget=words_area(4),
        help_text=_("审核后公开显示：采用了什么，没有采用的是为什么"),
    )

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.opinions = {str(each.pk): each for each in self.offers["opinions"]}
        self.fields["used"].choices = [(pk, _excerpt(each)) for pk, each in self.opinions.items()]
        if not self.opinions:
            del self.fields["used"]
        if not self.offers["asked"]:
            del self.fields["feedback"]

    def clean(self):
        cleaned = super().clean()
        cleaned["used"] = [self.opinions[pk] for pk in cleaned.get("used", ())]
        cleaned.setdefault("feedback", "")
        return cleaned


def _excerpt(opinion):
    body = " ".join(opinion.words.body.split())
    return f"{opinion.words.signed}：{body[:60]}{'…' if len(body) > 60 else ''}"


class AnswerOpinionForm(Form):
    """What somebody answers. Who is not known yet proves a phone; the rest is the same.

    ``known``      whether a citizen is signed in; ``consented`` to the present notice before
    ``find``       words → the places of the audience they may mean
    ``required``   whether the audience depends on the place
    """

    body = forms.CharField(
        label=_("你的意见"),
        max_length=LONGEST,
        widget=words_area(6),
        help_text=_("请不要写别人的姓名、电话和住址。"),
        error_messages={"required": _("请写下你的意见")},
    )
    place = forms.CharField(
        label=_("你住在哪里，或者在哪里工作"),
        max_length=100,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
        help_text=_("写小区、村或者单位的名字，用来确认属于征询范围。"),
    )
    publicity = forms.ChoiceField(
        label=_("谁可以看到"),
        choices=[
            (PUBLIC, _("公开：审核后大家都能看到，姓名只显示姓氏")),
            (PRIVATE, _("不公开：只有代表和工作人员能看到")),
        ],
        initial=PUBLIC,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择是否公开")},
    )
    phone = PhoneField(
        help_text=_("用来确认是你本人、告诉你结果。加密保存，代表看不到号码。"),
        error_messages={"required": _("请填写手机号")},
    )
    name = NameField()
    consent = ConsentField()
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data=None, *, known, consented, find, required, draft="", **options):
        super().__init__(data, **options)
        self.find = find
        self.fields["place"].required = required
        self.fields["body"].widget.attrs["data-draft"] = draft
        if known:
            del self.fields["phone"], self.fields["name"]
        if known and consented:
            del self.fields["consent"]

    def clean_body(self):
        body = self.cleaned_data["body"]
        refuse_short(body, SHORTEST)
        return body

    def clean_place(self):
        """The one place meant, or None if none was named."""
        text = self.cleaned_data["place"].strip()
        found = self.find(text) if text else []
        if text and not found:
            raise forms.ValidationError(_("征询范围里没有找到这个地方，请换一个写法试试"))
        if len(found) > 1:
            names = "、".join(str(place) for place in found[:8])
            raise forms.ValidationError(
                _("有几个地方都可能是，请写完整：%(names)s") % {"names": names}
            )
        return found[0] if found else None

    @property
    def typed(self):
        """The values as they were typed, to keep and to show again."""
        return {name: self.data[name] for name in self.fields if name in self.data}
