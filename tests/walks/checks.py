"""The invariants of domain.md 12.2 that a suggestion can break, asked of what is stored."""

from datetime import date

from django.db.models import Count, Q

from bench.lawbook import due
from huiyin.contributions.models import Contribution
from huiyin.procedure.models import Docket
from huiyin.suggestions.models import Rating, Reply

WITH_UNIT = "assigned dispatched return_requested receipted handling reply_review redo".split()


def check_invariants(walk, case, docket):
    """Raise through ``walk.same`` if the stored case breaks one; numbers as in domain.md."""
    row = case.row
    # 2: a number is given once
    twice = Docket.objects.exclude(number="").values("number").annotate(n=Count("pk"))
    walk.same("number given twice", twice.filter(n__gt=1).exists(), False)
    # 3: nothing runs beyond six months from the assignment
    for name in ("reply", "reply_max"):
        for clock in docket.deadlines.filter(name=name):
            cap = due(clock.started_on, 6, "m")
            walk.same(f"{name} beyond the cap", clock.due_on <= cap, True)
    # 4: exactly one lead unit while it is with a unit, unless it is handled in parts
    if case.state in WITH_UNIT:
        leads = row.assignments.filter(ended_at=None, role="lead").count()
        walk.same("lead units", leads, 0 if case.parts else 1)
    # 5: what is answered without an opinion or a talk says why; nobody else answers
    for move in docket.moves.filter(verb="issue"):
        walk.same("signer of a reply", move.role, "unit_head")
    check_words(walk, case, docket)


def check_words(walk, case, docket):
    row = case.row
    # 6: each suggestion has replies of its own, a round each
    rounds = list(Reply.objects.filter(suggestion=row, issued_at__isnull=False).values("round"))
    walk.same("rounds", [each["round"] for each in rounds], list(range(1, case.round + 1)))
    # 7: who confirmed confirmed this text
    confirmed = row.cosigns.filter(answer="confirmed")
    walk.same("signer", confirmed.exists(), case.signer == "confirmed")
    # 8: nothing of a reply is public before its review
    bare = Reply.objects.filter(suggestion=row, secrecy_reviewed="").exclude(words=None)
    walk.same("reply without review", bare.exists(), False)
    hidden = Contribution.objects.filter(Q(kind="suggestion.reply"), visibility="public")
    walk.same("hidden reply", hidden.filter(issued_reply__issued_at=None).exists(), False)
    # 9: rated by the author's side, once a round, with a reason
    ratings = Rating.objects.filter(reply__suggestion=row)
    walk.same("rated by another", ratings.exclude(by=walk.people["lin"]).exists(), False)
    bad = Q(attitude="dissatisfied") | Q(result="dissatisfied")
    walk.same("no reason", ratings.filter(bad, reason="").exists(), False)
    # 3: a late reply stays late
    for clock in docket.deadlines.filter(name__in=("reply", "reply_max")).exclude(met_on=None):
        walk.same("late", clock.late, clock.met_on > clock.due_on)
    walk.same("day", isinstance(docket.due_on, date | None), True)
