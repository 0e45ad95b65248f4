"""What a rule profile is made of, besides terms."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from huiyin.law.vocabulary import CANONICAL_CLASSES, Label


@dataclass(frozen=True)
class ReplyClass:
    """One class of reply. ``canonical`` is the value it is counted as in statistics."""

    code: str
    label: Label
    canonical: str

    @property
    def canonical_label(self) -> Label:
        return CANONICAL_CLASSES[self.canonical]


@dataclass(frozen=True)
class Choice:
    """A key that is stored and the label people read."""

    key: str
    label: Label


@dataclass(frozen=True)
class Objection:
    """Who may object to the decision that something is no bill, and until when.

    ``people``  the least number of sponsors, who must also be more than half of them
    ``hours``   hours before the presidium's last meeting by which it must be there
    """

    people: int
    hours: int
    source: str
    source_en: str

    def needed(self, sponsors: int) -> int:
        """Return how many of ``sponsors`` must object.

        >>> Objection(10, 4, "", "").needed(12), Objection(10, 4, "", "").needed(30)
        (10, 16)
        """
        return max(self.people, sponsors // 2 + 1)

    def until(self, last_meeting: datetime) -> datetime:
        """Return the last moment, given when the presidium meets for the last time."""
        return last_meeting - timedelta(hours=self.hours)


@dataclass(frozen=True)
class Listing:
    """What a text lists, and the place where it does. Empty if the text is silent."""

    items: tuple[ReplyClass | Choice, ...] = ()
    source: str = ""
    source_en: str = ""

    def __iter__(self):
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def keys(self) -> list[str]:
        return [item.code if isinstance(item, ReplyClass) else item.key for item in self.items]


SILENT = Listing()
