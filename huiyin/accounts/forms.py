from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.accounts.phone import PhoneError, normalise
from huiyin.kit.forms import Form

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class PhoneField(forms.CharField):
    """A mobile number, however it is written; cleaned to eleven digits."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "tel", "inputmode": "tel"}
        facts = {"label": _("手机号"), "max_length": 30, "widget": forms.TextInput(attrs=attrs)}
        super().__init__(**(facts | kwargs))

    def clean(self, value):
        value = super().clean(value)
        try:
            return normalise(value) if value else value
        except PhoneError as error:
            raise forms.ValidationError(error.args[0]) from error


class PhoneForm(Form):
    phone = PhoneField(help_text=_("我们会发送一条 6 位数字的验证码；不收取费用。"))


class CodeForm(Form):
    code = forms.CharField(
        label=_("6 位验证码"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        ),
    )

    def clean_code(self):
        digits = "".join(self.cleaned_data["code"].translate(_FULL_WIDTH).split())
        if len(digits) != 6 or not digits.isdecimal():
            raise forms.ValidationError(_("请填写短信里的 6 位数字"))
        return digits
