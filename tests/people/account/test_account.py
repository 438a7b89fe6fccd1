from __future__ import annotations

from datetime import date

import pytest

from app.core import audit
from app.core.db import db
from app.people import operations, queries
from app.people.models import Organisation, Team, User
from app.people.rules import RoleName
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.people import make_membership, make_organisation, make_person, make_team

TODAY = date(2026, 11, 20)
YESTERDAY = date(2026, 11, 19)


@pytest.fixture
def place(app) -> Organisation:
    return make_organisation("Gemeente Voorbeeldstad")


@pytest.fixture
def team(place: Organisation) -> Team:
    return make_team(place, "Werk en Meedoen")


@pytest.fixture
def noor(place: Organisation, team: Team) -> User:
    noor = make_person(organisation=place, name="Noor Verhagen", email="noor@voorbeeldstad.example")
    make_membership(noor, team)
    return noor


@pytest.fixture
def ruben(place: Organisation) -> User:
    return make_person(RoleName.MANAGER, organisation=place, name="Ruben Hoekstra")


@pytest.fixture
def client(noor: User, client_for: ClientFor) -> CheckingClient:
    return client_for(noor)


def test_my_account_says_who_i_am_where_i_work_and_who_leads_me(client: CheckingClient, team: Team, ruben: User):
    make_membership(ruben, team, is_manager=True)
    page = client.get("/mijn-account/").text
    for words in ("noor@voorbeeldstad.example", "Werk en Meedoen", "vanaf 1 januari 2025", "Ruben Hoekstra"):
        assert words in page


def test_the_shortcuts_can_be_switched_off_and_on(client: CheckingClient, noor: User):
    assert client.post("/mijn-account/", data={"save": "1"}).status_code == 303
    db.session.refresh(noor)
    assert noor.shortcuts is False
    client.post("/mijn-account/", data={"shortcuts": "y"})
    db.session.refresh(noor)
    assert noor.shortcuts is True


def test_nobody_changes_their_own_name_or_role(client: CheckingClient, noor: User):
    client.post("/mijn-account/", data={"name": "Baas", "roles": "administrator", "email": "x@y.example"})
    db.session.refresh(noor)
    assert (noor.name, noor.role_names) == ("Noor Verhagen", {RoleName.PROFESSIONAL})


def test_my_account_is_not_marked_as_one_of_the_pages_of_the_administrator(client_for: ClientFor):
    page = client_for(make_person(RoleName.ADMINISTRATOR)).get("/mijn-account/").text
    assert 'aria-current="true">Mensen' not in page
    assert 'aria-current="true">Mijn account' in page


def test_who_looked_is_told_newest_first_and_only_to_the_person(
    client: CheckingClient, noor: User, ruben: User, client_for: ClientFor
):
    assert "Tot nu toe heeft niemand" in client.get("/mijn-account/wie-keek").text
    manager_id, person_id = ruben.id, noor.id
    db.session.rollback()
    audit.record_look(manager_id, person_id, "Je plan")
    audit.record_look(person_id, person_id, "Iets van mezelf")
    page = client.get("/mijn-account/wie-keek").text
    assert "Ruben Hoekstra" in page
    assert "vandaag om 10:00" in page
    assert "Iets van mezelf" not in page
    assert "Je plan" not in client_for(make_person(RoleName.ADMINISTRATOR)).get("/mijn-account/wie-keek").text


def test_a_manager_of_now_manages_the_members_of_the_team(noor: User, team: Team, ruben: User):
    make_membership(ruben, team, is_manager=True)
    assert queries.people_managed_by(ruben, TODAY) == [noor]
    assert queries.managers_of(noor, TODAY) == [ruben]


def test_a_former_manager_manages_nobody(noor: User, team: Team, ruben: User):
    make_membership(ruben, team, is_manager=True, end=YESTERDAY)
    assert queries.people_managed_by(ruben, TODAY) == []
    assert queries.managers_of(noor, TODAY) == []


def test_a_manager_of_a_former_team_manages_nobody(place: Organisation, team: Team, ruben: User):
    moved = make_person(organisation=place)
    make_membership(moved, team, end=YESTERDAY)
    make_membership(ruben, team, is_manager=True)
    assert queries.people_managed_by(ruben, TODAY) == []


def test_a_manager_whose_role_ended_manages_nobody(noor: User, team: Team, ruben: User):
    make_membership(ruben, team, is_manager=True)
    operations.change_person(ruben, name=ruben.name, job_title="", roles=[RoleName.PROFESSIONAL])
    db.session.commit()
    assert queries.people_managed_by(ruben, TODAY) == []


def test_a_closed_account_is_neither_managed_nor_managing(noor: User, team: Team, ruben: User):
    make_membership(ruben, team, is_manager=True)
    operations.close_account(noor)
    assert queries.people_managed_by(ruben, TODAY) == []
    operations.reopen_account(noor)
    operations.close_account(ruben)
    assert queries.managers_of(noor, TODAY) == []


def test_a_colleague_of_the_team_manages_nobody(place: Organisation, noor: User, team: Team):
    colleague = make_person(organisation=place)
    make_membership(colleague, team)
    assert queries.people_managed_by(colleague, TODAY) == []
