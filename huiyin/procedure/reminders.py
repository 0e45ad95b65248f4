"""Reminding of a clock before its day and after it, and more people the nearer it comes.

The ladder is custom and stands in ``law.terms``: 30, 15, 7, 3 and 1 days before, the day
itself, the first day late and every week after that; and who hears of it from which rung on:
those who handle it, the head of their unit, the office above the unit, the organ that serves
deputies. Each rung is said once, and to nobody twice.
"""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.accounts.models import User
from huiyin.congresses.models import Organ, Seat
from huiyin.law.terms import REMIND_AGAIN_AFTER, REMIND_BEFORE, REMINDED_FROM
from huiyin.notices.models import Notice
from huiyin.notices.registry import register_sentence
from huiyin.notices.services import publish
from huiyin.procedure import registry
from huiyin.procedure.models import Deadline, Docket
from huiyin.procedure.queries import case_of, serving
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
        audience = f"rung:{deadline.pk}:{days}"
        if docket.closed_at or Notice.objects.filter(audience=audience).exists():
            return False
        publish(
            docket.congress,
            kind=kind,
            audience=audience,
            params={"title": docket.title, "days": abs(days)},
            href=TRACE.format(code=docket.code),
            at=at,
        )
    return True


def told(deadline_id, days_left):
    """Ids of the users who hear of a clock with so many days left, see ``REMINDED_FROM``.

    Of a clock that is a person's own, such as the time to rate a reply, only they hear: nobody
    stands behind a deputy who is about to judge.
    """
    docket = Docket.objects.get(deadlines=deadline_id)
    name = Deadline.objects.values_list("name", flat=True).get(pk=deadline_id)
    owners = registry.of(docket.kind).owners.get(name)
    owed_by = owners(case_of(docket)) if owners else [docket.holder_user or docket.holder_organ]
    people = {one.pk for one in owed_by if isinstance(one, User)}
    if people and owners:
        return people
    for organ in (one for one in owed_by if isinstance(one, Organ)):
        people |= of_unit(organ, days_left)
    if hears("serving", days_left):
        people |= set(serving(docket.pk))
    return people


def hears(who, days_left):
    """Whether ``who``, of ``REMINDED_FROM``, hears of a day that is so many days away."""
    return days_left <= REMINDED_FROM[who]


def of_unit(organ, days_left):
    """Ids of those of a unit, and of the office above it, who hear of its clock."""
    seats = {role: set() for role in ("heads", "handlers")}
    for user, role in Seat.objects.filter(organ=organ).values_list("user", "role"):
        seats["heads" if role == Seat.Role.HEAD else "handlers"].add(user)
    # Where nobody but the head sits, the head handles it.
    people = seats["handlers"] or seats["heads"] if hears("handlers", days_left) else set()
    if hears("heads", days_left):
        people = people | seats["heads"]
    if hears("above", days_left):
        people = people | set(_above(organ))
    return people


def _above(organ):
    """Ids of those in the office that hands on to ``organ``: the organ above it, else the
    government office of its congress."""
    seats = Seat.objects.filter(organ=organ.parent_id) if organ.parent_id else None
    if seats is None and organ.kind == Organ.Kind.HANDLING_UNIT:
        office = Organ.Kind.GOVERNMENT_OFFICE
        seats = Seat.objects.filter(organ__congress=organ.congress_id, organ__kind=office)
    return [] if seats is None else seats.values_list("user", flat=True)


def running():
    """Running deadlines of open cases in the congress in scope."""
    return Deadline.objects.running().filter(docket__closed_at=None).order_by("pk")
