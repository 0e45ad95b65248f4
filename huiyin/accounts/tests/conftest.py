import pytest

from tests.texting import Texts


@pytest.fixture
def texts(settings):
    """The text messages sent during one test."""
    settings.SMS_PROVIDER = "tests.texting.Texts"
    Texts.sent.clear()
    return Texts
