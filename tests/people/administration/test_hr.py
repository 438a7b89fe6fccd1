from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.db import db
from app.people import operations
from app.people.models import Organisation, User
from app.people.rules import RoleName
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.people import make_membership, make_organisation, make_person, make_team


@pytest.fixture
def place(app: Flask) -> Organisation:
    place = make_organisation("Gemeente Voorbeeldstad")
    place.hr_keeps_people = True
    db.session.commit()
    return place


@pytest.fixture
def ingrid(place: Organisation) -> User:
    return make_person(RoleName.HR, organisation=place, name="Ingrid Postma", password_hash="x")


@pytest.fixture
def client(ingrid: User, client_for: ClientFor) -> CheckingClient:
    return client_for(ingrid)


@pytest.fixture
def marloes(place: Organisation) -> User:
    return make_person(RoleName.ADMINISTRATOR, organisation=place, name="Marloes Dijkgraaf", password_hash="x")


def test_hr_keeps_the_people_where_that_is_allowed_and_as_long_as_it_is(client: CheckingClient, place: Organisation):
    noor = make_person(organisation=place, name="Noor Verhagen")
    assert 'href="/mensen/"' in client.get("/").text
    data = {"name": "Noor Jansen", "job_title": "", "roles": ["professional", "manager"]}
    assert client.post(f"/mensen/{noor.id}/", data=data).status_code == 303
    db.session.refresh(noor)
    assert noor.name == "Noor Jansen"
    place.hr_keeps_people = False
    db.session.commit()
    assert client.get("/mensen/").status_code == 403
    assert 'href="/mensen/"' not in client.get("/").text


def test_hr_makes_nobody_an_administrator(client: CheckingClient, place: Organisation, ingrid: User):
    noor = make_person(organisation=place, name="Noor Verhagen")
    assert "Beheerder" not in client.get(f"/mensen/{noor.id}/").text
    data = {"name": noor.name, "job_title": "", "roles": ["administrator"]}
    assert client.post(f"/mensen/{noor.id}/", data=data).status_code == 422
    person = data | {"email": "sem@v.example", "team": "", "place": "member", "starts_on": ""}
    assert client.post("/mensen/nieuw", data=person).status_code == 422
    with pytest.raises(operations.NotTheirs):
        operations.change_person(noor, name="", job_title="", roles=[RoleName.ADMINISTRATOR], by=ingrid)
    assert db.session.scalars(select(User).where(User.email == "sem@v.example")).all() == []


@pytest.mark.parametrize(
    "page", ["", "team", "sluiten", "uitnodigen", "e-mailadres", "e-mailadres/intrekken", "team/{membership}/"]
)
def test_hr_looks_at_an_administrator_and_changes_nothing(
    client: CheckingClient, place: Organisation, marloes: User, page: str
):
    membership = make_membership(marloes, make_team(place)).id
    looked = client.get(f"/mensen/{marloes.id}/").text
    assert "Alleen een beheerder verandert een beheerder." in looked
    assert f'action="/mensen/{marloes.id}/' not in looked
    assert client.post(f"/mensen/{marloes.id}/{page.format(membership=membership)}").status_code == 403


def test_somebody_who_became_administrator_meanwhile_is_not_changed(place: Organisation, marloes: User, ingrid: User):
    with pytest.raises(operations.NotTheirs):
        operations.change_person(marloes, name="Weg", job_title="", roles=[RoleName.HR], by=ingrid)


def test_hr_that_takes_the_own_role_is_asked_and_then_out(client: CheckingClient, ingrid: User):
    data = {"name": ingrid.name, "job_title": "", "roles": ["professional"]}
    assert "Je neemt jezelf de rol HR-adviseur af." in client.post(f"/mensen/{ingrid.id}/", data=data).text
    assert client.post(f"/mensen/{ingrid.id}/", data=data | {"sure": "y"}).location == "/"
    assert client.get("/mensen/").status_code == 403
