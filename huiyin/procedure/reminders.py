"""Reminding whoever holds a case before its day, and the office too once the day is past.

The ladder is custom and stands in ``law.terms``: 30, 15, 7, 3 and 1 days before, the day
itself, the first day late and every week after that. Each rung is said once.
"""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.law.terms import REMIND_AGAIN_AFTER, REMIND_BEFORE
from huiyin.notices.models import Notice
from huiyin.notices.registry import register_sentence
from huiyin.notices.services import publish
from huiyin.procedure.models import Deadline, Docket
from huiyin.procedure.services import TRACE

SOON, TODAY, LATE = "reminder.soon", "reminder.today", "reminder.late"


def register():
    register_sentence(SOON, _("“%(title)s”的期限还剩 %(days)s 天"))
    register_sentence(TODAY, _("“%(title)s”的期限就是今天"))
    register_sentence(LATE, _("“%(title)s”已超期 %(days)s 天"))


def rung(days_left):
    """Return the kind of reminder due with so many days left, or None.

    >>> rung(7), rung(8), rung(0), rung(-1), rung(-2), rung(-8)
    ('reminder.soon', None, 'reminder.today', 'reminder.late', None, 'reminder.late')
    """
    if days_left in REMIND_BEFORE:
        return SOON
    if days_left == 0:
        return TODAY
    late = -days_left - 1
    return LATE if late >= 0 and late % REMIND_AGAIN_AFTER == 0 else None


def remind(deadline, *, at):
    """Say the rung of today, if there is one and it has not been said; return whether it was."""
    days = (deadline.due_on - localdate(at)).days
    kind = rung(days)
    if kind is None:
        return False
    with transaction.atomic():
        docket = Docket.objects.select_for_update(of=("self",)).get(pk=deadline.docket_id)
        step = f"{deadline.pk}:{days}"
        said = Notice.objects.filter(audience=f"holder:{docket.pk}", kind=kind)
        if docket.closed_at or said.filter(params__step=step).exists():
            return False
        for audience in ("holder", "office") if kind == LATE else ("holder",):
            publish(
                docket.congress,
                kind=kind,
                audience=f"{audience}:{docket.pk}",
                params={"title": docket.title, "days": abs(days), "step": step},
                href=TRACE.format(code=docket.code),
                at=at,
            )
    return True


def running():
    """Running deadlines of open cases in the congress in scope."""
    return Deadline.objects.running().filter(docket__closed_at=None).order_by("pk")
