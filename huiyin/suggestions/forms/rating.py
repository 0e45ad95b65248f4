"""The deputies' judgement, and the office's second look."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.suggestions.forms.base import PickForm, StepForm, words_area
from huiyin.suggestions.models import Rating


class RateForm(StepForm):
    attitude = forms.ChoiceField(
        label=_("办理态度"), choices=Rating.Value, widget=forms.RadioSelect
    )
    result = forms.ChoiceField(label=_("办理结果"), choices=Rating.Value, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"),
        max_length=1000,
        widget=words_area(4),
        required=False,
        help_text=_(
            "态度或者结果不满意时必须写明；结果不满意的，承办单位将据此重新办理；"
            "建议和答复公开的，理由原文公开"
        ),
    )

    def clean(self):
        cleaned = super().clean()
        given = (cleaned.get("attitude"), cleaned.get("result"))
        if Rating.Value.DISSATISFIED in given and not cleaned.get("reason"):
            self.add_error("reason", _("请写明不满意的理由"))
        return cleaned


class AdviseForm(StepForm):
    view = forms.CharField(
        label=_("对答复的意见"),
        max_length=1000,
        widget=words_area(4),
        help_text=_("只有领衔代表和代表工作机构看得到；评价由领衔代表听取意见后作出"),
    )


class JudgeForm(PickForm):
    PICKED, FROM = "commitment", "reported"
    commitment = forms.ChoiceField(label=_("哪一项承诺"), widget=forms.RadioSelect)
    value = forms.ChoiceField(label=_("落实得怎样"), choices=Rating.Value, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=words_area(3),
        required=False,
        help_text=_("不满意时必须写明"),
    )

    def shown(self, promise):
        return f"{promise.text}（{promise.get_outcome_display()}）"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("value") == Rating.Value.DISSATISFIED and not cleaned.get("reason"):
            self.add_error("reason", _("请写明不满意的理由"))
        return cleaned


class RecheckForm(PickForm):
    PICKED, FROM = "commitment", "reported"
    KEPT, AGAIN = "kept", "again"
    commitment = forms.ChoiceField(label=_("哪一项承诺"), widget=forms.RadioSelect)
    found = forms.ChoiceField(
        label=_("回头看的结果"),
        choices=[(KEPT, _("已经核实")), (AGAIN, _("没有落实，重新跟踪"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("核实情况"), max_length=500, widget=words_area(3))

    def shown(self, promise):
        return f"{promise.text}（{promise.get_outcome_display()}）"
