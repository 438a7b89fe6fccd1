"""A new edition: the organisation decides, somebody begins on it with old scores as proposals, and growth goes on."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.core.db import db
from app.people.models import User
from app.people.rules import RoleName
from app.standards.editions import operations
from app.standards.library import get_standard
from app.standards.rules.deciding import Choice
from tests.browser.axe import findings, too_wide
from tests.browser.conftest import PageFor
from tests.factories.assessments import make_draft, make_submitted
from tests.factories.norms import give_norm, make_norm
from tests.factories.people import make_organisation, make_person
from tests.factories.plans import make_goal
from tests.standards.second_editions import HR21_2027, VAK_2027, second_editions

__all__ = ["second_editions"]

pytestmark = pytest.mark.usefixtures("second_editions")
VAK = "vakvolwassenheid-2013"
MARCH = datetime(2026, 3, 10, 9, tzinfo=UTC)
DECIDE, DECIDE_HR21 = f"/eigen/edities/{VAK_2027}/", f"/eigen/edities/{HR21_2027}/"


def scored(slug: str, person: User, rank: int = 2) -> int:
    """Everything on one level of a standard."""
    return make_submitted(person, {one.code: rank for one in get_standard(slug).elements}, standard=slug, at=MARCH).id


def check(page: Page, name: str) -> None:
    """What is folded is opened, and the page can be used."""
    page.evaluate("document.querySelectorAll('details.more, details.fold').forEach(one => { one.open = true })")
    assert not findings(page), name
    assert not too_wide(page), name


def people() -> tuple[User, User]:
    """An HR adviser and a professional of one organisation."""
    here = make_organisation("Gemeente Voorbeeldstad")
    hr = make_person(RoleName.HR, organisation=here, name="Ingrid Postma")
    return hr, make_person(organisation=here, name="Noor Verhagen")


@pytest.mark.parametrize("width", [1280, 360])
def test_every_state_of_a_decision_can_be_used(app: Flask, page_for: PageFor, width: int) -> None:
    hr, _ = people()
    page = page_for(hr, width=width)
    for path in ("/eigen/", DECIDE, DECIDE_HR21, f"/eigen/edities/{VAK}/", f"/standaarden/{VAK_2027}/verschil"):
        page.goto(path)
        check(page, path)
    page.goto(DECIDE_HR21)
    page.get_by_role("button", name="Kijk het na").click()
    expect(page.locator("#error-summary")).to_be_focused()
    check(page, "fouten")
    page.goto(DECIDE)
    page.get_by_label("Wat is er met Coachen gebeurd?").select_option("gone")
    page.get_by_role("button", name="Kijk het na").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit besluit?")
    check(page, "nakijken")
    other = make_person(RoleName.HR, organisation=hr.organisation, name="Bilal Yildirim")
    choice = {"coachen": Choice("kept", ("begeleiden",), "Het is hetzelfde werk.")}
    operations.decide_edition(other, get_standard(VAK), get_standard(VAK_2027), choice)
    db.session.commit()
    page.get_by_role("button", name="Leg dit besluit vast").click()
    expect(page.get_by_role("alert")).to_contain_text("Over deze editie is al besloten")
    check(page, "te laat")
    for path in (DECIDE, "/eigen/", f"/standaarden/{VAK_2027}/verschil"):
        page.goto(path)
        check(page, f"{path} besloten")


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_beside_an_older_edition_can_be_used(app: Flask, page_for: PageFor, width: int) -> None:
    _, noor = people()
    scored(VAK, noor)
    old = make_draft(noor, {"netwerken": 2})
    result = scored(VAK_2027, noor, 3)
    new = make_draft(noor, {"netwerken": 3, "spreken": 1}, standard=VAK_2027)
    goals = [make_goal(noor, element).id for element in ("communicatie", "creativiteit", "handhaven", "coachen")]
    page = page_for(noor, width=width)
    for path in (
        "/zelfscan/",
        "/zelfscan/nieuw",
        f"/zelfscan/{old.id}/",
        f"/zelfscan/{new.id}/inleveren",
        f"/resultaat/{result}/",
        f"/standaarden/{VAK}/",
        "/standaarden/",
        f"/standaarden/{VAK_2027}/verschil",
        "/plan/",
        *(f"/plan/doel/{goal}/" for goal in goals),
    ):
        page.goto(path)
        check(page, path)


@pytest.mark.parametrize("width", [1280, 360])
def test_whose_scores_all_wait_reads_so_on_a_page_that_can_be_used(app: Flask, page_for: PageFor, width: int) -> None:
    _, noor = people()
    make_submitted(noor, {"coachen": "basis"}, at=MARCH)
    page = page_for(noor, width=width)
    page.goto(f"/zelfscan/nieuw?standaard={VAK_2027}")
    expect(page.locator("main")).to_contain_text("Van je vorige scores is hier nog niets te gebruiken")
    expect(page.locator("main")).to_contain_text("Dat doet Ingrid Postma.")
    check(page, "alles wacht")


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (False, 360)])
def test_a_norm_goes_on_to_the_new_edition(app: Flask, page_for: PageFor, scripts: bool, width: int) -> None:
    hr, noor = people()
    norm = make_norm(hr.organisation, {"flexibiliteit": "vakvolwassen", "creativiteit": "basis", "handhaven": "basis"})
    give_norm(norm, noor)
    page = page_for(hr, scripts=scripts, width=width)
    page.goto("/eigen/kaders/")
    page.get_by_role("link", name="Zet op editie 2027").click()
    expect(page.get_by_label("Vindingrijkheid")).to_have_value("vakvolwassen")
    expect(page.locator("main")).to_contain_text("Voorstel: het hoogste niveau daarvan.")
    expect(page.locator("main")).to_contain_text("Handhaven (Basis)")
    page.get_by_label("Vindingrijkheid").select_option("vakbekwaam")
    page.get_by_role("button", name="Zet dit kader op editie 2027").click()
    expect(page.locator("main")).to_contain_text("Gevraagd: 1 van de 7 onderdelen.")
    expect(page.locator("main")).to_contain_text("Noor Verhagen")

    page = page_for(noor, scripts=scripts, width=width)
    page.goto(f"/zelfscan/nieuw?standaard={VAK_2027}")
    expect(page.locator("main")).to_contain_text("Voor jou geldt een kader")


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_decision_to_growth_over_editions(app: Flask, page_for: PageFor, scripts: bool) -> None:
    hr, noor = people()
    make_submitted(noor, {"coachen": "vakbekwaam", "netwerken": "basis", "handhaven": "basis"}, at=MARCH)

    page = page_for(hr, scripts=scripts)
    page.goto("/eigen/")
    page.goto(DECIDE)
    page.get_by_label("Wat is er met Coachen gebeurd?").select_option("reworded")
    page.get_by_label("Wat is Coachen geworden?").select_option("begeleiden")
    page.get_by_role("button", name="Kijk het na").click()
    page.get_by_role("button", name="Leg dit besluit vast").click()
    expect(page.locator("main")).to_contain_text("Vastgelegd door Ingrid Postma op 20 november 2026")

    page = page_for(noor, scripts=scripts)
    page.goto(f"/zelfscan/nieuw?standaard={VAK}")
    expect(page).to_have_url(re.compile(f"standaard={VAK_2027}"))
    page.locator("label", has=page.locator("[name=profile][value=vakbekwaam]")).click()
    page.locator("label", has=page.locator("[name=origin][value=vorige-editie]")).click()
    expect(page.locator("main")).to_contain_text("Vervallen: Handhaven.")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("main")).to_contain_text("Voorstel: Vakbekwaam, bevestig zelf")
    page.goto(page.url + "begeleiden/")
    page.locator(".level-card:has(#level-vakbekwaam)").click(position={"x": 60, "y": 30})
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk na en lever in")
    expect(page.locator("main")).to_contain_text("Vorige keer (maart 2026, andere editie)")
    page.locator("label", has=page.locator("[name=accept_open]")).click()
    page.get_by_role("button", name="Lever in").click()
    expect(page).to_have_url(re.compile(r"/resultaat/\d+/$"))
    expect(page.locator("#groei")).to_have_text("Zo groeide je")
    expect(page.locator("main")).to_contain_text("Bij de streep begint een nieuwe editie.")
    expect(page.locator("main")).to_contain_text("Vergeleken zijn alleen de 3 onderdelen")
