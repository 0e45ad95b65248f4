"""What the office that serves deputies decides."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huiyin.congresses.queries import committees, handling_units
from huiyin.procedure.acts import Act, simple, with_data
from huiyin.suggestions import forms
from huiyin.suggestions.queries import likely_units, listing, mergeable
from huiyin.suggestions.services import assigning, extending, office, publishing


def _units(suggestion, find):
    return {
        "units": list(handling_units(suggestion.congress)),
        "likely": likely_units(suggestion),
    }


def _reasons(suggestion, find):
    return {"reasons": listing(suggestion.congress, "decline_reasons", localdate())}


def _all_units(suggestion, find):
    return {"units": list(handling_units(suggestion.congress))}


def _others(suggestion, find):
    return {"others": mergeable(suggestion)}


def _committees(suggestion, find):
    return {"committees": list(committees(suggestion.congress))}


def _issued(suggestion, find):
    return {"replies": list(suggestion.replies.exclude(issued_at=None))}


ACTS = (
    Act(
        "accept",
        ("accept",),
        _("受理编号"),
        _("受理并编号"),
        _("已受理，编号已给出"),
        forms.AcceptForm,
        with_data(office.accept),
        lead=_("编号按届次和会议连续给出，给出后不再更改，也不再给第二件。"),
    ),
    Act(
        "assign",
        ("assign",),
        _("交办"),
        _("交办"),
        _("已交办，法定期限从今天起算"),
        forms.AssignForm,
        with_data(assigning.assign),
        _units,
        lead=_("交办之日起算法定答复期限。主办单位对答复负责，会办单位把意见交给主办单位。"),
        icon="send",
        look="suggestions/steps/assign.html",
    ),
    Act(
        "accept_return",
        ("accept_return",),
        _("同意退回"),
        _("同意退回，重新交办"),
        _("已同意退回，请重新交办"),
        forms.StepForm,
        simple(assigning.accept_return),
        lead=_("同意以后回到待交办；重新交办之日起，答复期限重新计算。"),
        icon="refresh",
        look="suggestions/steps/asked_return.html",
    ),
    Act(
        "grant_extension",
        ("grant_extension",),
        _("同意延期"),
        _("同意延期"),
        _("已同意延期，代表会收到通知"),
        forms.StepForm,
        simple(extending.grant_extension),
        lead=_("同意以后，答复期限延到法律规定的最长期限，从原来的交办之日计算。"),
        icon="clock",
        look="suggestions/steps/asked_extension.html",
    ),
    Act(
        "convene",
        ("convene",),
        _("召集协调"),
        _("记录这次协调"),
        _("协调情况已记录"),
        forms.ConveneForm,
        with_data(office.convene),
        icon="users",
    ),
    Act(
        "classify",
        ("classify",),
        _("分类"),
        _("归入这一类"),
        _("已分类"),
        forms.ClassifyForm,
        with_data(office.classify),
        icon="list",
        tone="s",
    ),
    Act(
        "split",
        ("split",),
        _("分别办理"),
        _("交各单位分别办理"),
        _("已交各单位分别办理，期限从今天起算"),
        forms.SplitForm,
        with_data(assigning.split),
        _all_units,
        lead=_("每个单位各自办理、各自答复自己的部分，各算各的期限；全部办结，这件建议才办结。"),
        icon="send",
        tone="s",
    ),
    Act(
        "merge",
        ("merge",),
        _("合并办理"),
        _("合并办理"),
        _("已合并办理"),
        forms.MergeForm,
        with_data(assigning.merge),
        _others,
        lead=_("一并办理，分别答复：每位代表都会收到自己的答复，分别评价。"),
        icon="link",
        tone="s",
    ),
    Act(
        "unmerge",
        ("unmerge",),
        _("不再合并办理"),
        _("分开办理"),
        _("已分开办理，有关代表和承办单位会收到通知"),
        forms.UnmergeForm,
        with_data(assigning.unmerge),
        lead=_("这一件从现在起单独办理，已经交办的仍由原来的单位办理；其余的不变。"),
        icon="list",
        tone="s",
        when=lambda suggestion: suggestion.group_id is not None,
    ),
    Act(
        "reorder",
        ("reorder",),
        _("责成重新办理"),
        _("责成重新办理"),
        _("已责成重新办理，期限从今天起算"),
        forms.StepForm,
        simple(office.reorder),
        lead=_("协调后认为还能办的，退回主办单位重新办理，期限从今天起算。"),
        icon="refresh",
    ),
    Act(
        "settle",
        ("settle",),
        _("协调后办结"),
        _("协调后办结"),
        _("已办结"),
        forms.ReasonForm,
        with_data(office.settle),
        tone="s",
        icon="scale",
    ),
    Act(
        "close_unrated",
        ("close_unrated",),
        _("未获评价，办结"),
        _("按未评价办结"),
        _("已按未评价办结"),
        forms.ReasonForm,
        with_data(office.close_unrated),
        tone="s",
        icon="inbox",
    ),
    Act(
        "refuse_return",
        ("refuse_return",),
        _("不同意退回"),
        _("不同意退回"),
        _("已告知承办单位继续办理"),
        forms.ReasonForm,
        with_data(assigning.refuse_return),
        icon="x",
        tone="s",
        look="suggestions/steps/asked_return.html",
    ),
    Act(
        "refuse_extension",
        ("refuse_extension",),
        _("不同意延期"),
        _("不同意延期"),
        _("已告知承办单位按期答复"),
        forms.ReasonForm,
        with_data(extending.refuse_extension),
        icon="x",
        tone="s",
        look="suggestions/steps/asked_extension.html",
    ),
    Act(
        "urge",
        ("urge",),
        _("催办"),
        _("催办"),
        _("已催办"),
        forms.StepForm,
        simple(office.urge),
        lead=_("承办单位和有关代表都会收到通知，公开进度里也看得到。一天只能催办一次。"),
        icon="bell",
        tone="s",
    ),
    Act(
        "supervise",
        ("supervise",),
        _("列为重点督办"),
        _("列为重点督办"),
        _("已列为重点督办建议"),
        forms.SuperviseForm,
        with_data(office.supervise),
        _committees,
        icon="star",
        tone="s",
    ),
    Act(
        "lead_in_person",
        ("lead_in_person",),
        _("领导领办"),
        _("记下领办领导"),
        _("已记录领办领导"),
        forms.LeaderForm,
        with_data(office.lead_in_person),
        icon="user-check",
        tone="s",
    ),
    Act(
        "improve",
        ("improve",),
        _("退回代表修改"),
        _("退回修改"),
        _("已退回代表"),
        forms.ReasonForm,
        with_data(office.improve),
        tone="s",
        icon="arrow-left",
    ),
    Act(
        "publish",
        ("publish",),
        _("公开审核"),
        _("确定公开范围"),
        _("公开范围已确定"),
        forms.PublishForm,
        with_data(publishing.publish),
        _issued,
        lead=_("代表的意愿是上限，承办单位不公开的答复不能在这里公开；删减本另存一份，原文不动。"),
        icon="eye",
        tone="s",
    ),
    Act(
        "archive",
        ("archive",),
        _("归档"),
        _("归档"),
        _("已归档"),
        forms.StepForm,
        simple(office.archive),
        icon="inbox",
        tone="s",
    ),
    Act(
        "decline",
        ("decline",),
        pgettext_lazy("act", "不予受理"),
        pgettext_lazy("act", "不予受理"),
        _("已告知代表不予受理的情形"),
        forms.DeclineForm,
        with_data(office.decline),
        _reasons,
        lead=_("只能依据办法列明的情形；会告诉代表是哪一种。"),
        tone="danger",
        icon="ban",
    ),
)
