"""How a deputy's mandate (代表资格) begins, rests and ends.

One line is one lawful step. The reasons for suspension and ending are those of the law; the
public page of a former deputy says that the mandate ended, never why.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.table import PRACTICE, Procedure, Step


class State(TextChoices):
    ELECTED = "elected", _("当选")
    CONFIRMED = "confirmed", _("资格已确认")
    ACTIVE = "active", _("任期内")
    SUSPENDED = "suspended", _("暂停执行职务")
    TERMINATED = "terminated", _("资格终止")
    EXPIRED = "expired", _("任期届满")


class Ending(TextChoices):
    """Law: 代表法 (2025) art. 62."""

    MOVED = "moved", _("地方各级人大代表迁出或者调离本行政区域")
    RESIGNED = "resigned", _("辞职被接受")
    ABSENT = "absent", _("未经批准两次不出席本级人民代表大会会议")
    RECALLED = "recalled", _("被罢免")
    NATIONALITY = "nationality", _("丧失中华人民共和国国籍")
    RIGHTS = "rights", _("依照法律被剥夺政治权利")
    CAPACITY = "capacity", _("丧失行为能力")
    DEATH = "death", _("去世")


# One step a line is what makes this table readable.
# fmt: off
MANDATE = Procedure(
    "mandate",
    _("代表资格"),
    (
        Step("elect",     "",              State.ELECTED,    by="registrar", law="选举法 (2020) 3",      label=_("登记当选"), says=_("%(title)s当选")),
        Step("confirm",   State.ELECTED,   State.CONFIRMED,  by="registrar", law="选举法 (2020) 47",     label=_("确认资格"), says=_("%(title)s的代表资格有效")),
        Step("begin",     State.CONFIRMED, State.ACTIVE,     by="registrar", law="代表法 (2025) 2",      label=_("开始任期"), says=_("%(title)s开始任期")),
        Step("suspend",   State.ACTIVE,    State.SUSPENDED,  by="registrar", law="代表法 (2025) 61",     label=_("暂停执行职务"), says=_("%(title)s暂时停止执行代表职务")),
        Step("resume",    State.SUSPENDED, State.ACTIVE,     by="registrar", law="代表法 (2025) 61",     label=_("恢复执行职务"), says=_("%(title)s恢复执行代表职务")),
        Step("terminate", State.ACTIVE,    State.TERMINATED, by="registrar", law="代表法 (2025) 62, 63", label=_("资格终止"), says=_("%(title)s的代表资格终止")),
        Step("terminate", State.SUSPENDED, State.TERMINATED, by="registrar", law="代表法 (2025) 62, 63", label=_("资格终止"), says=_("%(title)s的代表资格终止")),
        Step("expire",    State.ACTIVE,    State.EXPIRED,    by="system",    law="代表法 (2025) 2",      label=_("任期届满"), says=_("%(title)s任期届满")),
        Step("expire",    State.SUSPENDED, State.EXPIRED,    by="system",    law="代表法 (2025) 2",      label=_("任期届满"), says=_("%(title)s任期届满")),
        Step("annul",     State.ELECTED,   State.TERMINATED, by="registrar", law=PRACTICE,            label=_("当选无效"), says=_("%(title)s当选无效")),
    ),
    initial="",
    final=frozenset({State.TERMINATED, State.EXPIRED}),
    basis="选举法 (2020) 3, 47; 代表法 (2025) 2, 61–63",
    states=tuple(State.values),
)
# fmt: on
