"""The text of a Chinese law as a tree: 编, 章, 节, 条, 款, 项, 目, each with a lasting id.

``read(text)`` gives a ``Document``; ``document.write()`` gives the same text again, sign for sign.
``python -m huiyin.law.text FILE`` prints the tree as JSON, with ``--text`` the text.
"""

from huiyin.law.text.nodes import Document, Kind, Node
from huiyin.law.text.reading import read

__all__ = ["Document", "Kind", "Node", "read"]
