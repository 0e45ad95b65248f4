"""The one door. Nothing else writes the state of a case."""

import json
import os

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Min
from django.utils.timezone import localdate

from huiyin.accounts.models import User
from huiyin.congresses.models import Organ
from huiyin.congresses.queries import profile_keys
from huiyin.kit.writing import insert, update
from huiyin.law.profiles import resolve
from huiyin.ledger.acts import record, recorded
from huiyin.notices.services import publish
from huiyin.procedure import registry
from huiyin.procedure.codes import new_code
from huiyin.procedure.models import Docket, Link, Party, Series
from huiyin.procedure.queries import holds
from huiyin.procedure.table import AUDIENCES, HEARD

#: Where anybody follows a case: the public trace, under the congress's own prefix.
TRACE = "/matters/{code}/"


@recorded()
def open_docket(*, congress, kind, title, at, holder=None, public=False):
    """Open the file of a new case in the first state of its procedure and return it.

    The case's own row is made by the caller in the same transaction, then the first
    ``advance`` is taken.
    """
    docket = Docket(
        congress=congress,
        kind=kind,
        code=new_code(),
        title=title,
        state=registry.of(kind).procedure.initial,
        public=public,
        opened_at=at,
    )
    _hold(docket, holder)
    insert(docket)
    docket.is_new = True
    return docket


@recorded()
def advance(case, verb, *, by, at, without=(), within=None, **facts):
    """Take one lawful step, or raise and change nothing; return the move.

    The only function that writes ``Docket.state``. It checks the table, then the role, then
    moves state, holder, clocks, history, ledger and outbox together.

    ``case``   an object with ``docket``; its kind must be registered
    ``verb``   a step of that procedure, for example ``"assign"``
    ``by``     the user acting, or None for the platform itself (steps ``by="system"``)
    ``at``     aware datetime of the act; its local date starts and stops clocks
    ``without``  names of clocks of the step that have nothing to run for in this case, or that
                 it does not meet yet
    ``within``  a day agreed for the clocks the step starts, within their term
    ``facts``  what the step's sentence needs; JSON values, never personal data

    Raises ``NotLawful`` if no such step leaves the case's present state, and
    ``PermissionDenied`` if ``by`` does not hold the step's role.
    """
    docket = _locked(case)
    proceeding = registry.of(docket.kind)
    step = proceeding.procedure.step(verb, docket.state)
    if not holds(by, step.by, case):
        raise PermissionDenied(f"{step.by} only")

    final = step.target in proceeding.procedure.final
    if final or step.starts or step.stops or step.voids:
        _turn_clocks(docket, step, without, localdate(at), final=final, within=within)
    holder = proceeding.holders[step.holder](case) if step.holder else None
    ends = _go_on(docket, step, final, at=at, holder=holder)
    move = _record(docket, step, by=by, at=at, facts=facts)
    if ends:
        _end_upstream(docket, at, fruitless=docket.state in proceeding.procedure.fruitless)
    return move


def _go_on(docket, step, final, *, at, holder):
    """Put the case where ``step`` leads; return whether it ends with it."""
    docket.state = step.target
    if step.holder:
        _hold(docket, holder)
    ended = docket.closed_at
    docket.closed_at = (ended or at) if final else None
    update(docket, "state", "holder_organ", "holder_user", "closed_at", "due_on")
    return ended is None and docket.closed_at is not None


def _locked(case):
    """Return the docket of ``case``, locked.

    One that was opened in this very transaction is nobody else's yet.
    """
    before = case.docket
    if before.is_new:
        before.is_new = False
        return before
    dockets = Docket.objects.select_for_update(of=("self",))
    if Docket.congress.is_cached(before):
        case.docket = dockets.get(pk=before.pk)
        case.docket.congress = before.congress
    else:
        case.docket = dockets.select_related("congress").get(pk=before.pk)
    return case.docket


def _end_upstream(docket, at, *, fruitless):
    """What this case grew out of ends with it, or goes on alone if this came to nothing."""
    for origin in Docket.objects.filter(links_out__target=docket, closed_at=None):
        proceeding = registry.of(origin.kind)
        case = proceeding.find(origin)
        verb = proceeding.release(case) if fruitless else proceeding.resolve(case)
        if verb and any(step.verb == verb for step in proceeding.procedure.open_to(origin.state)):
            advance(case, verb, by=None, at=at)


def _record(docket, step, *, by, at, facts):
    """Write the move, its notice and its leaf."""
    facts = {"number": docket.number or docket.code, **facts}
    told = {"title": docket.title, **facts}
    move = docket.moves.create(
        verb=step.verb,
        source=step.source,
        target=step.target,
        by=by,
        role=step.by,
        at=at,
        law=step.law,
        facts=facts if registry.of(docket.kind).procedure.private else told,
        salt=os.urandom(16),
    )
    if step.heard:
        tell(move, audience=f"inside:{docket.pk}")
        tell(move, audience=f"outside:{docket.pk}", heard=True)
    else:
        tell(move, audience=f"{AUDIENCES[step.tells]}:{docket.pk}")
    record(
        docket.congress,
        kind="move",
        ref=move.uid,
        at=at,
        content=content_of(move, docket.code),
        salt=move.salt,
    )
    return move


def tell(move, *, audience, heard=False):
    """Write the notice of a step for ``audience``, in the transaction of the step.

    ``heard``  without the reason, which is for those with a part in it
    """
    docket = move.docket
    facts = {name: fact for name, fact in move.facts.items() if not (heard and name == "reason")}
    kind = registry.sentence_kind(docket.kind, move.verb, move.source)
    publish(
        docket.congress,
        kind=kind + HEARD if heard else kind,
        audience=audience,
        params={"title": docket.title, **facts},
        href=TRACE.format(code=docket.code),
        at=move.at,
    )


def content_of(move, code):
    """Return the bytes of a move that the ledger commits to."""
    return json.dumps(
        {
            "case": code,
            "verb": move.verb,
            "from": move.source,
            "to": move.target,
            "role": move.role,
            "law": move.law,
            "facts": move.facts,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def _hold(docket, holder):
    docket.holder_organ = holder if isinstance(holder, Organ) else None
    docket.holder_user = holder if isinstance(holder, User) else None


def _turn_clocks(docket, step, without, today, *, final, within):
    """End and start the clocks of ``step``, all that run if it is ``final``; set the day due."""
    # A case without a day due has no clock that runs.
    running = list(docket.deadlines.running()) if docket.due_on else []
    began = {clock.name: clock.started_on for clock in running}
    stops = {clock.name for clock in step.stops} - set(without)
    running = _end(docket, running, stops, met_on=today)
    running = _end(docket, running, {clock.name for clock in step.voids}, void_on=today)
    for clock in (clock for clock in step.starts if clock.name not in without):
        term = resolve(profile_keys(docket.congress), clock.term, began.get(clock.after, today))
        # A profile may know no such period, or count it from another event.
        if term is None or (step.events and term.event not in step.events):
            continue
        running = _end(docket, running, {clock.name}, void_on=today)
        met = {"met_on": today} if clock in step.stops else {}
        start = began.get(clock.after, today)
        due = term.due(start).within(within) if within else term.due(start)
        started = _start_clock(docket, clock, term.profile, due, started_on=start, **met)
        running += [] if met else [started]
    if final:
        running = _end(docket, running, {clock.name for clock in running}, void_on=today)
    docket.due_on = min((clock.due_on for clock in running), default=None)


def _end(docket, running, names, **how):
    """End the clocks called so among the ``running`` ones and return the others."""
    ending = [clock.pk for clock in running if clock.name in names]
    if ending:
        docket.deadlines.filter(pk__in=ending).update(**how)
    return [clock for clock in running if clock.name not in names]


def _start_clock(docket, clock, profile, due, **days):
    """Start ``clock`` under the law of the day from which it is counted."""
    return docket.deadlines.create(
        name=clock.name,
        source=due.source,
        source_en=due.source_en,
        profile=profile,
        **_counted(due),
        **days,
    )


def _counted(due):
    return {
        "due_on": due.due_on,
        "words": {"zh": due.words("zh"), "en": due.words("en")},
        "provisional": due.provisional,
    }


@transaction.atomic
def settle(deadline):
    """Count a provisional deadline again, now that a holiday notice is out.

    The law and its profile stay those it was started under. Returns whether its day moved.
    """
    docket = Docket.objects.select_for_update(of=("self",)).get(pk=deadline.docket_id)
    clock = registry.of(docket.kind).procedure.clocks[deadline.name]
    due = resolve([deadline.profile], clock.term, deadline.started_on).due(deadline.started_on)
    docket.deadlines.filter(pk=deadline.pk).update(**_counted(due))
    docket.due_on = docket.deadlines.running().aggregate(first=Min("due_on"))["first"]
    update(docket, "due_on")
    return due.due_on != deadline.due_on


def next_number(congress, series):
    """Return the next number of a series; locked, so never given twice."""
    rows = Series.objects.filter(congress=congress, name=series)
    if not rows.update(last=F("last") + 1):  # the update holds the row until the commit
        Series.objects.get_or_create(congress=congress, name=series)
        rows.update(last=F("last") + 1)
    return rows.values_list("last", flat=True).get()


def concern(docket, user, role, *, at):
    """Let ``user`` be told of every step of a case; keeps the first part they had."""
    # One statement, where asking first would take four: this is done for everybody who signs.
    Party.objects.bulk_create(
        [Party(docket=docket, user=user, role=role, since=at)], ignore_conflicts=True
    )


def link(source, target, kind, *, at):
    """Record that ``target`` grew out of ``source``; the people of ``source`` stay concerned."""
    return Link.objects.get_or_create(source=source, target=target, kind=kind, defaults={"at": at})[
        0
    ]
