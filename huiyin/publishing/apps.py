from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "huiyin.publishing"

    def ready(self):
        from huiyin.procedure.registry import Proceeding, register  # noqa: PLC0415
        from huiyin.publishing.columns import KIND  # noqa: PLC0415
        from huiyin.publishing.models import Article  # noqa: PLC0415 — apps are loaded first
        from huiyin.publishing.procedure import ARTICLE  # noqa: PLC0415
        from huiyin.publishing.queries import newest  # noqa: PLC0415
        from huiyin.publishing.rules import HOLDERS, ROLES  # noqa: PLC0415
        from huiyin.sites.registry import register_kind  # noqa: PLC0415

        register_kind(KIND, path=lambda key: f"columns/{key}/", newest=newest)
        register(
            Proceeding(
                procedure=ARTICLE,
                roles=ROLES,
                holders=HOLDERS,
                find=lambda docket: Article.objects.select_related(
                    "docket", "congress", "organ"
                ).get(docket=docket),
                address=lambda docket: f"/desk/articles/{docket.code}/",
            )
        )
