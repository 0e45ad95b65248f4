"""Asking the people before writing."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.law.terms import opinions_until
from huiyin.procedure.acts import Act, simple, with_data
from huiyin.suggestions import forms
from huiyin.suggestions.consultations import for_deputy
from huiyin.suggestions.rules import audiences
from huiyin.suggestions.services import consulting


def _limits(suggestion, find):
    return {"audiences": audiences(suggestion), "until": opinions_until(localdate())}


def _opinions(suggestion, find):
    asked = suggestion.consultations.exclude(opened_at=None).exists()
    return {"opinions": for_deputy(suggestion) if asked else [], "asked": asked}


ACTS = (
    Act(
        "consult",
        ("consult",),
        _("征询群众意见"),
        _("送审核公开"),
        _("已送代表工作机构审核，通过后公开征询"),
        forms.ConsultForm,
        with_data(consulting.ask),
        _limits,
        lead=_("动笔之前先听听大家怎么说。文字审核后公开，到期自动结束，意见会汇到这里。"),
        icon="messages",
        tone="s",
    ),
    Act(
        "open_consultation",
        ("open_consultation",),
        _("公开征询"),
        _("审核通过，公开征询"),
        _("已公开征询"),
        forms.StepForm,
        simple(consulting.open_consultation),
        lead=_("只审核有没有不宜公开的内容，不改代表的文字。"),
        icon="eye",
        look="suggestions/steps/asked_consultation.html",
    ),
    Act(
        "refuse_consultation",
        ("refuse_consultation",),
        _("退回征询文字"),
        _("退回代表修改"),
        _("已退回代表"),
        forms.ReasonForm,
        with_data(consulting.refuse_consultation),
        icon="arrow-left",
        tone="s",
    ),
    Act(
        "write",
        ("write",),
        _("开始起草"),
        _("开始起草"),
        _("已转为草稿"),
        forms.WriteForm,
        with_data(consulting.write),
        _opinions,
        lead=_("想清楚了就动笔；还在进行的征询会随之结束。"),
        icon="edit",
        look="suggestions/steps/write.html",
    ),
)
