"""What a page is measured by: accessibility rules and overflow."""

from functools import cache
from pathlib import Path
from urllib.parse import urljoin

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
    everywhere = urljoin(page.url, "/")
    page.context.add_cookies(
        [{"name": "view", "value": "elder" if elder else "normal", "url": everywhere}]
    )
    page.reload()


#: The one main act of a page, and the ways a thumb finds on a phone.
PRIMARY = ".btn.p, .stickybar .btn, .tabbar a, .combo button, .seg label"
#: Small buttons are for mice: on wide screens they may be lower.
SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
  .filter(element => element.checkVisibility())
  .filter(element => innerWidth < 768 || !element.classList.contains("sm"))
  .map(element => [element, element.getBoundingClientRect()])
  .filter(([, box]) => box.height && Math.min(box.height, box.width) < least - 0.5)
  .map(([element, box]) => `only ${Math.round(box.width)} × ${Math.round(box.height)} px: ` +
    `${element.innerText || element.className}`)"""
HEAD = """() => [
  document.querySelectorAll("h1").length === 1 ? "" : "has not one h1",
  document.title.trim().replace(/^—/, "") ? "" : "has no title",
  document.documentElement.lang === "zh-hans" || document.documentElement.lang === "zh-Hans"
    ? "" : `says its language is ${document.documentElement.lang}`,
].filter(Boolean)"""
#: What is folded away is measured too. (Closed, axe would see it lie under what follows.)
UNFOLD = "document.querySelectorAll('details:not(.menu)').forEach(box => { box.open = true })"
WIDTHS = (320, 390, 1280)


def small_targets(page, *, elder):
    """Return one line for each main target under 44 px, 60 px in the elder view."""
    return page.evaluate(SMALL, [PRIMARY, 60 if elder else 44])


def faults(page, *, elder):
    """Return what is wrong with a page, all of it unfolded, at each width: one line a fault."""
    found = page.evaluate(HEAD)
    page.evaluate(UNFOLD)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if wider := overflow(page):
            found.append(f"{width} px: {wider} px too wide")
        found += [f"{width} px: {line}" for line in axe(page)]
        found += [f"{width} px: {line}" for line in small_targets(page, elder=elder)]
    return found
