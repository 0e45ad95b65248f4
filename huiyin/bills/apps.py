from django.apps import AppConfig


class BillsConfig(AppConfig):
    name = "huiyin.bills"

    def ready(self):
        from huiyin.bills.models import Bill  # noqa: PLC0415 — apps are loaded first
        from huiyin.bills.procedure import BILL  # noqa: PLC0415
        from huiyin.bills.rules import HOLDERS, ROLES, office_people  # noqa: PLC0415
        from huiyin.procedure.registry import Proceeding, register  # noqa: PLC0415

        register(
            Proceeding(
                procedure=BILL,
                roles=ROLES,
                holders=HOLDERS,
                find=lambda docket: Bill.objects.shown().get(docket=docket),
                address=lambda docket: f"/desk/bills/{docket.code}/",
                also=office_people,
            )
        )
