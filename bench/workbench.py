"""The office's lists with a million suggestions stored: inbox, filters and search.

Every page is fetched over and over by people of a congress that holds all of them: its office,
a unit, a deputy. Queries are statements; what counts rows of a hot table is a miss, however
quick. Two controls must be caught: the list as one would first write it (counted, and searched
with ``LIKE``) has to be too slow, and a count of the table has to be seen as one.

``--size`` (``BENCH_SIZE``) tries it small.
"""

import os
import re
import statistics
import tempfile
import time
from urllib.parse import quote

from bench.postgres import postgres

SIZE, TIMES = 1_000_000, 12
HOT = "procedure_docket procedure_deadline suggestions_ contributions_ search_ procedure_move"
COUNTING = re.compile(r"\bCOUNT\s*\(", re.I)
LIMITS = {
    "suggestions": (">=", SIZE),
    "p95_ms": ("<", 300),
    "worst_page_p95_ms": ("<", 300),
    "queries": ("<=", 15),
    "pages_counting": ("==", 0),
    "pages_failing": ("==", 0),
    "naive_list_is_caught": ("==", True),
    "count_is_caught": ("==", True),
}
QUICK_LIMITS = {"suggestions": (">=", 20_000)}
LIST = "/c/yunxi/desk/suggestions/"
INBOX = "/c/yunxi/desk/"


def counts_rows(statement):
    """Whether a statement counts rows of a table that grows with every case.

    How many signed each of the rows of one page, named by their keys, is no such count.
    """
    of_page = "GROUP BY" in statement and re.search(r'docket_id" IN \(\d', statement)
    hot = any(name in statement for name in HOT.split())
    return bool(COUNTING.search(statement)) and hot and not of_page


def pages(found):
    """``{what: (who, address)}`` of everything that is fetched. ``found`` are things to ask for."""
    asked = {
        "newest": "",
        "100 rows": "?rows=100",
        "by due day": "?order=due",
        "further on": f"?after={found['middle']}~",
        "by due day, further on": f"?order=due&after={found['due']}",
        "submitted": "?state=submitted",
        "disputed": "?state=disputed",
        "handling": "?state=handling",
        "closed": "?state=closed",
        "late": "?clock=over",
        "late, by due day": "?clock=over&order=due",
        "due soon": "?clock=soon",
        "one unit": f"?unit={found['unit']}",
        "one unit, late": f"?unit={found['unit']}&clock=over",
        "one subject": "?subject=transport",
        "one subject, disputed": "?subject=transport&state=disputed",
        "one session": f"?session={found['session']}",
        "between sessions, one unit": f"?session=between&unit={found['unit']}",
        "one deputy": f"?lead={quote(found['deputy'])}",
        "words of a place": f"?q={quote(found['place'])}",
        "words of a thing": f"?q={quote(found['thing'])}",
        "a word of every title": f"?q={quote('建议')}",
        "a word of every text, handling": f"?q={quote('群众反映')}&state=handling",
        "a number": f"?q={found['number']}",
        "a name": f"?q={quote(found['deputy'])}",
        "nothing": f"?q={quote('火星基地')}",
    }
    lists = {f"list: {what}": ("clerk", LIST + query) for what, query in asked.items()}
    inboxes = {
        f"inbox of {who}: {what}": (who, INBOX + query)
        for who in ("clerk", "unit", "deputy")
        for what, query in {"all": "", "late": "?queue=over", "words": "?q=建议"}.items()
    }
    own = {
        f"list of {who}: {what}": (who, LIST + query)
        for who in ("unit", "deputy")
        for what, query in {"all": "", "by due day": "?order=due", "words": "?q=建议"}.items()
    }
    return lists | inboxes | own


def prepare(size):
    """Build the demonstration, cram its county, and return what the pages ask for."""
    from django.core.management import call_command
    from django.db import connection

    from bench.crammed import cram
    from bench.pages import signed_in
    from huiyin.accounts.models import User
    from huiyin.congresses.models import Congress
    from huiyin.congresses.scope import within
    from huiyin.congresses.services import seat
    from huiyin.suggestions.models import Suggestion

    for command in ("migrate", "collectstatic"):
        call_command(command, verbosity=0, interactive=False)
    call_command("build_demo", stdout=open(os.devnull, "w"))
    congress = Congress.objects.get(slug="yunxi")
    start = time.perf_counter()
    with within(congress):
        _office, units, mandates = cram(congress, size)
        head = User.objects.create_user("bench-head", label="处长", kind="official")
        seat(head, units[0], "head")
        rows = Suggestion.objects.select_related("docket", "lead__person")
        some = rows.order_by("-pk")[size // 2]
        late = rows.filter(docket__closed_at=None, docket__due_on__isnull=False)
        due = late.order_by("docket__due_on", "docket")[min(200, size // 100)]
        stored = Suggestion.objects.count()
    filled = time.perf_counter() - start
    connection.close()
    title = some.docket.title
    return {
        "stored": stored,
        "fill_s": filled,
        "people": {
            "clerk": signed_in(User.objects.get(username="zhao")),
            "unit": signed_in(head),
            "deputy": signed_in(mandates[0].person.user),
        },
        "middle": some.pk,
        "due": f"{due.docket_id}~{due.docket.due_on}",
        "unit": units[0].pk,
        "session": some.session_id or "between",
        "deputy": some.lead.person.name,
        "place": title[2:5],
        "thing": title[5:9],
        "number": some.docket.number,
    }


def fetch(client, address):
    """Return ``(status, milliseconds, statements)`` of one page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        start = time.perf_counter()
        answer = client.get(address)
        taken = 1000 * (time.perf_counter() - start)
    return answer.status_code, taken, [each["sql"] for each in asked]


def measure(found, times):
    """Fetch every page ``times`` often, in turns, and return the figures."""
    wanted = pages(found)
    taken = {what: [] for what in wanted}
    most, counting, failing, slowest = (0, ""), set(), set(), {}
    for turn in range(times + 1):
        for what, (who, address) in wanted.items():
            status, milliseconds, statements = fetch(found["people"][who], address)
            if status != 200:
                failing.add(f"{what}: {status}")
            if turn == 0:  # with nothing remembered by this process
                slowest[what] = milliseconds
                continue
            taken[what].append(milliseconds)
            most = max(most, (len(statements), what))
            if any(map(counts_rows, statements)):
                counting.add(what)
    ninety = {what: _p95(times) for what, times in taken.items()}
    worst = sorted(ninety, key=ninety.get)[::-1]
    everything = [each for times in taken.values() for each in times]
    return {
        "pages": len(wanted),
        "fetches": len(everything),
        "median_ms": statistics.median(everything),
        "p95_ms": _p95(everything),
        "worst_page_p95_ms": ninety[worst[0]],
        "worst_pages": [f"{what}: {ninety[what]:.0f} ms" for what in worst[:5]],
        "first_fetch_worst_ms": max(slowest.values()),
        "queries": most[0],
        "queries_at": most[1],
        "pages_counting": len(counting),
        "pages_counting_which": sorted(counting)[:5],
        "pages_failing": len(failing),
        "pages_failing_which": sorted(failing)[:5],
    }


def _p95(values):
    return statistics.quantiles(values, n=20)[18] if len(values) > 1 else values[0]


def controls(found):
    """The list as one would first write it, and a count: both have to be caught."""
    from django.db import connection
    from django.db.models import Q
    from django.test.utils import CaptureQueriesContext

    from huiyin.congresses.models import Congress
    from huiyin.congresses.scope import within
    from huiyin.suggestions.models import Suggestion

    with within(Congress.objects.get(slug="yunxi")), CaptureQueriesContext(connection) as asked:
        start = time.perf_counter()
        words = Q(docket__title__icontains=found["thing"]) | Q(problem__icontains=found["thing"])
        rows = Suggestion.objects.filter(words).order_by("docket__due_on")
        rows.count()
        list(rows[:20])
        naive = 1000 * (time.perf_counter() - start)
    return {
        "naive_list_ms": naive,
        "naive_list_is_caught": naive > LIMITS["p95_ms"][1],
        "count_is_caught": any(counts_rows(each["sql"]) for each in asked),
    }


def run(*, quick=False):
    size = int(os.environ.get("BENCH_SIZE", 20_000 if quick else SIZE))
    with postgres() as cluster, tempfile.TemporaryDirectory(prefix="huiyin-var-") as var:
        os.environ |= {
            "HUIYIN_DATABASE_URL": cluster.url,
            "HUIYIN_VAR": var,
            "DJANGO_SETTINGS_MODULE": "huiyin.config.settings.demo",
            "HUIYIN_LOG_LEVEL": "CRITICAL",
        }
        import django

        django.setup()
        found = prepare(size)
        cluster.sql("vacuum analyze")
        figures = {"suggestions": found["stored"], "fill_s": found["fill_s"]}
        figures |= measure(found, 3 if quick else TIMES) | controls(found)
        from django.db import connection

        connection.close()
    return {key: round(v, 1) if isinstance(v, float) else v for key, v in figures.items()}
