"""A deputy lets somebody write drafts, and ends it again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.accounts.models import User
from huiyin.congresses.services import organ, seat
from huiyin.deputies.assistants import MOST, NotPossible, appoint_assistant, dismiss_assistant
from huiyin.deputies.models import Assistant
from huiyin.deputies.procedure import State
from huiyin.deputies.queries import assistants_of, assisted_by, assists
from tests.cast import SPRING
from tests.visitor import Visitor, text_of


@pytest.fixture
def cui(cast):
    return official("cui", "崔助理")


def official(username, label):
    return User.objects.create_user(username, label=label, kind=User.Kind.OFFICIAL)


def appoint(cast, username="cui", at=SPRING):
    return appoint_assistant(cast.lin, username=username, by=cast.lin.person.user, at=at)


def test_an_assistant_helps_the_deputy_who_named_them_and_nobody_else(at_home, cui):
    appoint(at_home)
    assert assists(cui, at_home.lin)
    assert not assists(cui, at_home.zhou)
    assert assisted_by(cui, at_home.county) == [at_home.lin]
    assert assisted_by(at_home.zhao, at_home.county) == []


def test_naming_somebody_twice_changes_nothing(at_home, cui):
    assert appoint(at_home).pk == appoint(at_home).pk
    assert Assistant.objects.count() == 1


def test_it_ends_at_once_and_may_begin_again(at_home, cui):
    first, later = appoint(at_home), SPRING + timedelta(hours=1)
    assert dismiss_assistant(first, by=at_home.lin.person.user, at=later)
    assert not dismiss_assistant(first, by=at_home.lin.person.user, at=later)
    assert not assists(cui, at_home.lin)
    again = appoint(at_home, at=later)
    assert [row.pk for row in assistants_of(at_home.lin)] == [again.pk, first.pk]


def test_only_the_deputy_in_office_appoints_and_dismisses(at_home, cui):
    row = appoint(at_home)
    for other in (at_home.zhao, at_home.zhou.person.user, cui):
        with pytest.raises(PermissionDenied):
            appoint_assistant(at_home.lin, username="cui", by=other, at=SPRING)
        with pytest.raises(PermissionDenied):
            dismiss_assistant(row, by=other, at=SPRING)


def test_a_suspended_mandate_has_no_assistants(at_home, cui):
    appoint(at_home)
    docket = at_home.lin.docket
    docket.state = State.SUSPENDED
    docket.save(update_fields=["state"])
    assert not assists(cui, at_home.lin)
    assert assisted_by(cui, at_home.county) == []
    with pytest.raises(PermissionDenied):
        appoint(at_home)


@pytest.mark.parametrize("username", ["", "nobody", "c-citizen", "gone"])
def test_citizens_closed_and_unknown_accounts_are_refused_alike(at_home, username):
    User.objects.create_user("c-citizen", label="王＊＊")
    official("gone", "离职")
    User.objects.filter(username="gone").update(is_active=False)
    with pytest.raises(NotPossible, match="没有这个工作账号"):
        appoint(at_home, username)
    with pytest.raises(NotPossible, match="没有这个工作账号"):
        appoint(at_home, at_home.lin.person.user.username)


def test_there_is_a_limit_at_a_time(at_home):
    for n in range(MOST):
        official(f"a{n}", f"助理{n}")
        appoint(at_home, f"a{n}")
    official("more", "再一名")
    with pytest.raises(NotPossible, match="最多同时有 5 名助理"):
        appoint(at_home, "more")


@pytest.mark.parametrize("name", ["zhao", "sun", "zheng"])
def test_who_takes_in_or_answers_what_deputies_raise_assists_none_of_them(at_home, name):
    with pytest.raises(NotPossible, match="工作人员不能担任代表助理"):
        appoint(at_home, getattr(at_home, name).username)
    visitor = Visitor(at_home.lin.person.user)
    sent = visitor.post("/desk/assistants/", username=getattr(at_home, name).username)
    assert (sent.status_code, "不能担任代表助理" in text_of(sent)) == (422, True)
    assert not Assistant.objects.exists()


def test_who_gets_a_seat_in_such_an_office_later_is_no_assistant_from_then_on(at_home, cui):
    appoint(at_home)
    seat(cui, at_home.finance, "handler")
    assert not assists(cui, at_home.lin)
    assert assisted_by(cui, at_home.county) == []


def test_officials_of_another_congress_or_organ_may_assist(at_home, cui):
    seat(cui, organ(at_home.county, "it", "信息中心"), "clerk")
    seat(cui, organ(at_home.next_county, "handling_unit", "邻县交通局"), "handler")
    appoint(at_home)
    assert assists(cui, at_home.lin)
