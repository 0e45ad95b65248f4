"""What a unit tells of a paper it signs: its number, and the scan of what was sealed."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from huiyin.kit.forms import Form

#: 机关代字: Han characters, sometimes with letters; no brackets, blanks or figures of the year.
MARK = RegexValidator(r"^[^\s\d〔〕\[\]()（）]+$", _("机关代字只写文字，例如“云交函”"))
LARGEST_SERIAL = 99999


class NumberForm(Form):
    mark = forms.CharField(
        label=_("机关代字"), max_length=20, validators=[MARK], help_text=_("例如“云交函”")
    )
    serial = forms.IntegerField(
        label=_("顺序号"),
        min_value=1,
        max_value=LARGEST_SERIAL,
        help_text=_("年份按成文日期自动加上，写成“云交函〔2026〕3号”"),
    )


class ScanForm(Form):
    scan = forms.FileField(
        label=_("盖章扫描件"),
        help_text=_("PDF、JPEG 或者 PNG，不超过 20 MB；不能含有脚本、附件和外部链接"),
        error_messages={
            "required": _("请先选择扫描件"),
            "empty": _("文件是空的，请重新选择"),
            "missing": _("没有收到文件，请重新选择"),
            "invalid": _("没有收到文件，请重新选择"),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
