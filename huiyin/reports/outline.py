"""The parts of the yearly report, in order; each has figures, words of the office, or both."""

from django.utils.translation import gettext_lazy as _

SECTIONS = {
    "overview": _("基本情况"),
    "timeliness": _("按期答复和沟通联系"),
    "results": _("办理结果"),
    "satisfaction": _("代表评价"),
    "commitments": _("承诺事项的落实"),
    "key_items": _("重点督办"),
    "publicity": _("公开情况"),
    "cases": _("典型案例"),
    "problems": _("存在的问题"),
    "plan": _("下一步打算"),
}
