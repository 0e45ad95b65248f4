from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Check:
    """``look`` (``Outgoing``) → the words each finding is about, in their order."""

    name: str
    label: Any
    blocks: bool
    look: Callable
