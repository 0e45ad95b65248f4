"""The outbox: written with the act, emptied after it, never silently stuck."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.db.models import Q
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
#: Between the first two tries of one delivery; each further pause is twice as long, to an hour.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=1)
#: Tries of one delivery before a person has to look at it: three days without the provider.
ATTEMPTS = 80
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
        ids |= set(Delivery.objects.filter(_due(now())).values_list("notice__congress", flat=True))
    return Congress.objects.filter(pk__in=ids)


def _due(at):
    """What waits and may be tried ``at`` that moment."""
    rested = Q(next_try_at=None) | Q(next_try_at__lte=at)
    return Q(status=Delivery.Status.WAITING) & rested


def pause(attempts):
    """How long a delivery rests after it was tried in vain for the ``attempts``-th time."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)


def deliver(congress):
    """Fan out and send all that waits in one congress. Safe to repeat and to run twice at once."""
    sent = 0
    with within(congress):
        while notices := list(Notice.objects.filter(fanned_out_at=None).order_by("pk")[:BATCH]):
            with transaction.atomic():  # one commit for a batch: an import makes thousands
                sent += sum(map(fan_out, notices))
        waiting = Delivery.objects.filter(_due(now())).order_by("pk")
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
    """Try one delivery that is due; return whether it went out."""
    at = now()
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("notice", "user")
    delivery = rows.filter(_due(at), pk=pk).first()
    if delivery is None:
        return False
    status, problem = _hand_over(delivery)
    attempts = delivery.attempts + 1
    if status == Delivery.Status.WAITING and attempts >= ATTEMPTS:
        status = Delivery.Status.FAILED
    Delivery.objects.filter(pk=pk).update(
        status=status,
        problem=problem[:200],
        attempts=attempts,
        next_try_at=at + pause(attempts) if status == Delivery.Status.WAITING else None,
        sent_at=at if status == Delivery.Status.SENT else None,
    )
    return status == Delivery.Status.SENT


def _hand_over(delivery):
    """Say it in the language of its reader, by its channel; return (status, problem)."""
    try:
        with override(delivery.user.language):
            text = sentence_of(delivery.notice.kind, delivery.notice.params)
        CHANNELS[delivery.channel](delivery, text)
    except Unreachable as error:
        return Delivery.Status.UNREACHED, f"no {error}"
    except ChannelError as error:
        return Delivery.Status.WAITING, str(error)
    except DatabaseError:
        raise
    except Exception as error:  # one faulty sentence or provider must not hold up all others
        log.exception("delivery %s was not handed over", delivery.key)
        return Delivery.Status.WAITING, type(error).__name__
    return Delivery.Status.SENT, ""


def again():
    """Try once more, from now on, what was given up; return how many."""
    with scopes_disabled():
        given_up = Delivery.objects.filter(status=Delivery.Status.FAILED)
        return given_up.update(status=Delivery.Status.WAITING, attempts=0, next_try_at=None)


def settle():
    """Leave what was given up as it is: a person has looked at it. Return how many."""
    with scopes_disabled():
        given_up = Delivery.objects.filter(status=Delivery.Status.FAILED)
        return given_up.update(status=Delivery.Status.UNREACHED)


def stuck(at):
    """Return (notices, deliveries) that should have gone out long before ``at``, as querysets.

    Deliveries that were given up are among them until somebody calls ``again`` or ``settle``.
    """
    late = Q(status=Delivery.Status.WAITING, created_at__lt=at - STUCK)
    with scopes_disabled():
        return (
            Notice.objects.filter(fanned_out_at=None, created_at__lt=at - STUCK),
            Delivery.objects.filter(late | Q(status=Delivery.Status.FAILED)),
        )


def mark_read(user, at):
    """The person has seen the list of notices of the congresses in scope."""
    Delivery.objects.filter(user=user, channel="site", read_at=None).update(read_at=at)
