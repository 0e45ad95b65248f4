"""Kill -9 at random: the web server and its workers, the notice worker, the database.

What systemd does in production is done here by hand: whatever was killed is started again.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from scripts.processes import end, listens, wait_until
from scripts.server import ROOT

#: Seconds between the start of what was killed and the next kill.
SHORTEST, LONGEST = 0.3, 3.0
RESTART = 1.0


class Worker:
    """``manage.py deliver --watch``, started again whenever it ends."""

    def __init__(self, production, folder):
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": production.settings,
            **production.environment,
        }
        self.log = Path(folder) / "worker.log"
        self.wanted = True
        self.starts = 0
        self.process = None
        self.keeper = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self):
        self.keeper.start()
        return self

    def __exit__(self, *error):
        self.wanted = False
        self.keeper.join()
        end(self.process)

    def _keep(self):
        while self.wanted:
            if self.process is None or self.process.poll() is not None:
                if self.starts:
                    time.sleep(RESTART)
                with self.log.open("ab") as log:
                    self.process = subprocess.Popen(
                        [sys.executable, "manage.py", "deliver", "--watch"],
                        cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                    )  # fmt: skip
                self.starts += 1
            time.sleep(0.1)


class Drill:
    """Strikes ``kills`` times, in a thread of its own, then rests.

    ``struck``    {what was killed: how often}
    ``recovery``  seconds until the web server listened, or the database answered, again
    """

    def __init__(self, production, worker, *, kills, seed, targets=None):
        self.server, self.cluster, self.worker = production.server, production.cluster, worker
        self.kills = kills
        self.chance = random.Random(seed)
        self.targets = targets or [
            self.web_master,
            self.web_worker,
            self.notice_worker,
            self.postmaster,
            self.backend,
        ]
        self.struck, self.recovery, self.errors = Counter(), {}, []
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.keeper = threading.Thread(target=self._keep, daemon=True)

    def start(self):
        self.keeper.start()
        self.thread.start()
        return self

    def wait(self):
        """Return when everything was struck, and let nothing more be started again."""
        self.thread.join()
        self.over.set()
        self.keeper.join()

    def _keep(self):
        """Start the web server again when it ends: granian gives up if its workers die often."""
        while not self.over.wait(0.05):
            if self.server.process.poll() is None:
                continue
            try:
                self.server.stop()
                while listens(self.server.port):
                    time.sleep(0.02)
                self.server.start()
            except Exception as error:  # tried again at once, as systemd does
                self.errors.append(f"web: {error}"[:200])

    def _run(self):
        # Everything is struck at least once, the rest is chance.
        order = [self.chance.choice(self.targets) for _ in range(self.kills)]
        order[: len(self.targets)] = self.targets[: self.kills]
        self.chance.shuffle(order)
        for target in order:
            time.sleep(self.chance.uniform(SHORTEST, LONGEST))
            began = time.monotonic()
            try:
                target()
            except Exception as error:  # told in the figures; the run goes on
                self.errors.append(f"{target.__name__}: {error}"[:200])
            self.struck[target.__name__] += 1
            took = time.monotonic() - began
            self.recovery[target.__name__] = max(took, self.recovery.get(target.__name__, 0))

    def web_master(self):
        self.server.process.kill()
        self._wait_for_web()

    def web_worker(self):
        os.kill(self.chance.choice(self._web_workers()), signal.SIGKILL)
        self._wait_for_web()

    def _wait_for_web(self):
        time.sleep(0.1)
        limit = time.monotonic() + 60
        while self.server.process.poll() is not None or not listens(self.server.port):
            if time.monotonic() > limit:
                raise TimeoutError("the web server did not come back")
            time.sleep(0.03)

    def _web_workers(self):
        limit = time.monotonic() + 20
        while time.monotonic() < limit:
            with contextlib.suppress(OSError):
                if pids := self.server.worker_pids():
                    return pids
            time.sleep(0.05)
        raise RuntimeError("no web worker is running")

    def notice_worker(self):
        if self.worker.process and self.worker.process.poll() is None:
            self.worker.process.kill()

    def postmaster(self):
        self.cluster.process.kill()
        self.cluster.process.wait()
        self.cluster.restart()

    def backend(self):
        """Kill one connection's process: the postmaster then stops them all and recovers."""
        backends = [pid for pid in children(self.cluster.process.pid) if is_client(pid)]
        if backends:
            os.kill(self.chance.choice(backends), signal.SIGKILL)
        time.sleep(0.2)
        wait_until(
            self.cluster.answers, self.cluster.process, seconds=60, describe=self.cluster.log
        )

    def whole_cluster(self):
        """Kill every process of the database at once, so that nothing is written on the way out."""
        everything = [self.cluster.process.pid, *children(self.cluster.process.pid)]
        for pid in everything:
            os.kill(pid, signal.SIGKILL)
        self.cluster.process.wait()
        self.cluster.restart()


def children(pid):
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_client(pid):
    """Whether this is a process of PostgreSQL that serves a connection of the application."""
    try:
        title = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return False
    return "huiyin 127.0.0.1" in title
