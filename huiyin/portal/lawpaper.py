"""A law as an official document that can be edited."""

from huiyin.documents.paper import Look, Paper, Para
from huiyin.library.queries import HEADINGS

#: Headings that are set as the first rank; sections and below as the second.
WIDE = {"part", "subpart", "chapter", "preface", "annex", "heading"}


def paper(law, version, rows) -> Paper:
    """Return the paper of a version with the provisions ``rows``."""
    return Paper(
        title=str(law),
        day=version.passed_on or version.entered_at.date(),
        blocks=tuple(_blocks(version, rows)),
    )


def _blocks(version, rows):
    for note in version.notes:
        yield Para(note, Look.NOTE)
    for row in rows:
        if row.kind in HEADINGS:
            words = "　".join(part for part in (row.label, row.heading) if part)
            yield Para(words, Look.HEADING if row.kind in WIDE else Look.SUBHEADING)
        else:
            yield from (Para(line) for line in row.text.splitlines())
