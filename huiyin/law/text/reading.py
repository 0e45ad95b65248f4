"""From the lines of a law to its tree."""

from huiyin.law.text.building import Builder
from huiyin.law.text.front import contents, front, lists_contents
from huiyin.law.text.marks import lines
from huiyin.law.text.nodes import Document, Kind
from huiyin.law.text.sequence import follow


def read(text: str) -> Document:
    """Return the tree of ``text``; its ``write()`` is ``text`` again.

    Any text can be read: what follows no rule of form becomes paragraphs.

    >>> law = read("某法\\n（某年通过）\\n第一条　为了某事。\\n第二条　某事：\\n（一）甲；")
    >>> [node.id for node in law.articles()], law.articles()[1].children[0].children[0].id
    (['art-1', 'art-2'], 'art-2/p1/i1')
    """
    body = list(lines(text))
    builder = Builder(text, body)
    heads = front(body)
    for place, kind in enumerate(heads):
        builder.head(place, kind)
    place = _table_of_contents(body, len(heads), builder)
    order = follow(body, place)
    builder.order = order
    for each in range(place, len(body)):
        builder.take(each)
    refused = dict(order.refused)
    for each in range(place):
        if body[each].kind is Kind.ARTICLE:
            refused[body[each].row] = "note" if each < len(heads) else "contents"
    return Document(
        builder.root.children,
        text[body[-1].end :] if body else text,
        refused,
        [f"art-{number}" for number in order.missing],
    )


def _table_of_contents(body, start, builder):
    """Take the preamble before the contents, and the contents; return where the body begins."""
    for place in range(start, len(body)):
        line = body[place]
        if line.squeezed == "目录":
            for each in range(start, place):
                builder.plain(each)
            end = contents(body, place)
            builder.table_of_contents(place, place + 1, end)
            return end
        if line.kind is not None:
            if not lists_contents(body, place):
                break
            for each in range(start, place):
                builder.plain(each)
            end = contents(body, place - 1)
            builder.table_of_contents(None, place, end)
            return end
    return start
