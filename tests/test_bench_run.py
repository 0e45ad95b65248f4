"""One bench from its command line, as `make bench` runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.postgres
def test_a_bench_starts_what_it_needs_and_ends_with_one_line_of_json():
    ours = ("HUIYIN_", "DJANGO_", "PYTEST_")
    done = subprocess.run(
        [sys.executable, "-m", "bench", "ledger", "--quick"],
        cwd=Path(__file__).parents[1],
        env={name: value for name, value in os.environ.items() if not name.startswith(ours)},
        capture_output=True,
        text=True,
        check=False,
    )
    result = json.loads(done.stdout.splitlines()[-1])
    assert (result["bench"], result["ok"], done.returncode) == ("ledger", True, 0), done.stdout
    assert (result["figures"]["attacks_detected"], result["figures"]["leaves"]) == (12, 50_000)
