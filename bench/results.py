"""Judge figures by their limits, print them for machines, keep them for people."""

import json
import operator
import os
import platform
import sys
from datetime import date
from pathlib import Path

PROOF = Path(__file__).resolve().parents[1] / "docs" / "PROOF.md"
HEAD = """# Proof

Figures as they were measured, reached or not. `make bench NAME=x ARGS=--record` adds a line.

| date | machine | command | reached | figures |
| --- | --- | --- | --- | --- |
"""
COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


def reached(figures, limits):
    """Whether every limit has a figure and every such figure keeps it.

    ``limits``  {"p99_ms": ("<", 1000)}; a limit without a figure is not reached
    """
    return all(
        name in figures and COMPARE[sign](figures[name], bound)
        for name, (sign, bound) in limits.items()
    )


def report(name, figures, limits):
    """Print one JSON object, the last line of a bench; return whether all limits were reached."""
    ok = reached(figures, limits)
    result = {"bench": name, "ok": ok, "figures": figures, "limits": limits}
    print(json.dumps(result, ensure_ascii=False), flush=True)
    return ok


def record(name, figures, limits, *, path=PROOF):
    """Add a dated line to docs/PROOF.md, whether or not the limits were reached."""
    if not path.exists():
        path.write_text(HEAD, encoding="utf-8")
    said = "; ".join(f"{key} {value}{_bound(key, limits)}" for key, value in figures.items())
    answer = "yes" if reached(figures, limits) else "**no**"
    line = f"| {date.today()} | {machine()} | `make bench NAME={name}` | {answer} | {said} |\n"
    with path.open("a", encoding="utf-8") as proof:
        proof.write(line)


def _bound(name, limits):
    return " ({} {})".format(*limits[name]) if name in limits else ""


def machine():
    """Say in a few words what the figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    return (
        f"{cores} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    )
