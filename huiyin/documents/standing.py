"""Who a reader is to a case, asked once, and what each kind of paper asks of its readers."""

from dataclasses import dataclass

from huiyin.congresses.models import Seat
from huiyin.suggestions import rules
from huiyin.suggestions.models import Assignment


@dataclass(frozen=True)
class Standing:
    """``text`` whether the reader may read the deputy's words, also before they are handed in;
    ``organs`` are ids of units at the case now in which the reader sits, ``leading`` those of
    them that lead its handling."""

    works: bool
    text: bool
    mover: bool
    office: bool
    organs: frozenset[int]
    leading: frozenset[int]

    @property
    def leads(self):
        return bool(self.leading)


def standing(user, suggestion):
    """Return the ``Standing`` of ``user``; three queries and what ``works_on`` needs."""
    parts = [part for part in suggestion.assignments.all() if part.ended_at is None]
    organs = frozenset(
        Seat.objects.filter(user=user, organ__in={part.organ_id for part in parts}).values_list(
            "organ", flat=True
        )
    )
    leading = {part.organ_id for part in parts if part.role == Assignment.Role.LEAD}
    return Standing(
        works=rules.works_on(user, suggestion),
        text=rules.reads_text(user, suggestion),
        mover=rules.lead_deputy(user, suggestion),
        office=rules.deputy_affairs(user, suggestion) and suggestion.declared_at is not None,
        organs=organs,
        leading=frozenset(organs & leading),
    )
