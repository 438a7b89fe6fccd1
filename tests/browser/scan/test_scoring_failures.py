"""Nothing is lost quietly: two tabs, a server that is gone, a session that ended (docs/architecture.md)."""

import pytest
from playwright.sync_api import expect

from app.assessments import queries
from app.assessments.draft import operations
from app.assessments.models import Assessment
from app.assessments.rules import Answer
from app.core.db import db
from tests.browser.conftest import session_cookie
from tests.factories.assessments import make_draft
from tests.factories.people import make_person

TASK = "uitvoering"
TEXT = "Ik belde zelf."


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def draft(person):
    return make_draft(person)


@pytest.fixture
def page(page_for, person, draft):
    page = page_for(person)
    page.goto(f"/zelfscan/{draft.id}/{TASK}/")
    return page


def stored(draft):
    db.session.rollback()
    fresh = db.session.get(Assessment, draft.id)
    return queries.answers_of(fresh)[TASK], [note.text for note in fresh.notes]


def note_of(page):
    return page.get_by_label("Waaraan zie je dat?")


@pytest.mark.parametrize(("keep", "level"), [("Houd wat hier staat", 3), ("Houd wat is opgeslagen", 1)])
def test_two_tabs_with_two_answers_ask_which_one_to_keep(page, draft, keep, level):
    other = page.context.new_page()
    other.goto(page.url)
    page.keyboard.press("1")
    expect(page.locator("#save-state[data-state=saved]")).to_be_visible()
    other.keyboard.press("3")
    conflict = other.locator(".conflict")
    expect(conflict).to_contain_text("Vakvolwassen")
    expect(conflict).to_contain_text("Basis")
    assert stored(draft)[0] == Answer.level(1)
    other.get_by_role("button", name=keep).click()
    expect(other.locator("#save-state[data-state=saved]")).to_be_visible()
    expect(other.locator("input[name=level]:checked")).to_have_attribute("data-key", str(level))
    assert stored(draft)[0] == Answer.level(level)


def test_when_the_server_is_gone_the_page_says_so_and_saves_when_it_is_back(page, draft, server):
    server.stop()
    page.keyboard.press("2")
    expect(page.get_by_role("alert")).to_contain_text("NIET opgeslagen. Je keuze staat nog op dit scherm.")
    expect(page.locator("#save-state")).to_have_text("Niet opgeslagen")
    server.start()
    page.get_by_role("button", name="Opnieuw proberen").click()
    expect(page.locator("#save-state")).to_have_text("Opgeslagen om 10:00")
    expect(page.locator("#save-failure")).to_be_hidden()
    assert stored(draft)[0] == Answer.level(2)


def test_a_failed_save_is_tried_again_by_itself(page, draft):
    page.route("**/uitvoering/", lambda route: route.fulfill(status=503), times=1)
    note_of(page).fill(TEXT)
    note_of(page).blur()
    expect(page.locator("#save-failure")).to_be_visible()
    expect(page.locator("#save-state[data-state=saved]")).to_be_visible()
    assert stored(draft)[1] == [TEXT]


@pytest.mark.parametrize("status", [413, 429, 500])
def test_whatever_goes_wrong_the_text_stays_and_the_page_says_that_it_is_not_saved(page, draft, status):
    page.route("**/uitvoering/", lambda route: route.fulfill(status=status))
    note_of(page).fill(TEXT)
    note_of(page).blur()
    expect(page.locator("#save-failure")).to_be_visible()
    expect(page.locator("#save-failure")).to_contain_text("NIET opgeslagen.")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uitvoering")
    expect(note_of(page)).to_have_value(TEXT)


def test_after_a_session_ended_the_text_stays_and_is_saved_after_signing_in_elsewhere(page, draft, app, person, server):
    page.context.clear_cookies()
    note_of(page).fill(TEXT)
    note_of(page).blur()
    expect(page.locator("#save-failure")).to_contain_text("Je bent uitgelogd.")
    expect(page.get_by_role("link", name="Log in op een nieuw tabblad")).to_have_attribute("target", "_blank")
    assert stored(draft)[1] == []
    page.context.add_cookies([session_cookie(app, person, server.url)])
    page.get_by_role("button", name="Opnieuw proberen").click()
    expect(page.locator("#save-state[data-state=saved]")).to_be_visible()
    expect(note_of(page)).to_have_value(TEXT)
    assert stored(draft)[1] == [TEXT]
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**/afspraken-bewaken/")


def test_after_handing_in_elsewhere_the_page_refuses_and_keeps_the_text(page, draft):
    operations.save_answer(draft, TASK, "", Answer.level(2), 0)
    operations.submit(draft, accept_open=True)
    db.session.commit()
    note_of(page).fill(TEXT)
    note_of(page).blur()
    expect(page.locator("#save-failure")).to_contain_text("al ingeleverd")
    expect(page.get_by_role("link", name="Bekijk je resultaat")).to_be_visible()
    expect(note_of(page)).to_have_value(TEXT)


def test_a_text_that_is_too_long_says_so_beside_the_field(page, draft):
    note_of(page).fill("x" * 4001)
    note_of(page).blur()
    expect(page.locator("#note-error")).to_contain_text("4001 tekens")
    expect(note_of(page)).to_have_attribute("aria-invalid", "true")
    note_of(page).fill(TEXT)
    note_of(page).blur()
    expect(page.locator("#save-state[data-state=saved]")).to_be_visible()
    expect(page.locator("#note-error")).to_be_hidden()
    assert stored(draft)[1] == [TEXT]


def test_leaving_with_something_unsaved_warns(page, draft):
    page.route("**/uitvoering/", lambda route: route.abort())
    page.keyboard.press("2")
    expect(page.locator("#save-failure")).to_be_visible()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="3. Doelen").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uitvoering")
    assert asked == ["beforeunload"]
