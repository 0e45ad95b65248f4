"""The outbox: written with the act, emptied after it, never silently stuck."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import override
from django_scopes import scopes_disabled

from huiyin.accounts.models import User
from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.notices.channels import CHANNELS, ChannelError, Unreachable
from huiyin.notices.models import Delivery, Notice
from huiyin.notices.registry import people, sentence_of

log = logging.getLogger("huiyin.notices")
#: Sendings of one delivery before a person has to look at it.
ATTEMPTS = 8
#: A notice or delivery older than this that has not gone out is reported as stuck.
STUCK = timedelta(minutes=10)
BATCH = 200


def publish(congress, *, kind, audience, params, href="", at):
    """Write a notice into the outbox. Must run inside the transaction of the act it tells."""
    if not connection.in_atomic_block:
        raise RuntimeError("a notice is written together with the act it tells")
    notice = Notice.objects.create(
        congress=congress, kind=kind, audience=audience, params=params, href=href, created_at=at
    )
    if settings.NOTICE_INLINE:
        transaction.on_commit(lambda: _deliver_quietly(congress))
    return notice


def _deliver_quietly(congress):
    """The act is done and must not fail because telling did; the worker will try again."""
    try:
        deliver(congress)
    except Exception:
        log.exception("inline delivery failed; the worker will repeat it")


def waiting_congresses():
    """Congresses with something in the outbox."""
    with scopes_disabled():
        ids = set(Notice.objects.filter(fanned_out_at=None).values_list("congress", flat=True))
        ids |= set(
            Delivery.objects.filter(status=Delivery.Status.WAITING).values_list(
                "notice__congress", flat=True
            )
        )
    return Congress.objects.filter(pk__in=ids)


def deliver(congress):
    """Fan out and send all that waits in one congress. Safe to repeat and to run twice at once."""
    sent = 0
    with within(congress):
        while notices := list(Notice.objects.filter(fanned_out_at=None).order_by("pk")[:BATCH]):
            with transaction.atomic():  # one commit for a batch: an import makes thousands
                sent += sum(map(fan_out, notices))
        waiting = Delivery.objects.filter(status=Delivery.Status.WAITING).order_by("pk")
        for pk in list(waiting.values_list("pk", flat=True)):
            sent += send(pk)
    return sent


@transaction.atomic
def fan_out(notice):
    """Make one delivery for each person and channel; return how many have arrived by that.

    An account switched off is told nothing. In the site the row itself is what is read.
    """
    at, sent, waiting = now(), Delivery.Status.SENT, Delivery.Status.WAITING
    told = User.objects.filter(pk__in=people(notice.audience), is_active=True).order_by("pk")
    rows = [
        Delivery(
            notice=notice,
            user_id=user,
            channel=channel,
            created_at=at,
            status=sent if channel == "site" else waiting,
            sent_at=at if channel == "site" else None,
        )
        for user in told.values_list("pk", flat=True)
        for channel in settings.NOTICE_CHANNELS
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    Notice.objects.filter(pk=notice.pk).update(fanned_out_at=at)
    return sum(row.status == sent for row in rows)


@transaction.atomic
def send(pk):
    """Send one delivery if it still waits; return whether it went out."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("notice", "user")
    delivery = rows.filter(pk=pk, status=Delivery.Status.WAITING).first()
    if delivery is None:
        return False
    with override(delivery.user.language):
        text = sentence_of(delivery.notice.kind, delivery.notice.params)
    problem, status = "", Delivery.Status.SENT
    try:
        CHANNELS[delivery.channel](delivery, text)
    except Unreachable as error:
        problem, status = f"no {error}", Delivery.Status.FAILED
    except ChannelError as error:
        last = delivery.attempts + 1 >= ATTEMPTS
        problem = str(error)[:200]
        status = Delivery.Status.FAILED if last else Delivery.Status.WAITING
    went = status == Delivery.Status.SENT
    Delivery.objects.filter(pk=pk).update(
        status=status, problem=problem, attempts=F("attempts") + 1, sent_at=now() if went else None
    )
    return went


def stuck(at):
    """Return (notices, deliveries) that should have gone out long before ``at``."""
    with scopes_disabled():
        return (
            list(Notice.objects.filter(fanned_out_at=None, created_at__lt=at - STUCK)),
            list(
                Delivery.objects.filter(
                    status=Delivery.Status.WAITING, created_at__lt=at - STUCK
                ).select_related("notice")
            ),
        )


def mark_read(user, at):
    """The person has seen the list of notices of the congresses in scope."""
    Delivery.objects.filter(user=user, channel="site", read_at=None).update(read_at=at)
