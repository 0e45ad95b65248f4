"""Who is who in a suggestion. The verbs each role may use are in ``procedure.py``."""

from django.db.models import Q

from huiyin.congresses.models import Seat
from huiyin.congresses.queries import SERVING, serves_deputies
from huiyin.congresses.queries import deputy_affairs as affairs_organ
from huiyin.deputies.procedure import State as MandateState
from huiyin.suggestions.models import Assignment, Cosign

Role = Seat.Role


def mover(user, suggestion):
    """The lead deputy, while the mandate is active."""
    lead = suggestion.lead
    return lead.person.user_id == user.pk and lead.docket.state == MandateState.ACTIVE


def lead_deputy(user, suggestion):
    """The lead deputy, while the mandate is active and after its term ran out (not if it was
    suspended or ended): who raised a matter is the one who is answered."""
    lead = suggestion.lead
    states = (MandateState.ACTIVE, MandateState.EXPIRED)
    return lead.person.user_id == user.pk and lead.docket.state in states


def open_invitations(suggestion):
    """Invitations without an answer, or whose answer an edit voided."""
    return suggestion.cosigns.filter(answer__in=[Cosign.Answer.INVITED, Cosign.Answer.VOIDED])


def inviter(user, suggestion):
    """The lead deputy, while somebody they asked has not answered."""
    return mover(user, suggestion) and open_invitations(suggestion).exists()


def invited(user, suggestion):
    """A deputy asked to co-sign whose answer is open, or was voided by an edit."""
    asked = open_invitations(suggestion).filter(
        mandate__person__user=user, mandate__docket__state=MandateState.ACTIVE
    )
    return asked.exists()


def cosigner(user, suggestion):
    return suggestion.cosigns.filter(mandate__person__user=user).exists()


def deputy_affairs(user, suggestion):
    return serves_deputies(user, suggestion.congress)


def _in_unit(user, suggestion, part, roles=None):
    seats = Seat.objects.filter(
        user=user,
        organ__in=suggestion.assignments.filter(role=part).values("organ"),
    )
    return (seats.filter(role__in=roles) if roles else seats).exists()


def unit_receiver(user, suggestion):
    roles = (Role.RECEIVER, Role.HANDLER)
    return _in_unit(user, suggestion, Assignment.Role.LEAD, roles)


def unit_handler(user, suggestion):
    return _in_unit(user, suggestion, Assignment.Role.LEAD, (Role.HANDLER,))


def unit_reviewer(user, suggestion):
    return _in_unit(user, suggestion, Assignment.Role.LEAD, (Role.REVIEWER, Role.HEAD))


def unit_head(user, suggestion):
    return _in_unit(user, suggestion, Assignment.Role.LEAD, (Role.HEAD,))


def co_unit(user, suggestion):
    """Somebody of a co-handling unit whose opinion is still owed."""
    owing = suggestion.assignments.filter(role=Assignment.Role.CO, opinion=None)
    return Seat.objects.filter(user=user, organ__in=owing.values("organ")).exists()


def lead_organ(suggestion):
    lead = suggestion.assignments.filter(role=Assignment.Role.LEAD).select_related("organ").first()
    return lead.organ if lead else None


ROLES = {
    "mover": mover,
    "lead_deputy": lead_deputy,
    "inviter": inviter,
    "invited": invited,
    "deputy_affairs": deputy_affairs,
    "unit_receiver": unit_receiver,
    "unit_handler": unit_handler,
    "unit_reviewer": unit_reviewer,
    "unit_head": unit_head,
    "co_unit": co_unit,
}
HOLDERS = {
    "mover": lambda suggestion: suggestion.lead.person.user,
    "deputy_affairs": lambda suggestion: affairs_organ(suggestion.congress),
    "lead_unit": lead_organ,
}


def unit_people(suggestion):
    """Ids of everybody in the units that handle it: they are told of every step too."""
    organs = suggestion.assignments.values("organ")
    return Seat.objects.filter(organ__in=organs).values_list("user", flat=True)


def lead_unit(user, suggestion):
    """Anybody of the lead unit: may read the reply before it is issued."""
    return _in_unit(user, suggestion, Assignment.Role.LEAD)


def reads_private(user, suggestion):
    """Whether ``user`` may read the private messages it grew out of: the deputy they were
    written to, the office, and the unit that answers; not co-signers and co-handling units."""
    return (
        lead_deputy(user, suggestion)
        or deputy_affairs(user, suggestion)
        or lead_unit(user, suggestion)
    )


def works_on(user, suggestion):
    """Whether ``user`` has any part in it: may open its page on the desk.

    Until it is submitted a text is the deputy's own paper and not the office's.
    """
    if not user.is_authenticated:
        return False
    return (
        lead_deputy(user, suggestion) or _sits_at_it(user, suggestion) or cosigner(user, suggestion)
    )


def _sits_at_it(user, suggestion):
    """Whether ``user`` sits in a unit that handles it, or serves deputies and has received it."""
    at_it = Q(organ__in=suggestion.assignments.values("organ"))
    if suggestion.declared_at is not None:
        at_it |= Q(congress=suggestion.congress_id, organ__kind__in=SERVING)
    return Seat.objects.filter(at_it, user=user).exists()
