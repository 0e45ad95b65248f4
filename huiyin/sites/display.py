"""How the state of a site is said and shown."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

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
