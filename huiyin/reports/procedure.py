"""How the yearly report on handling is written, read by a second person and made public.

Law: 代表法 (2025) art. 51: the organs report on handling to the standing committee, and the
report must be public. That a second person reads it first is practice.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.table import PRACTICE, Procedure, Step


class State(TextChoices):
    DRAFTING = "drafting", _("起草中")
    IN_REVIEW = "in_review", _("待复核")
    PUBLISHED = "published", _("已公布")


# One step a line is what makes this table readable.
# fmt: off
REPORT = Procedure(
    "report",
    _("年度办理情况报告"),
    (
        Step("draft",     "",              State.DRAFTING,  by="office",        law="代表法 (2025) 51", label=_("起草"), says=_("开始起草《%(title)s》"), holder="office", tells="holder"),
        Step("edit",      State.DRAFTING,  State.DRAFTING,  by="office",        law=PRACTICE,          label=_("修改"), says=_("《%(title)s》有修改"), tells="holder"),
        Step("recount",   State.DRAFTING,  State.DRAFTING,  by="office",        law=PRACTICE,          label=_("重新统计"), says=_("《%(title)s》的数字重新统计"), tells="holder"),
        Step("submit",    State.DRAFTING,  State.IN_REVIEW, by="office",        law=PRACTICE,          label=_("送复核"), says=_("《%(title)s》已送复核，由另一人核对"), tells="holder"),
        Step("send_back", State.IN_REVIEW, State.DRAFTING,  by="office",        law=PRACTICE,          label=_("退回修改"), says=_("《%(title)s》退回修改：%(reason)s"), tells="holder"),
        Step("publish",   State.IN_REVIEW, State.PUBLISHED, by="second_reader", law="代表法 (2025) 51", label=_("公布"), says=_("《%(title)s》已公布，第 %(edition)s 版")),
        Step("revise",    State.PUBLISHED, State.DRAFTING,  by="office",        law=PRACTICE,          label=_("修订"), says=_("《%(title)s》开始修订，已公布的版本保留"), tells="holder"),
    ),
    initial="",
    basis="代表法 (2025) 51",
    states=tuple(State.values),
)
# fmt: on
