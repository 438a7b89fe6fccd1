"""Setting an organisation up: steps with ticks, each of which may wait."""

import pytest

from app.core.db import db
from app.people.rules import RoleName, SetupStep
from tests.factories.norms import give_norm, make_norm
from tests.factories.people import make_membership, make_organisation, make_person, make_team

TITLE = "Zet je gemeente klaar"


@pytest.fixture
def pim(app):
    return make_person(RoleName.ADMINISTRATOR, organisation=make_organisation("Gemeente Nieuwstad"), password_hash="x")


@pytest.fixture
def home(client_for, pim):
    return lambda: client_for(pim).get("/").text.partition("<main")[2]


def later(client_for, person, step):
    return client_for(person).post(f"/klaarzetten/{step}/later")


def test_the_first_administrator_begins_with_the_organisation(home):
    page = home()
    assert TITLE in page
    assert "0 van 6 gedaan" in page
    assert 'aria-label="Doe dit nu: Vul de gegevens van je organisatie in"' in page
    assert page.count("utrecht-button-link--primary-action") == 1
    assert page.index("Voeg mensen toe") < page.index("Maak afdelingen en teams")
    assert "Met een bestand komen afdelingen, teams en leidinggevenden vanzelf mee." in page


def test_a_step_that_was_done_has_a_tick(home, pim):
    team = make_team(pim.organisation)
    leader = make_person(RoleName.MANAGER, organisation=pim.organisation, password_hash="x")
    make_membership(leader, team, is_manager=True)
    page = home()
    assert "4 van 6 gedaan" in page
    assert "Teams met een leidinggevende: 1 van 1" in page
    assert "Doe dit nu: Vul de gegevens" in page


def test_when_everything_is_done_the_steps_are_gone_and_what_is_missing_waits(home, pim):
    pim.organisation.contact_email = "hulp@voorbeeldstad.example"
    make_membership(
        make_person(RoleName.MANAGER, organisation=pim.organisation, password_hash="x"),
        make_team(pim.organisation),
        is_manager=True,
    )
    norm = make_norm(pim.organisation)
    assert "1 kader, nog aan niemand gegeven" in home()
    give_norm(norm, make_person(organisation=pim.organisation, password_hash="x"))
    assert TITLE not in home()
    assert "Je bent bij" in home()
    make_team(pim.organisation)
    make_person(organisation=pim.organisation)
    page = home()
    assert TITLE not in page
    assert "1 team heeft geen leidinggevende" in page
    assert "1 persoon heeft nog niet ingelogd" in page


def test_a_step_that_may_wait_is_remembered_for_all_administrators(home, pim, client_for):
    other = make_person(RoleName.ADMINISTRATOR, organisation=pim.organisation)
    client = client_for(pim)
    assert client.post("/klaarzetten/norm/later").status_code == 303
    assert "‘Maak een kader’ doe je later. Je vindt het ook bij Beheer." in client.get("/").text
    assert later(client_for, other, "norm").status_code == 303
    for person in (pim, other):
        page = client_for(person).get("/").text
        assert 'action="/klaarzetten/norm/later"' not in page
        assert 'action="/klaarzetten/teams/later"' in page


def test_when_every_step_waits_the_steps_are_gone(home, pim, client_for):
    for step in SetupStep:
        later(client_for, pim, step.value)
    assert TITLE not in home()


def test_another_organisation_keeps_its_own_steps(home, pim, client_for):
    later(client_for, pim, "teams")
    elsewhere = make_person(RoleName.ADMINISTRATOR)
    assert 'action="/klaarzetten/teams/later"' in client_for(elsewhere).get("/").text


def test_a_step_that_does_not_exist_is_not_found(pim, client_for):
    assert later(client_for, pim, "verzonnen").status_code == 404


def test_only_an_administrator_sees_and_skips_steps(app, client_for):
    hr = make_person(RoleName.HR)
    assert "klaarzetten" not in client_for(hr).get("/").text
    assert later(client_for, hr, "teams").status_code == 403


def test_who_is_no_municipality_reads_of_an_organisation(app, client_for):
    person = make_person(RoleName.ADMINISTRATOR, organisation=make_organisation("Stichting Vakregister"))
    db.session.commit()
    assert "Zet je organisatie klaar" in client_for(person).get("/").text
