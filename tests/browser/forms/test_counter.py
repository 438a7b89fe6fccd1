"""How much room is left in a long text, and where the focus is once something was answered."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app.regulation.terms import PEKind
from tests.factories.register import make_committee_member
from tests.register.files import asking, registrant


@pytest.fixture
def page(app, page_for):
    activity = asking(registrant(), PEKind.WORKSHOP, clok=False)
    page = page_for(make_committee_member())
    page.goto(f"/kwaliteit/activiteit/{activity.id}/")
    return page


def test_what_is_left_is_said_once_it_is_little_and_not_at_every_letter(page):
    text, left = page.get_by_label("Toelichting voor de persoon"), page.locator("#answer-left")
    text.fill("a" * 7000)
    page.wait_for_timeout(1000)
    expect(left).to_be_hidden()
    text.fill("a" * 7899)
    expect(left).to_be_hidden()
    expect(left).to_have_text("Nog 101 tekens.")
    text.press("End")
    text.press("b")
    expect(left).to_have_text("Nog 101 tekens.", timeout=100)
    expect(left).to_have_text("Nog 100 tekens.")
    text.fill("a" * 8000)
    expect(left).to_have_text("Nog 0 tekens.")


def test_after_an_answer_what_came_of_it_has_the_focus(page):
    page.get_by_label("Goedkeuren", exact=True).check()
    page.get_by_label("Ik heb geen band met").check()
    page.get_by_role("button", name="Stuur het antwoord").click()
    expect(page.locator(".messages")).to_contain_text("Je antwoord is verstuurd")
    expect(page.locator(".messages")).to_be_focused()
