"""What all forms of a suggestion's steps share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.kit.forms import Form, Picks

LONGEST = 20_000
SHOWN = _("建议公开的，这段话原文公开；不要写个人信息")


def words_area(rows=6, **attrs):
    return forms.Textarea(attrs={"rows": rows, **attrs})


class StepForm(Form):
    """A form of one step. Its ids carry the verb, for several stand on one page."""

    def __init__(self, data=None, *, suggestion, verb, offers=None, **options):
        self.suggestion, self.offers = suggestion, offers or {}
        super().__init__(data, auto_id=f"{verb}_%s", **options)


class ReasonForm(StepForm):
    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=words_area(4),
        help_text=_("这段话会告诉代表和关注的人，可能原文公开；不要写个人信息"),
        error_messages={"required": _("请写明理由")},
    )


class PickForm(Picks, StepForm):
    """A step that asks for one of the things the view offers."""
