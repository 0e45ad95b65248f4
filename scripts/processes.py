"""Processes that a test, a bench or the demonstration starts, and always ends."""

import contextlib
import os
import pwd
import signal
import socket
import subprocess
import threading
import time

SECONDS_TO_END = 10


def free_port():
    """Return a port of the loopback interface that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_taken(port):
    """Whether something already listens on this port of the loopback interface."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
        return False


def unprivileged():
    """Return subprocess arguments that give up root, and (uid, gid); nothing for an ordinary user.

    PostgreSQL refuses to run as root. Its own account is the best choice, ``nobody`` the next.
    """
    if os.geteuid() != 0:
        return {}, None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            ids = (entry.pw_uid, entry.pw_gid)
            return {"user": ids[0], "group": ids[1], "extra_groups": []}, ids
    raise RuntimeError("running as root, and neither `postgres` nor `nobody` exists here")


def end(process, how=signal.SIGTERM):
    """End a process that we started, politely and then not."""
    if process.poll() is None:
        process.send_signal(how)
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(ready, process, *, seconds, describe):
    """Poll ``ready()`` until it is true; raise with ``describe()`` if the process ends first."""
    limit = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None:
            raise RuntimeError(f"it ended with {process.returncode}:\n{describe()}")
        if time.monotonic() > limit:
            raise TimeoutError(f"not ready after {seconds} s:\n{describe()}")
        time.sleep(0.03)


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def ended_by_sigterm():
    """Turn SIGTERM into SystemExit, so that every ``with`` on the way out ends its process."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number, frame):
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
