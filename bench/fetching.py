"""Fetches pages in process and tells what each cost: ``python -m bench.fetching``.

Reads a question a line from its standard input, answers each with a line of JSON:
``{"paths": true}``, ``{"path": "/c/yunxi/", "times": 4}`` or ``{"hosts": 1000}``.
"""

import json
import statistics
import sys
import time

#: Pages compared, and who opens them.
PUBLIC = (
    "/ /c/yunxi/ /c/yunxi/find/?q=桂花小区 /c/yunxi/deputies/ /c/yunxi/stations/"
    " /c/yunxi/suggestions/ /c/yunxi/search/?q=公交 /c/yunxi/record/ /c/yunxi/about/"
    " /c/yunxi/sitemap.xml /c/yunxi/matters/{matter}/ /c/yunxi/voices/new/?to={mandate}"
).split()
DESK = (
    "/c/yunxi/desk/ /c/yunxi/desk/voices/ /c/yunxi/desk/suggestions/ /c/yunxi/desk/review/"
    " /c/yunxi/desk/suggestions/{suggestion}/"
).split()


class Fetching:
    def __init__(self):
        from bench.pages import signed_in
        from huiyin.accounts.models import User

        self.stranger = signed_in(None)
        self.clerk = signed_in(User.objects.get(username="zhao"))

    def paths(self):
        """Return the pages with things of the demonstration in their addresses."""
        from huiyin.congresses.models import Congress
        from huiyin.congresses.scope import within
        from huiyin.deputies.models import Mandate
        from huiyin.procedure.models import Docket

        with within(Congress.objects.get(slug="yunxi")):
            case = Docket.objects.filter(kind="suggestion", public=True).order_by("pk").first()
            mandate = Mandate.objects.active().order_by("pk").first()
        things = {"matter": case.code, "suggestion": case.code, "mandate": mandate.pk}
        return [path.format(**things) for path in (*PUBLIC, *DESK)]

    def fetch(self, path, times):
        """Return status, queries with nothing remembered but the congress, and CPU a page."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client = self.clerk if "/desk/" in path else self.stranger
        client.get(path)
        connection.queries_log.clear()
        with CaptureQueriesContext(connection) as asked:
            status = client.get(path).status_code
        queries = len(asked)
        began = time.process_time()
        for _ in range(times):
            client.get(path)
        spent = time.process_time() - began
        return {"status": status, "queries": queries, "cpu_ms": 1000 * spent / times}

    def hosts(self, count):
        """Look up hosts from all over the country, first unknown and then remembered."""
        from django.core.cache import cache

        from huiyin.congresses.models import Congress, HostName
        from huiyin.congresses.scope import host_congress

        hosts = list(HostName.objects.order_by("?").values_list("host", flat=True)[:count])
        host_congress(hosts[0])
        cache.clear()
        taken = {}
        for what in ("cold", "warm"):
            spent = []
            for host in hosts:
                began = time.perf_counter()
                host_congress(host)
                spent.append(1000 * (time.perf_counter() - began))
            taken[f"host_{what}_ms"] = statistics.median(spent)
            taken[f"host_{what}_p99_ms"] = statistics.quantiles(spent, n=100)[98]
        return taken | {"congresses": Congress.objects.count(), "hosts": HostName.objects.count()}

    def answer(self, question):
        if "paths" in question:
            return self.paths()
        if "hosts" in question:
            return self.hosts(question["hosts"])
        return self.fetch(question["path"], question["times"])


def main():
    import django

    django.setup()
    fetching = Fetching()
    for line in sys.stdin:
        print(json.dumps(fetching.answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
