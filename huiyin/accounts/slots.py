"""What somebody is about to send, kept in their session, encrypted, until it is sent.

Never in an address: addresses are logged.
"""

import json
from dataclasses import dataclass

from huiyin.accounts import vault


@dataclass(frozen=True)
class Slot:
    """One kind of such texts under ``name``; of more than ``most`` the oldest gives way.

    ``place``  begins the name each is sealed under: one cannot be put in the place of another
    """

    name: str
    most: int
    place: str

    def keep(self, session, key, typed):
        """Store ``typed``, JSON values, replacing what was kept under the same key."""
        kept = session.get(self.name, {})
        kept.pop(key, None)
        kept[key] = vault.enclose(json.dumps(typed), place=f"{self.place}-{key}")
        session[self.name] = dict(list(kept.items())[-self.most :])

    def find(self, session, key):
        """Return what was kept under ``key``, or None."""
        enclosed = session.get(self.name, {}).get(key)
        return enclosed and json.loads(vault.disclose(enclosed, place=f"{self.place}-{key}"))

    def drop(self, session, key):
        """Forget what was sent."""
        kept = dict(session.get(self.name, {}))
        if kept.pop(key, None):
            session[self.name] = kept
