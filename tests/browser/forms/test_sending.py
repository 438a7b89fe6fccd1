"""What the script that sends forms does when all goes well, and what there is without it."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.core.db import db
from app.core.files.sheets import MIMETYPE
from app.people.models import User
from app.plans.models import Action, Goal
from app.regulation.terms import Status
from tests.browser.conftest import PageFor, Server, session_cookie
from tests.dossiers.pe.test_workbook import book_of
from tests.factories.assessments import make_submitted
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.evidence import make_file
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal

IMPORT = "/mijn-register/pe/invoer"


@pytest.fixture
def person(app: Flask) -> User:
    return make_person(name="Noor Verhagen")


@pytest.fixture
def goal(person: User) -> Goal:
    return make_goal(person)


def actions() -> list[str]:
    """The titles of all actions."""
    db.session.rollback()
    return [one.title for one in db.session.query(Action).order_by(Action.id)]


def upload(page: Page, content: bytes) -> None:
    page.locator("[type=file]").set_input_files({"name": "pe.xlsx", "mimeType": MIMETYPE, "buffer": content})
    with page.expect_navigation():
        page.get_by_role("button", name="Bekijk wat erbij komt").click()


def test_a_form_with_mistakes_comes_back_with_the_focus_on_what_is_wrong(page_for: PageFor, person: User, goal: Goal):
    page = page_for(person)
    page.goto(f"/plan/doel/{goal.id}/actie/nieuw")
    page.get_by_label("Wat ga je doen?").fill("Meelopen")
    page.get_by_label("Wanneer is het klaar?").fill("2020-01-01")
    page.get_by_label("Wie helpt je?").fill("Joke")
    page.get_by_role("button", name="Zet in mijn plan").click()
    expect(page.get_by_label("Wanneer is het klaar?")).to_be_focused()
    expect(page.get_by_label("Wie helpt je?")).to_have_value("Joke")
    expect(page).to_have_title(re.compile("^Nieuwe actie"))
    page.get_by_label("Wanneer is het klaar?").fill("2027-01-12")
    page.get_by_role("button", name="Zet in mijn plan").click()
    expect(page.get_by_text("Je actie staat in je plan.")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"/plan/#doel-{goal.id}$"))
    assert actions() == ["Meelopen"]


def test_a_goal_that_is_made_is_there_at_once(page_for: PageFor, person: User):
    make_submitted(person, {"uitvoering": 1}, profile="vakbekwaam")
    page = page_for(person)
    page.goto("/plan/")
    page.get_by_role("link", name="Maak je eerste doel").click()
    expect(page.get_by_label("Waar wil je in groeien?")).to_have_value("uitvoering")
    page.get_by_label("Wat wil je kunnen?").fill("Doorvragen bij weerstand")
    page.get_by_role("button", name="Zet in mijn plan").click()
    expect(page.get_by_role("heading", name="Doorvragen bij weerstand")).to_be_in_viewport()


def test_a_preview_takes_the_place_of_the_page_and_the_way_back_leads_to_the_form(page_for: PageFor, person: User):
    make_registrant(person)
    make_registration(person, Status.B)
    page = page_for(person)
    page.goto(IMPORT)
    upload(page, book_of(["morgen", "Workshop", "Twee"]))
    expect(page.get_by_text("Los dit op en upload het werkboek opnieuw")).to_be_visible()
    assert page.locator("[type=file]").evaluate("one => one.files[0].name") == "pe.xlsx"
    expect(page.locator("main :focus")).to_have_count(1)
    page.on("dialog", lambda dialog: dialog.accept())
    page.go_back()
    expect(page.get_by_text("Los dit op en upload het werkboek opnieuw")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Activiteiten uit Excel")


def test_a_chosen_file_that_changed_meanwhile_is_asked_for_again(page_for: PageFor, person: User, tmp_path: Path):
    make_registrant(person)
    make_registration(person, Status.B)
    page, book = page_for(person), tmp_path / "pe.xlsx"
    page.goto(IMPORT)
    book.write_bytes(book_of(["morgen", "Workshop", "Twee"]))
    page.locator("[type=file]").set_input_files(book)
    page.get_by_role("button", name="Bekijk wat erbij komt").click()
    expect(page.get_by_text("Los dit op")).to_be_visible()
    book.write_bytes(book_of([date(2026, 5, 12), "Workshop", "Leegstand", "Gedaan", 3.5, None, None, "ja"]))
    os.utime(book, (0, 0))
    page.get_by_role("button", name="Bekijk wat erbij komt").click()
    expect(page.locator("#request-failure")).to_contain_text("Kies het opnieuw.")
    page.locator("[type=file]").set_input_files(book)
    page.get_by_role("button", name="Bekijk wat erbij komt").click()
    expect(page.locator("main")).to_contain_text("Leegstand")


def test_a_text_beside_the_form_that_is_sent_is_asked_about_first(page_for: PageFor, person: User, goal: Goal):
    action = make_action(goal)
    page = page_for(person)
    page.goto(f"/plan/actie/{action.id}/")
    page.get_by_label("Wat wil je onthouden?").fill("Stilte werkt.")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Gaat niet door").click()
    expect(page.get_by_label("Wat wil je onthouden?")).to_have_value("Stilte werkt.")
    assert asked == ["beforeunload"]
    db.session.rollback()
    assert db.session.get(Action, action.id).is_open


def test_a_form_that_asks_first_is_sent_after_the_yes_also_when_it_failed_once(
    page_for: PageFor, person: User, goal: Goal
):
    action = make_action(goal)
    action.evidence = [make_file(person, title="Certificaat")]
    db.session.commit()
    page = page_for(person)
    page.goto(f"/plan/actie/{action.id}/")
    page.route("**/weghalen", lambda route: route.abort(), times=1)
    for button in ("Haal weg: Certificaat", "Verstuur opnieuw"):
        page.get_by_role("button", name=button).click()
        page.get_by_role("dialog").get_by_role("button", name="Ja, haal weg").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
    expect(page.get_by_role("link", name="Certificaat")).to_have_count(0)


def test_an_answer_that_never_comes_is_not_waited_for_without_end(page_for: PageFor, person: User, goal: Goal):
    page = page_for(person)
    page.clock.install()
    page.goto(f"/plan/doel/{goal.id}/actie/nieuw")
    page.get_by_label("Wat ga je doen?").fill("Meelopen")
    page.get_by_label("Wanneer is het klaar?").fill("2027-01-12")
    page.route("**/actie/nieuw", lambda route: None)
    page.get_by_role("button", name="Zet in mijn plan").click()
    expect(page.locator("[aria-busy=true]")).to_have_count(1)
    page.clock.fast_forward(61_000)
    expect(page.locator("#request-failure")).to_contain_text("Er kwam geen antwoord.")
    expect(page.get_by_label("Wat ga je doen?")).to_have_value("Meelopen")


def test_ticking_off_says_so_when_it_fails_and_works_again(page_for: PageFor, person: User, goal: Goal):
    make_action(goal, title="Meelopen")
    page = page_for(person)
    page.goto("/plan/")
    page.route("**/gedaan", lambda route: route.fulfill(status=500), times=1)
    page.get_by_role("button", name="Vink af: Meelopen").first.click()
    expect(page.locator("#request-failure")).to_contain_text("Waarschijnlijk NIET opgeslagen.")
    page.get_by_role("button", name="Verstuur opnieuw").click()
    expect(page.get_by_text("Afgevinkt: Meelopen")).to_be_visible()
    expect(page.locator("#request-failure")).to_be_hidden()


def test_counting_points_never_takes_somebody_who_is_signed_out_away_from_the_form(page_for: PageFor, person: User):
    make_registrant(person)
    make_registration(person, Status.B)
    page = page_for(person)
    page.goto("/mijn-register/pe/nieuw?soort=workshop")
    page.get_by_label("Hoe heet het?").fill("Leegstand")
    page.context.clear_cookies()
    page.get_by_label("Hoeveel uur?").fill("3")
    expect(page.locator("#request-failure")).to_contain_text("Je bent uitgelogd.")
    expect(page.get_by_label("Hoeveel uur?")).to_be_focused()
    expect(page.get_by_label("Hoe heet het?")).to_have_value("Leegstand")


def test_without_scripts_the_page_of_the_error_sends_the_same_again(
    page_for: PageFor, person: User, goal: Goal, app: Flask, server: Server
):
    page = page_for(person, scripts=False, width=360)
    page.goto(f"/plan/doel/{goal.id}/actie/nieuw")
    page.get_by_label("Wat ga je doen?").fill("meelopen")
    page.get_by_label("Wanneer is het klaar?").fill("2027-01-12")
    page.context.clear_cookies()
    page.get_by_role("button", name="Zet in mijn plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent uitgelogd")
    expect(page.get_by_role("blockquote").first).to_have_text("meelopen")
    page.context.add_cookies([session_cookie(app, person, server.url)])
    page.get_by_role("button", name="Verstuur opnieuw").click()
    expect(page.get_by_text("Kies ‘Verstuur opnieuw’")).to_contain_text("als Noor Verhagen")
    assert actions() == []
    page.get_by_role("button", name="Verstuur opnieuw").click()
    expect(page.get_by_text("Je actie staat in je plan.")).to_be_visible()
    assert actions() == ["meelopen"]
