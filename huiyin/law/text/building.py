"""The tree of a law while it grows, line by line."""

import re

from huiyin.law.text.nodes import DIVISIONS, Kind, Node
from huiyin.law.text.sequence import Sequence

#: First part of the id of each kind.
SIGNS = {
    Kind.PART: "part-",
    Kind.SUBPART: "subpart-",
    Kind.CHAPTER: "chapter-",
    Kind.SECTION: "section-",
    Kind.HEADING: "heading-",
    Kind.ANNEX: "annex-",
    Kind.ARTICLE: "art-",
    Kind.POINT: "point-",
    Kind.PARAGRAPH: "p",
    Kind.SUBPARAGRAPH: "i",
    Kind.ITEM: "n",
    Kind.QUOTE: "q",
    Kind.ROW: "r",
}
#: How wide a division is; an unnumbered heading ranks with chapters.
RANKS = {kind: rank for rank, kind in enumerate(DIVISIONS, 1)} | {Kind.HEADING: 3, Kind.PREFACE: 1}
_BRACKETED = re.compile(
    r"(?P<heading>[（(【][^）)】（(]{1,30}[）)】])(?P<gap>\s*)(?P<text>.*)", re.S
)
#: Characters of a line that can be the title of an enclosed text.
LONGEST_TITLE = 60


class Builder:
    """Takes the lines of ``body`` one after the other.

    ``annex``, ``divisions``, ``holder``, ``paragraph`` and ``nested`` are what is open: the
    annex, the headings from wide to narrow, the article or point, its 款, and the 项 and 目 in it.
    """

    def __init__(self, text, body):
        self.text, self.body = text, body
        self.root = Node(Kind.TITLE, "")
        self.order = Sequence()
        self.annex, self.divisions = None, []
        self.holder = self.paragraph = None
        self.nested: list[tuple[str, Node]] = []
        self.quoting = 0
        self._taken: dict[str, int] = {}
        self._annexes = 0

    # --- the front -----------------------------------------------------------------------

    def head(self, place, kind):
        """Take a line before the body; a title may take several lines, and come again."""
        line, last = self.body[place], self.root.children[-1:]
        goes_on = last and last[0].id.startswith("title") and not line.after
        if kind is not Kind.TITLE:
            names = {Kind.NOTE: "note-1", Kind.REFERENCE: "reference-1"}
            self._whole(place, kind, self._unique(self.root, names[kind]))
        elif not last or goes_on:
            self._whole(place, kind, self._unique(self.root, "title-1"))
        else:
            self._whole(place, kind, self._unique(self.root, "again-1"))

    def _whole(self, place, kind, id_):
        line = self.body[place]
        self.root.children.append(Node(kind, id_, text=line.words, before=self._before(place)))

    def table_of_contents(self, heading, start, end):
        """Take the heading of the contents, if there is one, and the entries before ``end``."""
        table = Node(Kind.TOC, "toc")
        if heading is not None:
            table.text, table.before = self.body[heading].words, self._before(heading)
        self.root.children.append(table)
        for number, place in enumerate(range(start, end), 1):
            node = self._node(place, Kind.ENTRY, f"toc/{number}")
            table.children.append(node)

    # --- the body ------------------------------------------------------------------------

    def take(self, place):
        """Take a line of the body."""
        kind = self.body[place].kind
        if place in self.order.kept:
            self._article(place)
        elif self.quoting and kind is not Kind.ANNEX:
            self.plain(place)
        elif kind in RANKS:
            self._division(place, kind)
        elif kind is Kind.ANNEX:
            self._open_annex(place)
        elif kind is Kind.POINT:
            self._point(place)
        elif kind in (Kind.SUBPARAGRAPH, Kind.ITEM):
            self._nest(place, kind)
        elif kind is Kind.ROW:
            self._add(self.holder or self._container(), place, Kind.ROW, self.body[place].words)
        else:
            self.plain(place)

    def _article(self, place):
        if place in self.order.enclosed:
            self._annexes += 1
            self._close()
            self.annex = Node(Kind.ANNEX, f"annex-{self._annexes}")
            self.root.children.append(self.annex)
        self._hold(place, Kind.ARTICLE)

    def _hold(self, place, kind):
        line = self.body[place]
        name = f"{SIGNS[kind]}{line.number}" + (f"-{line.suffix}" if line.suffix else "")
        if self.annex:
            name = f"{self.annex.id}/{name}"
        node = Node(
            kind,
            self._free(name),
            label=line.label,
            number=line.number,
            suffix=line.suffix,
            before=self._before(place),
        )
        self._container().children.append(node)
        self._close_holder()
        self.holder = node
        gap, text = line.gap, line.text
        heading = _BRACKETED.fullmatch(text)
        if heading and kind is Kind.ARTICLE:
            node.gap, node.text = gap, heading["heading"]
            gap, text = heading["gap"], heading["text"]
        if text:
            self._paragraph(node, text, gap)
        else:
            node.gap += gap

    def _point(self, place):
        if self.holder and self.holder.kind is Kind.ARTICLE:
            self._nest(place, Kind.SUBPARAGRAPH)
        elif self.annex or not self.order.kept:
            self._hold(place, Kind.POINT)
        elif place + 1 in self.order.kept:
            self._division(place, Kind.HEADING)
        else:
            self.plain(place)

    def _division(self, place, kind):
        line = self.body[place]
        rank = RANKS[kind]
        self.divisions = [each for each in self.divisions if RANKS[each.kind] < rank]
        self._close_holder()
        parent = self._container()
        above = f"{parent.id}/" if parent is not self.root else ""
        if kind is Kind.PREFACE:
            id_ = self._free(f"{above}preface")
        elif kind is Kind.HEADING:
            id_ = self._unique(parent, f"{above}{SIGNS[kind]}1")
        else:
            id_ = self._free(f"{above}{SIGNS[kind]}{line.number}")
        node = self._node(place, kind, id_)
        parent.children.append(node)
        self.divisions.append(node)

    def _open_annex(self, place):
        self._annexes += 1
        self._close()
        node = self._node(place, Kind.ANNEX, f"annex-{self._annexes}")
        self.root.children.append(node)
        self.annex = node

    def _nest(self, place, kind):
        """Take a 项 or 目: styles of numbers nest in the order in which they come."""
        line = self.body[place]
        holder = self.paragraph or self.holder
        if holder is None:
            holder = self._last_paragraph() or self._container()
        while self.nested and line.style in [style for style, _ in self.nested]:
            self.nested.pop()
        parent = self.nested[-1][1] if self.nested else holder
        if self.nested:
            kind = Kind.ITEM
        above = f"{parent.id}/" if parent is not self.root else ""
        node = self._node(place, kind, self._free(f"{above}{SIGNS[kind]}{line.number}"))
        parent.children.append(node)
        self.nested.append((line.style, node))

    def _last_paragraph(self):
        last = self._container().children[-1:]
        return last[0] if last and last[0].kind is Kind.PARAGRAPH else None

    # --- plain words ---------------------------------------------------------------------

    def plain(self, place):
        """Take a line of plain words, or one whose first signs claim what it is not."""
        words = self.body[place].words
        parent = self.holder or self._container()
        if self.quoting or words.startswith("“"):
            self._add(parent, place, Kind.QUOTE, words)
            self.quoting = max(0, self.quoting + words.count("“") - words.count("”"))
            self.paragraph, self.nested = None, []
            return
        if self.nested and self._goes_on_after(place):
            self._add(self.nested[-1][1], place, Kind.PARAGRAPH, words)
            return
        self.paragraph, self.nested = None, []
        node = self._add(parent, place, Kind.PARAGRAPH, words)
        if self.holder:
            self.paragraph = node

    def _goes_on_after(self, place):
        """Whether the list that is open goes on after these words: then they are part of it."""
        style, node = self.nested[-1]
        after = place + 1
        while after < len(self.body) and self.body[after].kind is None:
            after += 1
        if after == len(self.body):
            return False
        line = self.body[after]
        return line.style == style and line.number == (node.number or 0) + 1

    def _paragraph(self, holder, text, before):
        self.paragraph = Node(
            Kind.PARAGRAPH,
            self._unique(holder, f"{holder.id}/p1"),
            text=text,
            before=before,
        )
        holder.children.append(self.paragraph)
        self.nested = []

    def _add(self, parent, place, kind, words):
        above = f"{parent.id}/" if parent is not self.root else ""
        id_ = self._unique(parent, f"{above}{SIGNS[kind]}1")
        node = Node(kind, id_, text=words, before=self._before(place))
        parent.children.append(node)
        return node

    # --- what is open --------------------------------------------------------------------

    def _container(self):
        return self.divisions[-1] if self.divisions else (self.annex or self.root)

    def _close_holder(self):
        self.holder = self.paragraph = None
        self.nested, self.quoting = [], 0

    def _close(self):
        self._close_holder()
        self.divisions = []

    def _node(self, place, kind, id_):
        line = self.body[place]
        return Node(
            kind,
            id_,
            label=line.label,
            number=line.number,
            suffix=line.suffix,
            gap=line.gap,
            text=line.text,
            before=self._before(place),
        )

    def _before(self, place):
        start = self.body[place - 1].end if place else 0
        return self.text[start : self.body[place].start]

    # --- ids -----------------------------------------------------------------------------

    def _unique(self, parent, first):
        """Count on from ``first``, which ends in 1."""
        stem = first.removesuffix("1")
        self._taken[stem] = self._taken.get(stem, 0) + 1
        return f"{stem}{self._taken[stem]}"

    def _free(self, id_):
        """Return ``id_``, or the first of ``id_.2``, ``id_.3`` … that nothing bears yet."""
        self._taken[id_] = self._taken.get(id_, 0) + 1
        return id_ if self._taken[id_] == 1 else f"{id_}.{self._taken[id_]}"
