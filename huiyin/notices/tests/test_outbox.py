"""The outbox: everybody is told once, nothing is stuck unseen."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.utils.timezone import now

from huiyin.accounts import vault
from huiyin.accounts.models import AccessLog
from huiyin.notices import channels, services
from huiyin.notices.models import Delivery, Notice
from huiyin.notices.queries import inbox, unread
from huiyin.notices.registry import register_sentence, sentence_of
from scripts.processes import free_port

register_sentence("test.told", "有新进展：%(what)s")


class Counted:
    """A provider that counts what it was handed, and may refuse the first sendings."""

    sent: list = []
    refusals = 0

    def send(self, phone, text, *, key):
        if Counted.refusals:
            Counted.refusals -= 1
            raise channels.ChannelError("busy")
        Counted.sent.append((phone, text, key))


@pytest.fixture
def provider(settings):
    settings.SMS_PROVIDER = f"{__name__}.Counted"
    settings.NOTICE_CHANNELS = ["site", "sms"]
    Counted.sent, Counted.refusals = [], 0
    return Counted


def tell(cast, who):
    with transaction.atomic():
        return services.publish(
            cast.county, kind="test.told", audience=f"user:{who.pk}",
            params={"what": "已答复"}, at=now(),
        )  # fmt: skip


def deliver_everywhere():
    for congress in services.waiting_congresses():
        services.deliver(congress)


def rested():
    """Let the pauses of all that waits be over."""
    Delivery.objects.update(next_try_at=now() - timedelta(seconds=1))


def test_a_notice_reaches_the_person_once_by_each_channel(at_home, provider):
    tell(at_home, at_home.wang)
    assert services.deliver(at_home.county) == 2
    assert services.deliver(at_home.county) == 0
    assert [(phone, text) for phone, text, _key in provider.sent] == [
        ("13812346621", "有新进展：已答复")
    ]
    assert [row.text for row in inbox(at_home.wang)] == ["有新进展：已答复"]


def test_reading_the_phone_for_a_text_message_is_on_the_record(at_home, provider):
    tell(at_home, at_home.wang)
    services.deliver(at_home.county)
    look = AccessLog.objects.get(subject=at_home.wang)
    assert (look.purpose, look.by, look.kind) == ("notify", None, "phone")


def test_a_busy_provider_is_tried_again_with_the_same_key(at_home, provider):
    provider.refusals = 1
    tell(at_home, at_home.wang)
    services.deliver(at_home.county)
    assert provider.sent == []
    rested()
    services.deliver(at_home.county)
    delivery = Delivery.objects.get(channel="sms")
    assert [key for _phone, _text, key in provider.sent] == [delivery.key]
    assert (delivery.status, delivery.attempts) == ("sent", 2)


def test_somebody_without_a_phone_is_marked_unreachable_and_still_told_in_the_site(
    at_home, provider
):
    tell(at_home, at_home.zhao)
    services.deliver(at_home.county)
    states = dict(Delivery.objects.values_list("channel", "status"))
    assert states == {"site": "sent", "sms": "unreached"}
    assert services.stuck(now())[1].count() == 0


def test_fanning_out_twice_tells_nobody_twice(at_home):
    notice = tell(at_home, at_home.wang)
    services.fan_out(notice)
    Notice.objects.filter(pk=notice.pk).update(fanned_out_at=None)
    services.fan_out(notice)
    assert Delivery.objects.filter(channel="site").count() == 1


def test_a_notice_is_written_with_its_act_or_not_at_all(cast):
    if not connection.in_atomic_block:
        with pytest.raises(RuntimeError):
            services.publish(cast.county, kind="test.told", audience="user:1", params={}, at=now())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(cast, cast.wang)
        1 / 0  # noqa: B018
    from huiyin.congresses.scope import within

    with within(cast.county):
        assert Notice.objects.filter(kind="test.told").count() == 0


def test_the_sweeper_names_what_is_stuck(at_home, capsys):
    notice = tell(at_home, at_home.wang)
    deliver_everywhere()
    call_command("sweep")
    assert capsys.readouterr().out == "nothing is stuck\n"
    Notice.objects.filter(pk=notice.pk).update(
        fanned_out_at=None, created_at=now() - timedelta(minutes=11)
    )
    with pytest.raises(CommandError, match="1 notices and 0 deliveries"):
        call_command("sweep")
    assert f"notice {notice.pk}" in capsys.readouterr().err


def test_reading_the_list_clears_the_count(at_home):
    tell(at_home, at_home.wang)
    services.deliver(at_home.county)
    assert unread(at_home.wang) == 1
    services.mark_read(at_home.wang, now())
    assert unread(at_home.wang) == 0


def test_a_sentence_is_said_in_the_language_of_its_reader(cast):
    assert sentence_of("test.told", {"what": "x"}) == "有新进展：x"


def test_a_provider_that_is_away_is_not_asked_each_second_and_nothing_is_lost(at_home, provider):
    provider.refusals = 1000
    tell(at_home, at_home.wang)
    for _second in range(30):
        deliver_everywhere()
    delivery = Delivery.objects.get(channel="sms")
    assert (delivery.status, delivery.attempts, delivery.problem) == ("waiting", 1, "busy")
    provider.refusals = 0
    rested()
    services.deliver(at_home.county)
    assert len(provider.sent) == 1


def test_pauses_grow_to_an_hour_and_last_three_days_together():
    pauses = [services.pause(n) for n in range(1, services.ATTEMPTS)]
    assert [p.total_seconds() for p in pauses[:9]] == [15, 30, 60, 120, 240, 480, 960, 1920, 3600]
    assert sum(pauses, timedelta()) > timedelta(days=2, hours=20)


def test_what_was_given_up_is_named_until_somebody_tries_it_again_or_leaves_it(
    at_home, provider, capsys, client
):
    deliver_everywhere()
    Delivery.objects.all().delete()
    provider.refusals = 1
    tell(at_home, at_home.wang)
    deliver_everywhere()
    rested()
    Delivery.objects.filter(channel="sms").update(attempts=services.ATTEMPTS - 1)
    provider.refusals = 1
    deliver_everywhere()
    delivery = Delivery.objects.get(channel="sms")
    assert (delivery.status, delivery.attempts) == ("failed", services.ATTEMPTS)
    assert client.get("/-/ready").status_code == 503
    with pytest.raises(CommandError, match="0 notices and 1 deliveries"):
        call_command("sweep")
    assert f"delivery {delivery.key}" in capsys.readouterr().err

    call_command("sweep", "--again")
    Delivery.objects.filter(channel="sms").update(status="failed")
    call_command("sweep", "--settle")
    assert client.get("/-/ready").status_code == 200
    call_command("sweep")
    assert capsys.readouterr().out.splitlines() == [
        "1 will be tried again",
        "1 are left as they are",
        "nothing is stuck",
    ]


def test_a_sentence_nobody_wrote_holds_up_nobody_else(at_home, provider, caplog):
    tell(at_home, at_home.wang)
    Notice.objects.update(kind="test.unwritten")
    tell(at_home, at_home.feng)
    services.deliver(at_home.county)
    assert [phone for phone, _text, _key in provider.sent] == ["13912340000"]
    broken = Delivery.objects.get(user=at_home.wang, channel="sms")
    assert (broken.status, broken.problem) == ("waiting", "KeyError")


def test_a_mail_server_that_is_away_is_tried_again(at_home, settings):
    settings.NOTICE_CHANNELS = ["email"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    vault.seal(at_home.zhao, "email", "zhao@huiyin.example")
    tell(at_home, at_home.zhao)
    services.deliver(at_home.county)
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.problem) == ("waiting", "ConnectionRefusedError")
    assert delivery.next_try_at > now()


def test_readiness_says_that_the_database_is_away(client, db):
    def away(*args):
        raise OperationalError("server closed the connection")

    with connection.execute_wrapper(away):
        answer = client.get("/-/ready")
    assert (answer.status_code, answer.content) == (
        503,
        b"the database is away: OperationalError\n",
    )
