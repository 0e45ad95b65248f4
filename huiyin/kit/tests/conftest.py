import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def alone(settings):
    """The kit under its own addresses and the middleware below the apps."""
    settings.ROOT_URLCONF = "huiyin.kit.tests.urls"
    settings.MIDDLEWARE = [
        name for name in settings.MIDDLEWARE if name.startswith(("huiyin.kit", "csp.", "django."))
    ]


@pytest.fixture
def browser():
    """A client that checks CSRF and turns errors into pages, as in production."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)
