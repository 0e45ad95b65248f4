"""What those who act in a bill are called in its history."""

from django.utils.translation import gettext_lazy as _

#: What the role of an act is called in its history.
ROLES = {
    "mover": _("领衔代表"),
    "lead_deputy": _("领衔代表"),
    "delegate": _("领衔代表"),
    "inviter": _("领衔代表"),
    "invited": _("受邀代表"),
    "cosponsor": _("联名代表"),
    "objector": _("提案代表"),
    "secretariat": _("大会秘书处"),
    "presidium": _("主席团"),
    "withdrawal_judge": _("主席团"),
    "committee": _("专门委员会"),
    "consulted": _("被征求意见的机关"),
    "standing_committee": _("常务委员会"),
    "unit": _("办理机关"),
    "unit_judge": _("常务委员会"),
    "system": _("平台"),
}
