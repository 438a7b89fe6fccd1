"""Contrast is looked at once for what looks the same, and nothing pale slips through."""

from __future__ import annotations

import pytest

from tests.browser.axe import Looks
from tests.browser.conftest import PageFor

GOOD = "<p>Goed te lezen</p>"
PALE = "<p style='color: #aaa'>Te bleek</p>"


def shown(page_for: PageFor, body: str, looks: Looks) -> list[str]:
    """The pale text that is found on a page with this body."""
    page = page_for()
    page.set_content(f"<!doctype html><html lang=nl><title>Proef</title><main><h1>Proef</h1>{body}</main>")
    return [line for line in looks.findings(page) if line.startswith("color-contrast")]


@pytest.mark.parametrize(
    "pale",
    [
        PALE,
        "<div style='background: #666'><p>Op een andere achtergrond</p></div>",
        "<div style='opacity: .4'><p>Doorzichtig</p></div>",
        "<div style='position: absolute; background: #666'><p>Zwevend</p></div>",
        "<input aria-label=Naam value=Noor style='color: #aaa'>",
    ],
)
def test_pale_text_is_found_also_after_a_page_that_was_good(page_for: PageFor, pale: str):
    looks = Looks()
    assert shown(page_for, GOOD, looks) == []
    assert len(shown(page_for, GOOD + pale, looks)) == 1


def test_what_was_pale_is_found_each_time(page_for: PageFor):
    looks = Looks()
    assert shown(page_for, GOOD + PALE, looks) == shown(page_for, GOOD + PALE, looks) != []
