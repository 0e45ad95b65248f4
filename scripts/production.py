"""The whole of production on loopback: PostgreSQL, granian and, if wanted, Redis and nginx."""

import contextlib
import secrets
import tempfile
from dataclasses import dataclass

from scripts.nginx import nginx
from scripts.postgres import Cluster, postgres
from scripts.redis import redis
from scripts.server import Server, manage, serve

PRODUCTION = "huiyin.config.settings.prod"
#: The same, but willing to serve from a database without fsync: for a drill's control.
CONTROL = "bench.settings_control"


@dataclass(frozen=True)
class Production:
    """``url`` is where a visitor goes: nginx if it was asked for, else granian itself."""

    url: str
    cluster: Cluster
    server: Server
    settings: str
    environment: dict

    def manage(self, *arguments):
        """Run a management command against this database and return its output."""
        return manage(*arguments, settings=self.settings, environment=self.environment)


def environment(database_url, var, *, https=False):
    """Return the HUIYIN_* variables of a production, with secrets of its own."""
    return {
        "HUIYIN_DATABASE_URL": database_url,
        "HUIYIN_VAR": str(var),
        "HUIYIN_SECRET_KEY": secrets.token_hex(32),
        "HUIYIN_VAULT_KEY": secrets.token_hex(32),
        "HUIYIN_LEDGER_KEY": secrets.token_hex(32),
        "HUIYIN_HOSTS": "127.0.0.1,localhost,.localhost",
        "HUIYIN_HTTPS": "yes" if https else "no",
        "HUIYIN_TRUSTED_PROXIES": "1",
        "HUIYIN_SMS_IN_LOG": "yes",
    }


@contextlib.contextmanager
def production(
    *,
    workers=1,
    threads=8,
    front=False,
    certificate=None,
    cache=False,
    settings=PRODUCTION,
    prepare=None,
    **postgresql,
):
    """Start everything, migrated and with static files, and yield a ``Production``.

    ``front``        put nginx in front, with the file of deploy/
    ``certificate``  (certificate file, key file): nginx serves HTTPS, as it does in the open
    ``cache``        share the cache through a Redis
    ``prepare``      called with ``manage(*arguments)`` before the server starts: load data here
    ``postgresql``   settings of postgresql.conf, or ``fast=True``
    """
    with contextlib.ExitStack() as stack:
        var = stack.enter_context(tempfile.TemporaryDirectory(prefix="huiyin-var-"))
        cluster = stack.enter_context(postgres(**postgresql))
        variables = environment(cluster.url, var, https=bool(certificate))
        if cache:
            variables["HUIYIN_REDIS_URL"] = stack.enter_context(redis())

        def run(*arguments):
            return manage(*arguments, settings=settings, environment=variables)

        run("migrate", "--verbosity=0")
        run("collectstatic", "--no-input", "--verbosity=0")
        if prepare:
            prepare(run)
        server = stack.enter_context(
            serve(settings=settings, environment=variables, workers=workers, threads=threads)
        )
        url = server.url
        if front or certificate:
            url = stack.enter_context(nginx(server.port, var, certificate=certificate))
        yield Production(url, cluster, server, settings, variables)
