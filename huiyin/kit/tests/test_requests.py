"""What is refused before any page sees it."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from huiyin.kit.middleware import EdgeMiddleware, NulMiddleware

FORM = "application/x-www-form-urlencoded"


class Unread:
    """A body that nobody may touch."""

    def read(self, *args):
        raise AssertionError("the body was read")


def announced(length, **meta):
    request = RequestFactory().post("/echo/", b"", content_type=FORM)
    request.META.update({"CONTENT_LENGTH": length, "wsgi.input": Unread(), **meta})
    return EdgeMiddleware(lambda request: "passed")(request)


def test_a_body_over_the_limit_is_refused_unread():
    answer = announced(str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))

    assert answer.status_code == 413
    assert "提交的内容太大了" in answer.content.decode()


def test_a_body_at_the_limit_passes():
    assert announced(str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)) == "passed"


@pytest.mark.parametrize("length", ["-1", "1e3", "０", "1,000", "x"])
def test_a_length_that_is_no_number_is_refused(length):
    assert announced(length).status_code == 400


def test_a_length_of_many_digits_is_refused_as_too_large():
    assert announced("9" * 5000).status_code == 413


def test_a_body_in_pieces_without_a_length_is_refused():
    assert announced("", HTTP_TRANSFER_ENCODING="chunked").status_code == 411


def test_a_request_without_a_body_passes():
    assert announced("") == "passed"


@pytest.mark.parametrize("address", ["/ui/%00", "/ui/?q=%00", "/ui/?%00=1", "/%00"])
def test_nul_in_an_address_is_refused(browser, address):
    assert browser.get(address).status_code == 400


@pytest.mark.parametrize(
    "body", ["a=%00", "%00=a", "a=%FF", "a=%D6%D0", b"a=\xff", b"a=\x00", "a=%ED%A0%80"]
)
def test_a_form_with_nul_or_broken_bytes_is_refused(browser, body):
    answer = browser.generic("POST", "/echo/", body, content_type=FORM)

    assert answer.status_code == 400
    assert "填写的内容" in answer.content.decode()


@pytest.mark.parametrize("value", [b"\x00", b"\xff\xfe", b"\xd6\xd0"])
def test_a_form_in_parts_with_nul_or_broken_bytes_is_refused(browser, value):
    assert browser.generic("POST", "/echo/", *parts(value)).status_code == 400


@pytest.mark.parametrize("words", ["𠮷 %00 说明", "已有的 \ufffd 照旧", ""])
def test_words_that_only_look_broken_pass(browser, words):
    answer = browser.generic("POST", "/echo/", *parts(words.encode()))
    assert answer.json() == {"a": [words]}

    answer = browser.post("/echo/", {"a": words})
    assert answer.json() == {"a": [words]}


def parts(value):
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + value + b"\r\n--x--\r\n"
    return body, "multipart/form-data; boundary=x"


def test_more_fields_than_a_form_has_are_refused(browser):
    body = "&".join(f"a{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))

    answer = browser.generic("POST", "/echo/", body, content_type=FORM)

    assert answer.status_code == 400
    assert "这次提交没法识别" in answer.content.decode()


def test_a_sender_who_hangs_up_half_way_is_no_failure_of_ours():
    class Gone:
        def read(self, *args):
            raise OSError("connection reset")

        def close(self):
            pass

    request = RequestFactory().post("/echo/", b"a=123", content_type=FORM)
    request._stream = Gone()

    assert NulMiddleware(lambda request: "passed")(request).status_code == 400


def test_a_broken_envelope_of_parts_is_refused(browser):
    answer = browser.generic("POST", "/echo/", b"--y", content_type="multipart/form-data")

    assert answer.status_code == 400
