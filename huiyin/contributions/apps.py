from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "huiyin.contributions"

    def ready(self):
        from huiyin.contributions import record, sentences  # noqa: PLC0415 — needs models
        from huiyin.ledger import contents  # noqa: PLC0415

        sentences.register()
        contents.register("contribution", record.words_content, record.words_living)
