"""Checkpoints on a second volume, where whoever can rewrite the database should not reach.

One file for each log, opened for appending only. Mount the directory from another machine,
or make the files append-only (``chattr +a``). Nothing here ever rewrites a line.
"""

import os
from pathlib import Path

from django.conf import settings

from huiyin.ledger import notes

#: Bytes from the end of a file in which its newest note is looked for; a note has about 300.
TAIL = 4096


def place(origin: str) -> Path | None:
    """Return the file of the log ``origin``, or None if there is no second volume."""
    if not settings.LEDGER_WITNESS_DIR:
        return None
    name = origin.rpartition("/")[2]
    return Path(settings.LEDGER_WITNESS_DIR) / name[:2] / f"{name}.notes"


def read(origin: str) -> list[notes.Note]:
    """Return the notes that were witnessed, oldest first."""
    path = place(origin)
    if path is None or not path.exists():
        return []
    return notes.read_all(path.read_text(encoding="utf-8", errors="replace"))


def newest_size(origin: str) -> int:
    """Return the size of the newest note, 0 if there is none, without reading the whole file."""
    path = place(origin)
    if path is None or not path.exists():
        return 0
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        found = notes.read_all(file.read().decode(errors="replace"))
    return found[-1].size if found else 0


def append(origin: str, texts: list[str]) -> None:
    """Add notes and wait until they are on the disk.

    Each begins on a line of its own, so that one torn by a crash spoils only itself.
    """
    path = place(origin)
    if path is None or not texts:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write("".join(f"\n{text}" for text in texts).encode())
        file.flush()
        os.fsync(file.fileno())
