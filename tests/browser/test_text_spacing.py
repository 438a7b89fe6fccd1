"""Who sets letters and lines further apart (WCAG 1.4.12) still reads all of it."""

from __future__ import annotations

import pytest

from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal

SPACED = """
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-block-end: 2em !important; }
"""
CLIPPED = """sheet => {
  const style = new CSSStyleSheet();
  style.replaceSync(sheet);
  document.adoptedStyleSheets = [style];
  return [...document.querySelectorAll(".date-leaf")].map(leaf => leaf.scrollHeight - leaf.clientHeight);
}"""


@pytest.mark.parametrize("width", [1280, 360])
def test_a_date_leaf_grows_with_its_letters(page_for, app, width):
    person = make_person()
    make_action(make_goal(person))
    page = page_for(person, width=width)
    page.goto("/plan/")
    found = page.evaluate(CLIPPED, SPACED)
    assert found
    assert max(found) <= 0
