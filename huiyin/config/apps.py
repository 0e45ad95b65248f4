from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the checks that keep an unsafe installation from serving."""

    name = "huiyin.config"

    def ready(self):
        from huiyin.config import checks  # noqa: F401, PLC0415 — importing registers
