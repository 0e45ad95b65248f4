"""An opinion that waits for its author's phone to be proven: kept in their session, encrypted.

Never in an address: addresses are logged.
"""

import json

from huiyin.accounts import vault

SLOT = "unsent-opinions"
#: Opinions one session may hold; the oldest gives way.
KEPT = 3


def keep(session, pk, typed):
    """Keep what was typed into the form of consultation ``pk``."""
    kept = session.get(SLOT, {})
    kept.pop(str(pk), None)
    kept[str(pk)] = vault.enclose(json.dumps(typed), place=f"opinion-{pk}")
    session[SLOT] = dict(list(kept.items())[-KEPT:])


def find(session, pk):
    """Return what was typed, or None if this session has nothing for that consultation."""
    enclosed = session.get(SLOT, {}).get(str(pk))
    return json.loads(vault.disclose(enclosed, place=f"opinion-{pk}")) if enclosed else None


def drop(session, pk):
    kept = dict(session.get(SLOT, {}))
    if kept.pop(str(pk), None):
        session[SLOT] = kept
