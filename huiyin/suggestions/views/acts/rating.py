"""The deputies' judgement, and the office's second look."""

from django.utils.translation import gettext_lazy as _

from huiyin.procedure.acts import Act, simple, with_data
from huiyin.suggestions import forms
from huiyin.suggestions.models import Commitment
from huiyin.suggestions.services import handling, rating
from huiyin.suggestions.views.acts.promises import has_reported_promise, of_promise, promises


def _reported(suggestion, find):
    rows = Commitment.objects.filter(reply__suggestion=suggestion)
    return {"reported": list(rows.exclude(outcome=Commitment.Outcome.OPEN))}


def _unjudged(suggestion, find):
    return {
        "reported": [each for each in _reported(suggestion, find)["reported"] if not each.judged]
    }


def _recheck(suggestion, data, by, at):
    kept = data["found"] == forms.RecheckForm.KEPT
    return rating.recheck(data["commitment"], kept=kept, note=data["note"], by=by, at=at)


ACTS = (
    Act(
        "relay",
        ("relay",),
        _("转告联名代表"),
        _("已转告联名代表"),
        _("已记录转告"),
        forms.StepForm,
        simple(handling.relay),
        lead=_("答复由你转告联名代表；转告以后，他们能看到答复全文。"),
        icon="users",
    ),
    Act(
        "rate",
        ("satisfied", "dissatisfied", "dispute"),
        _("评价答复"),
        _("提交评价"),
        _("评价已记录"),
        forms.RateForm,
        with_data(rating.rate),
        lead=_(
            "态度和结果分别评价。结果不满意的，退回重新办理；再次不满意的，由代表工作机构协调。"
        ),
        icon="star",
        look="suggestions/steps/rate.html",
    ),
    Act(
        "advise",
        ("advise",),
        _("告诉领衔代表我的意见"),
        _("告诉领衔代表"),
        _("已告诉领衔代表"),
        forms.AdviseForm,
        with_data(handling.advise),
        icon="messages",
        tone="s",
    ),
    Act(
        "judge",
        ("judge",),
        _("评价承诺落实"),
        _("提交评价"),
        _("评价已记录"),
        forms.JudgeForm,
        of_promise(rating.judge),
        _unjudged,
        icon="star",
        tone="s",
        when=lambda suggestion: any(
            each.outcome != Commitment.Outcome.OPEN and not each.judged
            for each in promises(suggestion)
        ),
    ),
    Act(
        "recheck",
        ("recheck", "reopen_promise"),
        _("承诺回头看"),
        _("记录回头看"),
        _("回头看已记录"),
        forms.RecheckForm,
        _recheck,
        _reported,
        icon="search",
        tone="s",
        when=has_reported_promise,
    ),
)
