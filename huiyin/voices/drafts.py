"""What somebody is about to send, kept in their session, encrypted, until it is sent.

Never in an address: addresses are logged. ``key`` is the form's own UUID, which later makes a
repeated sending the same message.
"""

import json
from dataclasses import asdict, dataclass, field

from huiyin.accounts import vault

SLOT = "drafts"
#: Drafts one session may hold; the oldest gives way.
KEPT = 5
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
    kept = session.get(SLOT, {})
    kept.pop(draft.key, None)
    kept[draft.key] = vault.enclose(json.dumps(asdict(draft)), place=f"draft-{draft.key}")
    session[SLOT] = dict(list(kept.items())[-KEPT:])


def find(session, key):
    """Return the draft under ``key``, or None if this session has none."""
    enclosed = session.get(SLOT, {}).get(key)
    if enclosed is None:
        return None
    return Draft(**json.loads(vault.disclose(enclosed, place=f"draft-{key}")))


def drop(session, key):
    """Forget a draft that was sent."""
    kept = dict(session.get(SLOT, {}))
    if kept.pop(key, None):
        session[SLOT] = kept
