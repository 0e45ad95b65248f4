"""A code of six digits protects only while it cannot be guessed at leisure."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache
from django.test import Client

from huiyin.accounts.forms import SECOND_FACTOR
from tests.texting import wrong

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
TOO_OFTEN = "动态码输错次数过多，请 15 分钟后再试"


def official(user):
    """Give ``user`` a password and an authenticator; return (name, function reading the code)."""
    user.set_password(PASSWORD)
    user.save()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return user.username, lambda: format_hotp_value(hotp_value(secret, next(iter(counters()))))


def at_the_second_step(name):
    client = Client()
    client.post("/accounts/login/", {"login": name, "password": PASSWORD})
    return client


def try_code(client, code):
    return client.post("/accounts/2fa/authenticate/", {"code": code})


def signed_in(client):
    return "_auth_user_id" in client.session


def guess(name, code, times):
    """Guess ``times`` times, each from a new browser, and return the last page."""
    for _ in range(times):
        client = at_the_second_step(name)
        page = try_code(client, wrong(code))
        assert not signed_in(client)
    return page.content.decode()


def test_after_ten_wrong_codes_even_the_right_one_is_refused_for_a_while(cast):
    name, read = official(cast.zhao)
    assert TOO_OFTEN not in guess(name, read(), SECOND_FACTOR.rate)
    client = at_the_second_step(name)
    assert TOO_OFTEN in try_code(client, read()).content.decode()
    assert not signed_in(client)
    cache.clear()  # the window has ended
    try_code(client, read())
    assert signed_in(client)


def test_nobody_else_is_held_up_by_the_guesses(cast):
    name, read = official(cast.zhao)
    other, code_of_other = official(cast.sun)
    guess(name, read(), SECOND_FACTOR.rate + 1)
    client = at_the_second_step(other)
    try_code(client, code_of_other())
    assert signed_in(client)


def test_codes_kept_in_reserve_count_as_tries_of_the_same_person(cast):
    name, read = official(cast.zhao)
    RecoveryCodes.activate(cast.zhao)
    spare = cast.zhao.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    guess(name, read(), SECOND_FACTOR.rate)
    client = at_the_second_step(name)
    assert TOO_OFTEN in try_code(client, spare).content.decode()
    assert not signed_in(client)


def test_mistyping_is_forgotten_once_the_code_is_right(cast):
    name, read = official(cast.zhao)
    guess(name, read(), SECOND_FACTOR.rate - 1)
    client = at_the_second_step(name)
    try_code(client, read())
    assert signed_in(client)
    assert TOO_OFTEN not in guess(name, read(), 2)


def test_proving_oneself_again_draws_on_the_same_tries(cast):
    name, read = official(cast.zhao)
    client = at_the_second_step(name)
    try_code(client, read())
    for _ in range(SECOND_FACTOR.rate):
        SECOND_FACTOR.take(cast.zhao.pk)
    refused = client.post("/accounts/2fa/reauthenticate/", {"code": read()})
    assert TOO_OFTEN in refused.content.decode()
