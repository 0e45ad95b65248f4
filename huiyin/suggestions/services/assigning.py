"""Who handles an item: assignment, parts, merging, dispatch, return and assignment anew."""

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.queries import profile_keys
from huiyin.law.profiles import resolve
from huiyin.ledger.acts import recorded
from huiyin.procedure.models import Docket
from huiyin.procedure.services import advance, link, tell
from huiyin.suggestions.models import Assignment, Cosign, Suggestion
from huiyin.suggestions.procedure import CO_OPINION, FIRST_CONTACT, RECEIPT, SUGGESTION, State
from huiyin.suggestions.rules import lead_organ, owing
from huiyin.suggestions.services.drafting import Incomplete, begin, sign_for_deputies
from huiyin.suggestions.services.together import any_answered, hold, together, with_group

Role = Assignment.Role
#: Verbs by which a unit is given an item, and by which it has it.
GIVEN, RECEIVED = ("assign", "part"), ("sign_for", "refuse_return")


@recorded()
@together
def assign(suggestion, *, lead, lead_part, co=(), by, at):
    """Hand the item to the unit that must answer it; this day starts its clock (交办之日).

    ``lead``  the handling unit that replies, ``lead_part`` what of it is theirs
    ``co``    ``(unit, part)`` pairs of units that give the lead unit their opinion

    Raises ``Incomplete`` if a unit stands twice or belongs to another congress.
    Law: 代表法 (2025) art. 51.
    """
    units = [(lead, lead_part, Role.LEAD), *((unit, part, Role.CO) for unit, part in co)]
    _distinct([unit for unit, _part, _role in units], suggestion)
    _give(suggestion, units, at)
    return advance(
        suggestion,
        "assign",
        by=by,
        at=at,
        without=() if co else (CO_OPINION.name,),
        unit=lead.name,
        co=[unit.name for unit, _part in co],
    )


def _distinct(units, suggestion):
    if len({unit.pk for unit in units}) != len(units):
        raise Incomplete(_("同一单位在一件建议里只能承担一项"))
    if any(unit.congress_id != suggestion.congress_id for unit in units):
        raise Incomplete(_("只能交给本级的承办单位"))


def _give(suggestion, units, at):
    # The row lock of the docket comes first, so that two clerks cannot both write their parts.
    Docket.objects.select_for_update(of=("self",)).get(pk=suggestion.docket_id)
    if not suggestion.assignments.current().exists():
        for unit, part, role in units:
            suggestion.assignments.create(organ=unit, role=role, part=part, assigned_at=at)


@recorded()
def split(suggestion, *, parts, by, at):
    """Hand parts of it to several units; each handles and answers its own (分别办理).

    ``parts``  at least two ``(unit, part)`` pairs. Each becomes a case of its own, with its own
    clocks, reply and rating; the suggestion is closed when all of them are.

    Raises ``Incomplete``. Law: 代表法 (2025) art. 51; 上海市代表建议规定 art. 13.
    """
    if len(parts) < 2:
        raise Incomplete(_("分别办理至少要交给两个单位；只有一个单位的，请直接交办"))
    if suggestion.group_id:
        raise Incomplete(_("合并办理的建议不能再分开办理"))
    _whole(suggestion)
    _distinct([unit for unit, _part in parts], suggestion)
    names = [unit.name for unit, _part in parts]
    advance(suggestion, "split", by=by, at=at, units="、".join(names))
    return [_part(suggestion, n, unit, what, at) for n, (unit, what) in enumerate(parts, 1)]


def _whole(*suggestions):
    # A number has two levels at most: what is a part of another is only assigned anew.
    if any(each.part_of_id for each in suggestions):
        raise Incomplete(_("分别办理的一部分不能再分开，也不能合并，只能重新交办"))


def _part(whole, n, unit, what, at):
    copied = ("problem", "advice", "kind", "openness", "session", "subject", "declared_at")
    supervised = ("key_on", "key_committee", "leader")
    facts = {name: getattr(whole, name) for name in copied + supervised}
    title = f"{whole.docket.title}（{what}）"[:200]
    part = begin(lead=whole.lead, title=title, part_of=whole, at=at, **facts)
    number = f"{whole.docket.number}-{n}"
    Docket.objects.filter(pk=part.docket_id).update(number=number, public=whole.docket.public)
    part.docket.number, part.docket.public = number, whole.docket.public
    signed = whole.cosigns.filter(answer=Cosign.Answer.CONFIRMED)
    signers = [one.mandate for one in signed.select_related("mandate__person__user")]
    sign_for_deputies(part, signers, at=at)
    part.assignments.create(organ=unit, role=Role.LEAD, part=what, assigned_at=at)
    link(whole.docket, part.docket, "part", at=at)
    advance(part, "part", by=None, at=at, without=(CO_OPINION.name,), unit=unit.name)
    return part


@recorded()
def merge(suggestion, *, into, by, at):
    """Have it handled together with ``into``, of the same content; each is answered by itself.
    Everybody whose suggestion is handled with others from now on is told with which.

    Raises ``Incomplete`` unless both wait for assignment in one congress, and if they are
    together already.
    Law: rule profiles (浙江 18, 山东 20, 河南 21).
    """
    if into.pk == suggestion.pk or into.congress_id != suggestion.congress_id:
        raise Incomplete(_("请选择本级另一件建议"))
    _whole(suggestion, into)
    hold(suggestion, into)
    other = Docket.objects.get(pk=into.docket_id)
    if other.state != State.ACCEPTED:
        raise Incomplete(_("只有都在等待交办的建议才能合并办理"))
    ours, theirs = ([one, *with_group(one)] for one in (suggestion, into))
    for side, others in ((ours, theirs), (theirs, ours)):
        for one in side:
            advance(one, "merge", by=by, at=at, **{"with": _numbers(others)})
    head = into.group or into
    if suggestion.group_id == head.pk:
        raise Incomplete(_("这两件建议已经合并办理"))
    # Whatever was merged with either of them before belongs to the one group now.
    both = Q(pk__in=[suggestion.pk, head.pk]) | Q(group=suggestion.group_id or suggestion.pk)
    Suggestion.objects.filter(both).update(group=head)
    suggestion.group = head
    return head


def _numbers(suggestions):
    return "、".join(one.docket.number for one in suggestions)


@recorded()
def unmerge(suggestion, *, why, by, at):
    """Have it handled by itself again; whose suggestion was handled with it is told too. It
    stays where it stands, with its own assignment and clocks. Practice.

    ``why``  of ``Suggestion.Apart``

    Raises ``Incomplete`` if it is handled with no other, and once one of them was answered: from
    then on each goes its own way.
    """
    hold(suggestion)
    group = Suggestion.objects.shown().filter(group=suggestion.group_id or suggestion.pk)
    others = list(group.exclude(pk=suggestion.pk).order_by("pk"))
    why = Suggestion.Apart(why).value
    advance(suggestion, "unmerge", by=by, at=at, why=why, **{"with": _numbers(others)})
    if not others:
        raise Incomplete(_("这件建议没有与别的建议合并办理"))
    if any_answered(suggestion):
        raise Incomplete(_("其中一件已经答复，已经各自办理，不必再分开"))
    alone = {"why": why, "with": suggestion.docket.number}
    for other in others:
        if any(step.verb == "unmerge" for step in SUGGESTION.open_to(other.docket.state)):
            advance(other, "unmerge", by=by, at=at, **alone)
    rest = others[0] if len(others) > 1 else None
    Suggestion.objects.filter(pk__in=[other.pk for other in others]).update(group=rest)
    Suggestion.objects.filter(pk=suggestion.pk).update(group=None)
    suggestion.group = None
    return suggestion


@recorded()
@together
def dispatch(suggestion, *, unit, by, at):
    """The organ it was assigned to hands it on to a unit of its own (转办), or to another of
    them; no clock restarts.

    Raises ``Incomplete`` if ``unit`` is not below that organ, or has another part already.
    """
    # The row lock of the docket comes first, as when it is assigned.
    docket = Docket.objects.select_for_update(of=("self",)).get(pk=suggestion.docket_id)
    current = suggestion.assignments.current()
    lead = current.filter(role=Role.LEAD).select_related("organ").first()
    taken = current.filter(organ=unit).exists()
    before = current.filter(role=Role.OFFICE, organ=unit.parent_id).select_related("organ").first()
    if lead and not taken and docket.state in (State.ASSIGNED, State.RECEIPTED):
        now = {"ended_at": at} if before else {"role": Role.OFFICE}
        current.filter(pk=lead.pk).update(**now)
        suggestion.assignments.create(organ=unit, role=Role.LEAD, part=lead.part, assigned_at=at)
    office = before.organ if before else lead.organ if lead else None
    name = office.name if office else ""
    move = advance(suggestion, "dispatch", by=by, at=at, office=name, unit=unit.name)
    if before and not taken:
        tell(move, audience=f"organ:{lead.organ_id}")
    if taken:
        raise Incomplete(_("这个单位已经承担了其中一项"))
    if unit.parent_id != office.pk:
        raise Incomplete(_("只能转给下属的承办单位"))
    return unit


def return_until(suggestion):
    """Until when the unit may ask to return it, a ``Due``; None if the rules set no limit.

    Counted from the event the rule names: the assignment, or the unit's receipt of it.
    An item it did not sign for counts as received when it had to sign.
    """
    given = _last(suggestion, *GIVEN)
    if given is None:
        return None
    term = resolve(profile_keys(suggestion.congress), "return", localdate(given.at))
    if term is None or term.event not in ("received", "receipted"):
        return term and term.due(localdate(given.at))
    return term.due(days[0]) if (days := _had_on(suggestion, given)) else None


def _had_on(suggestion, given):
    """The days on which the unit signed and on which it had to, first one first: who does not
    sign has it at the end of the time for signing."""
    signed = _received(suggestion, given)
    receipt = suggestion.docket.deadlines.filter(name=RECEIPT.name).order_by("pk").last()
    days = [localdate(signed.at) if signed else None, receipt and receipt.due_on]
    return sorted(day for day in days if day)


def _last(suggestion, *verbs):
    return suggestion.docket.moves.filter(verb__in=verbs).last()


def _received(suggestion, given):
    """The move by which the unit had it after ``given``: it signed, or was told to keep it."""
    moves = suggestion.docket.moves.filter(verb__in=RECEIVED, pk__gt=given.pk)
    return moves.first()


def began_before(suggestion):
    """Clocks that receipt does not start: of no co-handling unit, or they began before."""
    given = _last(suggestion, *GIVEN)
    had = given is not None and _received(suggestion, given) is not None
    without = [clock.name for clock in (FIRST_CONTACT, CO_OPINION) if had]
    return without if owing(suggestion).exists() else [*without, CO_OPINION.name]


@recorded()
@together
def ask_return(suggestion, *, reason, basis, proposed_unit="", by, at):
    """The unit says that it is not its business, and why (申请退回); the assigner decides.

    ``basis``  the duties of the unit, or the article, on which it relies
    Raises ``Incomplete`` after the limit of the rule profile, a second time for the same
    assignment, or without reason and basis.
    """
    before = _last(suggestion, "ask_return")
    unit = lead_organ(suggestion)
    advance(suggestion, "ask_return", by=by, at=at, unit=unit.name if unit else "")
    if not (reason.strip() and basis.strip()):
        raise Incomplete(_("请写明退回的理由和职责依据"))
    given = _last(suggestion, *GIVEN, "dispatch")
    if before and given and before.pk > given.pk:
        raise Incomplete(_("这次交办已经申请过退回，应当继续办理"))
    due = return_until(suggestion)
    if due and due.due_on < localdate(at):
        raise Incomplete(
            _("申请退回的期限（%(day)s）已过，应当继续办理") % {"day": due.due_on.isoformat()}
        )
    return suggestion.returns.create(
        organ=unit,
        reason=reason,
        basis=basis,
        proposed_unit=proposed_unit,
        asked_by=by,
        asked_at=at,
    )


@recorded()
@together
def refuse_return(suggestion, *, reason, by, at):
    """The unit must go on with it; one that had not signed for it has it from this day."""
    unit, without = lead_organ(suggestion), began_before(suggestion)
    facts = {"unit": unit.name if unit else "", "reason": reason}
    move = advance(suggestion, "refuse_return", by=by, at=at, without=without, **facts)
    suggestion.returns.filter(accepted=None).update(
        accepted=False, answer=reason, decided_by=by, decided_at=at
    )
    return move


@recorded()
@together
def accept_return(suggestion, *, by, at):
    """Take it back from the unit; it waits for another assignment, from which day its clock
    runs anew. No text settles whether it does (domain.md 13.2, 11): the default is the new day."""
    unit = lead_organ(suggestion)
    move = advance(suggestion, "accept_return", by=by, at=at, unit=unit.name if unit else "")
    suggestion.returns.filter(accepted=None).update(accepted=True, decided_by=by, decided_at=at)
    leaving = suggestion.assignments.current()
    for organ in leaving.values_list("organ", flat=True):
        # They have no part in it any more when the notice of the step itself goes out.
        tell(move, audience=f"organ:{organ}")
    leaving.update(ended_at=at)
    return move
