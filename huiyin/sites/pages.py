"""Fetching a page as a stranger would, inside this process, and reading what stands in it."""

import re
import time
from dataclasses import dataclass, field

from django.core.handlers.base import BaseHandler
from django.test.client import RequestFactory
from django.urls import Resolver404, get_script_prefix, resolve, set_script_prefix

#: Pages are made from our own templates: values are escaped, so a tag ends at the first ">".
TAG = re.compile(r"<(html|title|h1|img|input|select|textarea|label|a|main|meta)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')
TITLE = re.compile(r"<title>\s*\S")
#: Inputs that nobody fills in and that need no label.
SILENT = {"hidden", "submit", "button", "image"}


@dataclass
class Page:
    """What a stranger got: ``status`` 0 if nothing answered, ``seconds`` it took, its ``tags``."""

    status: int = 0
    seconds: float = 0.0
    text: str = ""
    tags: list = field(default_factory=list)

    def of(self, *names):
        return [attributes for name, attributes in self.tags if name in names]


_handler = None


def fetch(host, path):
    """Return the ``Page`` at ``path`` of ``host``; one that fails has the status 500."""
    global _handler  # noqa: PLW0603 — the chain of middleware is made once a process
    if _handler is None:
        _handler = BaseHandler()
        _handler.load_middleware()
    request = RequestFactory().get(path, secure=True, headers={"host": host})
    prefix, began = get_script_prefix(), time.monotonic()
    try:
        response = _handler.get_response(request)
        if not response.streaming and hasattr(response, "render"):
            response.render()
        text = "" if response.streaming else response.content.decode()
    finally:
        set_script_prefix(prefix)
    return Page(response.status_code, time.monotonic() - began, text, _tags(text))


def _tags(text):
    return [
        (match[1], {name: value for name, value in ATTRIBUTE.findall(match[2])})
        for match in TAG.finditer(text)
    ]


def inner_links(page, prefix):
    """Paths below ``prefix`` that the page links to, without it, each once."""
    found = {}
    for link in page.of("a"):
        path = re.split("[?#]", link.get("href", ""), maxsplit=1)[0]
        if path.startswith(prefix) and not path.startswith("//"):
            rest = path[len(prefix) :]
            if not rest.startswith("c/"):  # another congress's site, which is inspected itself
                found[f"/{rest}"] = None
    return list(found)


def leads_nowhere(path):
    """Whether no page of the platform is at ``path``."""
    try:
        resolve(path)
    except Resolver404:
        return True
    return False


def faults(page):
    """Names of what a page lacks for people who cannot see it, or use no mouse."""
    labelled = {label.get("for") for label in page.of("label")}
    inputs = [
        one
        for one in page.of("input", "select", "textarea")
        if one.get("type") not in SILENT and not _named(one, labelled)
    ]
    checks = {
        "lang": not any(one.get("lang") for one in page.of("html")),
        "title": not TITLE.search(page.text),
        "h1": len(page.of("h1")) != 1,
        "alt": any("alt" not in one for one in page.of("img")),
        "label": bool(inputs),
        "main": len(page.of("main")) != 1,
        "skip": not any(one.get("href") == "#main" for one in page.of("a")),
    }
    return [name for name, missing in checks.items() if missing]


def _named(one, labelled):
    return one.get("id") in labelled or "aria-label" in one or "aria-labelledby" in one
