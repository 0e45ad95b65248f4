"""The office's lists with a million suggestions stored: inbox, filters and search.

Every page is fetched over and over by people of a congress that holds all of them: its office,
a unit, a deputy. Queries are statements, once the process remembers what it keeps for half a
minute (``queries_cold``: before); what counts rows of a hot table is a miss, however quick.
``cpu`` is what the process and its database spent, whoever else is at work on the machine.

Two controls must be caught: the list as one would first write it (counted, and searched with
``LIKE``) has to be too slow, and a count of the table has to be seen as one. ``BENCH_SIZE`` in
the environment, or ``ARGS=--quick``, tries it small; there the first control is quick as well.
"""

import os
import re
import statistics
import tempfile
import time
from pathlib import Path
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
QUICK_LIMITS = {"suggestions": (">=", 20_000), "naive_list_is_caught": (">=", False)}
LIST = "/c/yunxi/desk/suggestions/"
INBOX = "/c/yunxi/desk/"


def counts_rows(statement):
    """Whether a statement counts rows of a table that grows with every case.

    How many signed each of the rows of one page, named by their keys, is no such count.
    """
    of_page = "GROUP BY" in statement and re.search(r'docket_id" IN \(\d', statement)
    hot = any(name in statement for name in HOT.split())
    return bool(COUNTING.search(statement)) and hot and not of_page


#: What is asked of the list of suggestions; the names are filled in with things that are there.
ASKED = {
    "newest": "",
    "100 rows": "rows=100",
    "by due day": "order=due",
    "further on": "after={middle}~",
    "by due day, further on": "order=due&after={due}",
    "submitted": "state=submitted",
    "disputed": "state=disputed",
    "handling": "state=handling",
    "closed": "state=closed",
    "late": "clock=over",
    "late, by due day": "clock=over&order=due",
    "due soon": "clock=soon",
    "one unit": "unit={unit}",
    "one unit, late": "unit={unit}&clock=over",
    "one subject": "subject=transport",
    "one subject, disputed": "subject=transport&state=disputed",
    "one session": "session={session}",
    "between sessions, one unit": "session=between&unit={unit}",
    "one deputy": "lead={deputy}",
    "words of a place": "q={place}",
    "words of a thing": "q={thing}",
    "a word of every title": "q=建议",
    "a word of every text, handling": "q=群众反映&state=handling",
    "a number": "q={number}",
    "a name": "q={deputy}",
    "nothing": "q=火星基地",
}
INBOXES = {"all": "", "late": "queue=over", "words": "q=建议"}
OWN = {"all": "", "by due day": "order=due", "words": "q=建议"}


def pages(found):
    """``{what: (who, address)}`` of everything that is fetched. ``found`` are things to ask for."""

    def address(path, query):
        return f"{path}?{quote(query.format(**found), safe='=&~')}"

    lists = {f"list: {what}": ("clerk", address(LIST, query)) for what, query in ASKED.items()}
    for who in ("clerk", "unit", "deputy"):
        for what, query in INBOXES.items():
            lists[f"inbox of {who}: {what}"] = (who, address(INBOX, query))
    for who in ("unit", "deputy"):
        for what, query in OWN.items():
            lists[f"list of {who}: {what}"] = (who, address(LIST, query))
    return lists


def prepare(size):
    """Build the demonstration, cram its county, and return what the pages ask for."""
    from django.core.management import call_command
    from django.db import connection

    from bench.crammed import cram
    from huiyin.congresses.models import Congress
    from huiyin.congresses.scope import within

    for command in ("migrate", "collectstatic"):
        call_command(command, verbosity=0, interactive=False)
    call_command("build_demo", stdout=open(os.devnull, "w"))
    congress = Congress.objects.get(slug="yunxi")
    start = time.perf_counter()
    with within(congress):
        units, mandates = cram(congress, size)
        filled = time.perf_counter() - start
        found = things(size) | {"unit": units[0].pk, "people": people(units[0], mandates[0])}
    connection.close()
    return found | {"fill_s": filled}


def people(unit, mandate):
    """Browsers in which a clerk, the head of a unit and a deputy are signed in."""
    from bench.pages import signed_in
    from huiyin.accounts.models import User
    from huiyin.congresses.services import seat

    head = User.objects.create_user("bench-head", label="处长", kind=User.Kind.OFFICIAL)
    seat(head, unit, "head")
    users = {"clerk": User.objects.get(username="zhao"), "unit": head}
    users["deputy"] = mandate.person.user
    return {who: signed_in(user) for who, user in users.items()}


def things(size):
    """Things that are there to be asked for, from the middle of what is stored."""
    from huiyin.suggestions.models import Suggestion

    rows = Suggestion.objects.select_related("docket", "lead__person")
    some = rows.order_by("-pk")[size // 2]
    late = rows.filter(docket__closed_at=None, docket__due_on__isnull=False)
    due = late.order_by("docket__due_on", "docket")[min(200, size // 100)]
    return {
        "stored": Suggestion.objects.count(),
        "middle": some.pk,
        "due": f"{due.docket_id}~{due.docket.due_on}",
        "session": some.session_id or "between",
        "deputy": some.lead.person.name,
        "place": some.docket.title[2:5],
        "thing": some.docket.title[5:9],
        "number": some.docket.number,
    }


def fetch(client, address):
    """Return ``(status, milliseconds, of them of CPU, statements)`` of one page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        start, before = time.perf_counter(), spent()
        answer = client.get(address)
        taken, used = time.perf_counter() - start, spent() - before
    return answer.status_code, 1000 * taken, 1000 * used, [each["sql"] for each in asked]


def spent():
    """Seconds of CPU this process and its database's have used, whoever else is at work here."""
    from django.db import connection

    pid = connection.connection.info.backend_pid
    theirs = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    return time.process_time() + theirs


def measure(found, times):
    """Fetch every page ``times`` often, in turns, and return the figures."""
    wanted = pages(found)
    taken, first, cpu = {what: [] for what in wanted}, [], []
    asked, cold, counting, failing = {}, 0, set(), set()
    found["people"]["clerk"].get(LIST)  # opens the connection
    for turn in range(times + 1):
        for what, (who, address) in wanted.items():
            status, milliseconds, used, statements = fetch(found["people"][who], address)
            if status != 200:
                failing.add(f"{what}: {status}")
            if any(map(counts_rows, statements)):
                counting.add(what)
            if turn == 0:  # this process remembers nothing yet
                first.append(milliseconds)
                cold = max(cold, len(statements))
                continue
            taken[what].append(milliseconds)
            cpu.append(used)
            asked[what] = min(len(statements), asked.get(what, len(statements)))
    most = max(asked, key=asked.get)
    return latencies(taken) | {
        "pages": len(wanted),
        "first_fetch_worst_ms": max(first),
        "cpu_median_ms": statistics.median(cpu),
        "cpu_p95_ms": _p95(cpu),
        "queries": asked[most],
        "queries_at": most,
        "queries_cold": cold,
        "pages_counting": len(counting),
        "pages_counting_which": sorted(counting)[:5],
        "pages_failing": len(failing),
        "pages_failing_which": sorted(failing)[:5],
    }


def latencies(taken):
    """Figures of ``{what: milliseconds}``: of all fetches, and of the page that is worst."""
    ninety = {what: _p95(times) for what, times in taken.items()}
    worst = sorted(ninety, key=ninety.get)[::-1]
    everything = [each for times in taken.values() for each in times]
    return {
        "fetches": len(everything),
        "median_ms": statistics.median(everything),
        "p95_ms": _p95(everything),
        "worst_page_p95_ms": ninety[worst[0]],
        "worst_pages": [f"{what}: {ninety[what]:.0f} ms" for what in worst[:8]],
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
