"""What a page is measured by: accessibility rules and overflow."""

from functools import cache
from pathlib import Path

import axe_core_python

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """standards => axe.run(document, {
  runOnly: {type: "tag", values: standards}, resultTypes: ["violations"],
}).then(result => result.violations.map(violation =>
  violation.nodes.map(node => `${violation.id}: ${node.target} — ${violation.help}`)
).flat())"""
#: How far anything reaches past the right edge, in CSS pixels.
OVERFLOW = """() => {
  const root = document.documentElement;
  return Math.max(0, root.scrollWidth - root.clientWidth);
}"""


@cache
def axe_script():
    return (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def axe(page):
    """Return one line for each element that breaks an accessibility rule: [] is what we want.

    The script is handed to the browser itself, not to the page, so the page's content policy
    stays as it is. Needs a page that was opened with JavaScript.
    """
    assert page.runs_scripts, "axe waits for timers: measure with javascript=True"
    page.evaluate(axe_script())
    return page.evaluate(RUN, STANDARDS)


def overflow(page):
    """Return by how many CSS pixels the page is wider than its window: 0 is what we want."""
    return page.evaluate(OVERFLOW)


def wear(page, *, elder):
    """Show the page again in normal or elder view, whose switch keeps a cookie."""
    page.context.add_cookies(
        [{"name": "view", "value": "elder" if elder else "normal", "url": page.url}]
    )
    page.reload()
