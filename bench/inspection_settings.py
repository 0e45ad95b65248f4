"""As in production, with a middleware that spoils the home pages ``bench.inspection`` names."""

import json
import os
from pathlib import Path

from huiyin.config.settings.demo import *  # noqa: F403
from huiyin.config.settings.demo import MIDDLEWARE
from huiyin.sites.tests import faults_of_pages

NOTICE_INLINE = False
MIDDLEWARE = [*MIDDLEWARE]
MIDDLEWARE.insert(
    MIDDLEWARE.index("huiyin.congresses.scope.CongressMiddleware") + 1,
    "huiyin.sites.tests.faults_of_pages.Spoiler",
)
if named := os.environ.get("BENCH_SPOILT"):
    faults_of_pages.spoil(json.loads(Path(named).read_text(encoding="utf-8")))
