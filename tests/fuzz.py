"""``python -m tests.fuzz 20000``: that many mutations of ``tests.mutations``, instead of 2,000."""

import os
import sys

import pytest

if __name__ == "__main__":
    os.environ["HUIYIN_MUTATIONS"] = (sys.argv[1:] or ["20000"])[0]
    sys.exit(pytest.main(["tests/test_cross_tenant_fuzz.py", "-q", "--show-capture=no"]))
