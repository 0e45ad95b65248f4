from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

INSPECTED = _("%(title)s自查不合格：%(count)s 项有问题，请及时处理")


class SitesConfig(AppConfig):
    name = "huiyin.sites"
    label = "sites"

    def ready(self):
        from huiyin.notices.registry import (  # noqa: PLC0415 — apps come first
            register_audience,
            register_sentence,
        )
        from huiyin.procedure.registry import Proceeding, register  # noqa: PLC0415
        from huiyin.sites.models import Site  # noqa: PLC0415
        from huiyin.sites.procedure import SITE  # noqa: PLC0415
        from huiyin.sites.queries import newest_cases  # noqa: PLC0415
        from huiyin.sites.registry import register_kind  # noqa: PLC0415
        from huiyin.sites.rules import HOLDERS, ROLES, duty_holders, keeper  # noqa: PLC0415

        register(
            Proceeding(
                procedure=SITE,
                roles=ROLES,
                holders=HOLDERS,
                find=lambda docket: Site.objects.select_related("docket", "congress").get(
                    docket=docket
                ),
                address=lambda docket: f"/desk/sites/{docket.congress.slug}/",
                owners={"police_filing": lambda site: [keeper(site.congress)]},
                also=lambda site: duty_holders(site.pk),
            )
        )
        register_kind("cases", newest=newest_cases)
        register_sentence("sites.inspection", INSPECTED)
        register_audience("site", duty_holders)
