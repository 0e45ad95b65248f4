"""Fifty messages a second, none lost: also not while everything is killed at random.

Open loop on the whole of production: signed-in citizens with sessions, CSRF, rate limits and
names in the vault; every message a case with its clock, its leaves and its notice. Then the same
with twenty ``kill -9``, and two controls with a planted fault, which must be seen to lose.
"""

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.drill import Drill, Worker
from bench.messages import messages
from bench.openloop import drive, latencies
from bench.senders import Citizens, Journal
from bench.server import CONTROL, PRODUCTION, Production, production
from scripts.server import ROOT

RATE, SECONDS, KILLS = 50, 60, 20
#: So many people that the limit for one person never interferes, however often they try again.
CITIZENS, DRILL_CITIZENS, PUBLIC = 600, 1500, 200
MUTANT = "bench.mutant_settings"
#: As in deploy/huiyin-web.service.
WORKERS, THREADS = 2, 8
#: Tries of a message while things are being killed: enough for minutes.
TRIES = 40
#: Seconds a control runs, and how often it is killed meanwhile.
CONTROL_SECONDS, CONTROL_KILLS = 20, 5
LIMITS = {
    "accepted": ("==", RATE * SECONDS),
    "lost": ("==", 0),
    "doubled": ("==", 0),
    "altered": ("==", 0),
    "incomplete": ("==", 0),
    "server_errors": ("==", 0),
    "p99_ms": ("<", 1000),
    "outbox_left": ("==", 0),
    "ledger_problems": ("==", 0),
    "drill_kills": ("==", KILLS),
    "drill_accepted": ("==", RATE * SECONDS),
    "drill_lost": ("==", 0),
    "drill_doubled": ("==", 0),
    "drill_altered": ("==", 0),
    "drill_incomplete": ("==", 0),
    "drill_outbox_left": ("==", 0),
    "drill_ledger_problems": ("==", 0),
    "early_receipt_is_caught": ("==", True),
    "asynchronous_commit_is_caught": ("==", True),
}
QUICK_LIMITS = {
    "accepted": ("==", 100),
    "drill_kills": ("==", 5),
    "drill_accepted": ("==", 100),
}


@dataclass
class Stage:
    """A production with its people, its notice worker and the client's journal."""

    production: Production
    worker: Worker
    crowd: dict
    journal: Path

    def run(self, *arguments):
        """Run a module of this package beside the production and return the JSON it printed."""
        environment = {"DJANGO_SETTINGS_MODULE": self.production.settings}
        done = subprocess.run(
            [sys.executable, "-m", *map(str, arguments)],
            cwd=ROOT, env={**os.environ, **environment, **self.production.environment},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{arguments[0]}:\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout.splitlines()[-1])


@contextlib.contextmanager
def stage(*, citizens, settings=PRODUCTION, **postgresql):
    """Start production, fill it with people and yield the ``Stage``."""
    redis = shutil.which("redis-server") is not None
    with (
        production(
            workers=WORKERS, threads=THREADS, cache=redis, settings=settings, **postgresql
        ) as running,
        tempfile.TemporaryDirectory(prefix="huiyin-drill-") as folder,
        Worker(running, folder) as worker,
    ):
        made = Stage(running, worker, {}, Path(folder) / "journal")
        made.crowd = made.run("bench.crowd", citizens, PUBLIC)
        running.cluster.sql("vacuum analyze")
        running.cluster.sql("checkpoint")
        yield made


def storm(stage, rate, seconds, *, tries=1, drill=None, patience=30):
    """Send at ``rate`` for ``seconds``, striking meanwhile; return the senders and samples."""
    meant = messages(round(rate * seconds), seed="storm")
    journal = Journal(stage.journal)
    server = stage.production.server

    async def run():
        citizens = Citizens(server.url, stage.crowd, journal, tries=tries, seconds=patience)
        await citizens.open_forms()
        if drill:
            drill.start()
        samples = await drive(rate, seconds, lambda number: citizens.send(meant[number]))
        citizens.pool.close()
        return citizens, samples

    try:
        citizens, samples = asyncio.run(run())
    finally:
        if drill:
            drill.wait()
        journal.close()
    return citizens, samples


def told(citizens, samples):
    """Return what the client saw."""
    accepted = [sample for sample in samples if not sample.error]
    server_errors = sum(count for status, count in citizens.statuses.items() if status >= 500)
    return {
        "accepted": len(accepted),
        "statuses": {str(status): count for status, count in sorted(citizens.statuses.items())},
        "server_errors": server_errors,
        "connections_broken": dict(citizens.failures),
        "sent_again": citizens.repeated,
        "shown_similar": citizens.compared,
        **latencies(samples),
    }


def steady(rate, seconds, citizens):
    """The undisturbed run."""
    with stage(citizens=citizens) as here:
        workers = here.production.server.worker_pids()
        before = sum(map(cpu_of, workers))
        seen = told(*storm(here, rate, seconds))
        spent = (sum(map(cpu_of, workers)) - before) / (rate * seconds + citizens)
        return seen | {"web_cpu_ms_a_request": 1000 * spent} | reckon(here)


def drilled(rate, seconds, citizens, kills):
    """The same while things are killed."""
    with stage(citizens=citizens) as here:
        drill = Drill(here.production, here.worker, kills=kills, seed="drill")
        seen = told(*storm(here, rate, seconds, tries=TRIES, drill=drill, patience=15))
        seen |= {
            "kills": drill.struck.total(),
            "struck": dict(drill.struck),
            "back_after_s": {name: round(took, 1) for name, took in drill.recovery.items()},
            "unrepaired": drill.errors,
        }
        return seen | reckon(here)


def early_receipt(rate, citizens):
    """Control: with a receipt before the commit, a killed web worker must be seen to lose."""
    with stage(citizens=citizens, settings=MUTANT) as here:
        return lost_in_control(here, rate, lambda drill: [drill.web_worker])


def asynchronous_commit(rate, citizens):
    """Control: a database that confirms what it has not written must be seen to lose."""
    with stage(citizens=citizens, settings=CONTROL, synchronous_commit="off") as here:
        return lost_in_control(here, rate, lambda drill: [drill.whole_cluster])


def lost_in_control(here, rate, targets):
    drill = Drill(here.production, here.worker, kills=CONTROL_KILLS, seed="control")
    drill.targets = targets(drill)
    storm(here, rate, CONTROL_SECONDS, tries=TRIES, drill=drill, patience=15)
    time.sleep(3)  # what the mutant does late counts as done
    return reckon(here)["lost"]


def reckon(here):
    return here.run("bench.reckoning", here.journal)


def cpu_of(pid):
    """Return the seconds of CPU a process has used so far."""
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")


def tell(figures):
    """Let who waits see how far it is, and return the figures."""
    print(figures, file=sys.stderr, flush=True)
    return figures


def run(*, quick=False):
    rate, seconds, kills = (20, 5, 5) if quick else (RATE, SECONDS, KILLS)
    few, many = (60, 60) if quick else (CITIZENS, DRILL_CITIZENS)
    figures = tell(steady(rate, seconds, few))
    disturbed = tell(drilled(rate, seconds, many, kills))
    figures |= {f"drill_{key}": figure for key, figure in disturbed.items()}
    figures["early_receipt_lost"] = tell(early_receipt(rate, few))
    figures["asynchronous_commit_lost"] = tell(asynchronous_commit(rate, few))
    figures["early_receipt_is_caught"] = figures["early_receipt_lost"] > 0
    figures["asynchronous_commit_is_caught"] = figures["asynchronous_commit_lost"] > 0
    return {key: round(v, 2) if isinstance(v, float) else v for key, v in figures.items()}
