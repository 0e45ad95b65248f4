"""A Redis of one's own, without a file, on a free loopback port for as long as a ``with`` lasts."""

import contextlib
import shutil
import subprocess

from scripts.processes import end, ended_by_sigterm, free_port, listens, wait_until


@contextlib.contextmanager
def redis():
    """Start a Redis and yield its address as HUIYIN_REDIS_URL takes it."""
    port = free_port()
    command = [shutil.which("redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
    command += ["--save", "", "--appendonly", "no", "--daemonize", "no"]
    with ended_by_sigterm():
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_until(lambda: listens(port), process, seconds=20, describe=lambda: "redis-server")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            end(process)
