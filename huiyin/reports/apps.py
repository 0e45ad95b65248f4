from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "huiyin.reports"

    def ready(self):
        from huiyin.procedure.registry import Proceeding, register  # noqa: PLC0415
        from huiyin.reports.models import Report  # noqa: PLC0415 — apps must be loaded first
        from huiyin.reports.procedure import REPORT  # noqa: PLC0415
        from huiyin.reports.rules import HOLDERS, ROLES  # noqa: PLC0415

        register(
            Proceeding(
                procedure=REPORT,
                roles=ROLES,
                holders=HOLDERS,
                find=lambda docket: Report.objects.select_related("docket").get(docket=docket),
                address=lambda docket: f"/desk/reports/{docket.report.year}/",
            )
        )
