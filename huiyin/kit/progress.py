"""A progress bar for management commands; silent when nobody is watching."""

import sys


def track(items, *, label, total=None, out=None):
    """Yield ``items`` while drawing ``label [####....] 12/40`` on a terminal."""
    out = out or sys.stderr
    watched = out.isatty()
    total = total if total is not None else len(items)
    for done, item in enumerate(items, start=1):
        yield item
        if watched:
            bar = "#" * (20 * done // max(total, 1))
            out.write(f"\r{label} [{bar:.<20}] {done}/{total}" + ("\n" if done == total else ""))
