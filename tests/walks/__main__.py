"""``python -m tests.walks 10000 [FIRST]`` walks so often; ``… mutants`` tries every mutant."""

import os
import sys

import pytest

if __name__ == "__main__":
    asked = (sys.argv[1:] or ["10000"])[0]
    if asked == "mutants":
        os.environ["HUIYIN_MUTANTS"] = "1000000"
        chosen = "changed_line or other_number"
    else:
        os.environ["HUIYIN_WALKS"] = asked
        os.environ["HUIYIN_FIRST_WALK"] = (sys.argv[2:] or ["0"])[0]
        chosen = "anybody_under_any_rules"
    sys.exit(pytest.main(["tests/test_walks.py", "-q", "-s", "-k", chosen, "--show-capture=no"]))
