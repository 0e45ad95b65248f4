"""What each step of a suggestion asks for. One form a verb.

``offers`` are the choices the view has asked for; a form itself asks the database nothing.
"""

from itertools import chain
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huiyin.kit.forms import DayInput, Form
from huiyin.suggestions.models import Commitment, Contact, Rating, Reply, Suggestion
from huiyin.suggestions.services.drafting import digest

LONGEST = 20_000
#: Rows a form offers for things that repeat.
CO_UNITS, COMMITMENTS = 3, 4


def _words(rows=6, **attrs):
    return forms.Textarea(attrs={"rows": rows, **attrs})


class StepForm(Form):
    """A form of one step. Its ids carry the verb, for several stand on one page."""

    def __init__(self, data=None, *, suggestion, verb, offers=None, **options):
        self.suggestion, self.offers = suggestion, offers or {}
        super().__init__(data, auto_id=f"{verb}_%s", **options)


class TextForm(Form):
    """Title, problem and advice: what a suggestion says."""

    title = forms.CharField(
        label=_("标题"), max_length=200, help_text=_("一事一议，例如：关于增设夜班公交线路的建议")
    )
    kind = forms.ChoiceField(label=_("类别"), choices=Suggestion.Kind, widget=forms.RadioSelect)
    problem = forms.CharField(
        label=_("情况和问题"),
        max_length=LONGEST,
        widget=_words(8, **{"class": "tall"}),
        help_text=_("写清楚谁遇到了什么问题，有多普遍，依据是什么"),
    )
    advice = forms.CharField(
        label=_("具体建议"),
        max_length=LONGEST,
        widget=_words(8, **{"class": "tall"}),
        help_text=_("请求明确、切实可行，写明希望谁做什么"),
    )
    formed_by = forms.ChoiceField(label=_("怎样形成"), choices=Suggestion.FormedBy)
    proposed_unit = forms.CharField(
        label=_("希望由谁办理"),
        max_length=100,
        required=False,
        help_text=_("只是参考，最后由代表工作机构交办"),
    )
    openness = forms.ChoiceField(
        label=_("是否公开"), choices=Suggestion.Openness, widget=forms.RadioSelect
    )


class DraftForm(TextForm):
    """A new suggestion. ``key`` makes a repeated sending the same draft."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class EditForm(StepForm, TextForm):
    def __init__(self, data=None, *, suggestion, **options):
        fields = ("kind", "problem", "advice", "formed_by", "proposed_unit", "openness")
        initial = {name: getattr(suggestion, name) for name in fields}
        initial["title"] = suggestion.docket.title
        super().__init__(data, suggestion=suggestion, initial=initial, **options)


class InviteForm(StepForm):
    mandate = forms.ChoiceField(label=_("邀请哪位代表"), widget=forms.RadioSelect)

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.mandates = {mandate.pk: mandate for mandate in self.offers["mandates"]}
        self.fields["mandate"].choices = [
            (pk, f"{mandate.person.shown}　{mandate.seat}") for pk, mandate in self.mandates.items()
        ]

    def clean_mandate(self):
        return self.mandates[int(self.cleaned_data["mandate"])]


class UninviteForm(StepForm):
    cosign = forms.ChoiceField(label=_("收回哪位代表的邀请"), widget=forms.RadioSelect)

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.cosigns = {cosign.pk: cosign for cosign in self.offers["cosigns"]}
        self.fields["cosign"].choices = [
            (pk, cosign.mandate.person.shown) for pk, cosign in self.cosigns.items()
        ]

    def clean_cosign(self):
        return self.cosigns[int(self.cleaned_data["cosign"])]


class DigestField(forms.CharField):
    """Goes with the text on the page: shown again, it is that of the text shown now."""

    def bound_data(self, data, initial):
        return initial


class ConfirmForm(StepForm):
    """``seen`` is the digest of the text on the page: another text cannot be confirmed by it."""

    seen = DigestField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data=None, *, suggestion, **options):
        initial = {"seen": digest(suggestion)}
        super().__init__(data, suggestion=suggestion, initial=initial, **options)


class SubmitForm(StepForm):
    declared = forms.BooleanField(
        label=_("我声明：提出这件建议是为了履行代表职务，与本人及亲属没有利益关系。"),
        error_messages={"required": _("请先作出履职声明")},
    )


class ReasonForm(StepForm):
    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=_words(4),
        help_text=_("这段话会告诉代表，并记入办理过程"),
        error_messages={"required": _("请写明理由")},
    )


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


class ContactForm(StepForm):
    mode = forms.ChoiceField(label=_("沟通方式"), choices=Contact.Mode, widget=forms.RadioSelect)
    held_on = forms.DateField(label=_("沟通日期"), widget=DayInput)
    note = forms.CharField(label=_("谈了什么"), max_length=500, widget=_words(4))


class OpinionForm(StepForm):
    body = forms.CharField(
        label=_("会办意见"),
        max_length=LONGEST,
        widget=_words(8, **{"class": "tall"}),
        help_text=_("只交给主办单位，不直接答复代表"),
    )


def _promise(n):
    """A promise and its day."""
    return (
        forms.CharField(
            label=format_lazy(_("承诺 {n}：做什么"), n=n), max_length=300, required=False
        ),
        forms.DateField(
            label=format_lazy(_("承诺 {n}：什么时候完成"), n=n), widget=DayInput, required=False
        ),
    )


class ReplyForm(StepForm):
    """The reply of this round, with up to four promises and their days."""

    reply_class = forms.ChoiceField(label=_("答复类别"), widget=forms.RadioSelect)
    body = forms.CharField(
        label=_("答复正文"), max_length=LONGEST, widget=_words(12, **{"class": "tall"})
    )
    openness = forms.ChoiceField(
        label=_("答复是否公开"), choices=Reply.Openness, widget=forms.RadioSelect, initial="open"
    )
    closed_reason = forms.CharField(label=_("不予公开的理由"), max_length=200, required=False)
    contact_name = forms.CharField(label=_("联系人"), max_length=40)
    contact_phone = forms.CharField(label=_("联系电话（单位办公电话）"), max_length=40)
    promise_1, due_1 = _promise(1)
    promise_2, due_2 = _promise(2)
    promise_3, due_3 = _promise(3)
    promise_4, due_4 = _promise(4)

    def __init__(self, data=None, *, offers, **options):
        super().__init__(data, offers=offers, initial=_as_written(offers["earlier"]), **options)
        self.classes = {one.code: one for one in offers["classes"]}
        self.fields["reply_class"].choices = [
            (code, f"{code}　{one.label.words(get_language())}")
            for code, one in self.classes.items()
        ]

    def promise_fields(self):
        """The repeated fields in pairs, for the page."""
        return [(self[f"promise_{n}"], self[f"due_{n}"]) for n in range(1, COMMITMENTS + 1)]

    def clean(self):
        cleaned = super().clean()
        promises = []
        for n in range(1, COMMITMENTS + 1):
            text, due = cleaned.pop(f"promise_{n}", ""), cleaned.pop(f"due_{n}", None)
            if text and not due and f"due_{n}" not in self.errors:
                self.add_error(f"due_{n}", _("承诺要有期限"))
            elif due and not text:
                self.add_error(f"promise_{n}", _("请写明承诺做什么"))
            elif text and due:
                promises.append((text, due))
        cleaned["commitments"] = promises
        if cleaned.get("openness") == Reply.Openness.CLOSED and not cleaned.get("closed_reason"):
            self.add_error("closed_reason", _("不予公开要写明理由"))
        if chosen := cleaned.get("reply_class"):
            cleaned["canonical"] = self.classes[chosen].canonical
        return cleaned


def _as_written(reply):
    """What the form starts from: the reply that was sent back, or nothing."""
    if reply is None:
        return {}
    fields = ("reply_class", "body", "openness", "closed_reason", "contact_name", "contact_phone")
    promises = chain.from_iterable(
        ((f"promise_{n}", each.text), (f"due_{n}", each.due_on))
        for n, each in enumerate(reply.commitments.all(), 1)
    )
    return {name: getattr(reply, name) for name in fields} | dict(promises)


class IssueForm(StepForm):
    """What the head answers for by signing; the two reasons are asked for only when needed."""

    secrecy_reviewed = forms.CharField(
        label=_("保密审查和个人信息审查由谁完成"),
        max_length=60,
        help_text=_("科室和姓名，先审查、后公开"),
    )
    without_contact = forms.CharField(
        label=_("没有与代表沟通的原因"), max_length=200, required=False
    )
    without_opinion = forms.CharField(label=_("不等会办意见的原因"), max_length=200, required=False)

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        if self.offers["talked"]:
            del self.fields["without_contact"]
        if not self.offers["owed"]:
            del self.fields["without_opinion"]


class RateForm(StepForm):
    attitude = forms.ChoiceField(
        label=_("办理态度"), choices=Rating.Value, widget=forms.RadioSelect
    )
    result = forms.ChoiceField(label=_("办理结果"), choices=Rating.Value, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"),
        max_length=1000,
        widget=_words(4),
        required=False,
        help_text=_("结果不满意时必须写明，承办单位将据此重新办理"),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("result") == Rating.Value.DISSATISFIED and not cleaned.get("reason"):
            self.add_error("reason", _("请写明不满意的理由，承办单位将据此重新办理"))
        return cleaned


class ReportForm(StepForm):
    commitment = forms.ChoiceField(label=_("哪一项承诺"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=_("结果"),
        choices=[one for one in Commitment.Outcome.choices if one[0] != Commitment.Outcome.OPEN],
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("落实情况，或者未能落实的原因"), max_length=500, widget=_words(4)
    )

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.promises = {each.pk: each for each in self.offers["promises"]}
        self.fields["commitment"].choices = [
            (pk, f"{each.text}（{each.due_on:%Y-%m-%d}）") for pk, each in self.promises.items()
        ]

    def clean_commitment(self):
        return self.promises[int(self.cleaned_data["commitment"])]
