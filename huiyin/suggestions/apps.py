from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "huiyin.suggestions"

    def ready(self):
        from huiyin.procedure.registry import Proceeding, register  # noqa: PLC0415
        from huiyin.suggestions.models import Suggestion  # noqa: PLC0415 — apps are loaded first
        from huiyin.suggestions.procedure import SUGGESTION  # noqa: PLC0415
        from huiyin.suggestions.rules import (  # noqa: PLC0415
            HOLDERS,
            OWNERS,
            ROLES,
            parts_done,
            unit_people,
        )
        from huiyin.suggestions.wording import LABELS  # noqa: PLC0415

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
