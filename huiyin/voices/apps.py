from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "huiyin.voices"

    def ready(self):
        from huiyin.procedure.registry import Proceeding, register  # noqa: PLC0415
        from huiyin.voices.models import Voice  # noqa: PLC0415 — apps must be loaded first
        from huiyin.voices.procedure import VOICE  # noqa: PLC0415
        from huiyin.voices.queries import said  # noqa: PLC0415
        from huiyin.voices.rules import HOLDERS, ROLES, release  # noqa: PLC0415

        register(
            Proceeding(
                procedure=VOICE,
                roles=ROLES,
                holders=HOLDERS,
                find=lambda docket: Voice.objects.shown().get(docket=docket),
                address=lambda docket: f"/desk/voices/{docket.code}/",
                resolve=lambda voice: "resolve",
                release=release,
                said=said,
            )
        )
