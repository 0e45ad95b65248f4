"""Production does not start where sign-in codes would end in a log or nowhere."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from huiyin.config.checks import refuse_unsafe_start, sign_in_codes_reach_phones
from scripts.production import PRODUCTION, environment
from scripts.server import manage

HTTP = "huiyin.notices.http_sms.HttpSms"


def codes():
    return [error.id for error in sign_in_codes_reach_phones()]


def test_codes_are_not_written_to_the_log_unless_somebody_says_so(settings):
    settings.SMS_IN_LOG = False
    assert codes() == ["huiyin.E005"]
    settings.SMS_IN_LOG = True
    assert codes() == []


def test_the_web_process_ends_with_the_reason(settings, db):
    settings.SMS_IN_LOG = False
    with pytest.raises(ImproperlyConfigured, match="sign-in codes among them"):
        refuse_unsafe_start()


def test_a_provider_that_does_not_exist_is_named(settings):
    settings.SMS_PROVIDER = "nowhere.Carrier"
    assert codes() == ["huiyin.E006"]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("", ["huiyin.E007"]),
        ("http://sms.example/send", ["huiyin.E007"]),
        ("ftp://127.0.0.1/send", ["huiyin.E007"]),
        ("https://sms.example/send", []),
        ("http://127.0.0.1:9000/send", []),
    ],
)
def test_a_gateway_is_spoken_to_over_tls_or_on_this_machine(settings, url, found):
    settings.SMS_PROVIDER, settings.SMS_URL = HTTP, url
    assert codes() == found


def test_production_as_it_is_set_up_needs_a_provider(tmp_path):
    variables = environment(f"sqlite:///{tmp_path / 'huiyin.sqlite3'}", tmp_path)
    del variables["HUIYIN_SMS_IN_LOG"]
    with pytest.raises(RuntimeError, match=r"huiyin\.E005"):
        manage("check", settings=PRODUCTION, environment=variables)
    gateway = {"HUIYIN_SMS_PROVIDER": HTTP, "HUIYIN_SMS_URL": "https://sms.example/send"}
    manage("check", settings=PRODUCTION, environment={**variables, **gateway})
