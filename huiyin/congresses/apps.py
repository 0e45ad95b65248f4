from django.apps import AppConfig


class CongressesConfig(AppConfig):
    name = "huiyin.congresses"
