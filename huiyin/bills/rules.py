"""Who is who in a bill. The verbs each role may use are in ``procedure.py``."""

from django.db.models import Q
from django.utils.timezone import localdate

from huiyin.bills.models import Sponsor
from huiyin.bills.procedure import DRAFTS
from huiyin.congresses.models import Congress, Organ, Seat
from huiyin.congresses.queries import SERVING, profile_keys, sits
from huiyin.deputies.models import Mandate
from huiyin.deputies.procedure import State as MandateState
from huiyin.law.profiles import objection
from huiyin.law.thresholds import LEVELS, threshold

Kind, Answer = Organ.Kind, Sponsor.Answer
#: Who registers bills and keeps the minutes of the presidium: the session's secretariat, between
#: sessions those who serve deputies, in a township the presidium itself.
SECRETARIES = (Kind.SECRETARIAT, Kind.DEPUTY_AFFAIRS, Kind.PRESIDIUM)
#: Who keeps the minutes of the standing committee.
COMMITTEE_CLERKS = (Kind.STANDING_COMMITTEE, Kind.GENERAL_OFFICE, Kind.DEPUTY_AFFAIRS)

#: Counties whose congress makes autonomous regulations.
AUTONOMOUS = ("autonomous_county", "autonomous_banner")


def mover(user, bill):
    """The lead deputy, while the mandate is active."""
    lead = bill.lead
    return lead.person.user_id == user.pk and lead.docket.state == MandateState.ACTIVE


def lead_deputy(user, bill):
    """The lead deputy, also after the term ran out: who raised a matter may take it back."""
    states = (MandateState.ACTIVE, MandateState.EXPIRED)
    return bill.lead.person.user_id == user.pk and bill.lead.docket.state in states


def delegate(user, bill):
    """The lead deputy of a bill that a delegation sponsors."""
    return bool(bill.delegation) and mover(user, bill)


def open_invitations(bill):
    """Invitations without an answer, or whose answer an edit voided."""
    return bill.sponsors.filter(answer__in=[Answer.INVITED, Answer.VOIDED])


def unsigned(bill):
    """Who does not stand under it when it is filed: who has not answered, and who confirmed it
    and is suspended or out of office now."""
    gone = Q(answer=Answer.CONFIRMED) & ~Q(mandate__docket__state=MandateState.ACTIVE)
    return bill.sponsors.filter(Q(answer__in=[Answer.INVITED, Answer.VOIDED]) | gone)


def inviter(user, bill):
    """The lead deputy, while somebody they asked has not answered."""
    return mover(user, bill) and open_invitations(bill).exists()


def _active(rows, user):
    return rows.filter(
        mandate__person__user=user, mandate__docket__state=MandateState.ACTIVE
    ).exists()


def invited(user, bill):
    """A deputy asked to join whose answer is open, or was voided by an edit."""
    return _active(open_invitations(bill), user)


def cosponsor(user, bill):
    """A deputy in an active mandate who confirmed the text and has not left."""
    return _active(bill.sponsors.filter(answer=Answer.CONFIRMED), user)


def objector(user, bill):
    """A sponsor who has not objected yet, where a rule lets sponsors object at all."""
    if bill.objections_until is None or bill.reconsidered_at is not None:
        return False
    if bill.objections.filter(mandate__person__user=user).exists():
        return False
    return mover(user, bill) or cosponsor(user, bill)


def secretariat(user, bill):
    return sits(user, bill.congress, kinds=SECRETARIES)


def withdrawal_judge(user, bill):
    """Who enters what the presidium says to a withdrawal, while one is asked for."""
    return bill.ending_asked_at is not None and secretariat(user, bill)


def committee(user, bill):
    return bill.committee_id is not None and sits(user, bill.congress, organ=bill.committee_id)


def consulted(user, bill):
    """Somebody of a body that was asked and has not answered."""
    asked = bill.consulted.filter(paper=None).values("organ")
    return Seat.objects.filter(user=user, organ__in=asked).exists()


def standing_committee(user, bill):
    return sits(user, bill.congress, kinds=COMMITTEE_CLERKS)


def unit(user, bill):
    return bill.unit_id is not None and sits(user, bill.congress, organ=bill.unit_id)


def unit_judge(user, bill):
    """Who enters that the standing committee is not content with a unit's report."""
    return bill.unit_id is not None and standing_committee(user, bill)


ROLES = {
    "mover": mover,
    "lead_deputy": lead_deputy,
    "delegate": delegate,
    "inviter": inviter,
    "invited": invited,
    "cosponsor": cosponsor,
    "objector": objector,
    "secretariat": secretariat,
    "presidium": secretariat,
    "withdrawal_judge": withdrawal_judge,
    "committee": committee,
    "consulted": consulted,
    "standing_committee": standing_committee,
    "unit": unit,
    "unit_judge": unit_judge,
}


def organ_of(bill, kind):
    """The organ of that kind in the congress of a bill; where it has none, who serves deputies."""
    organs = Organ.objects.filter(congress=bill.congress_id, kind__in=(kind, *SERVING))
    found = sorted(organs, key=lambda organ: (organ.kind != kind, organ.kind, organ.pk))
    return found[0] if found else None


HOLDERS = {
    "mover": lambda bill: bill.lead.person.user,
    "secretariat": lambda bill: organ_of(bill, Kind.SECRETARIAT),
    "screener": lambda bill: bill.committee or organ_of(bill, Kind.SECRETARIAT),
    "committee": lambda bill: bill.committee,
    "standing_committee": lambda bill: organ_of(bill, Kind.STANDING_COMMITTEE),
    "unit": lambda bill: bill.unit,
}


def needed(bill, day):
    """How many sponsors the bill needs on ``day``: by law, or the majority of its delegation."""
    if bill.delegation:
        return members(bill.lead).count() // 2 + 1
    return rule(bill.congress, day).people


def rule(congress, day):
    """The ``Threshold`` of a bill in ``congress``. Law: 地方组织法 22, 全国人大议事规则 23."""
    return threshold("bill", LEVELS[congress.level - 1], day)


def may_legislate(congress):
    """Whether laws or regulations are within its powers: not in a county or a township, unless it
    is an autonomous one. Law: 立法法 (2023) arts. 80, 81, 85."""
    return congress.level <= Congress.Level.PREFECTURE or congress.area.kind in AUTONOMOUS


def members(mandate):
    """All active deputies of the delegation of ``mandate``, itself included."""
    rows = Mandate.objects.active().filter(congress=mandate.congress_id, term=mandate.term_id)
    if mandate.electoral_unit_id:
        return rows.filter(electoral_unit=mandate.electoral_unit_id)
    return rows.filter(delegation=mandate.delegation, electoral_unit=None)


def delegation_of(mandate):
    """The name of the delegation of a deputy, "" if we know none."""
    return mandate.electoral_unit.place if mandate.electoral_unit else mandate.delegation


def standing_by(bill, *, digest=None):
    """How many active, distinct deputies sponsor the bill now, the lead deputy included.

    ``digest``  only those who confirmed this very text
    """
    given = bill.sponsors.filter(
        answer=Answer.CONFIRMED, mandate__docket__state=MandateState.ACTIVE
    )
    if digest is not None:
        given = given.filter(digest=digest)
    people = set(given.values_list("mandate__person", flat=True))
    if bill.lead.docket.state == MandateState.ACTIVE:
        people.add(bill.lead.person_id)
    return len(people)


def objection_rule(bill, at):
    """Who may object that it is no bill, under the rules of that day; None where nobody may."""
    return objection(profile_keys(bill.congress), localdate(at))


def office_people(bill):
    """Ids of everybody in the bodies that have a part in it: they are told of every step too."""
    organs = [bill.committee_id, bill.unit_id, *bill.consulted.values_list("organ", flat=True)]
    seats = Seat.objects.filter(organ__in=[organ for organ in organs if organ])
    return seats.values_list("user", flat=True)


def works_on(user, bill):
    """Whether ``user`` has any part in it: may open its page on the desk.

    Until it is filed a text is the sponsors' own paper and not the office's.
    """
    if not user.is_authenticated:
        return False
    return lead_deputy(user, bill) or _sits_at_it(user, bill) or sponsor(user, bill)


def sponsor(user, bill):
    """Who signed it, and who is asked to while it is a draft; nobody who left, or would not."""
    answers = [Answer.CONFIRMED]
    if bill.docket.state in DRAFTS:
        answers += [Answer.INVITED, Answer.VOIDED]
    return bill.sponsors.filter(mandate__person__user=user, answer__in=answers).exists()


def _sits_at_it(user, bill):
    """Whether ``user`` sits in a body that has a part in it, or keeps minutes and has received
    it."""
    at_it = Q(organ__in=[one for one in (bill.committee_id, bill.unit_id) if one])
    at_it |= Q(organ__in=bill.consulted.values("organ"))
    if bill.filed_at is not None and bill.docket.state not in DRAFTS:
        at_it |= Q(congress=bill.congress_id, organ__kind__in={*SECRETARIES, *COMMITTEE_CLERKS})
    return Seat.objects.filter(at_it, user=user).exists()
