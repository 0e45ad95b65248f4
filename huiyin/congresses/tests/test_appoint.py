"""The first official of a new installation gets a seat by command."""

import pytest
from django.core.management import CommandError, call_command

from huiyin.accounts.models import User
from huiyin.congresses.management.commands import appoint
from huiyin.congresses.models import Seat

SEAT = {"organ": "代表工作委员会", "kind": "deputy_affairs", "role": "clerk"}


@pytest.fixture
def typed(monkeypatch):
    """What is typed at the password prompt."""
    words = ["correct horse battery"]
    monkeypatch.setattr(appoint, "getpass", lambda prompt: words[0])
    return words


def test_a_new_official_is_made_and_seated_once(cast, typed, capsys):
    for _again in range(2):
        call_command("appoint", "xin", congress="yunhe", name="辛一", **SEAT)
    user = User.objects.get(username="xin")
    assert (user.kind, user.label, user.check_password(typed[0])) == ("official", "辛一", True)
    assert Seat.objects.filter(user=user, congress=cast.next_county).count() == 1
    assert "辛一 holds: 代表工作委员会" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"congress": "nowhere", "name": "辛一"}, "no congress is called nowhere"),
        ({"congress": "yunhe"}, "needs --name"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_made(cast, typed, facts, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("appoint", "xin", **facts, **SEAT)
    assert not User.objects.filter(username="xin").exists()


def test_a_weak_password_is_refused(cast, typed):
    typed[0] = "1234567890"
    with pytest.raises(CommandError):
        call_command("appoint", "xin", congress="yunhe", name="辛一", **SEAT)
    assert not User.objects.filter(username="xin").exists()


def test_a_citizens_account_never_gets_a_seat(cast, typed):
    with pytest.raises(CommandError, match="citizen's account"):
        call_command("appoint", cast.wang.username, congress="yunxi", **SEAT)
