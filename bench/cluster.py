"""How long it takes to open the sites of the whole country, and what that costs a home page.

The tree is that of ``bench/tenants.py``. The home page of 云溪 is fetched in turns from the
demonstration alone and from the same database with the country and all its sites in it.
"""

import json
import statistics
import tempfile
import time
from pathlib import Path

from bench.postgres import postgres
from bench.tenants import DIVISIONS, Pages, invent, prepare
from scripts.server import manage

#: Without deliveries inside the act: as in production.
OPENING = "bench.session_settings"
HOME, PAIRS, TIMES = "/c/yunxi/", 24, 8
LIMITS = {
    "sites": (">=", 30_000),
    "opening_minutes": ("<=", 20),
    "second_run_opened": ("==", 0),
    "without_a_leaf": ("==", 0),
    "home_cpu_ratio": ("<=", 1.1),
    "home_queries_more": ("==", 0),
}


def opened(country):
    """Open every site; returns (minutes, how many a second run opened)."""
    began = time.monotonic()
    manage("open_sites", settings=OPENING, environment=country)
    minutes = (time.monotonic() - began) / 60
    again = manage("open_sites", settings=OPENING, environment=country)
    return minutes, int(str(again).split()[0] or 0) if again else 0


def home(alone, country):
    """What the home page costs here and there, fetched in turns."""
    costs = ([], [])
    asked = [pages.ask(path=HOME, times=2)["queries"] for pages in (alone, country)]
    for number in range(PAIRS):
        both = list(zip((alone, country), costs, strict=True))
        for pages, kept in both if number % 2 else reversed(both):
            kept.append(pages.ask(path=HOME, times=TIMES)["cpu_ms"])
    here, there = (statistics.median(one) for one in costs)
    return {
        "home_cpu_ms_alone": here,
        "home_cpu_ms_with_the_country": there,
        "home_cpu_ratio": there / here,
        "home_queries_more": asked[1] - asked[0],
    }


def counted(cluster):
    sites = cluster.sql("select count(*) from sites_site", "country")
    moves = cluster.sql(
        "select count(*) from procedure_move m join procedure_docket d on d.id = m.docket_id"
        " where d.kind = 'site' and not exists"
        " (select 1 from ledger_leaf l where l.ref = m.uid)",
        "country",
    )
    return {"sites": int(str(sites).strip()), "without_a_leaf": int(str(moves).strip())}


def run():
    with postgres() as cluster, tempfile.TemporaryDirectory(prefix="huiyin-var-") as folder:
        source = DIVISIONS if DIVISIONS.exists() else invent(Path(folder) / "divisions.csv")
        environments = prepare(cluster, folder, source)
        minutes, again = opened(environments[1])
        cluster.sql("vacuum analyze", "country")
        figures = counted(cluster) | {"opening_minutes": minutes, "second_run_opened": again}
        with Pages(environments[0]) as alone, Pages(environments[1]) as country:
            figures |= home(alone, country)
    figures["tree"] = "published" if DIVISIONS.exists() else "invented"
    return json.loads(
        json.dumps({k: round(v, 3) if isinstance(v, float) else v for k, v in figures.items()})
    )
