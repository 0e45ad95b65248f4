"""Run every check, quietly: one line each, the full output of those that fail.

    python -m scripts.check           all of it, as CI does
    python -m scripts.check --quick   without browser, office program, nginx and PostgreSQL
    python -m scripts.check lint postgres    only these

What this machine cannot run is named at the end. With CI=true that, and any skipped test, is a
failure. The last line counts tests; every other check counts as one.
"""

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from scripts import packages
from scripts.processes import end, ended_by_sigterm

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "test-results"
BIN = Path(sys.executable).parent
#: A step that takes longer hangs.
SECONDS_AT_MOST = 25 * 60
PYTEST = ["-m", "pytest", "-q", "--no-header", "--tb=short", "-p", "no:cacheprovider"]
#: Each worker begins with its half; who is done takes half of what the other still has.
PYTEST += ["-n", "2", "--dist", "worksteal"]
#: Nothing in these knows the database, so once is enough.
WITHOUT_DATABASE = ["--ignore=huiyin/law", "--ignore=tests/test_house_rules.py"]


@dataclass
class Outcome:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    output: str = ""


@dataclass(frozen=True)
class Step:
    """One check. ``needs`` are system packages; ``quick`` ones make up ``make check``."""

    name: str
    title: str
    command: list
    quick: bool = True
    needs: tuple = ()
    environment: dict = field(default_factory=dict)

    def run(self):
        """Run it and return its ``Outcome``; a check that is not pytest counts as one test."""
        done = self._execute(self.command)
        ok = done.returncode == 0
        return Outcome(passed=ok, failed=not ok, output=done.stdout)

    def _execute(self, command):
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "huiyin.config.settings.test"}
        environment.pop("HUIYIN_DATABASE_URL", None)
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**environment, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        try:
            output, _ = process.communicate(timeout=SECONDS_AT_MOST)
        except subprocess.TimeoutExpired:
            end(process)
            output = f"{process.stdout.read()}\nended after {SECONDS_AT_MOST} s"
        finally:
            # Politely, whatever happened: it may have a database of its own to stop.
            end(process)
        return subprocess.CompletedProcess(command, process.returncode, output)


class Tests(Step):
    """A pytest run, counted from the report it writes."""

    def run(self):
        report = RESULTS / f"{self.name}.xml"
        report.unlink(missing_ok=True)
        done = self._execute([*self.command, f"--junitxml={report}"])
        outcome = count(report, done.stdout)
        if done.returncode and not outcome.failed:
            outcome.failed = 1
        return outcome


def count(report, output):
    """Read a JUnit report into an ``Outcome``; no report means that pytest itself broke."""
    if not report.exists():
        return Outcome(failed=1, output=output)
    suite = ElementTree.parse(report).getroot().find("testsuite").attrib
    failed = int(suite["failures"]) + int(suite["errors"])
    skipped = int(suite["skipped"])
    return Outcome(int(suite["tests"]) - failed - skipped, failed, skipped, output)


def python(*arguments):
    return [sys.executable, *arguments]


def on_postgres(*arguments):
    return python("-m", "scripts.postgres", sys.executable, *arguments)


STEPS = [
    Step(
        "format", "formatting", [BIN / "ruff", "format", "--check", "--output-format=concise", "."]
    ),
    Step("lint", "lint", [BIN / "ruff", "check", "--quiet", "--output-format=concise", "."]),
    Step("contracts", "import contracts", [BIN / "lint-imports", "--no-cache", "--no-logo"]),
    Step(
        "migrations",
        "migrations match the models",
        python("manage.py", "makemigrations", "--check", "--dry-run"),
    ),
    Step(
        "procedures",
        "procedure pages match the tables",
        python("manage.py", "procedures", "--check"),
    ),
    Step("messages", "every message is in English", python("-m", "scripts.messages", "check")),
    Tests(
        "sqlite",
        "tests on SQLite",
        python(*PYTEST, "-m", "not (browser or postgres or nginx or office)"),
    ),
    Tests(
        "postgres",
        "tests on PostgreSQL",
        on_postgres(*PYTEST, "-m", "not (browser or nginx or office)", *WITHOUT_DATABASE),
        quick=False,
        needs=(packages.POSTGRES,),
    ),
    Tests(
        "nginx",
        "deployment behind nginx",
        python(*PYTEST, "-n", "0", "-m", "nginx", "tests"),
        quick=False,
        needs=(packages.POSTGRES, packages.NGINX, packages.REDIS),
    ),
    Tests(
        "office",
        "documents in an office program",
        python(*PYTEST, "-n", "0", "-m", "office", "huiyin/documents"),
        quick=False,
        needs=(packages.OFFICE, packages.PICTURES, packages.FONT),
    ),
    Tests(
        "browser",
        "journeys in a browser",
        python(*PYTEST, "-m", "browser", "tests/browser"),
        quick=False,
        needs=(packages.BROWSER, packages.FONT),
    ),
]


def main(argv=None):
    options = parse(argv)
    steps = [step for step in STEPS if not options.steps or step.name in options.steps]
    steps = [step for step in steps if step.quick or not options.quick]
    RESULTS.mkdir(exist_ok=True)
    started = time.monotonic()
    packages.install(
        sorted({need for step in steps for need in step.needs}, key=lambda need: need.package)
    )
    with ended_by_sigterm():
        total, left_out = run_all(steps)
    return conclude(total, left_out, time.monotonic() - started)


def parse(argv):
    parser = argparse.ArgumentParser(prog="make test", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(s.name for s in STEPS))
    parser.add_argument("--quick", action="store_true", help="what `make check` runs")
    options = parser.parse_args(argv)
    if unknown := set(options.steps) - {step.name for step in STEPS}:
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    return options


def run_all(steps):
    """Run each step whose needs are there; return the sum and [(step, what it lacks)]."""
    total, left_out = Outcome(), []
    for step in steps:
        if lacking := [need for need in step.needs if not need.present()]:
            left_out.append((step, lacking))
            continue
        started = time.monotonic()
        outcome = step.run()
        show(step, outcome, time.monotonic() - started)
        total.passed += outcome.passed
        total.failed += outcome.failed
        total.skipped += outcome.skipped
    return total, left_out


def show(step, outcome, seconds):
    mark = "FAILED" if outcome.failed else "ok"
    counts = f"{outcome.passed} passed" if isinstance(step, Tests) else ""
    counts += f", {outcome.skipped} skipped" if outcome.skipped else ""
    print(f"{mark:6}  {step.title:34} {counts:26} {seconds:6.1f} s", flush=True)
    if outcome.failed:
        print(outcome.output.strip(), flush=True)


def conclude(total, left_out, seconds):
    """Print what could not run and the closing line; return the exit status."""
    for step, lacking in left_out:
        names = " ".join(need.package for need in lacking)
        print(f"NOT RUN {step.title}: install {names}")
    strict = os.environ.get("CI") == "true"
    if strict and (left_out or total.skipped):
        print("With CI=true, what was skipped or could not run is a failure.")
        total.failed += len(left_out) + total.skipped
        total.skipped = 0
    print(f"{seconds:.0f} s; reports and pictures of failures are in {RESULTS.name}/")
    skipped = f", {total.skipped} skipped" if total.skipped else ""
    print(f"{total.passed} passed, {total.failed} failed{skipped}", flush=True)
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())
