"""What the handling units write."""

from itertools import chain

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huiyin.kit.forms import DayInput
from huiyin.suggestions.forms.base import LONGEST, SHOWN, PickForm, StepForm, words_area
from huiyin.suggestions.models import Commitment, Contact, Extension, Reply

#: Promises a form offers.
COMMITMENTS = 4


class ContactForm(StepForm):
    mode = forms.ChoiceField(label=_("沟通方式"), choices=Contact.Mode, widget=forms.RadioSelect)
    held_on = forms.DateField(label=_("沟通日期"), widget=DayInput)
    note = forms.CharField(label=_("谈了什么"), max_length=500, widget=words_area(4))
    place = forms.CharField(label=_("地点（当面沟通时）"), max_length=100, required=False)
    people = forms.CharField(label=_("参加人员（当面沟通时）"), max_length=200, required=False)
    view = forms.CharField(
        label=_("代表的意见"), max_length=500, required=False, widget=words_area(3)
    )


class OpinionForm(StepForm):
    body = forms.CharField(
        label=_("会办意见"),
        max_length=LONGEST,
        widget=words_area(8, **{"class": "tall"}),
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
        label=_("答复正文"), max_length=LONGEST, widget=words_area(12, **{"class": "tall"})
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


class DispatchForm(PickForm):
    PICKED, FROM = "unit", "units"
    unit = forms.ChoiceField(label=_("转给哪个单位"))


class ReturnForm(StepForm):
    reason = forms.CharField(
        label=_("为什么不属于本单位职责"), max_length=500, widget=words_area(4), help_text=SHOWN
    )
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("机构职能规定或者法律条文")
    )
    proposed_unit = forms.CharField(label=_("认为应当由谁办理"), max_length=100, required=False)


class RejectOpinionForm(PickForm):
    PICKED, FROM = "organ", "given"
    organ = forms.ChoiceField(label=_("哪个单位的会办意见"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("为什么没有实际内容"), max_length=500, widget=words_area(3))


class ExtensionForm(StepForm):
    ground = forms.ChoiceField(
        label=_("延期情形"), choices=Extension.Ground, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("具体理由"), max_length=500, widget=words_area(4))
    planned_on = forms.DateField(
        label=_("延长到哪一天"),
        widget=DayInput,
        help_text=_("同意以后这一天就是答复期限，超过即为逾期；最长不得超过法律规定的期限"),
    )


class ProgressForm(PickForm):
    PICKED, FROM = "commitment", "promises"
    commitment = forms.ChoiceField(label=_("哪一项承诺"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("进展到哪一步"), max_length=500, widget=words_area(3))

    def shown(self, promise):
        return f"{promise.text}（{promise.due_on:%Y-%m-%d}）"


class ReportForm(PickForm):
    PICKED, FROM = "commitment", "promises"
    commitment = forms.ChoiceField(label=_("哪一项承诺"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=_("结果"),
        choices=[one for one in Commitment.Outcome.choices if one[0] != Commitment.Outcome.OPEN],
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("落实情况，或者未能落实的原因"), max_length=500, widget=words_area(4)
    )

    def shown(self, promise):
        return f"{promise.text}（{promise.due_on:%Y-%m-%d}）"
