"""A national session: 2,975 deputies, 9,235 suggestions and 298 bills, from first line to close.

Two processes drive them through the services into one PostgreSQL, one act one transaction, with
returns, extensions, redos, parts, merging and items that go on into another year. Then every
invariant of the procedure is asked of the database, every clock is worked out a second time
(``bench.lawbook``), and everybody concerned is looked for in the notices. The control plants
faults, which all have to be found. Suggestions and bills share the time; notices wait in the
outbox, as with a worker that is slow.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.postgres import postgres
from bench.sitting import BILLS, DEPUTIES, UNITS
from scripts.server import ROOT, manage

SUGGESTIONS, PROCESSES, LIMIT_S = 9235, 2, 600
LIMITS = {
    "deputies": ("==", DEPUTIES),
    "units": ("==", UNITS),
    "suggestions": ("==", SUGGESTIONS),
    "bills": ("==", BILLS),
    "open_left": ("==", 0),
    "violations": ("==", 0),
    "clocks_wrong": ("==", 0),
    "untold": ("==", 0),
    "faults_found_of_8": ("==", 8),
    "total_s": ("<=", LIMIT_S),
}
QUICK_LIMITS = {
    "deputies": ("==", 200),
    "suggestions": ("==", 120),
    "bills": ("==", 4),
    "total_s": ("<=", 300),
}


def start(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def finish(process):
    """Return what the process printed last, or raise."""
    out, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args[2:]} failed")
    return json.loads(out.splitlines()[-1]) if out.strip() else {}


def together(parts):
    """Add up the counts of all parts; what only one of them looked at stands for itself."""
    found = {}
    for part in parts:
        for key, value in part.items():
            found[key] = found[key] + value if key in found else value
    return found


def cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cluster_cpu(cluster):
    """Seconds of CPU of the postmaster and of all it started and still has or waited for."""
    tick, seconds = os.sysconf("SC_CLK_TCK"), 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            parent, used = int(fields[1]), sum(map(int, fields[11:13]))
            if int(path.parent.name) == cluster.process.pid:
                seconds += used + sum(map(int, fields[13:15]))
            elif parent == cluster.process.pid:
                seconds += used
    return seconds / tick


def run(*, quick=False):
    count = int(os.environ.get("BENCH_SIZE", 120 if quick else SUGGESTIONS))
    with postgres() as cluster, tempfile.TemporaryDirectory(prefix="huiyin-var-") as var:
        environment = {
            "HUIYIN_DATABASE_URL": cluster.url,
            "HUIYIN_VAR": var,
            "DJANGO_SETTINGS_MODULE": "bench.session_settings",
            "HUIYIN_LOG_LEVEL": "CRITICAL",
            "BENCH_DEPUTIES": str(200 if quick else DEPUTIES),
        }
        settings = environment["DJANGO_SETTINGS_MODULE"]
        manage("migrate", "-v0", settings=settings, environment=environment)
        began = time.monotonic()
        finish(start(environment, "bench.sitting", "world"))
        sitting = [
            start(environment, "bench.sitting", "drive", part, PROCESSES, count)
            for part in range(PROCESSES)
        ]
        told = [finish(process) for process in sitting]
        driven = time.monotonic()
        looking = [
            start(environment, "bench.invariants", part, PROCESSES) for part in range(PROCESSES)
        ]
        counted = together([finish(process) for process in looking])
        ended = time.monotonic()
        cpu = cpu_of_children() + cluster_cpu(cluster)
    done = Counter()
    for each in told:
        done.update(each["done"])
    figures = {"drive_s": driven - began, "check_s": ended - driven, "total_s": ended - began}
    figures |= {key: max(one[key] for one in told) for key in ("elect_s", "bills_s")}
    figures["acts_a_second"] = counted["moves"] / figures["drive_s"]
    figures["cpu_s"] = cpu
    figures["load"] = os.getloadavg()[2]
    figures = {key: round(value, 1) for key, value in figures.items()}
    return dict(done) | counted | figures
