"""The steps of the whole path of a klantmanager, done with a mouse or a finger, with or without scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from app.standards.library import get_standard
from app.standards.rules.element import Element
from tests.factories.assessments import STANDARD

PASSWORD = "een zin om te onthouden"
ELEMENTS = get_standard(STANDARD).elements
RANKS = tuple(1 + number % 3 for number in range(len(ELEMENTS)))
"""What she scores: each level in turn, so that there are strong points and gaps."""
GOAL, ACTION = "Ik vat samen en vraag door", "Meelopen bij een gesprek"


def name_of(element: Element, rank: int) -> str:
    """A level as the page names it."""
    return element.level_names[element.level_by_rank(rank).code]


def sign_in(page: Page, email: str) -> None:
    """With the real password."""
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page).to_have_url(re.compile(r"/$"))


def start(page: Page) -> None:
    """A new zelfscan against the profile `Vakbekwaam`."""
    page.goto(f"/zelfscan/nieuw?standaard={STANDARD}")
    page.locator("label", has=page.locator("[name=profile][value=vakbekwaam]")).click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ELEMENTS[0].title)


def score_all(page: Page) -> None:
    """Every element, from the first to the page to hand in."""
    for element, rank in zip(ELEMENTS, RANKS, strict=True):
        if page.url.rpartition("/")[0].endswith("tussenstand"):
            page.get_by_role("link", name="Verder naar").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(element.title)
        page.locator(f".level-card:has(#level-{element.level_by_rank(rank).code})").click(position={"x": 60, "y": 30})
        page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk na en lever in")


def hand_in(page: Page) -> None:
    """Nothing is open, so it can be handed in at once."""
    page.get_by_role("button", name="Lever in").click()
    expect(page).to_have_url(re.compile(r"/resultaat/\d+/$"))


def check_result(page: Page) -> None:
    """The pictures are there and the tables say what was scored."""
    charts = page.locator("main img[src*='/resultaat/']")
    expect(charts.first).to_be_attached()
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        address = chart.get_attribute("src") or ""
        answer = page.request.get(address)
        assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, "image/svg+xml"), address
        expect(chart).to_have_js_property("complete", True)
        assert chart.bounding_box()["width"] > 100  # type: ignore[index]
    rows = page.locator("main table tbody tr")
    for element, rank in zip(ELEMENTS, RANKS, strict=True):
        row = rows.filter(has_text=element.title).first
        expect(row).to_contain_text(name_of(element, rank))


def make_goal(page: Page) -> None:
    """From the largest gap to a goal with its first action."""
    page.get_by_role("link", name="Maak er een doel van").first.click()
    page.get_by_label("Wat wil je kunnen?").fill(GOAL)
    page.locator("#nieuw-doel label", has=page.locator("input[type=checkbox]")).first.click()
    page.get_by_label("Of schrijf zelf een stap").fill(ACTION)
    page.get_by_role("button", name="Zet in mijn plan").click()
    expect(page.get_by_text(GOAL).first).to_be_visible()


def tick_off(page: Page) -> None:
    """The plan shows the action, and after a click shows that it is done."""
    page.get_by_role("button", name=f"Vink af: {ACTION}").first.click()
    check_done(page)


def check_done(page: Page) -> None:
    """The plan says that its only action is done."""
    expect(page.locator(".timeline__item--done")).to_contain_text(ACTION)
    expect(page.get_by_text("1 van 1 gedaan").first).to_be_visible()
