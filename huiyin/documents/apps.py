from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "huiyin.documents"

    def ready(self):
        from huiyin.documents import checks, record  # noqa: F401, PLC0415 — needs models
        from huiyin.ledger import contents  # noqa: PLC0415

        contents.register("document", record.documents_content, record.documents_living)
        contents.register("document.scan", record.scans_content, record.scans_living)
