"""What is entered at the desk outside a single proceeding."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.accounts.vault import SHORTEST_REASON
from huiyin.contributions.models import Contribution, Ground
from huiyin.kit.forms import Form
from huiyin.suggestions.forms import DraftForm

Visibility = Contribution.Visibility


class TakeUpForm(DraftForm):
    """A suggestion out of messages; ``offered`` are those the deputy may still take up."""

    voices = forms.MultipleChoiceField(
        label=_("写进建议的留言"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一条留言")},
    )

    def __init__(self, data=None, *, offered, **options):
        super().__init__(data, **options)
        self.offered = {voice.docket.code: voice for voice in offered}
        self.fields["voices"].choices = [(code, code) for code in self.offered]

    @property
    def chosen(self):
        """Codes that are ticked."""
        return set(self["voices"].value() or [])

    def clean_voices(self):
        return [self.offered[code] for code in self.cleaned_data["voices"]]


class RevealForm(Form):
    reason = forms.CharField(
        label=_("查看理由"),
        min_length=SHORTEST_REASON,
        max_length=200,
        help_text=_("至少 6 个字，例如：电话核实夜班公交的下车地点。本人能看到谁、为什么查看过。"),
        error_messages={
            "required": _("请写明查看理由（至少 6 个字）"),
            "min_length": _("请写明查看理由（至少 6 个字）"),
        },
    )


class ReviewForm(Form):
    """Publish, or hide on one of the listed grounds. The button says which."""

    PUBLISH, HIDE = "publish", "hide"
    ground = forms.ChoiceField(
        label=_("不公开的理由"),
        required=False,
        choices=[("", _("请选择")), *(one for one in Ground.choices if one[0] != Ground.FIT)],
    )
    note = forms.CharField(label=_("备注"), max_length=500, required=False)
    decision = forms.ChoiceField(choices=[(PUBLISH, PUBLISH), (HIDE, HIDE)])
    seen = forms.ChoiceField(choices=Visibility.choices, required=False, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == self.HIDE and not cleaned.get("ground"):
            self.add_error("ground", _("不公开要选一种列明的理由，会告诉作者"))
        return cleaned

    def clean_seen(self):
        """What the words were when the form was shown."""
        return self.cleaned_data["seen"] or Visibility.PENDING

    @property
    def verdict(self):
        """``(visibility, ground)`` of the decision."""
        if self.cleaned_data["decision"] == self.PUBLISH:
            return Visibility.PUBLIC, Ground.FIT
        return Visibility.HIDDEN, Ground(self.cleaned_data["ground"])
