"""The year of a registrant in a real browser: from an empty dossier to one that is handed in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.core.db import db
from app.dossiers.dossier.queries import dossiers_of, handed_in
from app.dossiers.models import PracticeReport
from app.dossiers.reports import operations as report_operations
from app.dossiers.rules import ReportStatus
from app.people.models import User
from app.regulation.case import Verdict
from app.regulation.terms import Status
from tests.browser.conftest import PageFor
from tests.factories.dossiers import make_meeting, make_registrant, make_registration, make_report
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_organisation, make_person

DOSSIER, REPORT = "/mijn-register/dossier/", "/mijn-register/praktijkverslag/"
STORY = "Drie gemeenten wilden één loket.\n\nWij begonnen met een gesprek, en dat hielp."


def registrant(name: str, employer: str) -> User:
    person = make_person(name=name, organisation=make_organisation(employer))
    make_registrant(person)
    make_registration(person, Status.B)
    return person


@pytest.fixture
def noor(app) -> User:
    return registrant("Noor Verhagen", "Gemeente Voorbeeldstad")


@pytest.fixture
def sem(app) -> User:
    return registrant("Sem de Wit", "Gemeente Rivierdal")


def on(month: int, day: int):
    return clock.fixed(datetime(2026, month, day, 9, tzinfo=UTC))


def the_report(person: User) -> PracticeReport:
    db.session.rollback()
    return db.session.query(PracticeReport).filter_by(person_id=person.id).one()


def propose(page: Page) -> None:
    page.goto(DOSSIER)
    expect(page.get_by_role("heading", name="Dit ontbreekt nog")).to_be_visible()
    page.get_by_role("link", name="Naar je praktijkverslag").click()
    page.get_by_label("Wat is je praktijkactiviteit?").fill("Eén bedrijvenloket")
    page.get_by_label("Waarom gaat dit verder").fill("Drie gemeenten doen mee.")
    page.get_by_role("button", name="Leg voor aan de commissie").click()
    expect(page.get_by_text("Ligt bij de commissie").first).to_be_visible()


def approve(person: User) -> None:
    report_operations.decide_subject(the_report(person), make_person(), clock.today(), True, "Mooi gekozen.")
    db.session.commit()


def write_and_send(page: Page, scripts: bool) -> None:
    page.goto(REPORT)
    page.get_by_role("link", name="Schrijf je verslag").click()
    page.get_by_label("Je verslag").fill(STORY)
    if scripts:
        expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    page.get_by_role("button", name="Bewaar en ga terug").click()
    page.get_by_role("link", name="Leg vast dat je het stuurde").click()
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Gestuurd op").first).to_be_visible()


def write_down_the_meeting(page: Page, other: Page) -> None:
    page.goto("/mijn-register/intervisie/")
    page.get_by_role("link", name="Voeg een bijeenkomst toe").click()
    page.get_by_label("Welke groep was het?").fill("Kring Rivierenland")
    page.get_by_role("button", name="Bewaar en nodig mensen uit").click()
    page.get_by_label("Naam of werkgever").fill("Sem de")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("button", name="Nodig uit: Sem de Wit").click()
    expect(page.get_by_text("Sem de Wit krijgt een uitnodiging.")).to_be_visible()
    other.goto("/")
    other.get_by_role("link", name=re.compile("Was je bij Kring Rivierenland|Zeg ja of nee")).first.click()
    other.get_by_role("button", name="Ja, ik was bij Kring Rivierenland").click()
    expect(other.get_by_text("Je staat op de lijst.")).to_be_visible()
    seen = other.get_by_role("group", name="Noor Verhagen")
    seen.get_by_label("Was er").check()
    seen.get_by_label("Gaf een presentatie").check()
    other.get_by_role("button", name="Bevestig").click()
    expect(other.get_by_text("Bedankt, het is bevestigd.")).to_be_visible()


def declare(page: Page) -> None:
    page.goto("/mijn-register/verklaring/")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Wat is je functie?").fill("Accountmanager bedrijven")
    page.get_by_label("Ik heb dit naar waarheid ingevuld").check()
    page.get_by_role("button", name="Onderteken").click()
    expect(page.get_by_role("heading", name=re.compile("^Ondertekend op"))).to_be_visible()


def add_points(page: Page, person: User) -> None:
    """One activity on the pages, the others from the factory."""
    page.goto("/mijn-register/pe/nieuw")
    page.get_by_role("link", name="Congres").click()
    page.get_by_label("Hoe heet het?").fill("Congres van het jaar")
    page.get_by_label("Op welke dag?").fill("2026-10-01")
    page.get_by_label("Hoeveel uur?").fill("7")
    page.get_by_role("group", name="Organiseert CLOK dit?").get_by_label("Ja").check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Congres van het jaar")
    for number in range(4):
        make_pe_activity(person, title=f"Workshop {number}", held_on=date(2026, 6, 1 + number))


def hand_in(page: Page) -> None:
    page.goto(DOSSIER)
    expect(page.get_by_role("heading", name="Alles is er")).to_be_visible()
    page.get_by_role("link", name="Lever je dossier in").click()
    expect(page.get_by_text("de leden van de kwaliteitscommissie").first).to_be_visible()
    page.get_by_role("button", name="Lever in").click()
    expect(page.get_by_text("Ingeleverd op vrijdag 11 december 2026").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_registrant_goes_from_an_empty_year_to_a_dossier_handed_in(
    page_for: PageFor, noor: User, sem: User, scripts: bool
):
    propose(page_for(noor, scripts=scripts))
    with on(11, 27):
        approve(noor)
        write_and_send(page_for(noor, scripts=scripts), scripts)
    with on(12, 4):
        write_down_the_meeting(page_for(noor, scripts=scripts), page_for(sem, scripts=scripts))
    with on(12, 11):
        page = page_for(noor, scripts=scripts)
        declare(page)
        add_points(page, noor)
        hand_in(page)
    db.session.rollback()
    (dossier,) = dossiers_of(noor)
    content = handed_in(dossier)
    assert {one.verdict for one in content.checks} == {Verdict.MET, Verdict.HUMAN}
    assert [one.key for one in content.checks if one.verdict is Verdict.HUMAN] == ["evenwicht"]
    assert content.report is not None
    assert content.report.body == STORY


def test_what_could_not_be_saved_stays_on_the_screen_and_is_saved_later(page_for: PageFor, noor: User):
    make_report(noor, ReportStatus.APPROVED, body="")
    page = page_for(noor)
    page.goto(f"{REPORT}verslag")
    page.route(f"**{REPORT}verslag", lambda route: route.abort())
    page.get_by_label("Je verslag").fill("Dit mag niet weg.")
    expect(page.locator("[data-save-failure]")).to_be_visible()
    expect(page.get_by_label("Je verslag")).to_have_value("Dit mag niet weg.")
    page.unroute_all()
    page.get_by_role("button", name="Opnieuw proberen").click()
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    assert the_report(noor).body == "Dit mag niet weg."


def test_two_windows_ask_which_text_to_keep(page_for: PageFor, noor: User):
    make_report(noor, ReportStatus.APPROVED, body="")
    first, second = page_for(noor), page_for(noor)
    for page in (first, second):
        page.goto(f"{REPORT}verslag")
    first.get_by_label("Je verslag").fill("Uit het eerste venster.")
    expect(first.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    second.get_by_label("Je verslag").fill("Uit het tweede venster.")
    expect(second.locator(".conflict")).to_contain_text("Uit het eerste venster.")
    second.get_by_role("button", name="Houd wat hier staat").click()
    expect(second.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    assert the_report(noor).body == "Uit het tweede venster."


def test_people_are_searched_without_leaving_the_page(page_for: PageFor, noor: User, sem: User):
    meeting = make_meeting(noor, confirmed=False)
    page = page_for(noor)
    page.goto(f"/mijn-register/intervisie/{meeting.id}/")
    page.get_by_label("Wat neem je mee").fill("Een begin van een terugblik.")
    page.get_by_label("Naam of werkgever").fill("rivier")
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("button", name="Nodig uit: Sem de Wit")).to_be_visible()
    expect(page.get_by_label("Wat neem je mee")).to_have_value("Een begin van een terugblik.")


def test_the_downloads_are_files(page_for: PageFor, noor: User):
    page = page_for(noor)
    page.goto(DOSSIER)
    for name, ending in (("als pdf", ".pdf"), ("als zip", ".zip")):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=re.compile(name)).click()
        assert waiting.value.suggested_filename.endswith(ending)
