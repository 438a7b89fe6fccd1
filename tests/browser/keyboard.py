"""The same steps by keyboard alone: Tab, arrows, Enter, Space and the number keys."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import ACTION, ELEMENTS, FIRST_COMPETENCE, GOAL, PASSWORD, RANKS, check_done

MOST_TABS = 150


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what is looked for; it has to be seen there."""
    page.wait_for_load_state()  # a page that is still coming may yet scroll to its top
    for _ in range(MOST_TABS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            expect(page.locator(":focus")).to_be_in_viewport()
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {selector}.")


def enter(page: Page, selector: str, leads_to: str) -> None:
    """Tab to a link or button and press Enter; wait for the h1 of the page that it leads to."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(leads_to))


def write(page: Page, selector: str, text: str) -> None:
    """Tab to a field and type over what is in it."""
    tab_to(page, selector)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def sign_in(page: Page, email: str) -> None:
    """With the real password, and Enter in the last field."""
    page.goto("/inloggen")
    write(page, "[name=email]", email)
    write(page, "[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/$"))


def start(page: Page) -> None:
    """From the start page to the first element; arrows choose the profile `Vakbekwaam`."""
    enter(page, "main a[href*='/zelfscan/nieuw']", "zelfscan|Kies een standaard")
    if page.locator("main a[href*='standaard=']").count():
        enter(page, "main a[href$='standaard=vakvolwassenheid-2013']", "Nieuwe zelfscan")
    tab_to(page, "[name=profile]")
    page.keyboard.press("Space")
    for _ in range(MOST_TABS):
        if page.evaluate("document.activeElement.value") == "vakbekwaam":
            break
        page.keyboard.press("ArrowDown")
    enter(page, "main form button[type=submit]", f"^{ELEMENTS[0].title}$")


def score_all(page: Page) -> None:
    """A number chooses the level and Enter goes on."""
    for element, rank in zip(ELEMENTS, RANKS, strict=True):
        if element is FIRST_COMPETENCE:
            expect(page.get_by_role("heading", level=1)).to_have_text("Taken klaar")
            enter(page, "main a.utrecht-button-link--primary-action", element.title)
        expect(page.get_by_role("heading", level=1)).to_have_text(element.title)
        page.keyboard.press(str(rank))
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk na en lever in")


def hand_in(page: Page) -> None:
    """The button on the page to hand in."""
    tab_to(page, "form[action$='/inleveren'] button")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/resultaat/\d+/$"))


def make_goal(page: Page) -> None:
    """From the first gap that Tab comes to."""
    tab_to(page, "a[href*='/plan/doel/nieuw']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/doel/nieuw**")
    write(page, "[name=title]", GOAL)
    tab_to(page, "[name=indicators]")
    page.keyboard.press("Space")
    write(page, "[name=first_title]", ACTION)
    tab_to(page, "#nieuw-doel form[method=post] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Je plan")


def tick_off(page: Page) -> None:
    """The first button to tick off."""
    tab_to(page, "form[action$='/gedaan'] button")
    page.keyboard.press("Enter")
    check_done(page)
