"""The plan in a real browser: by keyboard, and without scripts."""

import pytest
from playwright.sync_api import expect

from app.core.db import db
from app.plans import queries
from tests.factories.assessments import STANDARD, make_submitted
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal


@pytest.fixture
def person(app):
    return make_person()


def press(page, role, name):
    """Reach a control with the keyboard and use it."""
    control = page.get_by_role(role, name=name).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if control.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"The keyboard does not reach {name}.")


def statuses(person):
    db.session.rollback()
    return [action.status for goal in queries.plan_of(person).goals for action in goal.actions]


def test_from_a_gap_to_a_done_action_with_the_keyboard_alone(page_for, person):
    scan = make_submitted(person, {"handhaven": 1, "intake": 3}, profile="vakvolwassen")
    page = page_for(person)
    page.goto(f"/resultaat/{scan.id}/")
    press(page, "link", "Maak er een doel van: 7. Handhaven")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuw doel")
    page.get_by_label("Of schrijf zelf een stap").focus()
    page.keyboard.type("Meelopen met Joke")
    press(page, "button", "Zet in mijn plan")
    expect(page.get_by_role("heading", name="Handhaven op niveau Vakbekwaam")).to_be_visible()
    press(page, "button", "Vink af: Meelopen met Joke")
    expect(page.get_by_text("Afgevinkt: Meelopen met Joke")).to_be_visible()
    expect(page.locator("#plan [data-focus]")).to_be_focused()
    assert statuses(person) == ["done"]
    press(page, "link", "Schrijf op wat je wilt onthouden")
    page.get_by_label("Wat wil je onthouden?").focus()
    page.keyboard.type("Stilte werkt.")
    press(page, "button", "Bewaar")
    expect(page.get_by_text("Je schreef: “Stilte werkt.”")).to_be_visible()


def test_ticking_off_and_taking_it_back_changes_the_plan_alone(page_for, person):
    make_submitted(person)
    make_action(make_goal(person), title="Meelopen")
    page = page_for(person)
    page.goto("/plan/")
    page.get_by_role("button", name="Vink af: Meelopen").first.click()
    expect(page.get_by_text("1 van 1 gedaan")).to_be_visible()
    page.get_by_role("button", name="Toch niet gedaan").click()
    expect(page.get_by_text("0 van 1 gedaan")).to_be_visible()
    assert statuses(person) == ["open"]


def test_who_chooses_another_element_and_sends_makes_a_goal_on_that_one(page_for, person):
    scan = make_submitted(person)
    page = page_for(person)
    page.goto(f"/plan/doel/nieuw?zelfscan={scan.id}&onderdeel=evalueren")
    page.get_by_label("Waaraan merk je dat het lukt?").fill("Ik slaap weer goed")
    choice = page.get_by_label("Waar wil je in groeien?")
    choice.focus()
    choice.select_option(label="4. Uitvoering")
    expect(page.get_by_label("Wat wil je kunnen?")).to_have_value("Uitvoering op niveau Vakbekwaam")
    expect(choice).to_be_focused()
    expect(page.get_by_role("button", name="Kies dit onderdeel")).to_have_count(0)
    expect(page.get_by_label("Waaraan merk je dat het lukt?")).to_have_value("Ik slaap weer goed")
    page.get_by_role("button", name="Zet in mijn plan").click()
    expect(page.get_by_role("heading", name="Uitvoering op niveau Vakbekwaam")).to_be_visible()
    db.session.rollback()
    assert queries.goals_for(person) == {(STANDARD, "uitvoering")}


def test_who_chooses_and_sends_before_the_form_is_there_makes_nothing_unseen(page_for, person):
    scan = make_submitted(person)
    page = page_for(person)
    page.goto(f"/plan/doel/nieuw?zelfscan={scan.id}&onderdeel=evalueren")
    page.evaluate(
        """() => { document.querySelector('#element').value = 'uitvoering';
        document.querySelector('.new-goal form').requestSubmit(); }"""
    )
    expect(page.get_by_text("Je vulde dit in bij Evalueren. Je koos Uitvoering.")).to_be_visible()
    db.session.rollback()
    assert queries.goals_for(person) == set()


def test_a_goal_is_made_and_reached_without_scripts(page_for, person):
    scan = make_submitted(person)
    page = page_for(person, scripts=False, width=360)
    page.goto(f"/plan/doel/nieuw?zelfscan={scan.id}&onderdeel=evalueren")
    page.get_by_label("Waar wil je in groeien?").select_option(label="4. Uitvoering")
    page.get_by_role("button", name="Kies dit onderdeel").click()
    page.get_by_label("Of schrijf zelf een stap").fill("Lezen")
    page.get_by_role("button", name="Zet in mijn plan").click()
    page.get_by_role("button", name="Vink af: Lezen").first.click()
    expect(page.get_by_text("Afgevinkt: Lezen")).to_be_visible()
    page.get_by_role("button", name="Doel gehaald").click()
    expect(page.get_by_text("Gehaald: Uitvoering op niveau Vakbekwaam")).to_be_visible()
    assert statuses(person) == ["done"]
