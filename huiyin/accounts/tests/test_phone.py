"""A phone is proved by a code that is short-lived, used once, and guessed at only five times."""

from datetime import timedelta

import pytest
from django.utils import translation
from django.utils.timezone import now

from huiyin.accounts import phone as phones
from huiyin.accounts import vault
from huiyin.accounts.models import PhoneCode, User
from tests.texting import wrong

pytestmark = pytest.mark.django_db
PHONE = "13812346621"


@pytest.fixture
def code(texts):
    phones.send_code(PHONE)
    return texts.code(PHONE)


@pytest.mark.parametrize(
    "text",
    [
        "13812346621",
        " 138 1234 6621 ",
        "+86 138-1234-6621",
        "008613812346621",
        "１３８１２３４６６２１",
    ],
)
def test_a_number_is_understood_however_it_is_written(text):
    assert phones.normalise(text) == PHONE


@pytest.mark.parametrize(
    "text",
    ["", "1381234662", "138123466211", "12812346621", "+1 202 555 0100", "abc", "٠١٢٣٤٥٦٧٨٩٠"],
)
def test_what_is_no_mobile_number_is_refused(text):
    with pytest.raises(phones.PhoneError, match="11 位"):
        phones.normalise(text)


def test_the_right_code_is_accepted_exactly_once(code):
    phones.check_code(PHONE, f" {code} ")
    with pytest.raises(phones.PhoneError, match="已失效"):
        phones.check_code(PHONE, code)


def test_the_code_of_one_phone_proves_no_other(code, texts):
    phones.send_code("13912340000")
    if texts.code("13912340000") != code:
        with pytest.raises(phones.PhoneError, match="不对"):
            phones.check_code("13912340000", code)


def test_the_code_is_known_only_by_its_digest(code):
    row = PhoneCode.objects.values().get()
    assert code not in (row["digest"], row["index"])
    assert PHONE not in str(row)


def test_a_new_code_replaces_the_old_one(code, texts):
    phones.send_code(PHONE)
    newer = texts.code(PHONE)
    if newer != code:
        with pytest.raises(phones.PhoneError, match="不对"):
            phones.check_code(PHONE, code)
    phones.check_code(PHONE, newer)


def test_after_five_wrong_tries_the_right_code_is_refused(code):
    for _ in range(phones.TRIES):
        with pytest.raises(phones.PhoneError, match="不对"):
            phones.check_code(PHONE, wrong(code))
    with pytest.raises(phones.PhoneError, match="次数过多"):
        phones.check_code(PHONE, code)


def test_a_code_older_than_ten_minutes_is_refused(code):
    PhoneCode.objects.update(expires_at=now() - timedelta(seconds=1))
    with pytest.raises(phones.PhoneError, match="已失效"):
        phones.check_code(PHONE, code)


def test_the_sixth_code_within_an_hour_is_not_sent(texts):
    for _ in range(5):
        phones.send_code(PHONE)
    with pytest.raises(phones.PhoneError, match="过于频繁"):
        phones.send_code(PHONE)
    assert len(texts.sent) == 5


def test_outside_the_demonstration_no_page_shows_a_code(code, settings):
    assert phones.shown_code(PHONE) is None
    settings.DEMONSTRATION = True
    phones.send_code(PHONE)
    assert len(phones.shown_code(PHONE)) == 6


def test_the_first_proof_makes_the_citizen_and_the_next_finds_them():
    first = phones.citizen_of(PHONE, name="王小明")
    again = phones.citizen_of(PHONE, name="别的名字")

    assert again == first
    assert (first.label, first.level, first.kind) == ("王＊＊", "phone", "citizen")
    assert vault.find("phone", PHONE).user == first
    assert not first.has_usable_password()


def test_who_gave_no_name_is_called_so_in_the_language_of_each_reader():
    with translation.override("en"):
        citizen = phones.citizen_of(PHONE)
        assert (citizen.label, str(citizen)) == ("群众", "Member of the public")
    with translation.override("zh-hans"):
        assert str(citizen) == "群众"


def test_somebody_staff_wrote_for_is_raised_by_their_own_proof():
    entered = phones.citizen_of(PHONE, verified=False)
    assert entered.level == User.Level.NONE
    assert phones.citizen_of(PHONE, verified=False).level == User.Level.NONE
    assert phones.citizen_of(PHONE).level == User.Level.PHONE


def test_the_phone_of_an_official_opens_no_citizens_account():
    clerk = User.objects.create_user("u-clerk", kind=User.Kind.OFFICIAL)
    vault.seal(clerk, "phone", PHONE)
    with pytest.raises(phones.PhoneError, match="工作人员"):
        phones.citizen_of(PHONE)
