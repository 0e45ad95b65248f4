"""How the state of a site is said and shown."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext

from huiyin.sites.checks import BY_KEY, NOT_RUN
from huiyin.sites.models import Inspection
from huiyin.sites.procedure import State

LOOKS = {
    State.PLANNED: ("amber", "hourglass"),
    State.REFUSED: ("over", "ban"),
    State.APPROVED: ("blue", "clock"),
    State.FILED: ("blue", "clock"),
    State.TRIAL: ("blue", "eye"),
    State.OPEN: ("green", "circle-check"),
    State.CLOSING: ("amber", "alert-triangle"),
    State.CLOSED: ("plain", "ban"),
    State.ARCHIVED: ("plain", "file"),
}


def chip(site):
    """``{words, tone, icon}`` of the state of ``site``, or of there being none."""
    if site is None:
        return {"words": pgettext("site", "未开办"), "tone": "line", "icon": "dots"}
    tone, icon = LOOKS[site.state]
    return {"words": site.state.label, "tone": tone, "icon": icon}


def inheritance(column, congress):
    """Where a column comes from, in words."""
    if column.locked_by is not None:
        return _("本级已固定") if column.locked_by == congress.pk else _("上级已固定")
    return _("本级自设") if column.own == congress.pk else ""


RESULTS = {
    "green": ("green", "circle-check"),
    "amber": ("amber", "alert-triangle"),
    "red": ("over", "alert-circle"),
    "unknown": ("amber", "alert-triangle"),
}
RESULT_WORDS = dict(Inspection.Result.choices) | {"unknown": _lazy("未能检查")}
#: What may be missing at the foot of a page, in words.
MISSING = {
    "site_code": _lazy("网站标识码"),
    "icp": _lazy("ICP 备案号"),
    "police": _lazy("公安备案号"),
    "phone": _lazy("联系电话"),
}


def result_chip(inspection, today):
    """``{words, tone, icon}`` of an inspection; one that is not of today says its day."""
    tone, icon = RESULTS[inspection.result]
    words = inspection.get_result_display()
    if inspection.day != today:
        words = _("%(result)s（%(day)s）") % {"result": words, "day": inspection.day.isoformat()}
    return {"words": words, "tone": tone, "icon": icon}


def under(inspection):
    """How the sites below came out, in words; "" if there are none."""
    found = inspection.below
    if not found:
        return ""
    counts = {name: found.get(name, 0) for name in ("red", "amber", "green")}
    words = _("以下 %(all)s 个网站：不合格 %(red)s，有问题 %(amber)s，合格 %(green)s")
    return words % {"all": sum(counts.values()), **counts}


def findings(inspection):
    """``[{label, tone, icon, result, words, source}]`` of an inspection, the worst first."""
    order = list(RESULTS)[::-1]
    found = sorted(inspection.findings, key=lambda one: order.index(one["result"]))
    return [_finding(one) for one in found]


def _finding(one):
    check, (tone, icon) = BY_KEY[one["key"]], RESULTS[one["result"]]
    return {
        "label": check.label,
        "tone": tone,
        "icon": icon,
        "result": RESULT_WORDS[one["result"]],
        "words": _said(check, one),
        "source": check.source,
    }


def _said(check, one):
    if one["result"] == "green":
        return ""
    if one["result"] == "unknown":
        return NOT_RUN
    facts = dict(one["facts"])
    if check.key == "footer":
        names = [str(MISSING[name]) for name in facts["missing"].split(",")]
        facts["missing"] = _("、").join(names)
    return check.says % facts
