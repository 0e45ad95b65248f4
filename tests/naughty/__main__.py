"""``python -m tests.naughty [FOLDER …]``: our strings, and the collections in those folders.

Without a folder it looks for ``security_vectors`` and ``charset_names`` in the data that may lie
beside the project. Nothing is skipped: without any collection it says so and fails.
"""

import os
import sys
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"


def main(folders):
    found = [Path(one) for one in folders]
    found = found or [BESIDE / name for name in ("security_vectors", "charset_names")]
    missing = [str(one) for one in found if not one.is_dir()]
    if missing:
        print(f"no such folder: {', '.join(missing)}", file=sys.stderr)  # noqa: T201
        return 2
    os.environ["HUIYIN_NAUGHTY"] = os.pathsep.join(map(str, found))
    return pytest.main(["tests/test_bad_input.py", "-q", "--show-capture=no", "--tb=short"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
