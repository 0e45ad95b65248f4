"""Forms of bulk acts, of tables that are sent in, of saved filters and of assistants."""

from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from huiyin.kit.forms import Form
from huiyin.suggestions.models import Suggestion


class BulkForm(Form):
    """One act on many suggestions. ``facts`` are what each item's step needs, by its code.

    ``key`` makes a repeated sending the same act.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data=None, *, items, units=(), **options):
        self.items, self.units = items, {str(unit.pk): unit for unit in units}
        super().__init__(data, **options)

    @property
    def codes(self):
        return [item.docket.code for item in self.items]

    def facts(self):
        """Return ``{code: facts}``; an item that is left out is left alone."""
        return {code: {} for code in self.codes}

    def own(self, code):
        """The field in which one item differs from the others, or ""."""
        return ""


class UrgeAllForm(BulkForm):
    """Nothing to choose."""


class AcceptAllForm(BulkForm):
    PUBLIC, KEPT = "yes", "no"
    public = forms.ChoiceField(
        label=_("公开审核"),
        choices=[(PUBLIC, _("按代表希望的程度向社会公开")), (KEPT, _("都不公开"))],
        widget=forms.RadioSelect,
        initial=PUBLIC,
        help_text=_("代表希望公开的程度是上限；要分别决定的，请打开那一件单独受理"),
    )

    def facts(self):
        public = self.cleaned_data["public"] == self.PUBLIC
        return {code: {"public": public} for code in self.codes}


class OneForEach(BulkForm):
    """One choice for all of them, and another one for single items."""

    common = alone = ""

    def offered(self):
        raise NotImplementedError

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        offered = self.offered()
        self.fields[self.common].choices = [("", _("各件分别选")), *offered]
        for item in self.items:
            self.fields[self.name_of(item.docket.code)] = forms.ChoiceField(
                label=format_lazy(self.alone, number=item.docket.number or item.docket.code),
                required=False,
                choices=[("", _("同上")), *offered],
            )

    def name_of(self, code):
        return f"{self.common}_{code}"

    def own(self, code):
        return self[self.name_of(code)]

    def chosen(self):
        """``{code: value}`` of the items for which something was chosen."""
        said, common = self.cleaned_data, self.cleaned_data[self.common]
        found = {code: said[self.name_of(code)] or common for code in self.codes}
        return {code: value for code, value in found.items() if value}


class ClassifyAllForm(OneForEach):
    common, alone = "subject", _("{number} 单独归入")
    subject = forms.ChoiceField(label=_("都归入"), required=False)

    def offered(self):
        return Suggestion.Subject.choices

    def facts(self):
        return {code: {"subject": value} for code, value in self.chosen().items()}


class AssignAllForm(OneForEach):
    common, alone = "unit", _("{number} 单独交给")
    unit = forms.ChoiceField(label=_("都交给"), required=False)
    part = forms.CharField(
        label=_("主办负责的部分"),
        max_length=300,
        initial=_("全部内容"),
        help_text=_("需要分别办理，或者各件会办单位不同的，请打开那一件单独交办"),
    )
    co = forms.MultipleChoiceField(
        label=_("会办单位"),
        required=False,
        help_text=_("都请这些单位会办；不需要会办的，不用选"),
    )
    co_part = forms.CharField(label=_("会办单位负责的部分"), max_length=300, required=False)

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.fields["co"].choices = self.offered()

    def offered(self):
        return [(pk, str(unit)) for pk, unit in self.units.items()]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("co") and not cleaned.get("co_part"):
            self.add_error("co_part", _("请写明会办单位负责哪一部分"))
        elif cleaned.get("co_part") and not cleaned.get("co"):
            self.add_error("co", _("写了负责的部分，还要选单位"))
        return cleaned

    def facts(self):
        said = self.cleaned_data
        given = {
            "part": said["part"],
            "co": [(self.units[pk], said["co_part"]) for pk in said["co"]],
        }
        return {code: {"unit": self.units[pk], **given} for code, pk in self.chosen().items()}


#: name of the act → its form
BULK = {
    "accept": AcceptAllForm,
    "classify": ClassifyAllForm,
    "assign": AssignAllForm,
    "urge": UrgeAllForm,
}


class TableForm(Form):
    """A table that is sent in. ``key`` names it, so that no row is filed twice."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    table = forms.FileField(
        label=_("建议清单（.xlsx）"),
        max_length=100,
        help_text=_("第一行是栏目名，次序不限；一次最多 500 件"),
        error_messages={"required": _("请选择一个 .xlsx 文件"), "empty": _("这个文件是空的")},
    )

    def __init__(self, data=None, files=None, **options):
        super().__init__(data, files, **options)


class SaveFilterForm(Form):
    name = forms.CharField(label=_("名称"), max_length=30)
    shared = forms.BooleanField(label=_("同一科室的人也能用"), required=False)
    query = forms.CharField(max_length=400, required=False, widget=forms.HiddenInput)


class AssistantForm(Form):
    username = forms.CharField(
        label=_("助理的工作账号"),
        max_length=150,
        help_text=_(
            "账号由代表工作机构开设。助理只能替你起草和修改，不能提交、附议、评价或者撤回。"
        ),
    )
