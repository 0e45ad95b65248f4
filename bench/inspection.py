"""How long the daily self-inspection of the whole country takes, and whether it lets a fault by.

Every congress of the tree gets a site with nothing wrong; then each fault of
``huiyin/sites/tests/faults*.py`` is planted at a county of its own.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.postgres import postgres
from bench.tenants import DIVISIONS, invent, prepare
from scripts.server import ROOT, manage, only

SETTINGS, JOBS = "bench.inspection_settings", 2
LIMITS = {
    "sites": (">=", 30_000),
    "faults": (">=", 20),
    "minutes": ("<=", 10),
    "false_green": ("==", 0),
    "healthy_not_green": ("==", 0),
}
#: Nothing wrong anywhere: numbers, a telephone, something public yesterday, no column of articles.
HEALTHY = (
    "update congresses_congress set phone = '0000-0000001', filing ="
    ' \'{"icp": "云ICP备00000001号", "police": "云公网安备0001号", "site_code": "9901210001"}\'',
    "update sites_site set opened_on = current_date - 400",
    "insert into sites_sitecolumn (congress_id, key, kind, title, title_en, hidden, locked)"
    " select id, key, '', '', '', true, false from congresses_congress, (values {columns}) c(key)"
    " where level = 1 on conflict do nothing",
    "insert into procedure_docket (congress_id, kind, code, number, title, state, public,"
    " opened_at, closed_at) select id, 'suggestion', 'B' || id, 'B' || id, '公开的事', 'closed',"
    " true, now() - interval '1 day', now() from congresses_congress",
)


def plant(spoilt):
    """Within the application: plant each fault, and return {fault: slug of its county}."""
    from huiyin.congresses.models import Congress
    from huiyin.congresses.scope import within
    from huiyin.sites.models import Site
    from huiyin.sites.registry import register_kind
    from huiyin.sites.tests import faults, faults_of_pages

    register_kind("dead", path=lambda key: f"gone/{key}/")
    names = [name for name in faults.FACTS if name not in ("no host", "dead column")]
    counties = Congress.objects.filter(level=4, slug__regex=r"^\d+$").order_by("path")
    places = dict(zip([*names, *faults_of_pages.PAGES], counties[:100], strict=False))
    for name in names:
        with within(places[name]):
            site = Site.objects.select_related("docket", "congress").get(congress=places[name])
            faults.FACTS[name][0](site)
    chosen = {places[name].slug: name for name in faults_of_pages.PAGES}
    Path(spoilt).write_text(json.dumps(chosen, ensure_ascii=False), encoding="utf-8")
    return {name: place.slug for name, place in places.items()}


def columns():
    """The columns that editors fill, as rows of SQL."""
    from huiyin.law.columns import national

    keys = [one.key for one in national().columns if one.kind == "articles"]
    return ", ".join(f"('{key}')" for key in keys)


def run():
    with postgres() as cluster, tempfile.TemporaryDirectory(prefix="huiyin-var-") as folder:
        source = DIVISIONS if DIVISIONS.exists() else invent(Path(folder) / "divisions.csv")
        country = prepare(cluster, folder, source)[1]
        manage("open_sites", settings=SETTINGS, environment=country)
        for statement in HEALTHY:
            cluster.sql(statement.replace("{columns}", columns()), "country")
        spoilt = Path(folder) / "spoilt.json"
        places = json.loads(_within(country, str(spoilt)))
        cluster.sql("vacuum analyze", "country")
        began = time.monotonic()
        environment = country | {"BENCH_SPOILT": str(spoilt)}
        manage("inspect_sites", "--jobs", str(JOBS), settings=SETTINGS, environment=environment)
        return {"minutes": round((time.monotonic() - began) / 60, 2)} | judged(cluster, places)


def judged(cluster, places):
    rows = cluster.sql(
        "select c.slug, i.result from sites_inspection i join congresses_congress c"
        " on c.id = i.congress_id where i.day = (select max(day) from sites_inspection)",
        "country",
    )
    found = dict(line.split("|") for line in rows.splitlines())
    planted = set(places.values())
    passed = [name for name, slug in places.items() if found.get(slug, "green") == "green"]
    others = {
        slug: result for slug, result in found.items() if slug.isdigit() and slug not in planted
    }
    ill = [slug for slug, result in others.items() if result != "green"]
    return {
        "sites": len(found),
        "faults": len(places),
        "false_green": len(passed),
        "false_green_which": passed[:5],
        "healthy_not_green": len(ill),
        "healthy_not_green_which": ill[:5],
        "jobs": JOBS,
    }


def _within(environment, spoilt):
    done = subprocess.run(
        [sys.executable, "-m", "bench.inspection", spoilt],
        cwd=ROOT, env=only({"DJANGO_SETTINGS_MODULE": SETTINGS, **environment}),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()[-1]


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(plant(sys.argv[1]), ensure_ascii=False))
