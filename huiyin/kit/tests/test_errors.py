import pytest
from django.test import RequestFactory
from django.utils import translation

from huiyin.kit import errors

PAGES = [
    (errors.bad_request, {}, 400, "这次提交没法识别"),
    (errors.csrf_failed, {}, 403, "填写的内容还在"),
    (errors.not_found, {}, 404, "没有找到这个页面"),
    (errors.moved_on, {"error": "已经交办"}, 409, "这件事已经有了新进展"),
    (errors.body_too_large, {}, 413, "提交的内容太大了"),
    (errors.too_many, {"wait": 130}, 429, "请过 3 分钟再试。"),
    (errors.unavailable, {}, 503, "重复提交不会重复登记"),
    (errors.server_error, {}, 500, "不是你的问题"),
]


@pytest.mark.parametrize(("page", "facts", "status", "words"), PAGES)
def test_an_error_page_needs_no_database_and_says_what_to_do(page, facts, status, words):
    answer = page(RequestFactory().get("/"), **facts)

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_a_database_that_is_away_is_no_error_of_the_page(browser):
    answer = browser.get("/away/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "网站正在恢复" in answer.content.decode()


def test_not_permitted_answers_exactly_like_not_found(browser):
    refused, absent = browser.get("/refused/"), browser.get("/absent/")

    assert (refused.status_code, refused.content) == (absent.status_code, absent.content)
    assert absent.status_code == 404


@pytest.mark.parametrize("address", ["/absent/", "/refused/", "/failed/", "/ui/%00"])
def test_an_error_page_keeps_the_policy_and_the_language(browser, address):
    answer = browser.get(address, headers={"accept-language": "en"})

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert '<html lang="en"' in answer.content.decode()


def test_a_form_without_its_token_is_told_what_to_do(browser):
    answer = browser.post("/form/", {"a": "1"})

    assert answer.status_code == 403
    assert "页面放久了" in answer.content.decode()


def test_being_asked_to_wait_names_the_seconds():
    assert errors.too_many(RequestFactory().get("/"), wait=61)["Retry-After"] == "61"


def test_the_failure_page_stands_when_its_own_template_fails():
    class Broken:
        def __bool__(self):
            raise RuntimeError("the database is gone")

    request = RequestFactory().get("/")
    request.congress = Broken()
    answer = errors.server_error(request)

    assert answer.status_code == 500
    assert "系统出错了" in answer.content.decode()


def test_an_error_page_names_the_congress_it_happened_in():
    class Place:
        name = "云溪县人民代表大会"

    request = RequestFactory().get("/")
    request.congress = Place()
    with translation.override("zh-hans"):
        assert "<b>云溪县人民代表大会</b>" in errors.not_found(request).content.decode()
