from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "huiyin.contributions"

    def ready(self):
        from huiyin.accounts.copies import register  # noqa: PLC0415
        from huiyin.contributions import copies, record, sentences  # noqa: PLC0415 — needs models
        from huiyin.ledger import contents  # noqa: PLC0415

        sentences.register()
        register("words", copies.said_by)
        contents.register("contribution", record.words_content, record.words_living)
