"""One round of a management command over many cases, where one must not hold up the others."""

import logging
from contextlib import contextmanager

from django.core.management.base import CommandError

log = logging.getLogger("huiyin.rounds")


class Round:
    """Counts what was done; a case that fails is named, left as it was, and the round goes on.

        round = Round(self)
        for case in cases:
            with round.case(f"suggestion {case.pk}"):
                round.done += act(case)
        round.end("{} closed")

    ``act`` must be a transaction of its own.
    """

    def __init__(self, command):
        self.command, self.done, self.failed = command, 0, 0

    @contextmanager
    def case(self, name):
        """Try one case, called ``name`` where it fails."""
        try:
            yield
        except Exception as error:
            self.failed += 1
            log.exception("%s failed", name)
            self.command.stderr.write(f"{name}: {type(error).__name__}: {error}")

    def end(self, sentence):
        """Say how much was done; raise ``CommandError`` if anything failed."""
        self.command.stdout.write(sentence.format(self.done))
        if self.failed:
            raise CommandError(f"{self.failed} failed")
