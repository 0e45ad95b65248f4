"""What a rule profile is made of, besides terms."""

from dataclasses import dataclass

from huiyin.law.vocabulary import CANONICAL_CLASSES, Label


@dataclass(frozen=True)
class ReplyClass:
    """One class of reply. ``canonical`` is the value it is counted as in statistics."""

    code: str
    label: Label
    canonical: str

    @property
    def canonical_label(self) -> Label:
        return CANONICAL_CLASSES[self.canonical]


@dataclass(frozen=True)
class Choice:
    """A key that is stored and the label people read."""

    key: str
    label: Label


@dataclass(frozen=True)
class Listing:
    """What a text lists, and the place where it does. Empty if the text is silent."""

    items: tuple[ReplyClass | Choice, ...] = ()
    source: str = ""
    source_en: str = ""

    def __iter__(self):
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def keys(self) -> list[str]:
        return [item.code if isinstance(item, ReplyClass) else item.key for item in self.items]


SILENT = Listing()
