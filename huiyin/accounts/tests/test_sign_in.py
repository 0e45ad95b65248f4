"""Two doors: a phone and a code for citizens, a password and a second factor for officials."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.test import Client

from huiyin.accounts import vault
from huiyin.accounts.middleware import IDLE, SEEN, SINCE
from huiyin.accounts.models import AccessLog, Consent, Persona, User
from huiyin.accounts.services import give_consent
from tests.cast import SPRING
from tests.texting import wrong

pytestmark = pytest.mark.django_db
PHONE = "13812346621"
PASSWORD = "correct horse battery"


@pytest.fixture
def clerk(cast):
    cast.zhao.username = "zhao"
    cast.zhao.set_password(PASSWORD)
    cast.zhao.save()
    return cast.zhao


def log_in(client, username="zhao", password=PASSWORD, **more):
    return client.post("/accounts/login/", {"login": username, "password": password}, **more)


def signed_in(client):
    return "_auth_user_id" in client.session


# --- Citizens -----------------------------------------------------------------------------


def test_a_citizen_comes_in_by_phone_and_code(cast, client, texts):
    assert client.post("/sign-in/", {"phone": PHONE, "next": "/find/"}).url == "/sign-in/code/"
    assert PHONE not in str(dict(client.session))
    page = client.get("/sign-in/code/").content.decode()
    assert "138****6621" in page
    assert texts.code(PHONE) not in page

    before = client.session.session_key
    done = client.post("/sign-in/code/", {"code": texts.code(PHONE)})
    assert done.url == "/find/"
    assert client.session["_auth_user_id"] == str(cast.wang.pk)
    assert client.session.session_key != before


def test_somebody_else_comes_in_where_a_citizen_is_signed_in(cast, client, texts):
    client.force_login(cast.feng, "django.contrib.auth.backends.ModelBackend")
    client.post("/sign-in/", {"phone": PHONE, "next": "/find/"})
    assert client.post("/sign-in/code/", {"code": texts.code(PHONE)}).url == "/find/"
    assert client.session["_auth_user_id"] == str(cast.wang.pk)


@pytest.mark.parametrize("way", ["//evil.test/", "https://evil.test/", "javascript:alert(1)"])
def test_nobody_is_led_away_after_signing_in(cast, client, texts, way):
    client.post("/sign-in/", {"phone": PHONE, "next": way})
    assert client.post("/sign-in/code/", {"code": texts.code(PHONE)}).url == "/mine/"


def test_a_wrong_code_signs_nobody_in(cast, client, texts):
    client.post("/sign-in/", {"phone": PHONE})
    refused = client.post("/sign-in/code/", {"code": wrong(texts.code(PHONE))})
    assert refused.status_code == 422
    assert "验证码不对" in refused.content.decode()
    assert not signed_in(client)


def test_an_official_cannot_come_in_by_phone(clerk, client, texts):
    vault.seal(clerk, "phone", "13600000000")
    client.post("/sign-in/", {"phone": "13600000000"})
    refused = client.post("/sign-in/code/", {"code": texts.code("13600000000")})
    assert refused.status_code == 422
    assert not signed_in(client)


@pytest.mark.parametrize("phone", ["", "123", "x" * 30, "9" * 400, "١٣٨١٢٣٤٦٦٢١", "<b>"])
def test_what_is_no_phone_is_said_beside_the_field(cast, client, phone):
    refused = client.post("/sign-in/", {"phone": phone})
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.content.decode()


def test_the_code_page_without_a_phone_leads_back(cast, client):
    assert client.get("/sign-in/code/").url == "/sign-in/"


# --- Officials ----------------------------------------------------------------------------


def test_without_a_second_factor_an_official_can_only_set_one_up(clerk, client):
    log_in(client)
    assert signed_in(client)
    for path in ("/desk/", "/", "/mine/", "/voices/new/"):
        assert client.get(path).url == "/accounts/2fa/totp/activate/", path
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    assert client.get("/no/such/page/").status_code == 404
    assert client.get("/ui/").status_code == 200


def totp(user):
    """Give ``user`` an authenticator and return a function that reads its present code."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return lambda: format_hotp_value(hotp_value(secret, next(iter(counters()))))


def test_with_a_second_factor_the_password_alone_opens_nothing(clerk, client):
    read = totp(clerk)
    assert log_in(client).url.startswith("/accounts/2fa/authenticate/")
    assert not signed_in(client)
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    client.post("/accounts/2fa/authenticate/", {"code": wrong(read())})
    assert not signed_in(client)

    code = read()
    done = client.post("/accounts/2fa/authenticate/", {"code": code})
    assert (done.url, signed_in(client)) == ("/desk/", True)

    other = Client()
    log_in(other)
    other.post("/accounts/2fa/authenticate/", {"code": code})
    assert not signed_in(other), "a code is good for one sign-in"


def test_the_secret_of_an_authenticator_is_encrypted_at_rest(clerk):
    secret = generate_totp_secret()
    TOTP.activate(clerk, secret)
    assert secret not in str(Authenticator.objects.values().get())


def test_setting_one_up_shows_a_code_to_scan_and_recovery_codes(clerk, client):
    log_in(client)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert secret in re.sub(r"<[^>]+>|\s", "", page)
    code = format_hotp_value(hotp_value(secret, next(iter(counters()))))
    done = client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True)
    assert "备用码" in done.content.decode()
    for path in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
        assert client.get(f"/accounts/2fa/{path}").status_code == 200, path


def test_five_failures_lock_that_name_from_that_address_for_a_while(clerk, client):
    for _ in range(5):
        failed = log_in(client, password="wrong")
    assert failed.status_code == 429
    locked = log_in(client)
    assert locked.status_code == 429
    assert "请 15 分钟后再试" in locked.content.decode()
    assert not signed_in(client)

    elsewhere = Client(REMOTE_ADDR="10.1.2.3")
    log_in(elsewhere)
    assert signed_in(elsewhere), "the owner is not locked out of their office"


def test_a_lock_and_a_refusal_say_the_same_of_a_name_that_does_not_exist(clerk, client):
    def answers(username):
        browser = Client(REMOTE_ADDR="10.9.9.9")
        pages = [log_in(browser, username, "wrong") for _ in range(6)]
        return [(page.status_code, page.content.decode().replace(username, "…")) for page in pages]

    def shape(found):
        return [(status, len(text)) for status, text in found]

    assert shape(answers("zhao")) == shape(answers("nemo"))


def test_a_forged_forwarding_header_does_not_escape_the_lock(clerk, client):
    for n in range(5):
        log_in(client, password="wrong", HTTP_X_FORWARDED_FOR=f"10.0.0.{n}")
    assert log_in(client, HTTP_X_FORWARDED_FOR="10.0.0.99").status_code == 429


@pytest.mark.parametrize("text", ["'; DROP TABLE", "𠮷" * 200, "<script>", "%s%n", "\u202e"])
def test_any_name_and_password_are_refused_with_words(cast, client, text):
    page = log_in(client, text, text)
    assert page.status_code == 200
    assert not signed_in(client)
    assert "<script>" not in page.content.decode().replace('<script src="', "")


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "confirm-email/"])
def test_no_account_makes_itself_and_no_address_is_taken_outside_the_vault(cast, client, path):
    assert client.get(f"/accounts/{path}").status_code == 404


# --- Sessions -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["official", "citizen"])
def test_a_session_left_alone_ends(clerk, cast, client, kind):
    user = {"official": clerk, "citizen": cast.wang}[kind]
    client.force_login(user)
    client.get("/ui/")
    session = client.session
    session[SEEN] = int(time.time()) - IDLE[user.kind] - 1
    session.save()

    page = client.get("/ui/")
    assert page.status_code == 200
    assert not signed_in(client)


def test_a_session_ends_after_twelve_hours_however_busy(cast, client):
    client.force_login(cast.wang)
    client.get("/ui/")
    session = client.session
    session[SINCE] = int(time.time()) - 12 * 3600 - 1
    session[SEEN] = int(time.time())
    session.save()
    client.get("/ui/")
    assert not signed_in(client)


def test_signing_out_ends_the_session_at_the_server(cast, client):
    client.force_login(cast.wang)
    stolen = client.cookies["sessionid"].value
    assert client.post("/accounts/logout/").url == "/"
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/mine/").url == "/sign-in/?next=/mine/"


# --- Personas -----------------------------------------------------------------------------


@pytest.fixture
def persona(cast):
    return Persona.objects.create(
        user=cast.zhao, title="代表工委经办", task="受理和交办代表建议", home="/ui/desk/"
    )


def test_outside_the_demonstration_there_are_no_personas(persona, client):
    assert client.get("/personas/").status_code == 404
    assert client.post("/personas/", {"persona": persona.pk}).status_code == 404
    assert "受理和交办" not in client.get("/sign-in/").content.decode()


def test_in_the_demonstration_one_click_becomes_a_persona(persona, client, settings):
    settings.DEMONSTRATION = True
    assert "受理和交办代表建议" in client.get("/sign-in/").content.decode()
    assert "代表工委经办" in client.get("/personas/").content.decode()
    assert client.post("/personas/", {"persona": persona.pk}).url == "/ui/desk/"
    assert client.session["_auth_user_id"] == str(persona.user.pk)
    assert client.get("/mine/").status_code == 200
    assert client.post("/personas/", {"persona": "x"}).status_code == 404


def test_the_mark_of_a_persona_excuses_nobody_outside_the_demonstration(persona, client, settings):
    settings.DEMONSTRATION = True
    client.post("/personas/", {"persona": persona.pk})
    settings.DEMONSTRATION = False
    assert client.get("/mine/").url == "/accounts/2fa/totp/activate/"


# --- One's own data -----------------------------------------------------------------------


def test_a_person_sees_who_looked_and_why(cast, client):
    sealed = cast.wang.sealed.get(kind="phone")
    vault.reveal(
        sealed, by=cast.zhao, purpose="handle", reason="约时间当面了解情况", office="代表工委"
    )
    client.force_login(cast.wang)
    page = client.get("/mine/looked/").content.decode()
    assert "赵文博" in page
    assert "约时间当面了解情况" in page
    assert "138****6621" in page
    assert PHONE not in page
    copy = client.get("/mine/data.json").json()
    assert copy["looks"][0]["reason"] == "约时间当面了解情况"
    assert AccessLog.objects.count() == 1


def test_a_consent_is_given_once_and_can_be_taken_back_only_by_its_giver(cast, client):
    given = give_consent(cast.wang, "voice", at=SPRING)
    assert give_consent(cast.wang, "voice", at=SPRING) == given
    client.force_login(cast.feng)
    client.post("/mine/consents/", {"consent": given.pk})
    assert Consent.objects.get().withdrawn_at is None

    client.force_login(cast.wang)
    assert "撤回同意" in client.get("/mine/consents/").content.decode()
    client.post("/mine/consents/", {"consent": given.pk})
    assert Consent.objects.get().withdrawn_at is not None
    assert client.post("/mine/consents/", {"consent": "9" * 50}).status_code == 302


@pytest.mark.parametrize("path", ["", "notices/", "looked/", "consents/", "data.json"])
def test_ones_own_pages_ask_a_stranger_to_sign_in(cast, client, path):
    assert client.get(f"/mine/{path}").url == f"/sign-in/?next=/mine/{path}"


def test_the_language_one_signs_in_with_is_the_language_one_is_told_in(cast, client, texts):
    client.cookies["django_language"] = "en"
    client.post("/sign-in/", {"phone": PHONE})
    client.post("/sign-in/code/", {"code": texts.code(PHONE)})
    assert User.objects.get(pk=cast.wang.pk).language == "en"
