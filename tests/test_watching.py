"""The worker outlives the database it works from."""

import subprocess
import sys
import time

import pytest

from scripts.postgres import postgres
from scripts.processes import end
from scripts.production import PRODUCTION, environment
from scripts.server import ROOT, manage, only

PUBLISH = """
from datetime import date
from django.db import transaction
from django.utils.timezone import now
from huiyin.accounts.models import User
from huiyin.congresses.services import found, lay_out
from huiyin.congresses.scope import within
from huiyin.notices.services import publish
area = lay_out("990121", "云溪县", kind="county", parent=None, valid_from=date(2000, 1, 1))
congress = found(area, name="云溪县人民代表大会", slug="yunxi", level=4, direct=True)
user = User.objects.create_user("zhao")
with within(congress), transaction.atomic():
    publish(congress, kind="test.told", audience=f"user:{user.pk}", params={}, at=now())
"""
SENT = "select count(*) from notices_delivery where status = 'sent'"


@pytest.mark.postgres
def test_the_worker_waits_for_a_database_that_is_restarted_and_then_goes_on(tmp_path):
    with postgres() as cluster:
        variables = {**environment(cluster.url, tmp_path), "HUIYIN_NOTICE_CHANNELS": "site"}
        manage("migrate", "--verbosity=0", settings=PRODUCTION, environment=variables)
        log = (tmp_path / "worker.log").open("wb")
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "deliver", "--watch"],
            cwd=ROOT,
            env=only({**variables, "DJANGO_SETTINGS_MODULE": PRODUCTION}),
            stdout=log,
            stderr=log,
        )
        try:
            time.sleep(10)
            cluster.stop()
            time.sleep(10)
            cluster.start()
            manage("shell", "--command", PUBLISH, settings=PRODUCTION, environment=variables)
            limit = time.monotonic() + 60
            while cluster.sql(SENT) == "0" and time.monotonic() < limit:
                time.sleep(0.5)
            assert worker.poll() is None
            assert cluster.sql(SENT) != "0"
            assert b"the database is away" in (tmp_path / "worker.log").read_bytes()
        finally:
            end(worker)
            log.close()
