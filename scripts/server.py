"""The real web server, granian, on a free loopback port for as long as a ``with`` block lasts."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from scripts.processes import end, ended_by_sigterm, free_port, listens, wait_until

ROOT = Path(__file__).resolve().parents[1]
APPLICATION = "huiyin.config.wsgi:application"


def granian(*, port, workers=1, threads=8):
    """Return the command that serves the application on the loopback interface only."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws",
        "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads),
        "--respawn-failed-workers", "--log-level", "warning",
        APPLICATION,
    ]  # fmt: skip


def only(environment):
    """Return our environment with these HUIYIN_* variables and no others.

    The suite's own settings leave theirs behind, its database among them.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUIYIN_")}
    return {**kept, **environment}


@dataclass
class Server:
    """A running granian.

    ``url``          http://127.0.0.1:port, without a slash at its end
    ``environment``  what distinguishes it from ours: settings, database, folder for its files
    """

    environment: dict
    workers: int = 1
    threads: int = 8
    port: int = field(default_factory=free_port)
    log: Path | None = None
    process: subprocess.Popen | None = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        """Start it and return once it listens."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                granian(port=self.port, workers=self.workers, threads=self.threads),
                cwd=ROOT,
                env=only(self.environment),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(lambda: listens(self.port), self.process, seconds=60, describe=self.output)

    def stop(self):
        """Stop it; a master that was killed leaves workers behind, which end with their group."""
        if self.process:
            end(self.process)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def output(self):
        """Everything it wrote so far, codes of the console channel among it."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def worker_pids(self):
        """The processes that answer requests, for a drill to choose from (Linux)."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


@contextlib.contextmanager
def serve(*, settings, environment, workers=1, threads=8):
    """Serve the application and yield its ``Server``.

    ``settings``     a settings module, e.g. ``huiyin.config.settings.demo``
    ``environment``  HUIYIN_* variables: at least HUIYIN_DATABASE_URL or HUIYIN_VAR
    """
    folder = Path(tempfile.mkdtemp(prefix="huiyin-web-"))
    variables = {"DJANGO_SETTINGS_MODULE": settings, **environment}
    server = Server(variables, workers, threads, log=folder / "granian.log")
    with ended_by_sigterm():
        try:
            server.start()
            yield server
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)


def manage(*arguments, settings, environment):
    """Run a management command in a process of its own; raise with its output if it fails."""
    variables = only({"DJANGO_SETTINGS_MODULE": settings, **environment})
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=variables, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
    return done.stdout
