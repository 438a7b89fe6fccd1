"""The header of who has every role: nothing lies over anything, and the keyboard comes everywhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from app.people.models import User
from app.people.rules import RoleName
from tests.browser.axe import too_wide
from tests.factories.people import make_organisation, make_person

WIDTHS = [360, 768, 1024, 1280, 1440, 1680]
NAMES = ["Gemeente Voorbeeldstad", "Samenwerking Voorbeeldstad, Nieuwerhaven en Waterland-Oost"]
WORK = {"/", "/zelfscan/", "/plan/", "/mijn-register/", "/team/", "/kwaliteit/"}
KEEPING = {"/mensen/", "/eigen/", "/eigen/kaders/", "/organisatie/"}
PARTS = ".brand, .site-nav__link, .user-menu__summary, .site-menu__summary"
MOST_TABS = 60

OVERLAPPING = """parts => {
  const seen = [...document.querySelectorAll(parts)].filter(one => one.checkVisibility());
  const box = one => one.getBoundingClientRect();
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return seen.flatMap((a, place) => seen.slice(place + 1)
    .filter(b => over(box(a), box(b))).map(b => a.textContent.trim() + ' | ' + b.textContent.trim()));
}"""
"""The pairs of parts that lie over each other."""

CUT = """parts => [...document.querySelectorAll(parts)].filter(one => one.checkVisibility())
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.left < 0 || box.right > innerWidth || box.top < 0)
  .map(([one]) => one.textContent.trim())"""
"""What stands outside the screen."""


def renske(place: str = NAMES[0]) -> User:
    return make_person(*RoleName, organisation=make_organisation(place), name="Renske Dijkstra-van der Meulenbroek")


def reached(page: Page) -> set[str]:
    """The paths to which Tab comes in the header; what opens is opened with Enter on the way."""
    found: set[str] = set()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        tag, place, inside = page.evaluate(
            "() => { const one = document.activeElement;"
            " return [one.tagName, one.getAttribute('href') || '', !one.closest('main, footer')]; }"
        )
        if not inside:
            break
        if tag == "SUMMARY":
            page.keyboard.press("Enter")
        elif tag == "A":
            expect(page.locator(":focus")).to_be_in_viewport()
            found.add(place)
    return found


@pytest.mark.parametrize("place", NAMES)
def test_nothing_lies_over_anything(page_for, app, place):
    page = page_for(renske(place))
    page.goto("/")
    more = page.locator(".site-nav__more > summary, .site-menu > summary").locator("visible=true")
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = [*page.evaluate(OVERLAPPING, PARTS), *page.evaluate(CUT, PARTS), *too_wide(page)]
        more.click()
        found[width] += [*page.evaluate(CUT, ".menu-panel a"), *too_wide(page)]
        more.click()
    assert found == {width: [] for width in WIDTHS}


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1024])
def test_the_keyboard_comes_everywhere(page_for, app, width, scripts):
    page = page_for(renske(), width=width, scripts=scripts)
    page.goto("/")
    assert reached(page) >= WORK | KEEPING


def test_escape_closes_what_opened_and_gives_the_focus_back(page_for, app):
    page = page_for(renske())
    page.goto("/")
    more = page.locator(".site-nav__more > summary")
    more.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".site-nav__more a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    expect(page.locator(".site-nav__more a").first).to_be_hidden()
