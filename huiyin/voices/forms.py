from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.accounts.forms import ConsentField, NameField, PhoneField
from huiyin.kit.forms import Form, refuse_short, visible
from huiyin.voices.intake import Writer
from huiyin.voices.models import Voice
from huiyin.voices.wording import title_of

SHORTEST, LONGEST = 5, 5000
PUBLIC, PRIVATE = "public", "private"
#: Ways a message can come when staff enter it.
ON_BEHALF = [
    (channel.value, channel.label)
    for channel in (Voice.Channel.STATION, Voice.Channel.LETTER, Voice.Channel.PHONE)
]


class VoiceForm(Form):
    """A message to a deputy. What it asks besides the words depends on who writes.

    ``writer``     a ``Writer``; a citizen already known is not asked for name and phone
    ``consented``  whether the present notice was agreed to before
    """

    body = forms.CharField(
        label=_("你想说的事"),
        help_text=_("什么地方、什么情况、希望怎样解决。请不要写别人的姓名、电话和住址。"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("请写下你想说的事")},
    )
    title = forms.CharField(
        label=_("标题"), help_text=_("不填就取第一句话。"), max_length=60, required=False
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
    channel = forms.ChoiceField(
        label=_("从哪里来"), choices=ON_BEHALF, widget=forms.RadioSelect, required=True
    )
    phone = PhoneField(
        help_text=_("用来确认是你本人、告诉你进展。加密保存，代表看不到号码。"),
        error_messages={"required": _("请填写手机号")},
    )
    name = NameField()
    consent = ConsentField()

    def __init__(self, data=None, *, writer, consented=False, draft_key="", **kwargs):
        super().__init__(data, **kwargs)
        if writer == Writer.CITIZEN:
            del self.fields["phone"], self.fields["name"]
        if writer == Writer.STAFF:
            self.fields["consent"].label = _("已向本人说明信息怎样使用，并征得同意")
            self.fields["phone"].help_text = _("来信、来电或到站群众本人的手机号，用来告诉他进展。")
        else:
            del self.fields["channel"]
        if consented and writer == Writer.CITIZEN:
            del self.fields["consent"]
        self.fields["body"].widget.attrs["data-draft"] = draft_key

    def clean_body(self):
        body = self.cleaned_data["body"]
        refuse_short(body, SHORTEST)
        return body

    def clean(self):
        cleaned = super().clean()
        if not visible(cleaned.get("title", "")) and cleaned.get("body"):
            cleaned["title"] = title_of(cleaned["body"])
        return cleaned

    @property
    def typed(self):
        """The values as they were typed, to keep and to show again."""
        return {name: self.data[name] for name in self.fields if name in self.data}
