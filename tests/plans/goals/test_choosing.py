"""A new goal is about the element that stands on the screen, and begins with a step that is offered or one's own."""

import pytest

from app.plans import queries
from app.plans.rules import ActionKind
from app.plans.steps.operations import add_step
from tests.factories.assessments import STANDARD, make_submitted
from tests.factories.people import make_person

OWN = "Meelopen met het wijkteam in Noord"


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


@pytest.fixture
def address(person):
    scan = make_submitted(person, profile="vakvolwassen")
    return f"/plan/doel/nieuw?zelfscan={scan.id}&onderdeel=evalueren"


def sent(**changes):
    return {"element": "evalueren", "title": "Evalueren op niveau Vakbekwaam", "by_when": "2027-05-01"} | changes


def test_who_chose_another_element_and_sends_is_told_of_both_and_makes_nothing(mine, person, address):
    response = mine.post(address, data=sent(element="flexibiliteit", how_noticed="Ik schakel sneller"))
    assert response.status_code == 422
    assert "Je vulde dit in bij Evalueren. Je koos Flexibiliteit." in response.text
    assert 'value="Flexibiliteit op niveau Vakbekwaam"' in response.text
    assert "Ik schakel sneller" in response.text
    assert queries.goals_for(person) == set()


def test_sent_again_it_is_about_the_element_on_the_screen(mine, person, address):
    moved = address.replace("evalueren", "flexibiliteit")
    assert mine.post(moved, data=sent(element="flexibiliteit")).status_code == 303
    assert queries.goals_for(person) == {(STANDARD, "flexibiliteit")}


def test_choosing_gives_the_form_of_the_other_element_with_what_was_written(mine, person, address):
    data = sent(element="flexibiliteit", title="Rustig schakelen", by_when="morgen", indicators=["t06-a-01"], kies="1")
    response = mine.post(address, data=data, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response.text.lstrip().startswith("<section")
    assert 'value="Rustig schakelen"' in response.text
    assert 'value="morgen"' in response.text
    assert "Je koos" not in response.text
    assert queries.goals_for(person) == set()


def test_an_element_that_is_not_there_is_refused_beside_the_field(mine, person, address):
    assert mine.post(address, data=sent(element="bestaat-niet")).status_code == 422
    assert queries.goals_for(person) == set()


def test_a_step_that_is_offered_becomes_the_first_action(mine, person, address):
    step = "Met een collega één afgesloten traject terugkijken"
    assert step in mine.get(address).text
    mine.post(address, data=sent(step=step, first_kind="practice", first_due="2026-12-04"))
    (action,) = queries.next_actions(person)
    assert (action.title, action.kind) == (step, ActionKind.PEER_MEETING)


def test_own_words_go_before_a_step_that_is_offered(mine, person, address):
    step = "Met een collega één afgesloten traject terugkijken"
    mine.post(address, data=sent(step=step, first_title="Lezen", first_kind="reading", first_due="2026-12-04"))
    assert [action.title for action in queries.next_actions(person)] == ["Lezen"]


def test_a_step_needs_a_day(mine, person, address):
    step = "Met een collega één afgesloten traject terugkijken"
    response = mine.post(address, data=sent(step=step, first_due=""))
    assert response.status_code == 422
    assert "Vul een datum in voor je eerste stap." in response.text


def test_what_the_organisation_suggests_stands_on_top(mine, person, address):
    add_step(person.organisation, STANDARD, "evalueren", "vakbekwaam", kind=ActionKind.SHADOWING, title=OWN)
    page = mine.get(address).text
    assert page.index(OWN) < page.index("Twee trajecten die klaar zijn")
    assert "Meelopen, van je organisatie" in page
