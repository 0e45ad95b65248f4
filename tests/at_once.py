"""Several people at the same step in the same moment, which only PostgreSQL allows."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.exceptions import PermissionDenied
from django.db import connection

from huiyin.congresses.scope import within
from huiyin.procedure.table import Incomplete, NotLawful

REFUSED = (NotLawful, PermissionDenied, Incomplete)


def at_once(cast, *acts):
    """Run every act in a thread and a connection of its own; return how many were refused."""
    ready = Barrier(len(acts))

    def run(act):
        try:
            with within(cast.county):
                ready.wait()
                act()
            return 0
        except REFUSED:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sum(pool.map(run, acts))
