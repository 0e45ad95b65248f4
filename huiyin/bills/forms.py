"""What each step of a bill asks for.

``offers`` are the choices the view has asked for; a form itself asks the database nothing.
"""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.bills.models import Bill, Paper
from huiyin.bills.rules import may_legislate
from huiyin.bills.services.committee import DECISIONS
from huiyin.bills.services.drafting import digest
from huiyin.kit.forms import DayInput, Form, FreshField, Picks

LONGEST = 50_000
#: More people than any congress has.
MOST = 9_999
Proposal = Paper.Proposal
#: What is proposed in a session, and after it.
IN_SESSION = (Proposal.AGENDA, Proposal.COMMITTEE, Proposal.CONVERT, Proposal.NOT_A_BILL)


def _area(rows=6, **attrs):
    return forms.Textarea(attrs={"rows": rows, **attrs})


def _labelled(proposals):
    return [(one.value, one.label) for one in proposals]


class StepForm(Form):
    """A form of one step. Its ids carry the verb, for several stand on one page."""

    def __init__(self, data=None, *, bill, verb, offers=None, **options):
        self.bill, self.offers = bill, offers or {}
        super().__init__(data, auto_id=f"{verb}_%s", **options)


class TextForm(Form):
    """Subject, grounds and plan: what a bill says."""

    title = forms.CharField(
        label=_("案由"),
        max_length=200,
        help_text=_("一事一案，例如：关于加强夜间公共交通保障的议案"),
    )
    kind = forms.ChoiceField(label=_("类别"), choices=Bill.Kind, widget=forms.RadioSelect)
    grounds = forms.CharField(
        label=_("案据"),
        max_length=LONGEST,
        required=False,
        widget=_area(8, **{"class": "tall"}),
        help_text=_("为什么要提：事实、法律依据、群众的意见。起草时可以先空着，提出时必须写明"),
    )
    plan = forms.CharField(
        label=_("方案"),
        max_length=LONGEST,
        required=False,
        widget=_area(8, **{"class": "tall"}),
        help_text=_("希望人大作出什么决定，要有具体内容。起草时可以先空着，提出时必须写明"),
    )
    draft = forms.CharField(
        label=_("法规草案，或者立法要旨、主要内容及其说明"),
        max_length=LONGEST,
        required=False,
        widget=_area(8, **{"class": "tall"}),
        help_text=_("立法议案必须附上；其他议案可以不写"),
    )

    def offer_kinds(self, *, legislates):
        """Leave out what is outside the powers of the congress."""
        if not legislates:
            self.fields["kind"].choices = [
                (value, label)
                for value, label in Bill.Kind.choices
                if value != Bill.Kind.LEGISLATION
            ]


class DraftForm(TextForm):
    """A new bill. ``key`` makes a repeated sending the same draft."""

    idea = forms.BooleanField(
        label=_("先记下想法，以后再起草"),
        required=False,
        help_text=_("酝酿中的想法只有你看得到"),
    )
    as_delegation = forms.BooleanField(label=_("以所在代表团的名义提出"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data=None, *, delegation="", legislates=False, **options):
        super().__init__(data, **options)
        self.offer_kinds(legislates=legislates)
        if not delegation:
            del self.fields["as_delegation"]
        else:
            self.fields["as_delegation"].help_text = delegation


class EditForm(StepForm, TextForm):
    def __init__(self, data=None, *, bill, **options):
        initial = {name: getattr(bill, name) for name in ("kind", "grounds", "plan", "draft")}
        initial["title"] = bill.docket.title
        super().__init__(data, bill=bill, initial=initial, **options)
        self.offer_kinds(legislates=may_legislate(bill.congress))


class PickForm(Picks, StepForm):
    """A step that asks for one of the things the view offers."""


class InviteForm(PickForm):
    PICKED, FROM = "mandate", "mandates"
    mandate = forms.ChoiceField(label=_("邀请哪位代表"), widget=forms.RadioSelect)

    def shown(self, thing):
        return f"{thing.person.shown}　{thing.seat}"


class UninviteForm(PickForm):
    PICKED, FROM = "sponsor", "invited"
    sponsor = forms.ChoiceField(label=_("收回哪位代表的邀请"), widget=forms.RadioSelect)

    def shown(self, thing):
        return thing.mandate.person.shown


class ConfirmForm(StepForm):
    """``seen`` is the digest of the text on the page: another text cannot be confirmed by it."""

    seen = FreshField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data=None, *, bill, **options):
        super().__init__(data, bill=bill, initial={"seen": digest(bill)}, **options)


class FileForm(StepForm):
    one_matter = forms.BooleanField(
        label=_("我确认：这件议案一事一案，只涉及一件事。"),
        error_messages={"required": _("议案要一事一案：请确认只涉及一件事")},
    )
    declared = forms.BooleanField(
        label=_("我声明：提出这件议案是为了履行代表职务，与本人及亲属没有利益关系。"),
        error_messages={"required": _("请先作出履职声明")},
    )


class AgreedForm(StepForm):
    agreed = forms.BooleanField(
        label=_("我已征得全体提案代表同意。"),
        error_messages={"required": _("撤回联名提出的议案，要先征得全体提案代表同意")},
    )

    def __init__(self, data=None, *, bill, **options):
        super().__init__(data, bill=bill, **options)
        if bill.filed_at is None:
            del self.fields["agreed"]


class ReasonForm(StepForm):
    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=_area(4),
        help_text=_("这段话会书面告诉提案代表，并记入办理过程"),
        error_messages={"required": _("请写明理由")},
    )


class RegisterForm(StepForm):
    PUBLIC, KEPT = "yes", "no"
    public = forms.ChoiceField(
        label=_("公开审核"),
        choices=[(PUBLIC, _("向社会公开")), (KEPT, _("不公开"))],
        widget=forms.RadioSelect,
        initial=PUBLIC,
        help_text=_("公开前已审查保密事项和个人信息"),
    )

    def clean_public(self):
        return self.cleaned_data["public"] == self.PUBLIC


class CommitteeForm(PickForm):
    PICKED, FROM = "committee", "committees"
    committee = forms.ChoiceField(label=_("哪个委员会"), widget=forms.RadioSelect)


class OpinionForm(StepForm):
    proposal = forms.ChoiceField(
        label=_("建议怎样处理"), choices=_labelled(IN_SESSION), widget=forms.RadioSelect
    )
    body = forms.CharField(
        label=_("意见和理由"), max_length=LONGEST, widget=_area(8, **{"class": "tall"})
    )


class RefuseForm(ReasonForm):
    last_meeting = forms.DateTimeField(
        label=_("主席团最后一次会议的时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("提案代表在这之前的规定时间内可以要求复议"),
    )

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        if not self.offers["objections"]:
            del self.fields["last_meeting"]


class BodyForm(StepForm):
    body = forms.CharField(
        label=_("内容"), max_length=LONGEST, widget=_area(8, **{"class": "tall"})
    )


class VoteForm(StepForm):
    """Totals only. Who voted how is asked nowhere."""

    in_favour = forms.IntegerField(label=_("赞成"), min_value=0, max_value=MOST)
    against = forms.IntegerField(label=_("反对"), min_value=0, max_value=MOST)
    abstained = forms.IntegerField(label=_("弃权"), min_value=0, max_value=MOST)
    whole = forms.IntegerField(
        label=_("全体代表人数"),
        min_value=1,
        max_value=MOST,
        help_text=_("以全体代表的过半数通过，不是到会人数"),
    )
    held_on = forms.DateField(label=_("表决日期"), widget=DayInput)

    def __init__(self, data=None, **options):
        super().__init__(data, initial={"whole": options["offers"]["whole"]}, **options)


class UnitForm(PickForm):
    PICKED, FROM = "unit", "units"
    unit = forms.ChoiceField(label=_("哪个机关"))


class ReportForm(BodyForm):
    proposal = forms.ChoiceField(
        label=_("建议怎样处理"), choices=_labelled(DECISIONS), widget=forms.RadioSelect
    )
    field_order = ["proposal", "body"]


class MeetingForm(StepForm):
    meeting = forms.CharField(
        label=_("哪次会议"), max_length=60, help_text=_("例如：县十八届人大常委会第三十次会议")
    )


class DecideForm(UnitForm):
    """What the standing committee decided, and who carries it out if anybody does."""

    decision = forms.ChoiceField(
        label=_("常委会的决定"), choices=_labelled(DECISIONS), widget=forms.RadioSelect
    )
    unit = forms.ChoiceField(label=_("办理机关"), required=False)
    body = forms.CharField(label=_("决定的内容"), max_length=LONGEST, widget=_area(6))
    field_order = ["decision", "unit", "body"]

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.fields["unit"].choices = [("", _("不交机关办理")), *self.fields["unit"].choices]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == Proposal.UNIT and not cleaned.get("unit"):
            self.add_error("unit", _("请选择由本级哪个机关办理"))
        return cleaned
