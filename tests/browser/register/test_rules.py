"""The rules of the register: folded, but whoever is sent to one rule sees that rule, and on paper all is there."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.conftest import PageFor
from tests.factories.dossiers import make_registration
from tests.factories.people import make_person

RULES = "/mijn-register/regels/"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("rule", ["B-REN-PE", "FEE-B-2018", "A-13"])
def test_a_link_to_a_rule_opens_the_part_it_stands_in(app: Flask, page_for: PageFor, scripts: bool, rule: str) -> None:
    page = page_for(make_person(), scripts=scripts)
    page.goto(RULES)
    expect(page.locator(f"#{rule}")).to_be_hidden()
    page.goto("/mijn-register/")
    page.goto(f"{RULES}#{rule}")
    expect(page.locator(f"#{rule}")).to_be_in_viewport()
    expect(page.locator("details.fold[open]")).to_have_count(1)


def test_a_requirement_leads_to_its_rule(app: Flask, page_for: PageFor) -> None:
    person = make_person()
    make_registration(person)
    page = page_for(person, width=360)
    page.goto("/mijn-register/")
    page.get_by_role("link", name="Toon de regels").click()
    page.get_by_role("link", name="PE-punten bij B").first.click()
    expect(page.locator("#B-REN-PE")).to_be_in_viewport()


def test_on_paper_and_on_request_all_rules_are_there(app: Flask, page_for: PageFor) -> None:
    page = page_for(make_person())
    page.goto(RULES)
    page.get_by_role("link", name="Vouw alles open").click()
    assert page.locator(".clause:visible").count() == page.locator(".clause").count()
    page.get_by_role("link", name="Vouw alles dicht").click()
    expect(page.locator(".clause:visible")).to_have_count(0)
    page.emulate_media(media="print")
    assert page.locator(".clause:visible").count() == page.locator(".clause").count() > 100


def test_every_rule_has_its_title_beside_its_text(app: Flask, page_for: PageFor) -> None:
    page = page_for(make_person())
    page.goto(RULES + "?alles=1")
    skewed = page.evaluate(
        """[...document.querySelectorAll('.clause')].filter(one => {
          const [title, text] = [one.children[0], one.querySelector('p')].map(part => part.getBoundingClientRect().top);
          return Math.abs(title - text) > 6; }).map(one => one.id)"""
    )
    assert skewed == []
