"""What is filled in to open a site, to change what it shows, and to close it."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huiyin.accounts.models import User
from huiyin.kit.forms import DayInput, Form
from huiyin.law.rollout import capabilities
from huiyin.sites.models import Capability, HostingDuty, Site

#: A host name by RFC 1123, in lower case, with at least one dot.
HOST = re.compile(r"(?=.{4,200}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
#: Ten digits, as the register of identity codes gives them.
IDENTITY = re.compile(r"\d{10}")


def _known_official(username):
    user = User.objects.filter(username=username, kind=User.Kind.OFFICIAL, is_active=True).first()
    if user is None:
        raise ValidationError(_("没有这个工作人员账号：请先建立账号，或者留空"))
    return user


class OpenForm(Form):
    """Which congress, how it looks, where it is found, and who runs it."""

    code = forms.CharField(
        label=_("行政区划代码或网址名称"), help_text=_("例如：990121101 或 qingshi"), max_length=40
    )
    theme = forms.ChoiceField(label=_("主题"), choices=Site.Theme.choices, required=False)
    host = forms.CharField(
        label=_("自己的域名"),
        help_text=_("留空则在上级网站下开通，立即可用；填写则须经上级批准并办理备案。"),
        max_length=200,
        required=False,
    )
    admin = forms.CharField(
        label=_("系统管理员账号"),
        help_text=_("留空则由上级代管。"),
        max_length=150,
        required=False,
    )

    def clean_host(self):
        host = self.cleaned_data["host"].strip().lower()
        if host and not HOST.fullmatch(host):
            raise ValidationError(_("这不是一个域名。例如：www.yunxird.gov.cn"))
        return host

    def clean_admin(self):
        name = self.cleaned_data["admin"].strip()
        return _known_official(name) if name else None


class ConfirmForm(Form):
    """A step that needs no words."""


class ReasonForm(Form):
    """Why: shown to those concerned, and at a closing to everybody."""

    reason = forms.CharField(label=_("理由"), min_length=2, max_length=200)


class FilingForm(Form):
    """The numbers that the filing gave."""

    icp = forms.CharField(
        label=_("ICP 备案号"), help_text=_("例如：云ICP备00000000号"), min_length=6, max_length=60
    )
    site_code = forms.CharField(
        label=_("网站标识码"), help_text=_("10 位数字"), min_length=10, max_length=10
    )

    def clean_site_code(self):
        code = self.cleaned_data["site_code"]
        if not (IDENTITY.fullmatch(code) and code.isascii()):
            raise ValidationError(_("网站标识码是 10 位数字"))
        return code


class PoliceForm(Form):
    """The number of the filing with the police."""

    police = forms.CharField(label=_("公安备案号"), min_length=6, max_length=60)


class ColumnForm(Form):
    """What this congress changes in one column, for itself and for all below."""

    key = forms.ChoiceField(label=_("栏目"))
    title = forms.CharField(
        label=_("显示为"), help_text=_("留空则沿用原名。"), max_length=30, required=False
    )
    title_en = forms.CharField(label=_("英文名称"), max_length=60, required=False)
    hidden = forms.BooleanField(label=_("隐藏这个栏目"), required=False)
    nav = forms.BooleanField(label=_("放在主导航"), required=False)
    locked = forms.BooleanField(label=_("下级不得修改"), required=False)
    place = forms.IntegerField(
        label=_("次序"), help_text=_("数字小的在前。留空则不变。"), required=False,
        min_value=0, max_value=999,
    )  # fmt: skip

    def __init__(self, *args, columns=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [(column.key, column.label) for column in columns]


class NoticeForm(Form):
    """Words for the bar above every page, until a day."""

    words = forms.CharField(label=_("公告内容"), min_length=4, max_length=200)
    words_en = forms.CharField(label=_("英文"), max_length=400, required=False)
    until = forms.DateField(label=_("显示到"), widget=DayInput())
    inherited = forms.BooleanField(label=_("下级网站同时显示"), required=False, initial=True)

    def __init__(self, *args, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self):
        until = self.cleaned_data["until"]
        if self.today and until < self.today:
            raise ValidationError(_("日期已经过去"))
        return until


class CapabilityForm(Form):
    """What this congress has of the plan, and what shows it."""

    key = forms.ChoiceField(label=_("能力"))
    status = forms.ChoiceField(label=_("进度"), choices=Capability.Status.choices)
    evidence = forms.CharField(
        label=_("凭据"), help_text=_("例如网址或者验收文号。"), max_length=200, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        english = (get_language() or "").startswith("en")
        self.fields["key"].choices = [
            (one.key, one.en if english else one.zh) for one in capabilities().values()
        ]


class DutyForm(Form):
    """Who answers for one thing at this site."""

    kind = forms.ChoiceField(label=_("责任"), choices=HostingDuty.Kind.choices)
    unit = forms.CharField(label=_("负责单位"), min_length=2, max_length=100)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)
