"""What the office that serves deputies decides."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huiyin.kit.forms import DayInput
from huiyin.suggestions.forms.base import LONGEST, SHOWN, PickForm, StepForm, words_area
from huiyin.suggestions.models import Coordination, PublicText, Suggestion

#: Co-handling units a form offers.
CO_UNITS = 3


class AcceptForm(StepForm):
    PUBLIC, KEPT = "yes", "no"
    public = forms.ChoiceField(
        label=_("公开审核"),
        choices=[(KEPT, _("不公开"))],
        widget=forms.RadioSelect,
        help_text=_("代表希望公开的程度是上限；不公开的件群众仍可凭回执编号查看进度"),
    )

    def __init__(self, data=None, *, suggestion, **options):
        openness = Suggestion.Openness
        offered = {openness.FULL: _("向社会公开"), openness.TITLE: _("向社会公开标题")}
        wished = offered.get(suggestion.openness)
        initial = {"public": self.PUBLIC if wished else self.KEPT}
        super().__init__(data, suggestion=suggestion, initial=initial, **options)
        if wished:
            field = self.fields["public"]
            field.choices = [(self.PUBLIC, wished), *field.choices]

    def clean_public(self):
        return self.cleaned_data["public"] == self.PUBLIC


class DeclineForm(StepForm):
    reason = forms.ChoiceField(label=_("不予受理的情形"), widget=forms.RadioSelect)

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.reasons = {reason.key: reason for reason in self.offers["reasons"]}
        self.fields["reason"].choices = [
            (key, reason.label.words(get_language())) for key, reason in self.reasons.items()
        ]

    def clean_reason(self):
        return self.reasons[self.cleaned_data["reason"]]


REASONS = {"wish": _("代表希望由其办理"), "precedent": _("上次同类由其主办")}


def _co_unit(n):
    """A co-handling unit and its part."""
    return (
        forms.ChoiceField(label=format_lazy(_("会办单位 {n}"), n=n), required=False),
        forms.CharField(
            label=format_lazy(_("会办单位 {n} 负责的部分"), n=n), max_length=300, required=False
        ),
    )


class AssignForm(StepForm):
    """The lead unit with its part, and up to three co-handling units with theirs."""

    lead = forms.ChoiceField(label=_("主办单位"))
    lead_part = forms.CharField(label=_("主办负责的部分"), max_length=300)
    co_1, co_part_1 = _co_unit(1)
    co_2, co_part_2 = _co_unit(2)
    co_3, co_part_3 = _co_unit(3)

    def __init__(self, data=None, *, offers, **options):
        likely = offers["likely"]
        initial = {"lead": likely[0][0].pk} if likely else {}
        super().__init__(data, offers=offers, initial=initial, **options)
        self.units = {organ.pk: organ for organ in offers["units"]}
        reasons = {organ.pk: REASONS[why] for organ, why in likely}
        order = sorted(self.units, key=lambda pk: (pk not in reasons, pk))
        choices = [("", _("请选择"))] + [
            (pk, f"{self.units[pk]}（{reasons[pk]}）" if pk in reasons else str(self.units[pk]))
            for pk in order
        ]
        self.fields["lead"].choices = choices
        for n in range(1, CO_UNITS + 1):
            self.fields[f"co_{n}"].choices = choices

    def co_fields(self):
        """The repeated fields in pairs, for the page."""
        return [(self[f"co_{n}"], self[f"co_part_{n}"]) for n in range(1, CO_UNITS + 1)]

    def clean(self):
        cleaned = super().clean()
        cleaned["co"] = []
        for n in range(1, CO_UNITS + 1):
            unit, part = cleaned.pop(f"co_{n}", ""), cleaned.pop(f"co_part_{n}", "")
            if part and not unit:
                self.add_error(f"co_{n}", _("写了负责的部分，还要选单位"))
            elif unit and not part:
                self.add_error(f"co_part_{n}", _("请写明这个单位负责哪一部分"))
            elif unit:
                cleaned["co"].append((self.units[int(unit)], part))
        if cleaned.get("lead"):
            cleaned["lead"] = self.units[int(cleaned["lead"])]
        return cleaned


class ClassifyForm(StepForm):
    subject = forms.ChoiceField(
        label=_("属于哪一类"), choices=Suggestion.Subject, widget=forms.RadioSelect
    )


class MergeForm(PickForm):
    PICKED, FROM = "into", "others"
    into = forms.ChoiceField(
        label=_("与哪一件合并办理"),
        widget=forms.RadioSelect,
        help_text=_("内容相同的一并办理，但要分别答复每位代表"),
    )

    def shown(self, other):
        return f"{other.docket.number}　{other.docket.title}"


class UnmergeForm(StepForm):
    why = forms.ChoiceField(
        label=_("为什么分开"), choices=Suggestion.Apart, widget=forms.RadioSelect
    )


#: Parts a form offers for separate handling, and how many there are at least.
PARTS, LEAST = 4, 2


def _part(n):
    """A unit and the part that it handles and answers."""
    return (
        forms.ChoiceField(label=format_lazy(_("办理单位 {n}"), n=n), required=n <= LEAST),
        forms.CharField(
            label=format_lazy(_("单位 {n} 负责并答复的部分"), n=n),
            max_length=100,
            required=n <= LEAST,
        ),
    )


class SplitForm(StepForm):
    """Two to four units, each with the part that it handles and answers by itself."""

    unit_1, part_1 = _part(1)
    unit_2, part_2 = _part(2)
    unit_3, part_3 = _part(3)
    unit_4, part_4 = _part(4)

    def __init__(self, data=None, *, offers, **options):
        super().__init__(data, offers=offers, **options)
        self.units = {organ.pk: organ for organ in offers["units"]}
        choices = [("", _("请选择")), *((pk, str(organ)) for pk, organ in self.units.items())]
        for n in range(1, PARTS + 1):
            self.fields[f"unit_{n}"].choices = choices

    def clean(self):
        cleaned = super().clean()
        cleaned["parts"] = []
        for n in range(1, PARTS + 1):
            unit, part = cleaned.pop(f"unit_{n}", ""), cleaned.pop(f"part_{n}", "")
            if n > LEAST and bool(unit) != bool(part):
                self.add_error(f"part_{n}", _("单位和负责的部分要一起写"))
            elif unit and part:
                cleaned["parts"].append((self.units[int(unit)], part))
        return cleaned


class SuperviseForm(PickForm):
    PICKED, FROM = "committee", "committees"
    committee = forms.ChoiceField(
        label=_("由哪个机构督办"),
        help_text=_("按主任会议（乡镇为主席团）的决定填写"),
    )


class LeaderForm(StepForm):
    leader = forms.CharField(
        label=_("领办领导"), max_length=60, help_text=_("职务和姓名，例如：副县长 何平")
    )


class ConveneForm(StepForm):
    mode = forms.ChoiceField(
        label=_("协调方式"), choices=Coordination.Mode, widget=forms.RadioSelect
    )
    held_on = forms.DateField(label=_("协调日期"), widget=DayInput)
    people = forms.CharField(label=_("参加人员"), max_length=200)
    content = forms.CharField(
        label=_("协调情况"), max_length=1000, widget=words_area(5), help_text=SHOWN
    )


class PublishForm(StepForm):
    """What the public reads: of the text, or of one of the issued replies."""

    TEXT = "text"
    of = forms.ChoiceField(label=_("审核哪一份"), widget=forms.RadioSelect, initial=TEXT)
    openness = forms.ChoiceField(
        label=_("公开范围"), choices=PublicText.Openness, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("删减或者不公开的理由"),
        max_length=300,
        required=False,
        help_text=_("国家秘密、商业秘密、个人隐私，或者代表要求不公开；理由会显示在公开页面上"),
    )
    redacted = forms.CharField(
        label=_("删减后的文本"), max_length=LONGEST, required=False, widget=words_area(8)
    )

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.replies = {str(reply.pk): reply for reply in self.offers["replies"]}
        self.fields["of"].choices = [(self.TEXT, _("建议文本"))] + [
            (pk, format_lazy(_("第 {n} 次答复"), n=reply.round))
            for pk, reply in self.replies.items()
        ]

    def clean(self):
        cleaned = super().clean()
        cleaned["reply"] = self.replies.get(cleaned.pop("of", ""))
        if cleaned.get("openness") != PublicText.Openness.FULL and not cleaned.get("reason"):
            self.add_error("reason", _("不公开或者删减的，要写明理由"))
        if cleaned.get("openness") == PublicText.Openness.REDACTED and not cleaned.get("redacted"):
            self.add_error("redacted", _("请写出删减后的文本"))
        return cleaned
