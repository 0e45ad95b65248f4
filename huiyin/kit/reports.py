"""What an import did: every row not taken, with its number and the reason."""

import csv
from collections import Counter
from pathlib import Path


class Report:
    """Gathers notes and untaken rows while a command runs, and prints them at its end.

    ``taken``, ``known`` and ``changed`` count rows stored now, stored before, and corrected.
    """

    def __init__(self):
        self.notes = []
        self.refused = []
        self.read = self.taken = self.known = self.changed = 0

    def note(self, text):
        """Say something that holds for the whole file, or for a row that was taken."""
        self.notes.append(text)

    def refuse(self, number, what, why):
        """Name a row that was not taken."""
        self.refused.append((number, what, why))

    def print(self, out, *, dry_run=False):
        """Write all of it, the totals last; ``out`` has ``write()`` and ends lines itself."""
        for note in self.notes:
            out.write(f"note: {note}")
        for number, what, why in self.refused:
            out.write(f"row {number} not taken: {what}: {why}")
        for why, times in Counter(why for _number, _what, why in self.refused).most_common():
            out.write(f"{times:>6} not taken: {why}")
        out.write(
            f"{self.read} rows read, {self.taken} taken, {self.known} there before,"
            f" {self.changed} changed, {len(self.refused)} not taken"
        )
        if not self.taken and not self.changed and not dry_run:
            out.write("nothing changed")
        if dry_run:
            out.write("dry run: nothing was written")

    def save(self, path, also=()):
        """Write the untaken rows as CSV, and ``also`` further ``(number, what, why)``."""
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["row", "what", "why"])
            writer.writerows(self.refused)
            writer.writerows(also)
