"""What is wrong with the page that a browser shows: axe, and whether it has to be scrolled sideways."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LAYOUT = ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block", "meta-viewport")
"""The rules whose outcome hangs on how wide the window is; what a page says and how it is built is looked at once."""
SCRIPT = Axe().axe_script
"""For `add_init_script` of a context that shows many pages: so it is not sent, half a megabyte, for each of them."""


def findings(page: Page, *, layout: bool = False) -> list[str]:
    """What axe finds on the page as it is now (or only in its layout), one line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    rules = page.evaluate(
        "options => axe.run(options).then(found => found.violations)",
        {
            "runOnly": {"type": "rule", "values": LAYOUT} if layout else {"type": "tag", "values": TAGS},
            "rules": {"target-size": {"enabled": True}},
            "resultTypes": ["violations"],
            "preload": False,
        },
    )
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}\n    {node['html'][:200]}\n    {_reason(node)}"
        for rule in rules
        for node in rule["nodes"]
    ]


def _reason(node: dict[str, list[dict[str, str]]]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])


def too_wide(page: Page) -> list[str]:
    """The elements that make the page wider than its window; nothing when it fits."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
        ['page is ' + document.documentElement.scrollWidth + ' wide',
         ...[...document.querySelectorAll('main *, header *, footer *')]
         .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
         .slice(0, 5).map(one => one.outerHTML.slice(0, 120))]"""
    )
