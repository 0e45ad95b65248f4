"""What `make` runs: catalogues without gettext, the count of checks, the demonstration's door."""

import subprocess
import sys

import polib
import pytest
from django.core.exceptions import ImproperlyConfigured

from huiyin.config import checks
from scripts import check, demo, messages, packages
from scripts.processes import free_port, is_taken

TEMPLATE = """{% load i18n %}{# {% translate "不算" %} #}
{% translate "你好" %} {% translate "日" context "星期" as day %} {{ _("好") }}
{% blocktranslate count n=people trimmed %}
  {{ n }} 人
{% plural %}
  {{ n }} 人们
{% endblocktranslate %}"""


def test_messages_are_found_in_templates_and_in_python():
    assert [message for message, _ in messages.template_messages(TEMPLATE)] == [
        (None, "你好", None),
        ("星期", "日", None),
        (None, "好", None),
        (None, "%(n)s 人", "%(n)s 人们"),
    ]
    code = (
        'a = _("一" "二")\nb = ngettext("甲", "乙", 3)\nc = _(name)\nd = pgettext_lazy("丙", "丁")'
    )
    assert sorted(messages.python_messages(code), key=lambda found: found[1]) == [
        ((None, "一二", None), 1),
        ((None, "甲", "乙"), 2),
        (("丙", "丁", None), 4),
    ]


def test_a_catalogue_is_filled_kept_and_judged(tmp_path):
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    found = {(None, "你好，%(name)s", None): [("a.py", 1)], (None, "旧", None): [("a.py", 2)]}
    messages.update(path, found)
    catalogue = polib.pofile(str(path))
    catalogue.find("旧").msgstr = "Old"
    catalogue.find("你好，%(name)s").msgstr = "Hello"
    catalogue.save()

    del found[None, "旧", None]
    found[None, "新", None] = [("b.py", 3)]
    assert list(messages.problems(path, found)) == [
        "a.py:1: 'Hello' has other placeholders than '你好，%(name)s'",
        "b.py:3: '新' has no translation",
        "'旧' is said nowhere any more",
    ]
    messages.update(path, found)
    assert [entry.msgid for entry in polib.pofile(str(path))] == ["你好，%(name)s", "新"]


REPORT = """<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>"""


def test_tests_are_counted_from_their_report_and_a_missing_report_is_a_failure(tmp_path):
    report = tmp_path / "sqlite.xml"
    assert check.count(report, "broke").failed == 1
    report.write_text(REPORT)
    counted = check.count(report, "")
    assert (counted.passed, counted.failed, counted.skipped) == (5, 2, 2)


@pytest.mark.parametrize(
    ("ci", "status", "last"),
    [("", 0, "7 passed, 0 failed, 1 skipped"), ("true", 1, "7 passed, 2 failed")],
)
def test_what_could_not_run_is_named_and_fails_only_in_ci(monkeypatch, capsys, ci, status, last):
    monkeypatch.setenv("CI", ci)
    lacking = packages.Need("chromium", lambda: False, "browser journeys")
    left_out = [(check.Step("browser", "journeys in a browser", []), [lacking])]
    assert check.conclude(check.Outcome(passed=7, skipped=1), left_out, 1) == status
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "NOT RUN journeys in a browser: install chromium"
    assert said[-1] == last


def test_the_demonstration_refuses_to_be_served_to_others(monkeypatch, settings):
    with pytest.raises(SystemExit, match=r"serves 127\.0\.0\.1 only, not 0\.0\.0\.0"):
        demo.refuse_other_hosts("0.0.0.0")
    settings.DEMONSTRATION = True
    monkeypatch.setenv("GRANIAN_HOST", "192.0.2.7")
    with pytest.raises(ImproperlyConfigured, match=r"serves this machine only, not 192\.0\.2\.7"):
        checks.refuse_unsafe_start()
    monkeypatch.setenv("GRANIAN_HOST", "::1")
    checks.refuse_unsafe_start()


def test_the_demonstration_answers_only_this_machine(rf):
    answer = checks.LoopbackOnlyMiddleware(lambda request: "answered")
    assert answer(rf.get("/", REMOTE_ADDR="127.0.0.1")) == "answered"
    assert answer(rf.get("/", REMOTE_ADDR="192.0.2.7")).status_code == 403


def test_a_taken_port_is_said_with_a_way_out():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} is taken.*PORT={port + 1}"):
            demo.main(["--port", str(port)])
    assert not is_taken(free_port())


def test_an_old_python_is_refused_in_words():
    said = subprocess.run(
        [sys.executable, "-c", OLD], capture_output=True, text=True, check=False
    ).stderr
    assert "Huiyin needs Python 3.11 or newer" in said
    assert "make PYTHON=" in said


OLD = """
import sys
sys.version_info = (3, 8, 18)
from scripts.install import main
main()
"""
