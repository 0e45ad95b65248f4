"""What a deputy or the office enters about a message."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.kit.forms import Form

LONGEST = 5_000


class AnswerForm(Form):
    """The deputy's answer. ``key`` makes a repeated sending the same answer."""

    body = forms.CharField(
        label=_("回复"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "tall"}),
        help_text=_("群众会收到通知。不要写别人的电话、住址和证件号码。"),
        error_messages={"required": _("请写回复内容")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class TransferForm(Form):
    """Another active deputy of the same congress. ``mandates`` are those on offer."""

    mandate = forms.ChoiceField(
        label=_("转请哪位代表"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一位代表")},
    )

    def __init__(self, data=None, *, mandates, **options):
        super().__init__(data, auto_id="transfer_%s", **options)
        self.mandates = {mandate.pk: mandate for mandate in mandates}
        self.fields["mandate"].choices = [
            (pk, f"{mandate.person.shown}　{mandate.seat}") for pk, mandate in self.mandates.items()
        ]

    def clean_mandate(self):
        return self.mandates[int(self.cleaned_data["mandate"])]
