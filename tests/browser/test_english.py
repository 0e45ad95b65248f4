"""In English no page says anything in Chinese but what people wrote and what things are called."""

import json
import re

import pytest

from tests.browser.acting import press
from tests.browser.measures import WIDTHS, overflow
from tests.browser.rounds import ROUNDS, address, ask, come_as

CHINESE = re.compile(r"[\u3400-\u9fff]")
TEXTS = """
    select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c
    where m.type = 'table' and m.name not like 'search_%' and m.name not like 'django_%'
    and (c.type like '%char%' or upper(c.type) = 'TEXT')
"""
#: Every text a reader meets, but for what says itself that it is Chinese, and pictures.
SAID = """() => {
  const skipped = "script, style, svg, [lang^=zh], textarea, [aria-hidden=true]";
  const found = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest(skipped)) found.push(walk.currentNode.data);
  }
  for (const name of ["aria-label", "placeholder", "alt", "title", "content", "data-words"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (!element.closest("[lang^=zh]:not(html)")) found.push(element.getAttribute(name));
    }
  }
  return found.map(text => text.trim()).filter(text => /[\\u3400-\\u9fff]/.test(text));
}"""


@pytest.fixture(scope="session")
def data(live):
    """Everything in Chinese that the demonstration's people wrote or are called, longest first."""
    texts = set()
    for table, column in ask(live, TEXTS):
        for (value,) in ask(live, f'select distinct "{column}" from "{table}"'):
            texts |= set(pieces(value))
    return sorted(texts, key=len, reverse=True)


def pieces(value):
    """A text, its lines, and the texts within it if it is JSON."""
    if not (isinstance(value, str) and value):
        return
    if value[0] in "{[":
        for each in re.findall(r'"((?:[^"\\]|\\.)*)"', value):
            yield from pieces(json.loads(f'"{each}"', strict=False))
    elif len(value) > 1 and CHINESE.search(value):
        yield value
        yield from (line.strip() for line in value.splitlines() if CHINESE.search(line))


@pytest.mark.parametrize("width", [1280], ids=["any"])
@pytest.mark.parametrize("javascript", [False], ids=["nojs"])
@pytest.mark.parametrize("name", [name for name in ROUNDS if name != "kit"])  # samples are data
def test_the_pages_speak_english_throughout(live, page, data, name):
    who, patterns = ROUNDS[name]
    come_as(page, who)
    press(page, "English")
    found = []
    for pattern in patterns:
        page.goto(address(live, pattern))
        if page.locator("html").get_attribute("lang") != "en":
            found.append(f"{pattern}: is not English")
        found += [f"{pattern}: {line}" for line in too_wide(page)]
        typed = re.findall(r"[?&]\w+=([^&{]+)", pattern)
        said = {left_over(text, [*data, *typed]) for text in page.evaluate(SAID)}
        found += [f"{pattern}: {text}" for text in said if CHINESE.search(text)]
    assert not found, "\n".join(found)


def too_wide(page):
    """English words are longer: nothing may reach past the edge for that."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if wider := overflow(page):
            yield f"{wider} px too wide at {width} px"


def left_over(text, data):
    for known in data:
        text = text.replace(known, "…")
        if not CHINESE.search(text):
            break
    return text
