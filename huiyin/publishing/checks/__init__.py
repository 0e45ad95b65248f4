"""What is looked at before anything goes out. Each check is a function: ``Outgoing`` → findings.

A finding blocks or warns. What blocks is mended in the text, or answered by a reviewer with a
reason that goes on the record; a warning is shown to whoever judges.
"""

from dataclasses import dataclass
from hashlib import sha256

from huiyin.publishing.checks import files, links, personal, secrets, sources
from huiyin.publishing.checks.outgoing import Outgoing

__all__ = ["CHECKS", "Finding", "Outgoing", "found", "open_ones"]


@dataclass(frozen=True)
class Finding:
    """``check`` is its name, ``where`` the words it is about (never a whole number or card)."""

    check: str
    label: object
    blocks: bool
    where: str

    @property
    def key(self):
        """Names the finding within an article."""
        return sha256(f"{self.check}\n{self.where}".encode()).hexdigest()[:16]


CHECKS = (*secrets.CHECKS, *personal.CHECKS, *links.CHECKS, *files.CHECKS, *sources.CHECKS)


def found(out):
    """Every finding in ``out``, an ``Outgoing``, those that block first."""
    every = [
        Finding(check.name, check.label, check.blocks, where)
        for check in CHECKS
        for where in dict.fromkeys(check.look(out))
    ]
    return sorted(every, key=lambda one: not one.blocks)


def open_ones(out, answered):
    """Those that block and have no answer; ``answered`` are the keys of those that have."""
    return [one for one in found(out) if one.blocks and one.key not in answered]
