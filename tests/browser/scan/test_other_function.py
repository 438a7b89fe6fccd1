"""From HR21 publiek III to a plan for publiek II in one sitting, from the first question to the goal in the plan."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.assessments.queries import answers_of, submitted_of
from app.core.db import db
from app.people.models import User
from app.plans.queries import goals_for
from app.standards.library import get_standard
from tests.browser.conftest import PageFor
from tests.factories.people import make_person

HR21, NOW_IN = "hr21-dienstverlening", "n06-01-06"


@pytest.fixture
def tess(app: Flask) -> User:
    return make_person(name="Tess Vermeer")


def score_as_asked(page: Page) -> None:
    """Every competence on the level of publiek III; of what that does not ask the lightest."""
    standard = get_standard(HR21)
    asked = standard.profile(NOW_IN).targets
    for element in standard.elements:
        expect(page.get_by_role("heading", level=1)).to_have_text(element.title)
        page.locator(f"#level-{asked.get(element.code, element.choices[0].code)}").press("Space")
        page.get_by_role("button", name="Verder").click()


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (True, 360), (False, 1280)])
def test_from_publiek_iii_to_a_plan_for_publiek_ii(page_for: PageFor, tess: User, scripts: bool, width: int) -> None:
    page = page_for(tess, scripts=scripts, width=width)
    page.goto("/zelfscan/nieuw")
    page.get_by_role("link", name=re.compile("^Kies: HR21")).click()
    page.locator("label", has=page.locator(f"[name=profile][value={NOW_IN}]")).click()
    page.get_by_role("button", name="Begin").click()
    score_as_asked(page)
    page.get_by_role("button", name="Lever in").click()
    expect(page.locator("main")).to_contain_text("Bij alle 5 onderdelen zit je op het gevraagde niveau of hoger")
    db.session.rollback()
    (result,) = submitted_of(tess, HR21)
    assert all(answer.rank for answer in answers_of(result).values())

    page.get_by_role("link", name="Wat vraagt een andere functie?").click()
    page.get_by_label("Naar").select_option("Medewerker publiek II")
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Van Medewerker publiek III naar Medewerker publiek II")
    expect(page.locator("main")).to_contain_text("2 vragen een hoger niveau")
    page.get_by_role("link", name="Bekijk je resultaat naast Medewerker publiek II").click()
    expect(page.locator("main")).to_contain_text("Gevraagd: Medewerker publiek II")
    page.get_by_role("link", name="Maak er een doel van: Klantgerichtheid").click()
    page.locator("label", has=page.locator("[name=indicators]")).first.click()
    page.get_by_label("Of schrijf zelf een stap").fill("Meelopen met een collega van publiek II")
    page.get_by_role("button", name="Zet in mijn plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je plan")
    expect(page.locator("main")).to_contain_text("Meelopen met een collega van publiek II")
    db.session.rollback()
    assert goals_for(tess) == {(HR21, "klantgerichtheid")}
