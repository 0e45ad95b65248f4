from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuggestionsConfig(AppConfig):
    name = "huiyin.suggestions"

    def ready(self):
        from huiyin.accounts.copies import register as register_copy  # noqa: PLC0415
        from huiyin.ledger import contents  # noqa: PLC0415 — apps are loaded first
        from huiyin.procedure.registry import Proceeding, register  # noqa: PLC0415
        from huiyin.suggestions import record  # noqa: PLC0415
        from huiyin.suggestions.consultations import opinions_copy  # noqa: PLC0415
        from huiyin.suggestions.models import Suggestion  # noqa: PLC0415 — apps are loaded first
        from huiyin.suggestions.procedure import SUGGESTION  # noqa: PLC0415
        from huiyin.suggestions.roles import HOLDERS, OWNERS, ROLES  # noqa: PLC0415
        from huiyin.suggestions.rules import parts_done, unit_people  # noqa: PLC0415
        from huiyin.suggestions.wording import LABELS  # noqa: PLC0415

        _register_notices()
        register_copy("opinions", opinions_copy)
        contents.register("photographs", record.photographs_content, record.photographs_living)
        register(
            Proceeding(
                procedure=SUGGESTION,
                roles=ROLES,
                holders=HOLDERS,
                find=lambda docket: Suggestion.objects.shown().get(docket=docket),
                address=lambda docket: f"/desk/suggestions/{docket.code}/",
                also=unit_people,
                owners=OWNERS,
                resolve=parts_done,
                release=parts_done,
                labels=LABELS,
            )
        )


def _register_notices():
    """What is told beside the steps, and to whom."""
    from huiyin.notices.registry import (  # noqa: PLC0415 — apps are loaded first
        register_audience,
        register_sentence,
    )
    from huiyin.suggestions.services import consulting, drafting, reminding  # noqa: PLC0415

    def _unconfirmed(rest):
        pk, _colon, at = rest.partition(":")
        return drafting.unconfirmed(int(pk), at)

    register_audience("unconfirmed", _unconfirmed)
    register_sentence(drafting.UNCONFIRMED, _("“%(title)s”有修改，请看过以后重新确认附议"))
    register_sentence(drafting.UNCOUNTED, _("“%(title)s”已经提交，你的附议没有计入"))
    register_audience("opinions", lambda rest: consulting.authors(*map(int, rest.split(":"))))
    register_sentence(consulting.USED, _("代表起草“%(title)s”时采用了你的意见"))
    register_sentence(consulting.UNUSED, _("“%(title)s”已开始起草，你的意见这次没有采用"))
    register_sentence(
        consulting.GIVEN_UP, _("代表不再起草“%(title)s”，这次征询就此结束；你的意见仍然保存")
    )
    register_audience("promise", lambda rest: reminding.told(*map(int, rest.split(":"))))
    register_sentence(reminding.SOON, _("“%(title)s”的第 %(what)s 项承诺还剩 %(days)s 天到期"))
    register_sentence(reminding.TODAY, _("“%(title)s”的第 %(what)s 项承诺今天到期"))
    register_sentence(
        reminding.LATE, _("“%(title)s”的第 %(what)s 项承诺已逾期 %(days)s 天，还没有报告结果")
    )
