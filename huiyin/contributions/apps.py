from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "huiyin.contributions"

    def ready(self):
        from huiyin.contributions import record  # noqa: PLC0415 — needs models
        from huiyin.ledger import contents  # noqa: PLC0415

        contents.register("contribution", record.words_content, record.words_living)
