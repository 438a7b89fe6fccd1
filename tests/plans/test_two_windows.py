"""Two windows change the same goal or action: the second one is asked, and nothing that was typed is lost."""

from __future__ import annotations

import re

import pytest

from app.core.db import db
from app.core.saving import ChangedMeanwhile
from app.plans import operations
from app.plans.models import Goal
from app.plans.rules import ActionStatus
from tests.factories.assessments import make_submitted
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal

GOAL = {"title": "Rustig blijven", "by_when": "2027-05-01", "how_noticed": "Ik adem eerst.", "indicators": []}
ACTION = {"title": "Lezen over regels", "kind": "reading", "due": "2027-02-01", "helper": "Joke", "hours": "1,5"}
NOTE = {"done_on": "2026-11-19", "note": "Stilte werkt."}
CHOOSE = "Nog niet opgeslagen: kies eerst"


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


def shown_version(page):
    return re.search(r'name="based_on"[^>]*value="(\d+)"', page.text)[1]


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_a_goal_that_was_changed_in_another_window_asks_which_to_keep(mine, person):
    goal = make_goal(person)
    address = f"/plan/doel/{goal.id}/wijzigen"
    seen = shown_version(mine.get(address))
    assert mine.post(address, data=GOAL | {"based_on": seen, "title": "Uit het eerste venster"}).status_code == 303
    late = mine.post(address, data=GOAL | {"based_on": seen, "title": "Uit het tweede", "by_when": "2027-06-01"})
    assert late.status_code == 409
    text = words(late)
    assert CHOOSE in text
    assert "Wat wil je kunnen? Uit het tweede Wanneer wil je dat kunnen? 1 juni 2027" in text
    assert "Wat wil je kunnen? Uit het eerste venster Wanneer wil je dat kunnen? 1 mei 2027" in text
    assert 'value="Uit het tweede"' in late.text
    db.session.refresh(goal)
    assert goal.title == "Uit het eerste venster"
    mine.post(address, data=GOAL | {"based_on": shown_version(late), "title": "Uit het tweede", "form_choice": "mine"})
    db.session.refresh(goal)
    assert goal.title == "Uit het tweede"


def test_who_keeps_what_was_there_changes_nothing(mine, person):
    goal = make_goal(person)
    address = f"/plan/doel/{goal.id}/wijzigen"
    answer = mine.post(address, data=GOAL | {"based_on": "0", "title": "", "form_choice": "stored"})
    assert answer.location.endswith(f"/plan/doel/{goal.id}/")
    db.session.refresh(goal)
    assert goal.title == "Rustig blijven bij de regel"


def test_the_same_again_is_no_conflict(mine, person):
    goal = make_goal(person)
    address = f"/plan/doel/{goal.id}/wijzigen"
    for _ in range(2):
        assert mine.post(address, data=GOAL | {"based_on": "1"}).status_code == 303
    db.session.refresh(goal)
    assert goal.version == 2


def test_an_action_that_was_changed_in_another_window_asks_which_to_keep(mine, person):
    action = make_action(make_goal(person))
    address = f"/plan/actie/{action.id}/wijzigen"
    seen = shown_version(mine.get(address))
    mine.post(address, data=ACTION | {"based_on": seen})
    late = mine.post(address, data=ACTION | {"based_on": seen, "kind": "coaching", "helper": ""})
    assert late.status_code == 409
    assert "Wat voor actie is het? Coaching Wie helpt je? (leeg)" in words(late)
    assert "Wat voor actie is het? Lezen Wie helpt je? Joke" in words(late)
    db.session.refresh(action)
    assert (action.helper, action.version) == ("Joke", 2)


def test_a_note_that_was_written_in_another_window_asks_which_to_keep(mine, person):
    action = make_action(make_goal(person))
    address = f"/plan/actie/{action.id}/notitie"
    seen = shown_version(mine.get(f"/plan/actie/{action.id}/"))
    assert mine.post(address, data=NOTE | {"based_on": seen}).status_code == 303
    late = mine.post(address, data=NOTE | {"based_on": seen, "note": "Vragen werkt beter."})
    assert late.status_code == 409
    assert "Wat wil je onthouden? Vragen werkt beter." in words(late)
    assert "Wat wil je onthouden? Stilte werkt." in words(late)
    db.session.refresh(action)
    assert (action.note, action.status) == ("Stilte werkt.", ActionStatus.DONE)
    kept = mine.post(address, data=NOTE | {"based_on": shown_version(late), "form_choice": "stored"})
    assert kept.location.endswith(f"/plan/actie/{action.id}/")


def test_a_wrong_field_does_not_forget_what_the_form_was_based_on(mine, person):
    goal = make_goal(person)
    address = f"/plan/doel/{goal.id}/wijzigen"
    mine.post(address, data=GOAL | {"based_on": "1"})
    wrong = mine.post(address, data=GOAL | {"based_on": "1", "title": ""})
    assert wrong.status_code == 422
    assert shown_version(wrong) == "1"


@pytest.mark.parametrize("based_on", ["", "x", "²", "-1", "9" * 30])
def test_a_version_that_is_none_is_an_old_one(mine, person, based_on):
    goal = make_goal(person)
    assert mine.post(f"/plan/doel/{goal.id}/wijzigen", data=GOAL | {"based_on": based_on}).status_code == 409


def test_the_database_decides_which_of_two_is_first(person):
    goal = make_goal(person)
    stale = goal.version
    operations.change_goal(goal, title="Een", indicators=[], by_when=goal.by_when, how_noticed="", based_on=stale)
    with pytest.raises(ChangedMeanwhile):
        operations.change_goal(goal, title="Twee", indicators=[], by_when=goal.by_when, how_noticed="", based_on=stale)
    assert db.session.get_one(Goal, goal.id).title == "Een"


def test_a_second_goal_on_the_same_element_keeps_what_was_typed(mine, person):
    result = make_submitted(person, {"handhaven": "basis"})
    make_goal(person, title="Het eerste doel")
    address = f"/plan/doel/nieuw?zelfscan={result.id}&onderdeel=handhaven"
    assert "Wat je invulde" not in mine.get(address).text
    late = mine.post(address, data={"title": "Het tweede doel", "by_when": "2027-05-01"})
    assert late.status_code == 409
    assert "Het eerste doel" in late.text
    assert 'value="Het tweede doel"' in late.text
