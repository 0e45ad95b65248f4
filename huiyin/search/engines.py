"""The word index itself, beside the table of entries: one way in PostgreSQL, one in SQLite.

Both keep a table ``search_index`` that only this module reads and writes. Words are handed over
as finished tokens and never parsed by the database, so locale and dictionaries do not matter,
and the signs of a query language inside a text are never seen by it: a token holds letters,
marks and figures only.

Every entry also carries *markers* (whose it is, of which kind, whether public), so that the
index answers within one congress and never walks through another's postings.
"""

import re
from collections import Counter
from collections.abc import Iterator

from django.db import connection
from django.db.models.expressions import RawSQL

from huiyin.search.analyser import BREAK, Phrase

#: Tokens of one row; positions in a tsvector end at 16,383.
CHUNK = 15_000
#: Places of one token in a row; a tsvector keeps 256 and drops the rest without a word.
PLACES = 250
#: Tokens two neighbouring rows share, so that a phrase across the cut is found.
OVERLAP = 100
_KIND = re.compile(r"[a-z]{1,30}(_[a-z]{1,30})*")


def is_kind(text: str) -> bool:
    """Say whether ``text`` can be the kind of an entry: lower-case words joined by ``_``."""
    return bool(_KIND.fullmatch(text))


def marker(*, congress_id: int, kind: str = "", public: bool = False) -> str:
    """Return the marker shared by a congress's entries of a kind (or any), public (or all)."""
    return f"@{congress_id}_{kind}_{'p' if public else ''}"


def markers(*, congress_id: int, kind: str, public: bool) -> list[str]:
    """Return every marker by which an entry may be asked for."""
    return [
        marker(congress_id=congress_id, kind=name, public=only_public)
        for name in ("", kind)
        for only_public in ([False, True] if public else [False])
    ]


def _end(tokens: list[str], start: int) -> int:
    """Return where a row that begins at ``start`` has to end."""
    times: Counter[str] = Counter()
    for place in range(start, min(start + CHUNK, len(tokens))):
        times[tokens[place]] += 1
        if times[tokens[place]] >= PLACES and tokens[place] != BREAK:
            return place + 1
    return min(start + CHUNK, len(tokens))


def _chunks(tokens: list[str]) -> Iterator[list[str]]:
    """Yield the rows a text takes; neighbours share ``OVERLAP`` tokens."""
    start, end = 0, _end(tokens, 0)
    yield tokens[start:end]
    while end < len(tokens):
        start = end - OVERLAP
        end = _end(tokens, start)
        yield tokens[start:end]


class PostgreSQL:
    """A ``tsvector`` written by hand under a GIN index; a long text takes several rows."""

    def put(self, entry_id: int, words: str, marks: list[str]):
        """Add the words of an entry that is not in the index."""
        marked = " ".join(map(self._quote, marks))
        rows = [
            (entry_id, f"{self._vector(chunk)} {marked}") for chunk in _chunks(words.split(" "))
        ]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_index VALUES (%s, %s::tsvector)", rows)

    def drop(self, entry_id: int, words: str, marks: list[str]):
        """Take an entry out of the index."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_index WHERE entry_id = %s", [entry_id])

    def clear(self):
        """Empty the index."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_index")

    def holding(self, phrases: list[Phrase], marks: list[str]) -> RawSQL:
        """Return the ids of the entries that contain every phrase and one of the marks."""
        wanted = [self._phrase(phrase) for phrase in phrases]
        return RawSQL(
            "SELECT entry_id FROM search_index WHERE words @@ %s::tsquery",
            [self._within(" & ".join(wanted), marks)],
        )

    def first_holding(self, phrases: list[Phrase], marks: list[str], limit: int) -> RawSQL:
        """Return ``limit`` of those ids: of a word that stands everywhere not all are looked at."""
        wanted = [self._phrase(phrase) for phrase in phrases]
        return RawSQL(
            "SELECT entry_id FROM search_index WHERE words @@ %s::tsquery LIMIT %s",
            [self._within(" & ".join(wanted), marks), limit],
        )

    def postings(self, tokens: list[str], marks: list[str], cap: int) -> dict[str, list[int]]:
        """Return the entries of each token, ``cap`` of them at most."""
        asked = [(token, self._within(self._quote(token), marks)) for token in tokens]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT token, array_agg(entry_id) FROM unnest(%s::text[], %s::tsquery[])"
                " AS asked (token, query), LATERAL (SELECT entry_id FROM search_index"
                " WHERE words @@ query LIMIT %s) AS hits GROUP BY token",
                [[token for token, _ in asked], [query for _, query in asked], cap],
            )
            return dict(cursor.fetchall())

    @staticmethod
    def _quote(token: str) -> str:
        return f"'{token}'"

    def _vector(self, chunk: list[str]) -> str:
        positions: dict[str, list[str]] = {}
        for position, token in enumerate(chunk, start=1):
            if token and token != BREAK:
                positions.setdefault(token, []).append(str(position))
        return " ".join(
            f"{self._quote(token)}:{','.join(places)}" for token, places in positions.items()
        )

    def _phrase(self, phrase: Phrase) -> str:
        *front, last = map(self._quote, phrase.tokens)
        return f"({' <-> '.join([*front, f'{last}:*' if phrase.prefix else last])})"

    def _within(self, query: str, marks: list[str]) -> str:
        return f"{query} & ({' | '.join(map(self._quote, marks))})" if marks else query


class SQLite:
    """A contentless FTS5 table: row for row the entries, words in one column, marks in another."""

    def put(self, entry_id: int, words: str, marks: list[str]):
        """Add the words of an entry that is not in the index."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_index (rowid, words, marks) VALUES (%s, %s, %s)",
                [entry_id, words, " ".join(marks)],
            )

    def drop(self, entry_id: int, words: str, marks: list[str]):
        """Take an entry out of the index; ``words`` and ``marks`` as they were put in."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_index (search_index, rowid, words, marks)"
                " VALUES ('delete', %s, %s, %s)",
                [entry_id, words, " ".join(marks)],
            )

    def clear(self):
        """Empty the index."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")

    def holding(self, phrases: list[Phrase], marks: list[str]) -> RawSQL:
        """Return the ids of the entries that contain every phrase and one of the marks."""
        wanted = [self._phrase(phrase) for phrase in phrases]
        return RawSQL(
            "SELECT rowid FROM search_index WHERE search_index MATCH %s",
            [self._within(" AND ".join(wanted), marks)],
        )

    def first_holding(self, phrases: list[Phrase], marks: list[str], limit: int) -> RawSQL:
        """Return ``limit`` of those ids: of a word that stands everywhere not all are looked at."""
        wanted = [self._phrase(phrase) for phrase in phrases]
        return RawSQL(
            "SELECT rowid FROM search_index WHERE search_index MATCH %s LIMIT %s",
            [self._within(" AND ".join(wanted), marks), limit],
        )

    def postings(self, tokens: list[str], marks: list[str], cap: int) -> dict[str, list[int]]:
        """Return the entries of each token, ``cap`` of them at most."""
        if not tokens:
            return {}
        # The plan must see one word at a time: newest first, and no further than the cap.
        one = (
            "SELECT %s, rowid FROM (SELECT rowid FROM search_index WHERE search_index MATCH %s"
            " ORDER BY rowid DESC LIMIT %s)"
        )
        asked = [(token, self._within(f'words : "{token}"', marks), cap) for token in tokens]
        found = {token: [] for token in tokens}
        with connection.cursor() as cursor:
            cursor.execute(
                " UNION ALL ".join([one] * len(asked)), [v for row in asked for v in row]
            )
            for token, entry_id in cursor:
                found[token].append(entry_id)
        return found

    @staticmethod
    def _phrase(phrase: Phrase) -> str:
        return f'words : "{" ".join(phrase.tokens)}"{" *" if phrase.prefix else ""}'

    @staticmethod
    def _within(query: str, marks: list[str]) -> str:
        if not marks:
            return query
        allowed = " OR ".join(f'"{mark}"' for mark in marks)
        return f"({query}) AND (marks : ({allowed}))"


ENGINES = {"postgresql": PostgreSQL, "sqlite": SQLite}


def engine() -> PostgreSQL | SQLite:
    """Return the engine of the database in use."""
    return ENGINES[connection.vendor]()
