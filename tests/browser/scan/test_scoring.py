"""Scoring in a real browser: by keyboard, without scripts, and on a phone."""

import pytest
from playwright.sync_api import expect

from app.assessments import queries
from app.assessments.models import Assessment
from app.assessments.rules import Answer, Mode
from app.core.db import db
from tests.factories.assessments import STANDARD, make_draft
from tests.factories.people import make_person

TASK = "uitvoering"


@pytest.fixture
def person(app):
    return make_person()


def answer(draft_id, element=TASK):
    db.session.rollback()
    return queries.answers_of(db.session.get(Assessment, draft_id))[element]


def test_an_element_is_scored_with_the_keyboard_alone(page_for, person):
    draft = make_draft(person)
    page = page_for(person)
    page.goto(f"/zelfscan/{draft.id}/{TASK}/")
    page.keyboard.press("2")
    expect(page.get_by_role("radio", name="Vakbekwaam")).to_be_checked()
    expect(page.locator("#save-state")).to_have_text("Opgeslagen om 10:00")
    expect(page.locator("#rail-progress")).to_contain_text("1 van 18")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Vakvolwassen")).to_be_checked()
    page.keyboard.press("0")
    expect(page.get_by_role("radio", name="Nog niet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Afspraken bewaken")
    assert answer(draft.id).state == "not_yet"


def test_the_number_keys_do_nothing_while_typing_or_when_they_are_off(page_for, person):
    draft = make_draft(person)
    page = page_for(person)
    page.goto(f"/zelfscan/{draft.id}/{TASK}/")
    page.get_by_label("Waaraan zie je dat?").press_sequentially("2")
    page.keyboard.press("Control+1")
    expect(page.locator("input[name=level]:checked")).to_have_count(0)
    page.get_by_role("button", name="Zet de sneltoetsen uit").click()
    page.get_by_role("button", name="Zet de sneltoetsen aan").wait_for()
    page.keyboard.press("2")
    expect(page.locator("input[name=level]:checked")).to_have_count(0)


def test_a_note_is_saved_before_a_link_leads_away(page_for, person):
    draft = make_draft(person)
    page = page_for(person)
    page.goto(f"/zelfscan/{draft.id}/{TASK}/")
    page.get_by_label("Waaraan zie je dat?").fill("Ik belde zelf.")
    page.get_by_role("link", name="3. Doelen").first.click()
    page.wait_for_url("**/doelen-en-acties/")
    db.session.rollback()
    assert [note.text for note in db.session.get(Assessment, draft.id).notes] == ["Ik belde zelf."]


def test_fast_changes_are_saved_in_order_and_the_last_one_wins(page_for, person):
    draft = make_draft(person)
    page = page_for(person)
    page.goto(f"/zelfscan/{draft.id}/{TASK}/")
    for key in "1202101213":
        page.keyboard.press(key)
    # A busy browser handles the last key later: until then "saved" is about the one before it.
    expect(page.locator("#score input[value=vakvolwassen]")).to_be_checked()
    expect(page.locator("#save-state[data-state=saved]")).to_be_visible()
    expect(page.locator("#score [role=alert]:visible")).to_have_count(0)
    assert answer(draft.id) == Answer.level(3)


def test_per_aspect_the_proposal_is_confirmed_by_clicking_it(page_for, person):
    draft = make_draft(person, aspects={(TASK, aspect): 2 for aspect in "ABD"}, mode=Mode.THOROUGH)
    page = page_for(person)
    page.goto(f"/zelfscan/{draft.id}/{TASK}/C/")
    page.keyboard.press("1")
    expect(page.locator("#adds-up")).to_contain_text("Nu ingevuld: 4 van 4.")
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("het laagste niveau van je aspecten, bij Kennis")).to_be_visible()
    assert not answer(draft.id).is_answered
    expect(page.get_by_label("Waarom kies je een ander niveau?")).to_be_hidden()
    page.get_by_role("radio", name="Vakbekwaam").dispatch_event("click")
    expect(page.get_by_label("Waarom kies je een ander niveau?")).to_be_visible()
    # Not at a place on the screen: the field that appears moves the cards.
    page.get_by_role("radio", name="Basis").dispatch_event("click")
    page.get_by_role("button", name="Bevestig").click()
    page.wait_for_url("**/afspraken-bewaken/**")
    assert answer(draft.id) == Answer.level(1)


def test_the_whole_journey_works_without_scripts(page_for, person):
    page = page_for(person, scripts=False)
    page.goto("/zelfscan/")
    page.get_by_role("link", name="Begin je zelfscan").click()
    page.get_by_role("link", name="Kies: Standaard voor vakvolwassenheid van klantmanagers").click()
    page.locator("label", has_text="Vakbekwaam").first.click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("radio", name="Vakbekwaam").check(force=True)
    page.get_by_label("Waaraan zie je dat?").fill("Zo doe ik dat.")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vraag en mogelijkheden in beeld")
    expect(page.locator("#rail-progress")).to_contain_text("1 van 18")
    db.session.rollback()
    draft = queries.draft_on(person, STANDARD)
    page.goto(f"/zelfscan/{draft.id}/inleveren")
    page.get_by_label("Ik lever in zonder deze onderdelen").check()
    page.get_by_role("button", name="Lever in").click()
    page.wait_for_url(f"**/resultaat/{draft.id}/")
    assert answer(draft.id, "intake") == Answer.level(2)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(page_for, person, width):
    draft = make_draft(person, {TASK: 2}, aspects={("intake", aspect): 1 for aspect in "ABCD"}, mode=Mode.THOROUGH)
    page = page_for(person, width=width)
    for path in (f"{TASK}/A/", "intake/", "coachen/", "", "inleveren", "weggooien"):
        page.goto(f"/zelfscan/{draft.id}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_what_was_saved_and_how_to_go_on_stand_apart(page_for, person, width):
    draft = make_draft(person, {TASK: 2})
    page = page_for(person, scripts=False, width=width)
    page.goto(f"/zelfscan/{draft.id}/{TASK}/")
    saved, hint = (one.bounding_box() for one in (page.locator("#save-state"), page.locator("noscript .soft")))
    assert hint["x"] >= saved["x"] + saved["width"] + 4 or hint["y"] >= saved["y"] + saved["height"]
