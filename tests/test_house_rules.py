"""Rules about the code itself. Each failure message says what to do; there is no allow-list.

The one exception is SHARED: models that are read before, or across, any congress's scope.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django_scopes.exceptions import ScopeError

from huiyin.congresses.models import Congress

ROOT = Path(__file__).resolve().parents[1]
#: Models with a way to Congress that need no scope, and why.
SHARED = {
    "congresses.Congress": "the tree itself: a request must find its congress first",
    "congresses.HostName": "finds the congress of a host",
    "congresses.Term": "a public fact of the tree, read along it",
    "congresses.Session": "a public fact of the tree, read along it",
    "congresses.Organ": "a public fact of the tree: units answer for more than one congress",
    "congresses.Seat": "one person may hold seats in several congresses, and chooses at sign-in",
}
TEXT = {".py", ".html", ".txt", ".css", ".js", ".svg", ".md", ".toml", ".conf", ".service", ".po"}


def files(*folders, suffixes=(".py",)):
    found = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    return sorted(path.relative_to(ROOT) for path in found if path.suffix in suffixes)


def is_test(path):
    return "tests" in path.parts or path.name == "conftest.py"


PYTHON = [p for p in files("huiyin", "scripts", "bench", "tests") if "migrations" not in p.parts]
SOURCES = [path for path in PYTHON if not is_test(path)]
PRODUCT = [path for path in SOURCES if path.parts[0] == "huiyin"]
TESTS = [path for path in PYTHON if is_test(path)]
TEMPLATES = [p for p in files("huiyin", suffixes=(".html", ".txt")) if "templates" in p.parts]
STATIC = [
    path
    for path in files("huiyin", suffixes=(".css", ".js", ".svg", ".webmanifest"))
    if "static" in path.parts
]
EVERYTHING = files("huiyin", "scripts", "bench", "tests", "docs", "deploy", suffixes=TEXT) + sorted(
    path.relative_to(ROOT) for path in ROOT.glob("*") if path.suffix in TEXT
)


@cache
def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def nodes(path):
    return list(ast.walk(ast.parse(text(path))))


def of_type(path, *types):
    return [node for node in nodes(path) if isinstance(node, types)]


def functions(path):
    return of_type(path, ast.FunctionDef, ast.AsyncFunctionDef)


def calls(tree):
    """Yield (name of the function, call) of every call below this node."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def found(pattern, path):
    """Return "path:line: text" of every match, without the text that templates comment out."""
    body = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text(path), flags=re.S)
    return [
        f"{path}:{body.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for match in re.finditer(pattern, body)
    ]


# --- Size ---------------------------------------------------------------------------------


def too_long(path, limit):
    return len(text(path).splitlines()) > limit


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_no_source_file_is_longer_than_400_lines(path):
    assert not too_long(path, 400), f"split {path} by noun, audience or verb"


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_no_test_file_is_longer_than_600_lines(path):
    assert not too_long(path, 600), f"split {path} by behaviour"


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_template_is_longer_than_150_lines(path):
    assert not too_long(path, 150), f"move a part of {path} into a component of kit"


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_no_function_is_longer_than_40_lines(path):
    long = [
        f"{path}:{node.lineno} {node.name}"
        for node in functions(path)
        if node.end_lineno - node.lineno >= 40
    ]
    assert long == [], "name a step of it and move that into a function of its own"


# --- Names --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_every_file_is_named_after_what_it_holds(path):
    refused = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "base_views"}
    assert path.stem not in refused, f"name {path} after the thing or the act it holds"


@pytest.mark.parametrize("path", EVERYTHING, ids=str)
def test_nothing_names_one_persons_machine(path):
    folders = [f"/{name}/" for name in ("work/main", "work/shared", "tmp/plan")]
    named = [folder for folder in folders if folder in text(path)]
    assert named == [], f"{path}: take the path as an argument or derive it from __file__"


# --- Models and acts ----------------------------------------------------------------------


@pytest.mark.parametrize("path", PRODUCT, ids=str)
def test_no_model_acts_on_save_or_delete(path):
    if path.stem != "models" and "models" not in path.parts:
        return
    acting = [
        f"{path}:{node.lineno} {node.name}"
        for node in functions(path)
        if node.name in {"save", "delete", "save_base"}
    ]
    assert acting == [], "a model holds facts; put the act into services.py"


@pytest.mark.parametrize("path", PRODUCT, ids=str)
def test_no_model_signal_is_used(path):
    used = [
        f"{path}:{node.lineno}"
        for node in of_type(path, ast.ImportFrom, ast.Import)
        if "django.db.models.signals" in ast.unparse(node)
        or re.search(r"\b(pre|post)_(save|delete|init)\b", ast.unparse(node))
    ]
    assert used == [], "call the act where it happens, or register a Protocol in AppConfig.ready"


@pytest.mark.parametrize("path", PRODUCT, ids=str)
def test_an_act_reads_the_clock_once(path):
    twice = [
        f"{path}:{function.lineno} {function.name}"
        for function in functions(path)
        if sum(
            name in {"now", "localdate", "localtime", "today"} and not call.args
            for name, call in calls(function)
        )
        > 1
    ]
    assert twice == [], "read the clock once and pass it on as `at`"


@pytest.mark.parametrize("path", PRODUCT, ids=str)
def test_numbers_of_days_are_law(path):
    if path.parts[1] == "law" or "settings" in path.parts or path.stem in {"demo", "build_demo"}:
        return
    assert [f"{path}:{node.lineno}" for node in spans_of_days(path)] == [], (
        "put the term into law/ with its source, and look it up by name and day"
    )


def spans_of_days(path):
    """Yield every timedelta of two or more literal days; one day is only "the next day"."""
    for node in of_type(path, ast.Call):
        if getattr(node.func, "attr", getattr(node.func, "id", "")) != "timedelta":
            continue
        days = [*node.args[:1], *(k.value for k in node.keywords if k.arg in {"days", "weeks"})]
        if any(isinstance(day, ast.Constant) and day.value not in (0, 1) for day in days):
            yield node


@pytest.mark.parametrize("path", PRODUCT, ids=str)
def test_only_the_one_door_moves_a_case(path):
    if path == Path("huiyin/procedure/services.py"):
        return
    moved = [f"{path}:{node.lineno}" for node in state_changes(path)]
    assert moved == [], "a case moves by procedure.services.advance() and by nothing else"


def state_changes(path):
    for node in of_type(path, ast.Assign, ast.AugAssign):
        for target in getattr(node, "targets", None) or [node.target]:
            if getattr(target, "attr", "") == "state" and "docket" in ast.unparse(target).lower():
                yield node
    for node in of_type(path, ast.Call):
        sets_state = any(keyword.arg == "state" for keyword in node.keywords)
        if sets_state and re.search(r"docket.*\.update$", ast.unparse(node.func), re.I | re.S):
            yield node


# --- Pages --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC], ids=str)
def test_no_page_names_another_host(path):
    hosts = found(r"(?:https?:)?//(?!www\.w3\.org/)[\w-]+\.[\w.-]+", path)
    assert hosts == [], "serve it ourselves; a link that a person follows comes from data"


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_template_carries_styles_or_scripts(path):
    inline = found(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)", path)
    inline = [line for line in inline if "application/json" not in line]
    assert inline == [], "the content policy refuses it: use kit/static and classes"


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_template_asks_the_database(path):
    asks = found(r"{[{%][^}]*(\.objects\b|\.filter\b|\.exclude\b|\.order_by\b|\.exists\b)", path)
    assert asks == [], "ask in queries.py and hand the answer to the template"


# --- Tests --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_no_test_replaces_our_own_code(path):
    if path == Path("tests/test_house_rules.py"):
        return
    mocks = found(r"unittest\.mock|\bmocker\b|monkeypatch\.setattr\(\s*[\"']huiyin", path)
    assert mocks == [], "run the real thing; stand in only for the world outside, at its protocol"


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_every_test_is_a_sentence(path):
    short = [
        f"{path}:{node.lineno} {node.name}"
        for node in functions(path)
        if node.name.startswith("test_") and node.name.count("_") < 3
    ]
    assert short == [], "say in the name what holds: test_a_late_reply_stays_late_after_extension"


# --- Tenants ------------------------------------------------------------------------------


@cache
def leads_to_congress(model):
    """Whether a chain of foreign keys leads from this model to Congress."""
    seen, waiting = set(), [model]
    while waiting:
        current = waiting.pop()
        seen.add(current)
        for field in current._meta.fields:
            related = field.related_model if field.is_relation else None
            if related is Congress:
                return True
            if related and related not in seen:
                waiting.append(related)
    return False


def tenant_models():
    ours = [model for model in apps.get_models() if model.__module__.startswith("huiyin.")]
    return [m for m in ours if leads_to_congress(m) and m._meta.label not in SHARED]


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_a_query_without_a_congress_raises(db, model):
    try:
        model._default_manager.count()
    except ScopeError:
        return
    pytest.fail(f'{model._meta.label} shows every congress: objects = Scoped("path__to__congress")')


def test_every_shared_model_still_exists():
    labels = {model._meta.label for model in apps.get_models()}
    assert SHARED.keys() - labels == set()
