"""Where the tests of the acts begin: a suggestion under given rules, at a given point."""

from datetime import UTC, datetime

from django.core.cache import cache

from huiyin.congresses.models import Organ, Seat
from huiyin.congresses.services import organ
from huiyin.procedure.models import Docket
from huiyin.suggestions.services import assigning, drafting, handling, office, rating
from tests.cast import REPLY, SPRING

GOOD = {"attitude": "satisfied", "result": "satisfied", "reason": ""}
BAD = {"attitude": "basically", "result": "dissatisfied", "reason": "没有写班次"}
FACE = {"mode": "meeting", "note": "商量线路走向"}
SOLVED = REPLY | {"canonical": "solved", "reply_class": "A"}


def on(month, day, year=2026):
    """Ten in the morning of that day in Beijing."""
    return datetime(year, month, day, 2, tzinfo=UTC)


def under(cast, key):
    """Let the county have the rules of profile ``key``."""
    cast.county.profile_key = key
    cast.county.save()
    cache.clear()
    return cast


def state_of(case):
    return Docket.objects.get(pk=case.docket_id).state


def fresh(case):
    return type(case).objects.shown().get(pk=case.pk)


def clock(case, name):
    """``(started, due, met, void)`` of the newest clock of that name; None if there is none."""
    rows = case.docket.deadlines.filter(name=name).order_by("pk")
    days = rows.values_list("started_on", "due_on", "met_on", "void_on").last()
    return days and tuple(day and day.isoformat() for day in days)


def running(case):
    """``{name: due day}`` of the clocks that run."""
    rows = case.docket.deadlines.running().values_list("name", "due_on")
    return {name: due.isoformat() for name, due in rows}


def unit(cast, name, *, parent=None, kind=Organ.Kind.HANDLING_UNIT):
    """A unit and the person who receives, handles and heads it: ``(organ, user)``. Another one
    in it drafts its replies."""
    made = organ(cast.county, kind, name, parent=parent)
    cast._official(f"{name}承办人", made, Seat.Role.HANDLER)
    user = cast._official(f"{name}负责人", made, Seat.Role.HEAD)
    for role in (Seat.Role.RECEIVER, Seat.Role.HANDLER):
        Seat.objects.create(user=user, congress=cast.county, organ=made, role=role)
    return made, user


def accepted(cast, *, at=SPRING, title="关于增设夜班公交线路的建议"):
    case = drafting.submit(
        cast.draft(at=at, title=title), declared=True, by=cast.lin.person.user, at=at
    )
    office.accept(case, public=True, by=cast.zhao, at=at)
    return case


def joint(cast, *, at=SPRING):
    """A draft of Lin's that Zhou has co-signed."""
    case = cast.draft(at=at)
    drafting.invite(case, mandate=cast.zhou, by=cast.lin.person.user, at=at)
    drafting.answer_invitation(
        case, confirmed=True, seen=drafting.digest(case), by=cast.zhou.person.user, at=at
    )
    return case


def submit(case, cast, *, at=SPRING):
    return drafting.submit(case, declared=True, by=cast.lin.person.user, at=at)


def assign(case, cast, *, at=SPRING, co=()):
    assigning.assign(case, lead=cast.transport, lead_part="线路", co=co, by=cast.zhao, at=at)
    return case


def begun(case, cast, *, at=SPRING):
    """Signed for and begun by the transport bureau."""
    handling.sign_for(case, by=cast.qian, at=at)
    handling.start(case, by=cast.sun, at=at)
    return case


def answered(case, cast, *, at, by=None, commitments=(), reply=None):
    """Talked about, drafted and issued by the transport bureau, or the unit ``by`` heads."""
    handler, head = (_handler(by), by) if by else (cast.sun, cast.wu)
    handling.log_contact(case, held_on=at.date(), by=handler, at=at, **FACE)
    reply = reply or (REPLY if commitments else SOLVED)
    handling.draft_reply(case, commitments=commitments, by=handler, at=at, **reply)
    handling.issue(case, secrecy_reviewed="办公室 何平", by=head, at=at)
    return case


def _handler(head):
    units = Seat.objects.filter(user=head).values("organ")
    seats = Seat.objects.filter(organ__in=units, role=Seat.Role.HANDLER)
    return seats.exclude(user=head).get().user


def joint_replied(cast, *, at=SPRING):
    """Lin's and Zhou's suggestion, answered by the transport bureau."""
    case = submit(joint(cast, at=at), cast, at=at)
    office.accept(case, public=True, by=cast.zhao, at=at)
    return answered(begun(assign(case, cast, at=at), cast, at=at), cast, at=at)


def rate(case, cast, how=GOOD, *, at):
    return rating.rate(case, by=cast.lin.person.user, at=at, **how)
