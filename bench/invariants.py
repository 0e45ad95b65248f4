"""What must hold of every suggestion in the database (domain.md 12.2); run as a process.

    python -m bench.invariants PART PARTS       prints one JSON object

Asked in statements over all rows, clocks by ``bench.lawbook`` from the moves alone. Each part
looks at its share of the cases; the first asks what holds of all, the last plants the faults.
"""

import json
import sys
from collections import Counter, defaultdict

from bench.lawbook import Clocks, due

#: Cases among which faults are planted.
SAMPLE = 100
FINAL = {"declined", "withdrawn", "closed", "archived"}
WITH_UNIT = "assigned dispatched return_requested receipted handling reply_review redo".split()


def moves_of(cases):
    """Return ``{docket: [(verb, day, facts, target)]}`` of the suggestions with these dockets."""
    from django.utils.timezone import localdate

    from huiyin.procedure.models import Move

    found = defaultdict(list)
    rows = Move.objects.filter(docket__in=cases).order_by("pk")
    for docket, verb, at, facts, target in rows.values_list(
        "docket", "verb", "at", "facts", "target"
    ).iterator(chunk_size=5000):
        found[docket].append((verb, localdate(at), facts, target))
    return found


def clocks_wrong(moves, key):
    """Return the dockets whose stored clocks, state or day are not those of their moves."""
    from huiyin.procedure.models import Deadline, Docket

    stored = defaultdict(list)
    names = ("docket", "name", "started_on", "due_on", "met_on", "void_on")
    rows = Deadline.objects.filter(docket__in=list(moves))
    for docket, *row in rows.values_list(*names).iterator(chunk_size=5000):
        stored[docket].append(tuple(row))
    ends = Docket.objects.filter(pk__in=list(moves)).values_list("pk", "state", "due_on")
    wrong = set()
    for docket, state, due_on in ends.iterator(chunk_size=5000):
        kept = Clocks(key)
        for verb, day, facts, target in moves[docket]:
            kept.take(verb, day, facts, target in FINAL)
        first = min((clock.due for clock in kept.running.values()), default=None)
        same = sorted(stored[docket], key=str) == kept.rows
        if not (same and due_on == first and moves[docket] and moves[docket][-1][3] == state):
            wrong.add(docket)
    return wrong


def violations():
    """Return ``{invariant: how many break it}``; numbers as in domain.md 12.2."""
    from django.db.models import Count, F, Q

    from huiyin.procedure.models import Deadline, Docket
    from huiyin.suggestions.models import Reply, Suggestion

    cases = Suggestion.objects.all()
    replies = Reply.objects.exclude(issued_at=None)
    lead = Q(assignments__role="lead", assignments__ended_at=None)
    whole = cases.annotate(parts_=Count("parts", distinct=True)).filter(parts_=0)
    leads = whole.annotate(leads=Count("assignments", filter=lead, distinct=True))
    numbers = Docket.objects.exclude(number="").values("congress", "kind", "number")
    return {
        "2 number twice": numbers.annotate(n=Count("pk")).filter(n__gt=1).count(),
        "2 accepted without number": cases.filter(assignments__isnull=False, docket__number="")
        .distinct().count(),
        "3 beyond the cap": sum(
            clock.due_on > due(clock.started_on, 6, "m")
            for clock in Deadline.objects.filter(name__in=("reply", "reply_max"))
        ),
        "3 late and not extended": Deadline.objects.filter(
            name="reply", met_on__gt=F("due_on")).count(),
        "4 lead units": leads.filter(docket__state__in=WITH_UNIT).exclude(leads=1).count(),
        "5 answered by another": replies.exclude(
            suggestion__assignments__role="lead", suggestion__assignments__organ=F("organ")
        ).count(),
    } | _of_words(cases, replies)  # fmt: skip


def _of_words(cases, replies):
    from django.db.models import F

    from huiyin.contributions.models import Contribution
    from huiyin.suggestions.models import Cosign, Rating

    return {
        "6 merged without a reply": cases.filter(
            group__isnull=False, docket__state="closed", replies=None).count(),
        "7 signed another text": Cosign.objects.filter(answer="confirmed", digest="").count(),
        "8 open before review": replies.filter(secrecy_reviewed="").count()
        + Contribution.objects.filter(
            kind="suggestion.reply", visibility="public", issued_reply__issued_at=None).count(),
        "9 rated by another": Rating.objects.exclude(
            by=F("reply__suggestion__lead__person__user")).count(),
        "9 without reason": Rating.objects.filter(result="dissatisfied", reason="").count(),
        "promise forgotten": cases.filter(
            docket__state="closed", replies__issued_at__isnull=False,
            replies__commitments__outcome="open").distinct().count(),
        "whole closed before its parts": cases.filter(
            parts__in=cases.filter(docket__closed_at=None), docket__closed_at__isnull=False
        ).distinct().count(),
    }  # fmt: skip


def untold(cases):
    """Count moves without their notice or leaf, and suggestions of which somebody is not told.

    ``cases``  ids of dockets, of any kind
    """
    from huiyin.ledger.models import Leaf
    from huiyin.notices.models import Notice
    from huiyin.procedure.models import Move

    cases, told, refs = set(cases), Counter(), set()
    moves = Counter()
    rows = Move.objects.filter(docket__in=cases)
    for case, verb, docket, uid in rows.values_list("docket__kind", "verb", "docket", "uid"):
        moves[case, verb, docket] += 1
        refs.add(uid)
    for kind, audience in Notice.objects.values_list("kind", "audience").iterator(chunk_size=5000):
        case, verb = kind.split(".")[:2]
        who, place = audience.split(":")
        if who != "organ" and int(place) in cases:
            told[case, verb, int(place)] += 1
    leaves = Leaf.objects.filter(kind="move", ref__in=refs).count()
    return sum((moves - told).values()) + len(refs) - leaves + len(_unheard(cases))


def _unheard(cases):
    """Those of ``cases`` of which a deputy or a unit in them is not among who is told."""
    from huiyin.congresses.models import Seat
    from huiyin.procedure.queries import concerned
    from huiyin.suggestions.models import Assignment, Suggestion

    seats, units, signed = defaultdict(set), defaultdict(set), defaultdict(set)
    for organ, user in Seat.objects.values_list("organ", "user"):
        seats[organ].add(user)
    for case, organ in Assignment.objects.current().values_list("suggestion", "organ"):
        units[case] |= seats[organ]
    for pk, user in Suggestion.objects.filter(cosigns__answer="confirmed").values_list(
        "pk", "cosigns__mandate__person__user"
    ):
        signed[pk].add(user)
    rows = Suggestion.objects.filter(docket__in=cases)
    return [
        pk for pk, docket, lead in rows.values_list("pk", "docket", "lead__person__user")
        if not ({lead} | signed[pk] | units[pk]) <= concerned(docket)
    ]  # fmt: skip


def plant(cases):
    """Return eight faults in ``cases`` by name, each a function that plants it."""
    from datetime import timedelta

    from django.db.models import F

    from huiyin.notices.models import Notice
    from huiyin.procedure.models import Deadline, Docket, Party
    from huiyin.suggestions.models import Commitment, Reply

    within = {"docket__in": cases}
    audiences = [f"docket:{pk}" for pk in cases]
    reply = {"reply__suggestion__docket__in": cases}
    issued = {"issued_at__isnull": False, "suggestion__docket__in": cases}
    return {
        "a day later": lambda: _first(Deadline, name="reply", **within).update(
            due_on=F("due_on") + timedelta(1)),
        "a clock lost": lambda: _first(Deadline, name="receipt", **within).delete(),
        "met and not": lambda: _first(Deadline, name="reply", **within).update(met_on=None),
        "a state": lambda: _first(Docket, pk__in=cases, state="closed").update(
            state="handling"),
        "no notice": lambda: _first(
            Notice, kind="suggestion.issue", audience__in=audiences).delete(),
        "a promise": lambda: _first(
            Commitment, reply__suggestion__docket__state="closed", **reply).update(outcome="open"),
        "no review": lambda: _first(Reply, **issued).update(secrecy_reviewed=""),
        "nobody told": lambda: _first(Party, role="deputy", **within).delete(),
    }  # fmt: skip


def _first(model, **where):
    return model.objects.filter(pk=model.objects.filter(**where).values("pk")[:1])


def found_faults(key, cases):
    """Plant them one by one, each undone again; return the names of those the checks see.

    ``cases``  dockets the faults are planted in, and looked for
    """
    from django.db import transaction

    before, seen = _all_wrong(key, cases), []
    for name, fault in plant(cases).items():
        with transaction.atomic():
            fault()
            if _all_wrong(key, cases) > before:
                seen.append(name)
            transaction.set_rollback(True)
    return seen


def _all_wrong(key, cases):
    wrong = len(clocks_wrong(moves_of(cases), key)) + untold(cases)
    return wrong + sum(violations().values())


def measured(part, parts, congress):
    """Return the figures of one share of the cases."""
    from huiyin.congresses.models import Organ
    from huiyin.deputies.models import Mandate
    from huiyin.procedure.models import Docket

    every = Docket.objects.values_list("pk", flat=True).order_by("pk")
    cases = [pk for pk in every.filter(kind="suggestion") if pk % parts == part]
    moves, key = moves_of(cases), congress.profile_key
    figures = {
        "moves": sum(map(len, moves.values())),
        "cases": len(moves),
        "clocks_wrong": len(clocks_wrong(moves, key)),
        "untold": untold(pk for pk in every if pk % parts == part),
    }
    if part == 0:
        open_ = Docket.objects.filter(kind="suggestion", closed_at=None)
        broken = violations()
        figures |= {
            "deputies": Mandate.objects.active().count(),
            "units": Organ.objects.filter(kind="handling_unit").count(),
            "violations": sum(broken.values()),
            "violations_which": {name: count for name, count in broken.items() if count},
            "open_left": open_.exclude(moves__verb="come_from_bill").count(),
            "from_bills": open_.filter(moves__verb="come_from_bill").count(),
        }
    if part == parts - 1:
        seen = found_faults(key, cases[:SAMPLE])
        figures |= {"faults_found_of_8": len(seen), "faults_found": seen}
    return figures


def main(part, parts):
    import django

    django.setup()
    from huiyin.congresses.models import Congress
    from huiyin.congresses.scope import within

    congress = Congress.objects.get(slug="npc")
    with within(congress):
        figures = measured(part, parts, congress)
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
