"""Reminding of what units promised, on the ladder that clocks climb too (``law.terms``)."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from huiyin.law.terms import REMIND_BEFORE
from huiyin.notices.models import Notice
from huiyin.notices.services import publish
from huiyin.procedure import reminders
from huiyin.procedure.models import Docket
from huiyin.procedure.queries import serving
from huiyin.procedure.services import TRACE
from huiyin.suggestions.models import Commitment
from huiyin.suggestions.procedure import State
from huiyin.suggestions.queries import number_of
from huiyin.suggestions.rules import lead_deputy, lead_organ

SOON, TODAY, LATE = "promise.soon", "promise.today", "promise.late"
KINDS = {reminders.SOON: SOON, reminders.TODAY: TODAY, reminders.LATE: LATE}


def waiting(today):
    """Promises in the congress in scope that have no result near their day, or after it. Only
    while a case is tracked can its unit report one."""
    rows = Commitment.objects.filter(
        outcome=Commitment.Outcome.OPEN,
        reply__issued_at__isnull=False,
        reply__suggestion__docket__state=State.TRACKING,
        due_on__lte=today + timedelta(days=max(REMIND_BEFORE)),
    )
    return rows.select_related("reply__suggestion").order_by("pk")


def remind(promise, *, at):
    """Say the rung of today, if there is one and it has not been said; return whether it was."""
    days = (promise.due_on - localdate(at)).days
    rung = reminders.rung(days)
    if rung is None:
        return False
    audience = f"promise:{promise.pk}:{days}"
    with transaction.atomic():
        dockets = Docket.objects.select_for_update(of=("self",))
        docket = dockets.get(pk=promise.reply.suggestion.docket_id)
        promise.refresh_from_db(fields=["outcome"])
        over = docket.state != State.TRACKING or promise.outcome != Commitment.Outcome.OPEN
        if over or Notice.objects.filter(audience=audience).exists():
            return False
        publish(
            docket.congress,
            kind=KINDS[rung],
            audience=audience,
            params={"title": docket.title, "what": number_of(promise), "days": abs(days)},
            href=TRACE.format(code=docket.code),
            at=at,
        )
    return True


def told(promise_id, days_left):
    """Ids of the users who hear of a promise with so many days left, see ``REMINDED_FROM``: its
    unit, the deputy it was made to and, once it is late, the organ that serves deputies."""
    rows = Commitment.objects.select_related(
        "reply__suggestion__lead__person__user", "reply__suggestion__lead__docket"
    )
    suggestion = rows.get(pk=promise_id).reply.suggestion
    unit, deputy = lead_organ(suggestion), suggestion.lead.person.user
    people = reminders.of_unit(unit, days_left) if unit else set()
    if reminders.hears("deputy", days_left) and deputy and lead_deputy(deputy, suggestion):
        people |= {deputy.pk}
    if reminders.hears("serving", days_left):
        people |= set(serving(suggestion.docket_id))
    return people
