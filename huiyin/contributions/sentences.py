"""What an author is told of the review of their words."""

from django.utils.translation import gettext_lazy as _

from huiyin.contributions.models import Ground
from huiyin.notices.registry import by_code, register_sentence


def register():
    """Make the sentences known; called once when the app is ready."""
    register_sentence(
        "contribution.hidden",
        _("你写的内容未公开显示，理由：%(ground)s。原文仍完整保存；你可以补充说明，申请重新审核。"),
        {"ground": by_code("ground", Ground.choices)},
    )
    register_sentence("contribution.shown", _("你写的内容经重新审核，已公开显示。"))
