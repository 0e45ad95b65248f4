"""What one deputy's public page says of their work, each number with what it is a part of."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from huiyin.contributions.models import Contribution
from huiyin.portal.queries import REMEMBERED, given_up, listed, punctuality
from huiyin.procedure.models import Deadline, Move
from huiyin.suggestions.models import Commitment, Cosign, Rating, Suggestion
from huiyin.voices.models import Voice

Visibility = Contribution.Visibility
#: Rows of each list on the page.
SHOWN = 10
ANSWERS = 5


@dataclass(frozen=True)
class Duty:
    """Figures of one mandate.

    ``voices`` messages received, ``answered`` of them, in words; ``responses`` how the clock ran
    ``led`` and ``cosigned`` suggestions that got a number; ``replied`` of those led
    ``promises`` made in replies to the led ones; of them ``kept``, ``overdue`` without a report
    """

    voices: int
    answered: int
    responses: object
    led: int
    cosigned: int
    replied: int
    promises: int
    kept: int
    overdue: int


def duty(mandate, today):
    """Return the ``Duty`` of a mandate; remembered for some minutes."""
    key = f"duty:{mandate.pk}:{today}"
    known = cache.get(key)
    if known is None:
        known = counted(mandate, today)
        cache.set(key, known, REMEMBERED)
    return known


def counted(mandate, today):
    """Count the ``Duty`` of a mandate in four queries."""
    numbers = _numbers(mandate, today)
    clocks = (
        Deadline.objects.filter(docket__voice__mandate=mandate, name="first_response")
        .exclude(given_up())
        .order_by()
        .values_list("started_on", "due_on", "met_on", "void_on")
        .annotate(number=Count("pk"))
    )
    return Duty(responses=punctuality(clocks, today), **numbers)


def _numbers(mandate, today):
    answer = Move.objects.filter(docket=OuterRef("docket"), verb="answer")
    voices = Voice.objects.filter(mandate=mandate).aggregate(
        voices=Count("pk"), answered=Count("pk", filter=Exists(answer))
    )
    answered = Q(replies__issued_at__isnull=False)
    parts_done = Q(parts__isnull=False, docket__closed_at__isnull=False)
    of_suggestions = numbered(mandate).aggregate(
        led=Count("pk", filter=Q(lead=mandate), distinct=True),
        cosigned=Count("pk", filter=~Q(lead=mandate), distinct=True),
        replied=Count("pk", filter=Q(lead=mandate) & (answered | parts_done), distinct=True),
    )
    made = Commitment.objects.filter(
        reply__suggestion__lead=mandate, reply__issued_at__isnull=False
    )
    refuted = Q(judged=Rating.Value.DISSATISFIED)
    kept = Q(outcome=Commitment.Outcome.KEPT) & ~refuted
    overdue = Q(outcome=Commitment.Outcome.OPEN, due_on__lt=today)
    of_promises = made.aggregate(
        promises=Count("pk"),
        kept=Count("pk", filter=kept),
        overdue=Count("pk", filter=overdue),
    )
    return voices | of_suggestions | of_promises


def numbered(mandate):
    """The suggestions a deputy leads or has confirmed, once they have a number; no others are read.

    Nobody co-signs what they lead themselves. Parts are counted with their whole.
    """
    leads = Suggestion.objects.filter(lead=mandate).order_by().values("pk")
    signed = Cosign.objects.filter(mandate=mandate, answer=Cosign.Answer.CONFIRMED)
    own = leads.union(signed.order_by().values("suggestion"))
    return Suggestion.objects.filter(pk__in=own, part_of=None).exclude(docket__number="")


def led(mandate):
    """The newest public suggestions of a deputy, as rows of a list."""
    return list(listed(mandate.congress).filter(lead=mandate, part_of=None).order_by("-pk")[:SHOWN])


def answers(mandate):
    """The newest public messages with public answers: voices with ``replies``."""
    replies = Contribution.objects.filter(
        kind="voice.answer", visibility=Visibility.PUBLIC
    ).order_by("pk")
    rows = (
        Voice.objects.public()
        .filter(mandate=mandate, thread__contributions__in=replies)
        .select_related("docket", "words", "thread")
        .prefetch_related(Prefetch("thread__contributions", replies, to_attr="replies"))
        .distinct()
    )
    return list(rows.order_by("-pk")[:ANSWERS])
