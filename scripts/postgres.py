"""A PostgreSQL of one's own for as long as a ``with`` block lasts.

    with postgres() as cluster:
        os.environ["HUIYIN_DATABASE_URL"] = cluster.url

Also a command, which sets the variable for another: ``python -m scripts.postgres pytest -q``.
"""

import contextlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from scripts.processes import (
    end,
    ended_by_sigterm,
    free_port,
    unprivileged,
    wait_until,
)

OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")
#: What a machine that keeps people's words must have; ``fast`` gives it up for throw-away data.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "log_min_messages": "warning",
    "autovacuum_naptime": "10s",
}


class NoPostgres(RuntimeError):
    """No PostgreSQL 15 or newer is installed here."""


@dataclass
class Cluster:
    """A cluster in a folder of its own.

    ``url``      as HUIYIN_DATABASE_URL takes it; the superuser, on the loopback interface
    ``process``  the postmaster, which a drill may kill and ``start()`` again
    """

    folder: Path
    binaries: Path
    password: str
    settings: dict
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def data(self):
        return self.folder / "data"

    @property
    def url(self):
        return f"postgres://postgres:{self.password}@127.0.0.1:{self.port}/huiyin"

    def run(self, program, *arguments):
        """Run one of the cluster's programs and return what it printed, or raise with it."""
        done = subprocess.run(
            [self.binaries / program, *arguments],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            **unprivileged()[0],
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def sql(self, statement, database="huiyin"):
        """Run one statement as the superuser and return its bare output."""
        return self.run("psql", "-XAtqc", statement, "-d", database).strip()

    def start(self):
        """Start the postmaster and return once it takes connections."""
        options = [f"--{name.replace('_', '-')}={value}" for name, value in self.settings.items()]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.binaries / "postgres", "-D", self.data, "-p", str(self.port),
                 "-k", self.folder, *options],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **unprivileged()[0],
            )  # fmt: skip
        wait_until(self.answers, self.process, seconds=60, describe=self.log)

    def restart(self, *, seconds=30):
        """Start again after a drill killed the postmaster, whose children may take a moment."""
        limit = time.monotonic() + seconds
        while True:
            try:
                return self.start()
            except RuntimeError:
                if time.monotonic() > limit:
                    raise
                time.sleep(0.2)

    def stop(self):
        if self.process:
            end(self.process, signal.SIGINT)

    def log(self):
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    @property
    def _log(self):
        return self.folder / "postgres.log"

    def answers(self):
        with contextlib.suppress(RuntimeError):
            return self.sql("select 1", "postgres") == "1"
        return False

    def _environment(self):
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "PGHOST": str(self.folder),
            "PGPORT": str(self.port),
            "PGUSER": "postgres",
            "PGPASSWORD": self.password,
            "LC_ALL": "C.UTF-8",
        }


@contextlib.contextmanager
def postgres(*, fast=False, **settings):
    """Start a PostgreSQL, yield its ``Cluster`` and remove it without a trace.

    ``fast``      give up durability: for tests, whose data nobody misses
    ``settings``  anything of postgresql.conf, e.g. ``max_connections=200``

    Raises ``NoPostgres`` if version 15 or newer is not installed.
    """
    binaries = find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="huiyin-pg-"))
    chosen = {**SETTINGS, **(FAST if fast else DURABLE), **settings}
    cluster = Cluster(folder, binaries, secrets.token_hex(16), chosen)
    with ended_by_sigterm():
        try:
            _make(cluster)
            cluster.start()
            cluster.sql("create database huiyin", "postgres")
            yield cluster
        finally:
            cluster.stop()
            shutil.rmtree(folder, ignore_errors=True)


def _make(cluster):
    _, ids = unprivileged()
    passwords = cluster.folder / "password"
    passwords.write_text(cluster.password)
    passwords.chmod(0o600)
    if ids:
        os.chown(cluster.folder, *ids)
        os.chown(passwords, *ids)
    cluster.run(
        "initdb", "--pgdata", str(cluster.data), "--username=postgres", "--data-checksums",
        "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", "--no-sync",
        f"--pwfile={passwords}", "--no-instructions",
    )  # fmt: skip
    passwords.unlink()


def find_binaries():
    """Return the folder of initdb and postgres, version 15 or newer, the newest there is."""
    folders = [Path(found).resolve().parent] if (found := shutil.which("initdb")) else []
    folders += sorted(DEBIAN.glob("*/bin"), key=lambda path: -version(path))
    for folder in folders:
        if version(folder) >= OLDEST:
            return folder
    raise NoPostgres(f"PostgreSQL {OLDEST} or newer is not installed")


def version(folder):
    """Return the major version of the PostgreSQL in this folder, 0 if there is none."""
    if not (folder / "postgres").exists() or not (folder / "initdb").exists():
        return 0
    said = subprocess.run([folder / "postgres", "-V"], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+)(\.|devel|rc|beta)", said.stdout)
    return int(found[1]) if found else 0


def main():
    # Tests roll their rows back: a vacuum would note every table as empty, and the plans made
    # for empty tables look through all rows of the full ones.
    with postgres(fast=True, autovacuum="off") as cluster:
        environment = {**os.environ, "HUIYIN_DATABASE_URL": cluster.url}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
