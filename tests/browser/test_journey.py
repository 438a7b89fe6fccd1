"""The whole path of a new klantmanager, from signing in to an action of her plan that is done."""

from __future__ import annotations

import pytest
from flask_security import hash_password
from playwright.sync_api import Page, expect

from app.assessments.queries import answers_of, submitted_of
from app.core.db import db
from app.people.models import User
from tests.browser import keyboard, steps
from tests.browser.conftest import PageFor
from tests.factories.people import make_person


@pytest.fixture
def sem(app) -> User:
    return make_person(name="Sem de Wit", password_hash=hash_password(steps.PASSWORD))


def check_stored(person: User) -> None:
    """What was handed in is what was chosen, element by element."""
    db.session.rollback()
    (result,) = submitted_of(person)
    ranks = {code: answer.rank for code, answer in answers_of(result).items()}
    assert ranks == {element.code: rank for element, rank in zip(steps.ELEMENTS, steps.RANKS, strict=True)}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_somebody_new_goes_from_signing_in_to_an_action_that_is_done(page_for: PageFor, sem: User, scripts: bool):
    page = page_for(scripts=scripts)
    steps.sign_in(page, sem.email)
    steps.start(page)
    steps.score_all(page)
    steps.hand_in(page)
    steps.check_result(page)
    check_stored(sem)
    steps.make_goal(page)
    steps.tick_off(page)


def test_the_keyboard_alone_is_enough(page_for: PageFor, sem: User):
    page: Page = page_for()
    keyboard.sign_in(page, sem.email)
    keyboard.start(page)
    keyboard.score_all(page)
    keyboard.hand_in(page)
    steps.check_result(page)
    check_stored(sem)
    keyboard.make_goal(page)
    keyboard.tick_off(page)
    expect(page.locator(":focus")).to_have_count(1)
