"""What the nightly verifier can find, by name."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fault(TextChoices):
    CONTENT_CHANGED = "content_changed", _("原文与存证时不一致")
    ROW_MISSING = "row_missing", _("存证所指的原文已不存在")
    UNRECORDED = "unrecorded", _("原文没有存证")
    UNREGISTERED = "unregistered", _("此类存证没有登记核对办法")
    LEAF_CHANGED = "leaf_changed", _("存证条目被改动")
    LEAF_MISSING = "leaf_missing", _("存证条目缺失")
    LEAF_EXTRA = "leaf_extra", _("存证条目超出日志长度")
    REORDERED = "reordered", _("存证条目的次序被调换")
    FOREIGN = "foreign", _("存证条目属于另一个人大")
    TREE_CHANGED = "tree_changed", _("存证树的中间结果与条目不符")
    TRUNCATED = "truncated", _("日志比已签署的检查点短")
    ROLLED_BACK = "rolled_back", _("日志早于见证盘上的检查点，疑似恢复了旧备份")
    REWRITTEN = "rewritten", _("日志与已签署的检查点不符，历史被改写")
    FORKED = "forked", _("同一长度签署了两个不同的根")
    KEY_CHANGED = "key_changed", _("检查点由另一把密钥签署")
    CHECKPOINT_FORGED = "checkpoint_forged", _("检查点的签名或内容无效")
    UNWITNESSED = "unwitnessed", _("检查点不在见证盘上")


class Problem(NamedTuple):
    """One finding, at the leaves ``first`` to ``last`` of the log or at the size ``first``."""

    fault: Fault
    first: int | None = None
    last: int | None = None
    detail: str = ""

    def __str__(self):
        where = "" if self.first is None else f" #{self.first}"
        if self.last not in (None, self.first):
            where += f"–{self.last}"
        return f"{self.fault.value}{where}: {self.fault.label} {self.detail}".rstrip()


class Findings:
    """Collects problems; neighbours of one fault become one problem."""

    #: So many problems of one fault are kept: a list of a million would help nobody.
    LIMIT = 100

    def __init__(self):
        self.problems: list[Problem] = []
        self._last: dict[Fault, int] = {}
        self._count: dict[Fault, int] = {}

    def add(self, fault, first=None, last=None, detail=""):
        last = first if last is None else last
        known = self._last.get(fault)
        if known is not None and not detail and first is not None:
            previous = self.problems[known]
            if previous.last == first - 1 and not previous.detail:
                self.problems[known] = previous._replace(last=last)
                return
        self._count[fault] = self._count.get(fault, 0) + 1
        if self._count[fault] <= self.LIMIT:
            self._last[fault] = len(self.problems)
            self.problems.append(Problem(fault, first, last, detail))
