from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.kit.forms import Form


class AddForm(Form):
    """What the author has to add. ``key`` makes a doubled sending one."""

    body = forms.CharField(
        label=_("补充情况"),
        help_text=_("说说有什么变化，或者还缺什么。请不要写他人的个人信息。"),
        min_length=2,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class TrackForm(Form):
    """A receipt number or a suggestion's number, however it was copied."""

    number = forms.CharField(
        label=_("回执编号或建议编号"),
        help_text=_("例如 7Q4K-19M2-ABC0 或 18-I2026-0137；大小写、空格和短横都可以。"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
