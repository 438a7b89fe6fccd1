"""What is wrong with the page that a browser shows: axe, and whether it has to be scrolled sideways."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LAYOUT = ("target-size", "scrollable-region-focusable", "link-in-text-block", "meta-viewport")
"""The rules whose outcome hangs on how wide the window is; what a page says and how it is built is looked at once."""
SCRIPT = Axe().axe_script
"""For `add_init_script` of a context that shows many pages: so it is not sent, half a megabyte, for each of them."""

_RUN = """async ([rules, known]) => {
  const options = { resultTypes: ['violations'], preload: false };
  const found = await axe.run({ ...options, ...rules });
  const [looks, fresh] = newLooks(new Set(known));
  const contrast = { ...options, runOnly: ['color-contrast'] };
  const pale = fresh.length ? await axe.run({ include: fresh }, contrast) : { violations: [] };
  return [[...found.violations, ...pale.violations], looks];

  function newLooks(known) {
    const behind = new Map([[null, { paint: '', floats: false }]]);
    const under = (one) => {
      if (!behind.has(one)) {
        const style = getComputedStyle(one);
        const parent = under(one.parentElement);
        const floats = parent.floats || !['static', 'relative'].includes(style.position);
        const paint = [parent.paint, style.backgroundColor, style.backgroundImage, style.opacity].join();
        behind.set(one, { paint, floats });
      }
      return behind.get(one);
    };
    const fresh = new Map();
    const floating = [];
    for (const one of document.body.querySelectorAll('*')) {
      const speaks = one.matches('input, select, textarea')
        || [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (!speaks || !one.checkVisibility({ visibilityProperty: true })) continue;
      const style = getComputedStyle(one);
      const off = one.matches(':disabled, :disabled *, [aria-disabled=true] *') || one.control?.disabled;
      const look = [style.color, style.fontSize, style.fontWeight, style.textShadow, off, under(one).paint].join();
      if (under(one).floats) floating.push(one);
      else if (!known.has(look) && !fresh.has(look)) fresh.set(look, one);
    }
    return [[...fresh.keys()], [...floating, ...fresh.values()]];
  }
}"""


class Looks:
    """The looks of text (colour, size, weight and all that lies behind) whose contrast was found to be good.

    Contrast takes axe more than all else together, and is the same for what looks the same; what floats over something
    is looked at each time.
    """

    def __init__(self) -> None:
        self._good: set[str] = set()

    def findings(self, page: Page, *, layout: bool = False) -> list[str]:
        """What axe finds on the page as it is now (or only in its layout), one line for each element."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(SCRIPT)
        only = {"type": "rule", "values": LAYOUT} if layout else {"type": "tag", "values": TAGS}
        switched = {"color-contrast": {"enabled": False}} | ({} if layout else {"target-size": {"enabled": True}})
        found, looks = page.evaluate(_RUN, [{"runOnly": only, "rules": switched}, list(self._good)])
        if not any(rule["id"] == "color-contrast" for rule in found):
            self._good.update(looks)
        return [
            f"{rule['id']}: {' '.join(map(str, node['target']))}\n    {node['html'][:200]}\n    {_reason(node)}"
            for rule in found
            for node in rule["nodes"]
        ]


def findings(page: Page) -> list[str]:
    """What axe finds on a page, one line for each element."""
    return Looks().findings(page)


def _reason(node: dict[str, list[dict[str, str]]]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])


def open_folds(page: Page) -> None:
    """Open all that is folded in the page itself; the menus at the top are looked at in a state of their own."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")


def too_wide(page: Page) -> list[str]:
    """The elements that make the page wider than its window; nothing when it fits."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
        ['page is ' + document.documentElement.scrollWidth + ' wide',
         ...[...document.querySelectorAll('main *, header *, footer *')]
         .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
         .slice(0, 5).map(one => one.outerHTML.slice(0, 120))]"""
    )
