"""How an article is written, reviewed three times, released, corrected and taken back.

One line below is one lawful step. Law: 保守国家秘密法 (2024) art. 35: whoever publishes reviews
first whether it is secret, one matter at a time. That three people review, and another releases
(三审三校), is the practice of the press offices.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huiyin.procedure.table import PRACTICE, Procedure, Step, steps


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("article", "撰写")
    FIRST_REVIEW = "first_review", _("待初审")
    SECOND_REVIEW = "second_review", _("待复审")
    FINAL_REVIEW = "final_review", _("待终审")
    CLEARED = "cleared", _("待发布")
    SCHEDULED = "scheduled", _("定时发布")
    PUBLISHED = "published", pgettext_lazy("article", "已发布")
    CORRECTING = "correcting", _("更正中")
    CORRECTION_REVIEW = "correction_review", _("更正待审")
    CORRECTION_CLEARED = "correction_cleared", _("更正待发布")
    RECALLED = "recalled", _("已撤下")
    EXPIRED = "expired", _("已过有效期")
    ARCHIVED = "archived", pgettext_lazy("article", "已归档")
    WITHHELD = "withheld", _("不予公开")
    WITHDRAWN = "withdrawn", pgettext_lazy("article", "不再发布")


S = State
#: Under review for the first time.
REVIEWS = (S.FIRST_REVIEW, S.SECOND_REVIEW, S.FINAL_REVIEW)
#: Under correction: what was released stays as it is until the corrected text is.
CORRECTIONS = (S.CORRECTING, S.CORRECTION_REVIEW, S.CORRECTION_CLEARED)
#: What anybody may read.
LIVE = (S.PUBLISHED, *CORRECTIONS, S.EXPIRED, S.ARCHIVED)
SECRETS = "保守国家秘密法 (2024) 35"

# One step a line is what makes this table readable; ``steps`` is the same line from several states.
# fmt: off
ARTICLE = Procedure(
    "article",
    _("文章"),
    (
        Step("write", "", S.DRAFT, by="writer", law=PRACTICE, label=_("撰写"), says=_("开始撰写“%(title)s”"), holder="writer", tells="holder"),
        *steps("edit", (S.DRAFT, S.CORRECTING), by="writer", law=PRACTICE, label=_("修改"), says=_("“%(title)s”有修改"), tells="holder"),
        Step("submit", S.DRAFT, S.FIRST_REVIEW, by="writer", law=PRACTICE, label=_("送审"), says=_("“%(title)s”送初审"), holder="first_reviewer", tells="holder"),
        Step("pass_first", S.FIRST_REVIEW, S.SECOND_REVIEW, by="first_reviewer", law=PRACTICE, label=_("初审通过"), says=_("“%(title)s”初审通过，送复审"), holder="second_reviewer", tells="holder"),
        Step("pass_second", S.SECOND_REVIEW, S.FINAL_REVIEW, by="second_reviewer", law=PRACTICE, label=_("复审通过"), says=_("“%(title)s”复审通过，送终审"), holder="final_reviewer", tells="holder"),
        Step("return_to_author", S.FIRST_REVIEW, S.DRAFT, by="first_reviewer", law=PRACTICE, label=_("退回修改"), says=_("“%(title)s”退回修改：%(reason)s"), holder="writer", tells="holder"),
        Step("return_to_author", S.SECOND_REVIEW, S.DRAFT, by="second_reviewer", law=PRACTICE, label=_("退回修改"), says=_("“%(title)s”退回修改：%(reason)s"), holder="writer", tells="holder"),
        Step("return_to_author", S.FINAL_REVIEW, S.DRAFT, by="final_reviewer", law=PRACTICE, label=_("退回修改"), says=_("“%(title)s”退回修改：%(reason)s"), holder="writer", tells="holder"),
        *steps("return_to_author", (S.CLEARED, S.SCHEDULED), S.DRAFT, by="releaser", law=PRACTICE, label=_("退回修改"), says=_("“%(title)s”退回修改：%(reason)s"), holder="writer", tells="holder"),
        Step("answer", S.FIRST_REVIEW, S.FIRST_REVIEW, by="first_reviewer", law=PRACTICE, label=_("说明检查发现"), says=_("“%(title)s”的一项检查发现已说明理由：%(reason)s"), tells="holder"),
        Step("answer", S.SECOND_REVIEW, S.SECOND_REVIEW, by="second_reviewer", law=PRACTICE, label=_("说明检查发现"), says=_("“%(title)s”的一项检查发现已说明理由：%(reason)s"), tells="holder"),
        *steps("answer", (S.FINAL_REVIEW, S.CORRECTION_REVIEW), by="final_reviewer", law=PRACTICE, label=_("说明检查发现"), says=_("“%(title)s”的一项检查发现已说明理由：%(reason)s"), tells="holder"),
        Step("pass_final", S.FINAL_REVIEW, S.CLEARED, by="final_reviewer", law=SECRETS, label=_("终审和保密审查通过"), says=_("“%(title)s”终审和保密审查通过，待发布"), holder="releaser", tells="holder"),
        Step("withhold", S.FINAL_REVIEW, S.WITHHELD, by="final_reviewer", law=SECRETS, label=_("不予公开"), says=_("“%(title)s”经保密审查不予公开：%(basis)s"), holder="writer", tells="holder"),
        Step("schedule", S.CLEARED, S.SCHEDULED, by="releaser", law=PRACTICE, label=_("定时发布"), says=_("“%(title)s”定于 %(when)s 发布"), tells="holder"),
        Step("unschedule", S.SCHEDULED, S.CLEARED, by="releaser", law=PRACTICE, label=_("取消定时"), says=_("“%(title)s”取消定时发布"), tells="holder"),
        Step("release", S.CLEARED, S.PUBLISHED, by="releaser", law=SECRETS, label=_("发布"), says=_("“%(title)s”已发布"), holder="writer"),
        Step("release_due", S.SCHEDULED, S.PUBLISHED, by="system", law=SECRETS, label=_("到时发布"), says=_("“%(title)s”已按时发布"), holder="writer"),
        Step("miss", S.SCHEDULED, S.CLEARED, by="system", law=PRACTICE, label=_("未能按时发布"), says=_("“%(title)s”没有按时发布：%(reason)s"), tells="holder"),
        *steps("withdraw", (S.DRAFT, *REVIEWS, S.CLEARED, S.SCHEDULED), S.WITHDRAWN, by="writer", law=PRACTICE, label=_("不再发布"), says=_("“%(title)s”不再发布"), tells="holder"),
        Step("correct", S.PUBLISHED, S.CORRECTING, by="writer", law=PRACTICE, label=_("更正"), says=_("“%(title)s”开始更正，已发布的内容不变"), holder="writer", tells="holder"),
        Step("drop_correction", S.CORRECTING, S.PUBLISHED, by="writer", law=PRACTICE, label=_("放弃更正"), says=_("“%(title)s”不更正了"), tells="holder"),
        Step("submit_correction", S.CORRECTING, S.CORRECTION_REVIEW, by="writer", law=PRACTICE, label=_("送更正审查"), says=_("“%(title)s”的更正送审"), holder="final_reviewer", tells="holder"),
        Step("return_correction", S.CORRECTION_REVIEW, S.CORRECTING, by="final_reviewer", law=PRACTICE, label=_("退回更正"), says=_("“%(title)s”的更正退回修改：%(reason)s"), holder="writer", tells="holder"),
        Step("pass_correction", S.CORRECTION_REVIEW, S.CORRECTION_CLEARED, by="final_reviewer", law=SECRETS, label=_("更正审查通过"), says=_("“%(title)s”的更正审查通过，待发布"), holder="releaser", tells="holder"),
        Step("return_correction", S.CORRECTION_CLEARED, S.CORRECTING, by="releaser", law=PRACTICE, label=_("退回更正"), says=_("“%(title)s”的更正退回修改：%(reason)s"), holder="writer", tells="holder"),
        Step("release_correction", S.CORRECTION_CLEARED, S.PUBLISHED, by="releaser", law=SECRETS, label=_("发布更正"), says=_("“%(title)s”已更正：%(note)s"), holder="writer"),
        *steps("recall", LIVE, S.RECALLED, by="recaller", law=PRACTICE, label=_("撤下"), says=_("“%(title)s”已撤下：%(reason)s"), holder="writer"),
        Step("expire", S.PUBLISHED, S.EXPIRED, by="system", law=PRACTICE, label=_("过有效期"), says=_("“%(title)s”已过有效期"), tells="holder"),
        *steps("archive", (S.PUBLISHED, S.EXPIRED), S.ARCHIVED, by="releaser", law=PRACTICE, label=_("归档"), says=_("“%(title)s”已归档，照常公开"), tells="holder"),
    ),
    initial="",
    final=frozenset({S.RECALLED, S.ARCHIVED, S.WITHHELD, S.WITHDRAWN}),
    basis="保守国家秘密法 (2024) 35",
    states=tuple(State.values),
)
# fmt: on
