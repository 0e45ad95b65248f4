from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "huiyin.notices"

    def ready(self):
        from huiyin.accounts import phone  # noqa: PLC0415 — apps must be loaded first
        from huiyin.notices.channels import CodeByMessage  # noqa: PLC0415

        phone.register_sender(CodeByMessage())
