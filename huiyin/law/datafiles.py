"""Where the dated tables lie: beside this code, and in a directory a deployment adds.

``HUIYIN_LAW_DATA`` may name a directory with ``holidays/*.toml`` and ``profiles/*.toml``.
A file there adds to the shipped ones, or replaces the one of the same name: so a new
notice of the State Council, or a county's own rules, need no new release.
"""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from huiyin.law.errors import BadData

SHIPPED = Path(__file__).parent / "data"
EXTRA = "HUIYIN_LAW_DATA"


def tables(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read every table of ``folder`` in order of file name; ``BadData`` if one is no TOML."""
    directories = [SHIPPED / folder]
    if extra := os.environ.get(EXTRA):
        directories.append(Path(extra) / folder)
    files = {path.name: path for directory in directories for path in directory.glob("*.toml")}
    for name in sorted(files):
        yield name, read(files[name])


def read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData(f"{path.name} 不是有效的 TOML：{error}", f"{path.name}: {error}") from error


def refuse(name: str, chinese: str, english: str) -> BadData:
    """Build the refusal of one file, to be raised by the reader that found the fault."""
    return BadData(f"{name}：{chinese}", f"{name}: {english}")
