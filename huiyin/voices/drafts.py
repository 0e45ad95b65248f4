"""A message that is about to be sent, until it is.

``key`` is the form's own UUID, which later makes a repeated sending the same message.
"""

from dataclasses import asdict, dataclass, field

from huiyin.accounts.slots import Slot

DRAFTS = Slot("drafts", most=5, place="draft")
#: Characters of a draft that is kept; more than any form takes, less than a session should hold.
LARGEST = 20_000


@dataclass
class Draft:
    """``fields`` are the form's values as typed; ``support`` is the code of a matter to join."""

    key: str
    to: int
    place: int | None = None
    fields: dict = field(default_factory=dict)
    support: str = ""


def is_small(draft):
    """Whether ``draft`` may be kept: what was refused as too long may be of any size."""
    return sum(len(str(value)) for value in draft.fields.values()) <= LARGEST


def keep(session, draft):
    """Store ``draft`` in ``session``, replacing an earlier one of the same key."""
    DRAFTS.keep(session, draft.key, asdict(draft))


def find(session, key):
    """Return the draft under ``key``, or None if this session has none."""
    kept = DRAFTS.find(session, key)
    return kept and Draft(**kept)


def drop(session, key):
    """Forget a draft that was sent."""
    DRAFTS.drop(session, key)
