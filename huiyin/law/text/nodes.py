"""What a law's text consists of, and how it becomes text again.

Law: 立法法 (2023) art. 65: 编、章、节、条、款、项、目. A 款 has no number of its own: every new
paragraph of an article is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    TITLE = "title"
    NOTE = "note"  # 题注: who adopted and amended it, when
    REFERENCE = "reference"  # 法释〔2023〕5号
    TOC = "toc"
    ENTRY = "entry"  # a line of the table of contents
    PREFACE = "preface"  # 序言
    PART = "part"  # 编
    SUBPART = "subpart"  # 分编
    CHAPTER = "chapter"  # 章
    SECTION = "section"  # 节
    HEADING = "heading"  # a heading without a number of its own, or numbered 一、
    ARTICLE = "article"  # 条
    POINT = "point"  # 一、 of a decision that has no articles
    PARAGRAPH = "paragraph"  # 款
    SUBPARAGRAPH = "subparagraph"  # 项
    ITEM = "item"  # 目
    QUOTE = "quote"  # words of another text, as amendments give them
    ROW = "row"  # a line of a table
    ANNEX = "annex"


#: What stands under headings, from the widest to the narrowest.
DIVISIONS = (Kind.PART, Kind.SUBPART, Kind.CHAPTER, Kind.SECTION)
#: What is read, cited and linked by itself.
HOLDERS = (Kind.ARTICLE, Kind.POINT)


@dataclass(slots=True)
class Node:
    """One line of the text, and what belongs to it.

    ``id``      lasting within the text: ``art-12-1/p2/i3`` is 第十二条之一第二款第三项
    ``label``   the number as it is written: 第十二条之一, （三）
    ``number``  that number; ``suffix`` what follows 之
    ``text``    the words of this line after label and ``gap``
    ``before``  blanks, line ends and Markdown signs between the line before and this one
    """

    kind: Kind
    id: str
    label: str = ""
    number: int | None = None
    suffix: int = 0
    gap: str = ""
    text: str = ""
    before: str = ""
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """Yield this node and all below it in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def words(self) -> str:
        """Return the words of this node and all below it, one line each, without blanks around.

        What stands in one line of the text (an article and its first paragraph) stays in one.
        """
        lines: list[str] = []
        for node in self.walk():
            said = f"{node.label}{node.gap and '　'}{node.text}"
            if lines and "\n" not in node.before and node is not self:
                lines[-1] += f"{'　' if node.before else ''}{said}"
            else:
                lines.append(said)
        return "\n".join(line for line in lines if line)

    def as_dict(self) -> dict:
        """Return the node for JSON; what is empty is left out."""
        facts = {"kind": str(self.kind), "id": self.id}
        for name in ("label", "number", "suffix", "gap", "text", "before"):
            if value := getattr(self, name):
                facts[name] = value
        if self.children:
            facts["children"] = [child.as_dict() for child in self.children]
        return facts

    @classmethod
    def from_dict(cls, facts: dict) -> "Node":
        """Return the node that ``as_dict`` described."""
        children = [cls.from_dict(child) for child in facts.get("children", [])]
        return cls(**facts | {"kind": Kind(facts["kind"]), "children": children})


@dataclass(slots=True)
class Document:
    """A whole text; ``tail`` is what follows its last word.

    ``refused``  lines that begin like an article and are none, as ``{number of line: why}``:
                 ``note`` in the heading note, ``citation`` a sentence that begins by naming an
                 article, ``quoted`` an article of another text, ``contents`` in the contents
    ``missing``  numbers of articles that the text leaps over, as ``["art-13"]``
    """

    children: list[Node]
    tail: str = ""
    refused: dict[int, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        for child in self.children:
            yield from child.walk()

    def write(self) -> str:
        """Return the text that was read, sign for sign."""
        parts = []
        for node in self.walk():
            parts += (node.before, node.label, node.gap, node.text)
        return "".join([*parts, self.tail])

    def articles(self) -> list[Node]:
        """Return every article, those of annexes too."""
        return [node for node in self.walk() if node.kind is Kind.ARTICLE]

    @property
    def title(self) -> str:
        """The title in one line; "" for an empty text."""
        return "".join(node.text for node in self.children if node.id.startswith("title-"))

    @property
    def notes(self) -> list[str]:
        return [node.text for node in self.children if node.kind is Kind.NOTE]

    def as_dict(self) -> dict:
        """Return the document for JSON, complete: ``from_dict`` gives it back."""
        return {
            "title": self.title,
            "articles": len(self.articles()),
            "missing": self.missing,
            "refused": {str(line): why for line, why in self.refused.items()},
            "children": [child.as_dict() for child in self.children],
            "tail": self.tail,
        }

    @classmethod
    def from_dict(cls, facts: dict) -> "Document":
        return cls(
            children=[Node.from_dict(child) for child in facts["children"]],
            tail=facts["tail"],
            refused={int(line): why for line, why in facts["refused"].items()},
            missing=facts["missing"],
        )
