"""Turning a paper into a file: which writer, which edition, which name it is saved under."""

import re
from hashlib import sha256

from django.utils import translation

from huiyin.documents import fonts, pdf, word
from huiyin.documents.models import Document

WRITERS = {Document.Format.DOCX: word.write, Document.Format.PDF: pdf.write}
TYPES = {
    Document.Format.DOCX: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    Document.Format.PDF: "application/pdf",
}
#: Raise it with every change of layout or wording that changes a file of an unchanged case.
LAYOUT = 1
LONGEST_NAME = 80


def edition() -> str:
    """Under the same edition the same case gives the same file."""
    return f"{LAYOUT}-{fonts.edition()}"


def draw(make, *facts):
    """Call ``make`` with the language of the law, whatever language the reader's page is in."""
    with translation.override("zh-hans"):
        return make(*facts)


def write(paper, format) -> tuple[bytes, str]:
    """Return the file of a paper and its SHA-256 in hex."""
    data = WRITERS[format](paper)
    return data, sha256(data).hexdigest()


def file_name(paper, format) -> str:
    """The title as a name that every system can save.

    >>> from datetime import date
    >>> from huiyin.documents.paper import Paper
    >>> file_name(Paper("关于 a/b 的<答复>", date(2026, 3, 9)), "pdf")
    '关于 a_b 的_答复_.pdf'
    """
    safe = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|]', "_", paper.title).strip(" .")[:LONGEST_NAME]
    return f"{safe or 'document'}.{format}"
