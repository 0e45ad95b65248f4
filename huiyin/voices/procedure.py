"""What becomes of a citizen's message to a deputy, until they hear back.

Deputies shall listen to the people and answer them (代表法 (2025) arts. 6, 8); how soon is
custom, so the first-response clock comes from the rule profile and is marked as practice.
Messages of the past that staff import start no clock: the law of their day was another, and
a period that ran out years ago says nothing about the deputy who reads them today.

Writing a message into a suggestion stops the clock. If that suggestion comes to nothing and no
answer was ever given (``rules.release``), the message is waiting again under a new clock.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.table import PRACTICE, Clock, Procedure, Step


class State(TextChoices):
    RECEIVED = "received", _("待回应")
    ANSWERED = "answered", _("已回应")
    TAKEN_UP = "taken_up", _("已转为建议")
    CLOSED = "closed", _("已办结")


FIRST_RESPONSE = Clock("first_response", "first_response", _("首次回应"))

# One step a line is what makes this table readable.
# fmt: off
VOICE = Procedure(
    "voice",
    _("群众留言"),
    (
        Step("send",     "",             State.RECEIVED, by="author", law="代表法 (2025) 8",      label=_("提交留言"), says=_("留言“%(title)s”已送达%(deputy)s代表"), starts=(FIRST_RESPONSE,), holder="deputy"),
        Step("import",   "",             State.RECEIVED, by="staff",  law=PRACTICE,            label=_("导入历史留言"), says=_("历史留言“%(title)s”已导入，转给%(deputy)s代表"), holder="deputy"),
        Step("answer",   State.RECEIVED, State.ANSWERED, by="deputy", law="代表法 (2025) 8",      label=_("回复留言"), says=_("%(deputy)s代表回复了“%(title)s”"), stops=(FIRST_RESPONSE,), holder="nobody"),
        Step("answer",   State.ANSWERED, State.ANSWERED, by="deputy", law=PRACTICE,            label=_("继续回复"), says=_("%(deputy)s代表回复了“%(title)s”"), holder="nobody"),
        Step("answer",   State.TAKEN_UP, State.TAKEN_UP, by="deputy", law=PRACTICE,            label=_("继续回复"), says=_("%(deputy)s代表回复了“%(title)s”"), holder="nobody"),
        Step("add",      State.RECEIVED, State.RECEIVED, by="author", law=PRACTICE,            label=_("补充情况"), says=_("“%(title)s”有新的补充"), holder="deputy"),
        Step("add",      State.ANSWERED, State.ANSWERED, by="author", law=PRACTICE,            label=_("补充情况"), says=_("“%(title)s”有新的补充"), holder="deputy"),
        Step("add",      State.TAKEN_UP, State.TAKEN_UP, by="author", law=PRACTICE,            label=_("补充情况"), says=_("“%(title)s”有新的补充"), holder="deputy"),
        Step("transfer", State.RECEIVED, State.RECEIVED, by="staff",  law=PRACTICE,            label=_("转请另一位代表"), says=_("“%(title)s”已转请%(deputy)s代表回应"), holder="deputy"),
        Step("transfer", State.ANSWERED, State.ANSWERED, by="staff",  law=PRACTICE,            label=_("转请另一位代表"), says=_("“%(title)s”已转请%(deputy)s代表继续回应"), holder="deputy"),
        Step("take_up",  State.RECEIVED, State.TAKEN_UP, by="deputy", law="代表法 (2025) 24, 36", label=_("写成建议"), says=_("%(deputy)s代表把“%(title)s”写进了建议"), stops=(FIRST_RESPONSE,), holder="nobody"),
        Step("take_up",  State.ANSWERED, State.TAKEN_UP, by="deputy", law="代表法 (2025) 24, 36", label=_("写成建议"), says=_("%(deputy)s代表把“%(title)s”写进了建议"), holder="nobody"),
        Step("close",    State.ANSWERED, State.CLOSED,   by="author", law=PRACTICE,            label=_("我已清楚，办结"), says=_("“%(title)s”已由留言人确认办结")),
        Step("resolve",  State.TAKEN_UP, State.CLOSED,   by="system", law=PRACTICE,            label=_("随建议办结"), says=_("“%(title)s”所在的建议已办结")),
        Step("release",  State.TAKEN_UP, State.ANSWERED, by="system", law=PRACTICE,            label=_("建议未办成，回到代表"), says=_("“%(title)s”所在的建议没有办下去，请代表继续回应"), holder="deputy"),
        Step("return",   State.TAKEN_UP, State.RECEIVED, by="system", law=PRACTICE,            label=_("建议未办成，等待回应"), says=_("“%(title)s”所在的建议没有办下去，代表还没有答复过，请尽快回应"), starts=(FIRST_RESPONSE,), holder="deputy"),
        Step("reopen",   State.CLOSED,   State.ANSWERED, by="author", law=PRACTICE,            label=_("还没解决，继续反映"), says=_("留言人认为“%(title)s”还没有解决"), holder="deputy"),
    ),
    initial="",
    private=True,
    final=frozenset({State.CLOSED}),
    basis="代表法 (2025) 6, 8, 24, 36",
    states=tuple(State.values),
)
# fmt: on
