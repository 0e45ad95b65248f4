"""Who is who in a suggestion. The verbs each role may use are in ``procedure.py``."""

from django.db.models import Exists, Max, OuterRef, Q
from django.utils.timezone import localdate

from huiyin.accounts.models import User
from huiyin.congresses.models import Organ, Seat
from huiyin.congresses.queries import SERVING, profile_keys, serves_deputies
from huiyin.deputies.procedure import State as MandateState
from huiyin.deputies.queries import assists
from huiyin.law.profiles import rule
from huiyin.suggestions.models import Assignment, Commitment, Consultation, Cosign, Served
from huiyin.suggestions.procedure import DRAFTS, State

Role = Seat.Role
#: States in which the text is still written at.
WRITABLE = (State.IDEA, *DRAFTS)
#: What a deputy who still owes an answer to an invitation has answered.
OPEN_ANSWERS = (Cosign.Answer.INVITED, Cosign.Answer.VOIDED)


def mover(user, suggestion):
    """The lead deputy, while the mandate is active."""
    lead = suggestion.lead
    return lead.person.user_id == user.pk and lead.docket.state == MandateState.ACTIVE


def drafter(user, suggestion):
    """Who may write at a text: the lead deputy, or somebody they named their assistant.

    An assistant holds no other role: they never sign, submit, rate or withdraw.
    """
    return assists(user, suggestion.lead) or _owner(user, suggestion)


def _owner(user, suggestion):
    """The lead deputy of a text that is still theirs: what was handed in and came back is
    brought to its end after the term as well."""
    came_back = suggestion.docket.state == State.RETURNED_FOR_EDIT
    return (lead_deputy if came_back else mover)(user, suggestion)


def lead_deputy(user, suggestion):
    """The lead deputy, while the mandate is active and after its term ran out (not if it was
    suspended or ended): who raised a matter is the one who is answered."""
    lead = suggestion.lead
    states = (MandateState.ACTIVE, MandateState.EXPIRED)
    return lead.person.user_id == user.pk and lead.docket.state in states


def rater(user, suggestion):
    """The lead deputy, unless it is their own answer that they would judge."""
    return lead_deputy(user, suggestion) and not answered_by(user, suggestion)


def answered_by(user, suggestion):
    """Whether ``user`` had a hand in a reply to it, or whoever works under them had: drafted or
    issued it, sits in a unit that replied or gave its opinion, or heads an organ above it."""
    if user is None:
        return False
    parts = suggestion.assignments.current()
    asked = parts.filter(role=Assignment.Role.CO).exclude(opinion=None).values("organ")
    office = parts.filter(role=Assignment.Role.OFFICE).values("organ")
    above = Q(role=Role.HEAD) & (Q(organ=OuterRef("organ__parent")) | Q(organ__in=office))
    units = Seat.objects.filter(Q(organ=OuterRef("organ")) | Q(organ__in=asked) | above, user=user)
    own = Q(drafted_by=user) | Q(issued_by=user) | Exists(units)
    return suggestion.replies.exclude(issued_at=None).filter(own).exists()


def nobody_rates(suggestion):
    """Whether its deputy will never rate it: the mandate ended early, or they answered it."""
    lead = suggestion.lead
    gone = lead.docket.state == MandateState.TERMINATED
    return gone or answered_by(lead.person.user, suggestion)


def open_invitations(suggestion):
    """Invitations without an answer, or whose answer an edit voided."""
    return suggestion.cosigns.filter(answer__in=OPEN_ANSWERS)


def asker(user, suggestion):
    """Who may ask others to sign: whoever writes at it, while its deputy is in office."""
    active = suggestion.lead.docket.state == MandateState.ACTIVE
    return active and drafter(user, suggestion)


def inviter(user, suggestion):
    """The lead deputy, while somebody they asked has not answered; what came back and waits
    for an answer is let go on after the term as well."""
    return _owner(user, suggestion) and open_invitations(suggestion).exists()


def seated(cosigns, state):
    """Of ``cosigns`` those whose deputy may sign a text in ``state``: in an active mandate; and
    under what was handed in and came back, those whose term ran out as that of its lead may."""
    expired = (MandateState.EXPIRED,) if state == State.RETURNED_FOR_EDIT else ()
    return cosigns.filter(mandate__docket__state__in=(MandateState.ACTIVE, *expired))


def invited(user, suggestion):
    """A deputy asked to co-sign whose answer is open, or was voided by an edit."""
    asked = open_invitations(suggestion).filter(mandate__person__user=user)
    return seated(asked, suggestion.docket.state).exists()


def confirmed_cosigner(user, suggestion):
    """A deputy who signed the text, while they may sign it."""
    signed = suggestion.cosigns.filter(answer=Cosign.Answer.CONFIRMED, mandate__person__user=user)
    return seated(signed, suggestion.docket.state).exists()


def relayer(user, suggestion):
    """The lead deputy, while a joint deputy has not been given the newest reply."""
    if not lead_deputy(user, suggestion):
        return False
    return unserved(suggestion).exists()


def unserved(suggestion):
    """Confirmed co-signatures whose deputy has not been given the newest issued reply."""
    newest = suggestion.replies.exclude(issued_at=None).order_by("-round").values("pk")[:1]
    served = Served.objects.filter(reply__in=newest).values("mandate")
    return suggestion.cosigns.filter(answer=Cosign.Answer.CONFIRMED).exclude(mandate__in=served)


def late_withdrawer(user, suggestion):
    """The lead deputy, where the rules let a suggestion be taken back while it is handled."""
    return lead_deputy(user, suggestion) and _withdrawn_late(suggestion)


def late_cosigner(user, suggestion):
    """A deputy who signed it, where it may be taken back while it is handled."""
    return confirmed_cosigner(user, suggestion) and _withdrawn_late(suggestion)


def _withdrawn_late(suggestion):
    return binding(suggestion, "withdraw_until") == "closed"


def consultation_reviewer(user, suggestion):
    """The office, while the text of a consultation waits for its review."""
    waits = suggestion.consultations.filter(opened_at=None, refusal="", ended_at=None)
    return deputy_affairs(user, suggestion) and waits.exists()


def audiences(suggestion):
    """Whom the lead deputy may ask: their own voters or what elected them, and everybody."""
    mandate, everyone = suggestion.lead, Consultation.Audience.EVERYONE
    if mandate.district_id:
        return [Consultation.Audience.DISTRICT, everyone]
    if mandate.electoral_unit_id:
        return [Consultation.Audience.UNIT, everyone]
    return [everyone]


def asks_of(consultation, place):
    """Whether somebody at ``place`` (None if they did not say) belongs to the audience."""
    mandate, audience = consultation.suggestion.lead, consultation.audience
    if audience == Consultation.Audience.EVERYONE:
        return True
    if place is None:
        return False
    if audience == Consultation.Audience.DISTRICT:
        return mandate.district.places.filter(pk=place.pk).exists()
    return place.area.path.startswith(mandate.electoral_unit.area.path)


def may_answer(user):
    """A citizen whose phone is proven."""
    known = user.is_authenticated and user.kind == User.Kind.CITIZEN
    return known and user.level != User.Level.NONE


def binding(suggestion, name):
    """What the rules that bind the case say of ``name``, see ``law.vocabulary.RULES``; or None.

    They are those of the day it was handed in: a case stays under the rules it began under.
    """
    day = localdate(suggestion.declared_at or suggestion.docket.opened_at)
    return rule(profile_keys(suggestion.congress), name, day)


def standing(cosigns):
    """Of ``cosigns`` those that give a part in it: who signed, and who is asked, while it is a
    draft. Whoever excused themself or took their name off has none."""
    asked = Q(answer__in=OPEN_ANSWERS, suggestion__docket__state__in=DRAFTS)
    return cosigns.filter(asked | Q(answer=Cosign.Answer.CONFIRMED))


def cosigner(user, suggestion):
    return standing(suggestion.cosigns.filter(mandate__person__user=user)).exists()


def deputy_affairs(user, suggestion):
    return serves_deputies(user, suggestion.congress)


def impartial_affairs(user, suggestion):
    """The office, unless it is their own suggestion that they would decide on."""
    own = suggestion.lead.person.user_id == user.pk
    return deputy_affairs(user, suggestion) and not own


def closer_after_term(user, suggestion):
    """The office, once the mandate of the deputy to whom it sent the text back is over: nobody
    else would ever end it."""
    over = (MandateState.EXPIRED, MandateState.TERMINATED)
    return impartial_affairs(user, suggestion) and suggestion.lead.docket.state in over


def _in_unit(user, suggestion, part, roles=None):
    organs = suggestion.assignments.current().filter(role=part).values("organ")
    seats = Seat.objects.filter(user=user, organ__in=organs)
    return (seats.filter(role__in=roles) if roles else seats).exists()


def unit_receiver(user, suggestion):
    roles = (Role.RECEIVER, Role.HANDLER)
    return _in_unit(user, suggestion, Assignment.Role.LEAD, roles)


def unit_handler(user, suggestion):
    return _in_unit(user, suggestion, Assignment.Role.LEAD, (Role.HANDLER,))


def unit_reviewer(user, suggestion):
    """Who may send a first reply back; that of a redo goes back by ``redo_reviewer``."""
    return _reviews(user, suggestion) and not _answered(suggestion)


def redo_reviewer(user, suggestion):
    return _reviews(user, suggestion) and _answered(suggestion)


def _answered(suggestion):
    return suggestion.replies.exclude(issued_at=None).exists()


def _reviews(user, suggestion):
    return _in_unit(user, suggestion, Assignment.Role.LEAD, (Role.REVIEWER, Role.HEAD))


def unit_head(user, suggestion):
    return _in_unit(user, suggestion, Assignment.Role.LEAD, (Role.HEAD,))


def dispatcher(user, suggestion):
    """Somebody of the organ it was assigned to, if that organ has units of its own below it;
    the same once it has handed the item on."""
    organs = suggestion.assignments.current().filter(role=Assignment.Role.LEAD).values("organ")
    above = Organ.objects.filter(parent__in=organs).values("parent")
    if Seat.objects.filter(user=user, organ__in=above).exists():
        return True
    return dispatching_office(user, suggestion) and not _handed_on(suggestion)


def _handed_on(suggestion):
    """Whether the unit it was handed on to has signed for it. One that asked to be rid of it and
    was refused leaves the office free to hand it to another."""
    if suggestion.docket.state != State.RECEIPTED:
        return False
    verbs = ("assign", "part", "dispatch", "refuse_return")
    moves = suggestion.docket.moves.filter(verb__in=verbs)
    return moves.order_by("pk").values_list("verb", flat=True).last() == "dispatch"


def dispatching_office(user, suggestion):
    """Somebody of the organ that handed it on to the unit that handles it."""
    return _in_unit(user, suggestion, Assignment.Role.OFFICE)


def urger(user, suggestion):
    return deputy_affairs(user, suggestion) or dispatching_office(user, suggestion)


def extension_approver(user, suggestion):
    """Who decides on more time: whoever assigned it, where the rules ask for consent; else the
    head of the unit, who tells the deputy. Only while it is asked for."""
    if not suggestion.extensions.filter(granted=None).exists():
        return False
    if binding(suggestion, "extension_consent"):
        return urger(user, suggestion)
    return unit_head(user, suggestion)


def owing(suggestion):
    """Assignments of co-handling units whose opinion is still owed."""
    return suggestion.assignments.current().filter(role=Assignment.Role.CO, opinion=None)


def _owes(user, suggestion):
    """How many units owe an opinion, if the unit of ``user`` is one of them; otherwise 0."""
    organs = list(owing(suggestion).values_list("organ", flat=True))
    mine = organs and Seat.objects.filter(user=user, organ__in=organs).exists()
    return len(organs) if mine else 0


def co_unit(user, suggestion):
    """Somebody of a co-handling unit whose opinion is owed, as is that of another one."""
    return _owes(user, suggestion) > 1


def last_co_unit(user, suggestion):
    """Somebody of the one co-handling unit whose opinion is still owed."""
    return _owes(user, suggestion) == 1


def lead_organ(suggestion):
    leads = suggestion.assignments.current().filter(role=Assignment.Role.LEAD)
    lead = leads.select_related("organ").first()
    return lead.organ if lead else None


def parts_done(suggestion):
    """Verb by which one that was handled in parts is closed: "" while a part is open, or was
    closed just now with a promise that is still to be followed."""
    parts = suggestion.parts.all()
    promised = open_commitments(parts.values("pk"))
    if not parts.exists() or parts.filter(docket__closed_at=None).exists() or promised.exists():
        return ""
    came_to_something = parts.exclude(docket__moves__target=State.WITHDRAWN).exists()
    return "parts_done" if came_to_something else "parts_fruitless"


def open_commitments(suggestions):
    """Promises in the issued replies to ``suggestions`` whose result is not reported."""
    return Commitment.objects.filter(
        reply__suggestion__in=suggestions,
        reply__issued_at__isnull=False,
        outcome=Commitment.Outcome.OPEN,
    )


def unit_people(suggestion):
    """Ids of everybody in the units that handle it: they are told of every step too.

    When nobody handles it any more, because it was taken back, those who did are told.
    """
    parts = suggestion.assignments.current()
    if suggestion.docket.closed_at and not parts.exists():
        ended = suggestion.assignments.aggregate(last=Max("ended_at"))["last"]
        parts = suggestion.assignments.filter(ended_at=ended)
    organs = parts.values("organ")
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


def reads_text(user, suggestion):
    """Whether ``user``, who works on it, may read the deputy's text: whoever reviews a
    consultation before it is handed in reads what is asked, and not the notes beside it."""
    if suggestion.declared_at is not None:
        return True
    own = lead_deputy(user, suggestion) or _writes_at_it(user, suggestion)
    return own or cosigner(user, suggestion)


def works_on(user, suggestion):
    """Whether ``user`` has any part in it: may open its page on the desk.

    Until it is submitted a text is the deputy's own paper and not the office's; a consultation
    comes to the office for its review.
    """
    if not user.is_authenticated:
        return False
    return (
        lead_deputy(user, suggestion)
        or _sits_at_it(user, suggestion)
        or cosigner(user, suggestion)
        or _writes_at_it(user, suggestion)
        or consultation_reviewer(user, suggestion)
    )


def _writes_at_it(user, suggestion):
    """Whether ``user`` assists its deputy and it is still a text that is written at."""
    return suggestion.docket.state in WRITABLE and assists(user, suggestion.lead)


def _sits_at_it(user, suggestion):
    """Whether ``user`` sits in a unit that handles it, or serves deputies and has received it."""
    at_it = Q(organ__in=suggestion.assignments.current().values("organ"))
    if suggestion.declared_at is not None:
        at_it |= Q(congress=suggestion.congress_id, organ__kind__in=SERVING)
    return Seat.objects.filter(at_it, user=user).exists()
