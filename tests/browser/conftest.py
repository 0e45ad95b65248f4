"""A real browser against the real server over the demonstration's data.

Fixtures, from the one that most tests need to those it is made of:

``page``        a visitor's page at one of two widths, with and without JavaScript: a test that
                uses it runs four times. ``page.goto("/")`` takes paths.
``visit``       ``visit()`` opens another such page with cookies of its own: a second person
``live``        the server: ``live.url``, ``live.output()`` (codes the console channel printed),
                ``live.reset()`` (put the data back as the demonstration built them)
``fresh``       ``live`` after a reset, for a test that counts on untouched data or uses up what
                others count on: it is reset again when the test is over
``width``, ``javascript``   the parameters; narrow them with
                ``@pytest.mark.parametrize("javascript", [True])``

Any page error, console error, failed or foreign request, or answer of 500 and above fails the
test that caused it. A failed test leaves a picture of each of its pages in test-results/.
"""

import contextlib
import fcntl
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from scripts import packages
from scripts.server import manage, serve
from tests.browser.guard import Guard

HERE = Path(__file__).parent
RESULTS = Path(__file__).resolve().parents[2] / "test-results"
SETTINGS = "huiyin.config.settings.demo"
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HEIGHTS = {390: 844, 1280: 900}
#: Long, for machines that have other work to do; what comes sooner is not waited for.
MILLISECONDS_TO_WAIT = 30_000
expect.set_options(timeout=MILLISECONDS_TO_WAIT)


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    item.stash.setdefault(REPORTS, {})[report.when] = report
    return report


REPORTS = pytest.StashKey()


@pytest.fixture(params=[390, 1280], ids=["phone", "desk"])
def width(request):
    return request.param


@pytest.fixture(params=[True, False], ids=["js", "nojs"])
def javascript(request):
    return request.param


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory, worker_id):
    """A folder with the demonstration as it was built, once for all workers."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "demonstration"
    with locked(folder.with_suffix(".lock")):
        if not (folder / "ready").exists():
            environment = {"HUIYIN_VAR": str(folder)}
            folder.mkdir(exist_ok=True)
            for command in (["migrate"], ["collectstatic", "--no-input"], ["build_demo"]):
                manage(*command, settings=SETTINGS, environment=environment)
            (folder / "ready").touch()
    return folder


class Live:
    """The demonstration, served from a copy of its own."""

    def __init__(self, server, pristine, folder):
        self.server, self.pristine, self.folder = server, pristine, folder

    @property
    def url(self):
        return self.server.url

    def output(self):
        """What the server printed so far: codes and messages of the console channel."""
        return self.server.output()

    def reset(self):
        """Put the data back as they were built; open pages are signed out by it."""
        self.server.stop()
        shutil.rmtree(self.folder)
        shutil.copytree(self.pristine, self.folder)
        self.server.start()


@pytest.fixture(scope="session")
def live(demonstration, tmp_path_factory):
    folder = tmp_path_factory.mktemp("live") / "var"
    shutil.copytree(demonstration, folder)
    with serve(settings=SETTINGS, environment={"HUIYIN_VAR": str(folder)}, threads=4) as server:
        yield Live(server, demonstration, folder)


@pytest.fixture
def fresh(live):
    live.reset()
    yield live
    live.reset()


@pytest.fixture(scope="session")
def browser():
    path = packages.browser()
    if not path:
        pytest.skip("no Chromium here: install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(request, browser, live, width, javascript):
    """Open pages as different people; see the top of this file."""
    guard, pages, contexts = Guard(live.url), [], []

    def open_page(**options):
        chosen = {"width": width, "javascript": javascript, **options}
        context = browser.new_context(
            base_url=live.url,
            viewport={"width": chosen["width"], "height": HEIGHTS.get(chosen["width"], 900)},
            java_script_enabled=chosen["javascript"],
            locale=chosen.get("locale", "zh-CN"),
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(MILLISECONDS_TO_WAIT)
        contexts.append(context)
        page = context.new_page()
        page.runs_scripts = chosen["javascript"]
        guard.watch(page)
        pages.append(page)
        return page

    open_page.guard = guard
    yield open_page
    reports = request.node.stash.get(REPORTS, {})
    if guard.complaints or any(report.failed for report in reports.values()):
        take_pictures(request.node.nodeid, pages)
    for context in contexts:
        context.close()
    assert guard.complaints == []


@pytest.fixture
def page(visit):
    return visit()


def take_pictures(nodeid, pages):
    RESULTS.mkdir(exist_ok=True)
    name = re.sub(r"[^\w-]+", "-", nodeid.removeprefix("tests/browser/")).strip("-")
    for number, page in enumerate(pages, start=1):
        if not page.is_closed():
            page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)


@contextlib.contextmanager
def locked(path):
    """Hold a lock file for as long as a ``with`` block lasts: workers share one build."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
