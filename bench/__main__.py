"""``python -m bench NAME [--record] [--quick]``: run one bench; without a name, list them."""

import argparse
import ast
import importlib
import inspect
import sys
from pathlib import Path

from bench.results import record, report

HERE = Path(__file__).parent


def benches():
    """Return {name: what it measures} of every module that has limits, without importing any."""
    found = {}
    for path in sorted(HERE.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            getattr(t, "id", "") for n in tree.body if isinstance(n, ast.Assign) for t in n.targets
        }
        if "LIMITS" in names:
            found[path.stem] = (ast.get_docstring(tree) or "").splitlines()[0]
    return found


def main(argv=None):
    parser = argparse.ArgumentParser(prog="make bench", description="Measure one figure.")
    parser.add_argument("name", nargs="?", help="without it, the benches are listed")
    parser.add_argument("--record", action="store_true", help="add a line to docs/PROOF.md")
    parser.add_argument("--quick", action="store_true", help="a minute's smoke: less of everything")
    options = parser.parse_args(argv)
    known = benches()
    if options.name not in known:
        if options.name:
            print(f"There is no bench {options.name}.", file=sys.stderr)
        for name, measures in known.items():
            print(f"  make bench NAME={name:10} {measures}", file=sys.stderr)
        return 2
    bench = importlib.import_module(f"bench.{options.name}")
    limits = bench.LIMITS
    if options.quick:
        if "quick" not in inspect.signature(bench.run).parameters:
            parser.error(f"{options.name} has no quick form")
        figures = bench.run(quick=True)
        limits = limits | getattr(bench, "QUICK_LIMITS", {})
    else:
        figures = bench.run()
    if options.record:
        record(options.name, figures, limits)
    return 0 if report(options.name, figures, limits) else 1


if __name__ == "__main__":
    sys.exit(main())
