from django.apps import AppConfig


class DeputiesConfig(AppConfig):
    name = "huiyin.deputies"

    def ready(self):
        from huiyin.deputies.models import Mandate  # noqa: PLC0415 — apps must be loaded first
        from huiyin.deputies.procedure import MANDATE  # noqa: PLC0415
        from huiyin.deputies.rules import ROLES  # noqa: PLC0415
        from huiyin.procedure.registry import Proceeding, register  # noqa: PLC0415

        register(
            Proceeding(
                procedure=MANDATE,
                roles=ROLES,
                holders={},
                find=lambda docket: Mandate.objects.get(docket=docket),
                address=lambda docket: f"/deputies/{docket.mandate.pk}/",
            )
        )
