"""What a page costs when the whole country is in the database, beside what it costs alone.

Two databases: the demonstration, and a copy of it with the national tree and a host for every
congress. Each is served by a process of its own, which fetch the same pages in turns; their CPU
times are compared pair by pair. The tree is a published list of divisions, not part of this
repository; without it an invented one of the same size is made.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from bench.postgres import postgres
from scripts.server import ROOT, manage

SETTINGS = "huiyin.config.settings.demo"
DIVISIONS = Path(
    os.environ.get(
        "BENCH_DIVISIONS",
        ROOT.parent / "shared/data/china_divisions/divisions_levels1-4_china-division-2.7.0.csv",
    )
)
#: Provinces, and how many parts each division has, for an invented country of the same size.
INVENTED = (31, 11, 9, 14)
PAIRS, TIMES = 24, 4
#: Country over demonstration.
LIMITS = {
    "congresses": (">=", 30_000),
    "pages_asking_otherwise": ("==", 0),
    "cpu_ratio": ("<=", 1.1),
    "cpu_ratio_of_the_worst_page": ("<=", 1.1),
    "host_warm_ms": ("<", 1),
    "host_cold_ms": ("<", 5),
}


class Pages:
    """A process that fetches pages from one database and tells what each cost."""

    def __init__(self, environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.fetching"],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **question):
        """Put one question and return the answer."""
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the fetching process ended")
        return json.loads(line)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.stdin.close()
        self.process.wait()


def invent(path, shape=INVENTED):
    """Write a list of divisions of an invented country and return the path."""
    names = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    endings, widths = ("省", "市", "县", "镇"), (2, 4, 6, 9)

    def below(parent, level):
        for number in range(1, shape[level] + 1):
            # Counties and towns are counted from 21 and 100, as the code tables have it.
            start = (10, 0, 20, 99)[level]
            code = parent + f"{start + number:0{widths[level] - len(parent)}d}"
            name = names[number % 22] + names[(number // 22 + level) % 22] + endings[level]
            yield f"{level + 1},{code},{name},{parent}"
            if level < 3:
                yield from below(code, level + 1)

    path.write_text("\n".join(["level,code,name,parent", *below("", 0)]) + "\n", encoding="utf-8")
    return path


def prepare(cluster, folder, source):
    """Build the demonstration, copy its database, load the country into the copy.

    Returns the environments of both.
    """
    alone = {"HUIYIN_DATABASE_URL": cluster.url, "HUIYIN_VAR": folder}
    country = alone | {"HUIYIN_DATABASE_URL": cluster.url.replace("/huiyin", "/country")}
    for command in (["migrate", "-v0"], ["collectstatic", "-v0", "--no-input"], ["build_demo"]):
        manage(*command, settings=SETTINGS, environment=alone)
    cluster.sql("create database country template huiyin", "postgres")
    manage("import_divisions", str(source), settings=SETTINGS, environment=country)
    cluster.sql(
        "insert into congresses_hostname (host, congress_id)"
        " select slug || '.country.test', id from congresses_congress"
        " where id not in (select congress_id from congresses_hostname)",
        "country",
    )
    for database in ("huiyin", "country"):
        cluster.sql("vacuum analyze", database)
    return alone, country


def compare(alone, country, pairs):
    """Fetch every page in turns and return what each costs here and there."""
    paths = alone.ask(paths=True)
    costs = {path: ([], []) for path in paths}
    otherwise = []
    for path in paths:
        here, there = (pages.ask(path=path, times=2) for pages in (alone, country))
        if (here["status"], here["queries"]) != (there["status"], there["queries"]):
            otherwise.append(f"{path}: {here} alone, {there} with the country")
    for number in range(pairs):
        for path in paths:
            both = list(zip((alone, country), costs[path], strict=True))
            for pages, kept in both if number % 2 else reversed(both):
                kept.append(pages.ask(path=path, times=TIMES)["cpu_ms"])
    return costs, otherwise


def figures_of(costs, otherwise):
    here = {path: statistics.median(costs[path][0]) for path in costs}
    there = {path: statistics.median(costs[path][1]) for path in costs}
    ratios = {path: there[path] / here[path] for path in costs}
    worst = max(ratios, key=ratios.get)
    return {
        "pages": len(costs),
        "pages_asking_otherwise": len(otherwise),
        "pages_asking_otherwise_which": otherwise[:5],
        "cpu_ms_alone": sum(here.values()) / len(here),
        "cpu_ms_with_the_country": sum(there.values()) / len(there),
        "cpu_ratio": sum(there.values()) / sum(here.values()),
        "cpu_ratio_of_the_worst_page": ratios[worst],
        "worst_page": worst,
        "noise_between_pairs": _noise(costs),
    }


def _noise(costs):
    """How much two measurements of one page in one process differ by nothing but chance."""
    steps = [abs(a - b) / a for kept, _ in costs.values() for a, b in pairwise(kept)]
    return statistics.median(steps)


def run(*, quick=False):
    with (
        postgres() as cluster,
        tempfile.TemporaryDirectory(prefix="huiyin-var-") as folder,
    ):
        real = DIVISIONS.exists()
        source = DIVISIONS if real else invent(Path(folder) / "divisions.csv")
        environments = prepare(cluster, folder, source)
        with Pages(environments[0]) as alone, Pages(environments[1]) as country:
            figures = figures_of(*compare(alone, country, 4 if quick else PAIRS))
            figures |= country.ask(hosts=100 if quick else 1000)
    figures["tree"] = "published" if real else "invented"
    return {key: round(v, 3) if isinstance(v, float) else v for key, v in figures.items()}
