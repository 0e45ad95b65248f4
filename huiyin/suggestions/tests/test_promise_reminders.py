"""Who hears of a promise, and when."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate, now

from huiyin.accounts.models import User
from huiyin.notices.models import Notice
from huiyin.notices.registry import people, sentence_of
from huiyin.suggestions.models import Commitment
from huiyin.suggestions.services import rating
from huiyin.suggestions.services.reminding import remind, waiting
from huiyin.suggestions.tests.scenes import BAD, GOOD

HANDLERS = ["孙承办", "李审核", "钱收文"]
UNIT = [*HANDLERS, "吴局长"]


@pytest.fixture
def promised(at_home):
    """Tell how many days are left of the one promise in a case that was rated good."""
    case = at_home.replied()
    rating.rate(case, by=at_home.lin.person.user, at=now(), **GOOD)

    def left(days):
        rows = Commitment.objects.filter(reply__suggestion=case)
        rows.update(due_on=localdate() + timedelta(days=days))
        return rows.select_related("reply__suggestion").get()

    return left


def names(notice):
    return sorted(user.label for user in User.objects.filter(pk__in=people(notice.audience)))


@pytest.mark.parametrize(
    ("days_left", "who"),
    [
        (30, HANDLERS),
        (15, HANDLERS),
        (7, [*UNIT, "林晓禾"]),
        (0, [*UNIT, "林晓禾"]),
        (-1, [*UNIT, "林晓禾", "赵文博"]),
        (-8, [*UNIT, "林晓禾", "赵文博"]),
    ],
)
def test_the_unit_hears_of_its_promise_then_the_deputy_and_once_late_the_office(
    promised, days_left, who
):
    assert remind(promised(days_left), at=now())
    assert names(Notice.objects.latest("pk")) == sorted(who)


def test_a_reminder_names_the_case_the_promise_and_the_days(promised):
    said = []
    for days in (3, 0, -15):
        remind(promised(days), at=now())
        notice = Notice.objects.latest("pk")
        said.append(sentence_of(notice.kind, notice.params))
    assert said == [
        "“关于增设夜班公交线路的建议”的第 1 项承诺还剩 3 天到期",
        "“关于增设夜班公交线路的建议”的第 1 项承诺今天到期",
        "“关于增设夜班公交线路的建议”的第 1 项承诺已逾期 15 天，还没有报告结果",
    ]


def test_each_rung_of_a_promise_is_said_once_by_the_daily_round(promised, capsys):
    for days in (7, 8, -1, -2):
        promised(days)
        call_command("remind_promises")
        call_command("remind_promises")
    said = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert said == ["1", "0", "0", "0", "1", "0", "0", "0"]


def test_a_promise_whose_result_was_reported_reminds_nobody(at_home, promised):
    promise = promised(0)
    rating.report(promise, outcome="kept", evidence="已经开行", by=at_home.sun, at=now())
    assert not remind(promise, at=now())


def test_a_deputy_whose_mandate_was_ended_is_not_reminded(at_home, promised):
    type(at_home.lin.docket).objects.filter(pk=at_home.lin.docket_id).update(state="terminated")
    assert remind(promised(0), at=now())
    assert names(Notice.objects.latest("pk")) == sorted(UNIT)


@pytest.mark.parametrize("how", [None, BAD])
def test_nobody_is_reminded_of_a_promise_whose_result_cannot_be_reported(at_home, how):
    case = at_home.replied()
    if how:
        rating.rate(case, by=at_home.lin.person.user, at=now(), **how)
    rows = Commitment.objects.filter(reply__suggestion=case)
    rows.update(due_on=localdate() - timedelta(days=1))
    assert not remind(rows.select_related("reply__suggestion").get(), at=now())
    assert not waiting(localdate()).exists()
