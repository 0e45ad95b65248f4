"""Build the demonstration and serve it on this machine only.

Everything happens in one process until the last line, which becomes the web server: a second
start finds the environment, the database, the catalogues and the static files in place.
"""

import argparse
import ipaddress
import os
import sys

from scripts.processes import is_taken
from scripts.server import granian

THREADS = 4


def main(argv=None):
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--build-only", action="store_true", help="build, then do not serve")
    options = parser.parse_args(argv)

    refuse_other_hosts(os.environ.get("HUIYIN_HOST", "127.0.0.1"))
    if not options.build_only and is_taken(options.port):
        sys.exit(
            f"Port {options.port} is taken. Stop what listens there, "
            f"or choose another: make demo PORT={options.port + 1}"
        )
    os.environ["DJANGO_SETTINGS_MODULE"] = "huiyin.config.settings.demo"
    os.environ["HUIYIN_PORT"] = str(options.port)
    build()
    if not options.build_only:
        print(f"\nServing on http://127.0.0.1:{options.port} — Ctrl+C stops it.", flush=True)
        command = granian(port=options.port, threads=THREADS)
        os.execv(command[0], command)


def refuse_other_hosts(host):
    """The demonstration signs anyone in with one click, so it is for this machine alone."""
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        sys.exit(
            f"The demonstration has one-click sign-in and serves 127.0.0.1 only, not {host}. "
            "docs/DEPLOYMENT.md says how to serve others."
        )


def build():
    """Bring the database, the static files and the demonstration data up to date."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    collect_static()
    call_command("build_demo")


def collect_static():
    """Collect the static files unless those collected last time were the same ones."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = settings.VAR / "static.stamp"
    present = fingerprint()
    if settings.STATIC_ROOT.exists() and stamp.exists() and stamp.read_text() == present:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(present)


def fingerprint():
    """Name, size and time of every static file: what collecting them depends on."""
    from django.contrib.staticfiles.finders import get_finders

    files = (
        (path, os.stat(storage.path(path)))
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    return "\n".join(sorted(f"{path} {info.st_size} {info.st_mtime_ns}" for path, info in files))


if __name__ == "__main__":
    main()
