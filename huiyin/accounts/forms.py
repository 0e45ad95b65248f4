from allauth.mfa.base import forms as second_factor
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from huiyin.accounts.phone import PhoneError, normalise
from huiyin.accounts.queries import VERSION
from huiyin.kit.forms import Form
from huiyin.kit.limits import Bucket

#: Tries at the code of one person, whether of an authenticator or kept in reserve. A thief of
#: the password who may try ten in a quarter of an hour needs years to meet one of a million.
SECOND_FACTOR = Bucket("second-factor", 10, 15 * 60)
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


class NameField(forms.CharField):
    """How to call somebody; they need not say."""

    def __init__(self, **kwargs):
        facts = {
            "label": _("姓名"),
            "help_text": _("加密保存，别人只看到姓氏，例如“王＊＊”。"),
            "max_length": 30,
            "required": False,
            "widget": forms.TextInput(attrs={"autocomplete": "name"}),
        }
        super().__init__(**(facts | kwargs))


class ConsentField(forms.BooleanField):
    """Agreement to the present notice on personal data."""

    def __init__(self, **kwargs):
        label = _("我已阅读并同意《个人信息处理说明》（{version} 版）")
        facts = {
            "label": format_lazy(label, version=VERSION),
            "error_messages": {"required": _("请先阅读说明并勾选同意")},
        }
        super().__init__(**(facts | kwargs))


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


class _FewTries:
    """Look at no more codes of one person than ``SECOND_FACTOR`` allows, right ones included."""

    def clean_code(self):
        if not SECOND_FACTOR.take(self.user.pk):
            raise forms.ValidationError(_("动态码输错次数过多，请 15 分钟后再试"))
        code = super().clean_code()
        SECOND_FACTOR.forget(self.user.pk)
        return code


class SecondFactorForm(_FewTries, second_factor.AuthenticateForm):
    pass


class SecondFactorAgainForm(_FewTries, second_factor.ReauthenticateForm):
    pass
