"""What if in a real browser: the verdict changes beside the form, and the way back is there."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from playwright.sync_api import expect

from app.regulation.terms import Status
from tests.browser.conftest import PageFor
from tests.factories.dossiers import make_experience, make_registrant, make_registration
from tests.factories.people import make_person


def test_a_c_holder_sees_the_verdict_change_with_the_day_and_what_is_tried(app: Flask, page_for: PageFor) -> None:
    person = make_person()
    make_registrant(person, function_content_finding=Status.B)
    make_experience(person, date(2024, 2, 1))
    make_registration(person, Status.C, started_on=date(2026, 4, 1))
    page = page_for(person)
    page.goto("/mijn-register/")
    expect(page.get_by_text("B kan op zijn vroegst op maandag 1 februari 2027.")).to_be_visible()
    page.get_by_role("link", name="Reken het uit").click()
    expect(page.get_by_text("Vandaag kun je nog niet naar B. Er ontbreken 3 dingen: ")).to_be_visible()
    page.get_by_label("Op welke dag?").fill("2027-02-01")
    page.get_by_label("Ik haal de audit").check()
    page.get_by_label("Welke activiteit?").select_option("docent")
    page.get_by_label("Hoeveel uur per keer?").fill("8")
    page.get_by_label("CLOK organiseert dit").check()
    page.get_by_role("button", name="Reken het uit").click()
    expect(page.get_by_text("Op maandag 1 februari 2027 kun je naar B. Alles is er dan.")).to_be_visible()
    assert "erbij-0-soort=docent" in page.url
    page.get_by_label("Hoeveel uur per keer?").fill("veel")
    page.get_by_role("button", name="Reken het uit").click()
    expect(page.get_by_text("Vul een getal in, zoals 2 of 1,5.")).to_be_visible()
    expect(page.get_by_label("Hoeveel uur per keer?")).to_have_value("veel")
    page.goto(page.url.split("?")[0])
    expect(page.get_by_text("Vandaag kun je nog niet naar B. Er ontbreken 3 dingen: ")).to_be_visible()


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (False, 360)])
def test_several_activities_are_tried_together(app: Flask, page_for: PageFor, scripts: bool, width: int) -> None:
    person = make_person()
    make_registrant(person)
    make_registration(person, Status.C, started_on=date(2026, 4, 1))
    page = page_for(person, scripts=scripts, width=width)
    page.goto("/mijn-register/wat-als?weg=C-verlenging")
    page.get_by_label("Welke activiteit?").select_option("docent")
    page.get_by_label("Hoeveel uur per keer?").fill("8")
    page.get_by_label("CLOK organiseert dit").check()
    page.get_by_role("button", name="Nog een activiteit").click()
    second = page.locator("[name=erbij-1-soort]")
    expect(second).to_be_focused()
    expect(second).to_be_in_viewport()
    second.select_option("workshop")
    page.locator("[name=erbij-1-uren]").fill("3")
    page.locator("[name=erbij-1-clok]").check()
    page.get_by_role("button", name="Reken het uit").click()
    expect(page.get_by_text("Je hebt 10 punten.", exact=True)).to_be_visible()
    page.locator("summary", has_text="Optreden als docent").click()
    page.get_by_role("button", name="Haal weg: Optreden als docent").click()
    expect(page.get_by_text("Je hebt 2 punten. ")).to_be_visible()
    expect(page.locator("[name=erbij-1-soort]")).to_have_count(0)
