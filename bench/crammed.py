"""A congress with a million suggestions: made by statements of the database, not by services.

Invented words, so that nothing of anybody's is in it: 200 things at 500 places, 2,000 bodies.
Every suggestion has its case, deadline, words, entry in the index, lead unit and, one of three,
two co-signers; 97 of 100 are finished, the others stand in every state. Moves, notices and
leaves are not made: no list reads them.
"""

import random
from datetime import timedelta
from itertools import product
from uuid import uuid4

UNITS, DEPUTIES, SESSIONS = 213, 2975, 10
PLACES, THINGS, BODIES = 500, 200, 2000
#: Keys begin here, far from those of the demonstration.
BASE = 10_000_000
#: Of ten thousand suggestions so many stand in each state, in the order of their keys.
STATES = {
    "submitted": 4,
    "accepted": 6,
    "assigned": 20,
    "receipted": 30,
    "handling": 120,
    "reply_review": 20,
    "replied": 40,
    "redo": 10,
    "disputed": 2,
    "tracking": 48,
    "archived": 2700,
    "closed": 7000,
}
CLOSED, OFFICE = ("archived", "closed"), ("submitted", "accepted", "disputed")
SYLLABLES = "青石柳河东西南北云溪桂竹梅松泉塘岭坪湾桥渡古新大小上下高平安乐兴旺福禄清明白沙金银铜铁"


def cram(congress, size):
    """Put ``size`` suggestions into ``congress`` and let the database look at its statistics.

    Call it inside the scope of the congress. Returns ``(units, mandates)``.
    """
    from django.db import connection

    from huiyin.congresses.queries import deputy_affairs

    office = deputy_affairs(congress)
    units, mandates = _units(congress), _mandates(congress)
    sessions = _sessions(congress)
    with connection.cursor() as cursor:
        _phrases(cursor)
        _lists(cursor, units=units, mandates=mandates, sessions=sessions)
        facts = {"congress": congress.pk, "term": mandates[0].term_id, "size": size, "base": BASE}
        facts |= {"office": office.pk, "author": mandates[0].person.user_id}
        facts |= {"units": len(units), "mandates": len(mandates), "sessions": len(sessions)}
        index = _without_index(cursor)
        for statement in FILL:
            cursor.execute(statement, facts)
        cursor.execute(index)
        cursor.execute("ANALYZE")
    return units, mandates


def _units(congress):
    from huiyin.congresses.models import Organ

    kind = Organ.Kind.HANDLING_UNIT
    Organ.objects.bulk_create(
        Organ(congress=congress, kind=kind, name=f"第{n}承办单位") for n in range(UNITS)
    )
    return list(Organ.objects.filter(congress=congress, kind=kind, name__startswith="第"))


def _sessions(congress):
    from huiyin.congresses.models import Session

    term = congress.terms.order_by("-number").first()
    starts = term.starts_on
    made = [
        Session(
            term=term,
            number=100 + n,
            starts_on=starts + timedelta(days=n),
            ends_on=starts + timedelta(days=n),
        )
        for n in range(SESSIONS)
    ]
    return Session.objects.bulk_create(made)


def _mandates(congress):
    from django.utils.timezone import now

    from huiyin.accounts.models import User
    from huiyin.deputies.models import Mandate, Person
    from huiyin.procedure.models import Docket

    chance, term = random.Random("deputies"), congress.terms.order_by("-number").first()
    names = ["".join(chance.sample(SYLLABLES, 3)) for _n in range(DEPUTIES)]
    users = User.objects.bulk_create(
        User(username=f"bench-{n}", label=name, kind=User.Kind.OFFICIAL, level="real_name")
        for n, name in enumerate(names)
    )
    people = Person.objects.bulk_create(
        Person(user=user, name=name) for user, name in zip(users, names, strict=True)
    )
    at = now()
    dockets = Docket.objects.bulk_create(
        Docket(
            congress=congress,
            kind="mandate",
            code=f"B{uuid4().hex[:12]}",
            title=person.name,
            state="active",
            opened_at=at,
        )
        for person in people
    )
    return Mandate.objects.bulk_create(
        Mandate(congress=congress, docket=docket, person=person, term=term)
        for docket, person in zip(dockets, people, strict=True)
    )


def _phrases(cursor):
    """Titles and bodies with their words as the index has them, numbered from 0."""
    from huiyin.search.analyser import analyse
    from huiyin.search.engines import PostgreSQL

    vector, chance = PostgreSQL()._vector, random.Random("words")
    places = _words(chance, PLACES, 3, "镇村路桥")
    things = _words(chance, THINGS, 4, "线网站灯渠")
    titles = [f"关于{place}{thing}的建议" for place, thing in product(places, things)]
    bodies = [
        f"{chance.choice(places)}群众反映，{chance.choice(things)}长期没有解决，希望尽快办理。"
        for _n in range(BODIES)
    ]
    for table, texts in (("bench_title", titles), ("bench_body", bodies)):
        cursor.execute(f"CREATE TEMP TABLE {table} (n int PRIMARY KEY, text text, v tsvector)")
        rows = [(n, text, vector(analyse(text).split(" "))) for n, text in enumerate(texts)]
        cursor.executemany(f"INSERT INTO {table} VALUES (%s, %s, %s::tsvector)", rows)


def _words(chance, count, length, endings):
    found = set()
    while len(found) < count:
        found.add("".join(chance.sample(SYLLABLES, length - 1)) + chance.choice(endings))
    return sorted(found)


def _lists(cursor, **lists):
    """The keys of units, mandates and sessions, and every state, numbered from 0."""
    for name, rows in lists.items():
        cursor.execute(f"CREATE TEMP TABLE bench_{name} (n int PRIMARY KEY, id bigint)")
        numbered = [(n, row.pk) for n, row in enumerate(rows)]
        cursor.executemany(f"INSERT INTO bench_{name} VALUES (%s, %s)", numbered)
    states = [state for state, times in STATES.items() for _time in range(times)]
    cursor.execute(
        "CREATE TEMP TABLE bench_states (n int PRIMARY KEY, state text, closed bool, office bool)"
    )
    cursor.executemany(
        "INSERT INTO bench_states VALUES (%s, %s, %s, %s)",
        [(n, state, state in CLOSED, state in OFFICE) for n, state in enumerate(states)],
    )
    cursor.execute("ANALYZE")


def _without_index(cursor):
    """Drop the index of words, which is quicker made than kept up, and return how to make it."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes"
        " WHERE tablename = 'search_index' AND indexdef LIKE '%%gin%%'"
    )
    ((name, definition),) = cursor.fetchall()
    cursor.execute(f'DROP INDEX "{name}"')
    return definition


#: Everything of one suggestion, as the statements below need it.
EACH = """
CREATE TEMP TABLE bench_each AS
SELECT i, %(base)s + i AS id, s.state, s.closed, s.office, u.id AS unit, m.id AS mandate,
       CASE WHEN i %% 3 = 0 THEN NULL ELSE h.id END AS session, t.text AS title, b.text AS body,
       t.v || b.v AS v, md5('bench' || i)::uuid AS uid, i %% 50 <> 0 AS public,
       now() - (%(size)s - i) * (interval '3650 days' / %(size)s) AS at,
       current_date + (i * 7919 %% 120 - 20)::int AS due,
       (ARRAY['economy', 'transport', 'education', 'health', 'welfare', 'environment', 'other'])
       [1 + i * 13 %% 7] AS subject
FROM generate_series(0::bigint, %(size)s - 1) AS i
JOIN bench_states s ON s.n = i * 4973 %% 10000
JOIN bench_units u ON u.n = i * 31 %% %(units)s
JOIN bench_mandates m ON m.n = i * 17 %% %(mandates)s
JOIN bench_sessions h ON h.n = i * %(sessions)s / %(size)s
JOIN bench_title t ON t.n = i * 7 %% 100000
JOIN bench_body b ON b.n = i * 3 %% 2000
ORDER BY i
"""
FILL = (
    EACH,
    """
    INSERT INTO procedure_docket (id, congress_id, kind, code, number, title, state,
        holder_organ_id, holder_user_id, due_on, public, opened_at, closed_at)
    SELECT id, %(congress)s, 'suggestion', 'Z' || lpad(i::text, 12, '0'),
        CASE WHEN state = 'submitted' THEN '' ELSE 'B-' || lpad(i::text, 7, '0') END, title, state,
        CASE WHEN closed OR state = 'replied' THEN NULL WHEN office THEN %(office)s ELSE unit END,
        NULL, CASE WHEN closed THEN NULL ELSE due END, public, at, CASE WHEN closed THEN at END
    FROM bench_each
    """,
    """
    INSERT INTO procedure_deadline (docket_id, name, started_on, due_on, met_on, void_on, source,
        source_en, profile, words, provisional)
    SELECT id, 'reply', due - 90, due, CASE WHEN closed THEN due END, NULL, '代表法 (2025) 51',
        'Deputies Law 51', 'national', '{"zh": "", "en": ""}', false FROM bench_each
    """,
    """
    INSERT INTO contributions_contribution (id, uid, congress_id, author_id, byline, kind, body,
        written_at, visibility, thread_id, key, salt)
    SELECT id, uid, %(congress)s, %(author)s, '代表', 'suggestion', title || chr(10) || body, at,
        'public', NULL, uid, '\\x00' FROM bench_each
    """,
    """
    INSERT INTO search_entry (id, congress_id, kind, ref, title, words, href, public, at)
    SELECT id, %(congress)s, 'suggestion', uid, title, '', '/', public, at
    FROM bench_each WHERE state <> 'submitted'
    """,
    """
    INSERT INTO search_index (entry_id, words)
    SELECT id, v || (CASE WHEN public
        THEN format('''@%%1$s__'' ''@%%1$s__p'' ''@%%1$s_suggestion_'' ''@%%1$s_suggestion_p''',
            %(congress)s::text)
        ELSE format('''@%%1$s__'' ''@%%1$s_suggestion_''', %(congress)s::text) END)::tsvector
    FROM bench_each WHERE state <> 'submitted'
    """,
    """
    INSERT INTO suggestions_suggestion (id, congress_id, docket_id, lead_id, term_id, session_id,
        kind, problem, advice, proposed_unit, formed_by, openness, declared_at, subject, leader,
        words_id)
    SELECT id, %(congress)s, id, mandate, %(term)s, session, 'suggestion', body, body, '',
        'survey', 'full', at, subject, '', id FROM bench_each
    """,
    """
    INSERT INTO suggestions_assignment (suggestion_id, organ_id, role, part, assigned_at)
    SELECT id, unit, 'lead', '全部内容', at FROM bench_each
    WHERE state NOT IN ('submitted', 'accepted')
    """,
    """
    INSERT INTO suggestions_cosign (suggestion_id, mandate_id, answer, digest, invited_at,
        answered_at, view)
    SELECT e.id, m.id, 'confirmed', '', e.at, e.at, ''
    FROM bench_each e CROSS JOIN generate_series(1, 2) AS k
    JOIN bench_mandates m ON m.n = (e.i * 17 + k) %% %(mandates)s WHERE e.i %% 3 = 0
    """,
)
