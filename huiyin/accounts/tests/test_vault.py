"""Personal data are sealed to one person, opened for a reason, and every opening is on record."""

import pytest
from cryptography.exceptions import InvalidTag

from huiyin.accounts import vault
from huiyin.accounts.models import AccessLog, Sealed, User

pytestmark = pytest.mark.django_db
PHONE = "13812346621"
REASON = "核对留言里的地址"


@pytest.fixture
def wang():
    return User.objects.create_user("c-wang", label="王＊＊")


@pytest.fixture
def clerk():
    return User.objects.create_user("u-clerk", label="赵文博", kind=User.Kind.OFFICIAL)


def log():
    return list(AccessLog.objects.order_by("pk").values_list("by__label", "purpose", "reason"))


def test_the_value_comes_back_and_the_database_never_holds_it(wang):
    sealed = vault.seal(wang, "phone", PHONE)
    row = Sealed.objects.values().get()

    assert PHONE not in str(row)
    assert (row["hint"], len(row["index"])) == ("138****6621", 64)
    assert vault.reveal(sealed, by=wang, purpose="own") == PHONE


def test_the_same_value_twice_is_two_different_ciphertexts(wang):
    first = bytes(vault.seal(wang, "name", "王小明").ciphertext)
    second = bytes(vault.seal(wang, "name", "王小明").ciphertext)
    assert first != second


def test_a_ciphertext_moved_to_somebody_else_does_not_open(wang, clerk):
    stolen = vault.seal(wang, "phone", PHONE)
    Sealed.objects.filter(pk=stolen.pk).update(user=clerk)
    with pytest.raises(InvalidTag):
        vault.reveal(Sealed.objects.get(pk=stolen.pk), by=clerk, purpose="own")


def test_a_ciphertext_of_another_kind_does_not_open(wang):
    sealed = vault.seal(wang, "phone", PHONE)
    Sealed.objects.filter(pk=sealed.pk).update(kind="email")
    with pytest.raises(InvalidTag):
        vault.reveal(Sealed.objects.get(pk=sealed.pk), by=wang, purpose="own")


@pytest.mark.parametrize("reason", ["", "     ", "看一下", "  abc  "])
def test_reading_somebody_elses_data_needs_a_reason_and_without_one_nothing_opens(
    wang, clerk, reason
):
    sealed = vault.seal(wang, "phone", PHONE)
    with pytest.raises(vault.ReasonMissing):
        vault.reveal(sealed, by=clerk, purpose="handle", reason=reason)
    assert log() == []


def test_the_platform_itself_may_only_notify_and_verify(wang):
    sealed = vault.seal(wang, "phone", PHONE)
    with pytest.raises(vault.ReasonMissing):
        vault.reveal(sealed, by=None, purpose="handle", reason=REASON)
    assert vault.reveal(sealed, by=None, purpose="notify") == PHONE


def test_every_reading_is_on_record_with_who_and_why(wang, clerk):
    sealed = vault.seal(wang, "phone", PHONE)
    vault.reveal(sealed, by=clerk, purpose="handle", reason=REASON, office="代表工作委员会")
    vault.reveal(sealed, by=wang, purpose="handle")
    vault.reveal(sealed, by=None, purpose="notify")

    assert log() == [("赵文博", "handle", REASON), ("王＊＊", "own", ""), (None, "notify", "")]
    assert AccessLog.objects.first().office == "代表工作委员会"


def test_a_value_is_found_by_its_digest_without_being_opened(wang):
    vault.seal(wang, "phone", PHONE)
    assert vault.find("phone", PHONE).user == wang
    assert vault.find("phone", "13812346622") is None
    assert vault.find("email", PHONE) is None
    assert log() == []


def test_the_digest_depends_on_the_key_and_on_the_kind(settings):
    before = vault.digest("phone", PHONE)
    assert vault.digest("email", PHONE) != before
    settings.VAULT_KEY = bytes(32)
    assert vault.digest("phone", PHONE) != before


def test_what_is_enclosed_for_one_place_opens_nowhere_else():
    enclosed = vault.enclose("夜班公交", place="draft-1")
    assert "夜班" not in enclosed
    assert vault.disclose(enclosed, place="draft-1") == "夜班公交"
    with pytest.raises(ValueError, match="not enclosed"):
        vault.disclose(enclosed, place="draft-2")
    with pytest.raises(ValueError, match="base64"):
        vault.disclose("***", place="draft-1")
