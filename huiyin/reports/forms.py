from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.kit.forms import Form
from huiyin.reports.outline import SECTIONS


def _words(name):
    return forms.CharField(
        label=SECTIONS[name],
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class YearForm(Form):
    """The year to begin a report of."""

    year = forms.TypedChoiceField(label=_("哪一年的报告"), coerce=int)

    def __init__(self, *args, years=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, _("%(year)s 年") % {"year": year}) for year in years]


class ReportForm(Form):
    """The words of the report, section by section. ``seen`` is when they were last written."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)
    overview = _words("overview")
    timeliness = _words("timeliness")
    results = _words("results")
    satisfaction = _words("satisfaction")
    commitments = _words("commitments")
    key_items = _words("key_items")
    publicity = _words("publicity")
    cases = _words("cases")
    problems = _words("problems")
    plan = _words("plan")

    @property
    def sections(self):
        return {name: self.cleaned_data[name] for name in SECTIONS}


class ReasonForm(Form):
    """Why it goes back to be changed."""

    reason = forms.CharField(label=_("退回修改的理由"), min_length=2, max_length=300)
