from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.jobs.doing import do
from app.core.mail import OutboxMail
from app.people.leaving.jobs import KIND
from app.people.models import Organisation, Team, User
from app.people.queries import people_managed_by
from app.people.rules import RoleName
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.people import make_membership, make_organisation, make_person, make_team

LAST_DAY = date(2026, 11, 27)
ON_THE_LAST_DAY = datetime(2026, 11, 27, 20, tzinfo=UTC)
THE_DAY_AFTER = datetime(2026, 11, 28, 8, tzinfo=UTC)
PASSWORD = "een zin om te onthouden"


@pytest.fixture
def place(app: Flask) -> Organisation:
    return make_organisation("Gemeente Voorbeeldstad")


@pytest.fixture
def team(place: Organisation) -> Team:
    return make_team(place, "Werk en Meedoen")


@pytest.fixture
def marloes(place: Organisation) -> User:
    return make_person(RoleName.ADMINISTRATOR, organisation=place, name="Marloes Dijkgraaf", password_hash="x")


@pytest.fixture
def noor(place: Organisation, team: Team) -> User:
    noor = make_person(organisation=place, name="Noor Verhagen", password_hash=hash_password(PASSWORD))
    make_membership(noor, team)
    return noor


@pytest.fixture
def ruben(place: Organisation, team: Team) -> User:
    ruben = make_person(RoleName.MANAGER, organisation=place, name="Ruben Hoekstra", password_hash="x")
    make_membership(ruben, team, is_manager=True)
    return ruben


@pytest.fixture
def client(marloes: User, client_for: ClientFor) -> CheckingClient:
    return client_for(marloes)


def leave(client: CheckingClient, person: User, day: date = LAST_DAY, **more: str) -> int:
    return client.post(f"/mensen/{person.id}/vertrek", data={"last_day": day.isoformat(), **more}).status_code


def came_of_the_job() -> str:
    done = do(KIND.key, at_once=True)
    assert done is not None
    return done.result


def test_somebody_gets_in_until_the_last_day_and_not_after(client: CheckingClient, noor: User, client_for: ClientFor):
    assert leave(client, noor) == 303
    hers = client_for(noor)
    with clock.fixed(ON_THE_LAST_DAY):
        hers = client_for(noor)
        assert hers.get("/").status_code == 200
    with clock.fixed(THE_DAY_AFTER):
        assert hers.get("/").status_code == 303
        answer = client_for(None).post("/inloggen", data={"email": noor.email, "password": PASSWORD})
        assert answer.status_code == 422
        assert came_of_the_job() == "1 account gesloten."
        assert came_of_the_job() == ""
    db.session.refresh(noor)
    assert not noor.active


def test_teams_end_on_the_last_day_and_what_had_not_begun_is_gone(
    client: CheckingClient, place: Organisation, noor: User
):
    make_membership(noor, make_team(place), start=date(2027, 1, 1))
    leave(client, noor)
    db.session.refresh(noor)
    assert [one.ends_on for one in noor.memberships] == [LAST_DAY]


def test_the_person_hears_it_and_reads_what_to_do_before(client: CheckingClient, noor: User):
    leave(client, noor)
    mail = db.session.scalars(select(OutboxMail)).one()
    assert mail.recipient == noor.email
    assert "vrijdag 27 november" in mail.body


def test_who_leads_a_team_alone_is_asked_who_takes_over(
    client: CheckingClient, place: Organisation, team: Team, noor: User, ruben: User
):
    hanna = make_person(RoleName.MANAGER, organisation=place, name="Hanna Smit", password_hash="x")
    assert "Wie leidt Werk en Meedoen daarna?" in client.get(f"/mensen/{ruben.id}/vertrek").text
    assert leave(client, ruben, **{f"team_{team.id}": str(noor.id)}) == 422
    assert leave(client, ruben, **{f"team_{team.id}": str(hanna.id)}) == 303
    assert people_managed_by(ruben, LAST_DAY) == [noor]
    assert people_managed_by(hanna, LAST_DAY) == []
    assert people_managed_by(hanna, date(2026, 11, 28)) == [noor]


def test_nobody_is_asked_about_a_team_with_another_leader(
    client: CheckingClient, place: Organisation, team: Team, ruben: User
):
    make_membership(make_person(RoleName.MANAGER, organisation=place), team, is_manager=True)
    assert "daarna?" not in client.get(f"/mensen/{ruben.id}/vertrek").text


def test_a_last_day_that_is_over_closes_the_account_now(client: CheckingClient, noor: User):
    leave(client, noor, date(2026, 11, 19))
    db.session.refresh(noor)
    assert not noor.active


def test_somebody_can_stay_after_all(client: CheckingClient, noor: User):
    leave(client, noor)
    assert "vrijdag 27 november" in client.get(f"/mensen/{noor.id}/").text
    client.post(f"/mensen/{noor.id}/blijft")
    db.session.refresh(noor)
    assert noor.leaves_on is None
    with clock.fixed(datetime(2027, 1, 1, 8, tzinfo=UTC)):
        assert came_of_the_job() == ""


def test_who_comes_back_has_all_and_hears_it(client: CheckingClient, noor: User):
    leave(client, noor, date(2026, 11, 19))
    client.post(f"/mensen/{noor.id}/heropenen")
    db.session.refresh(noor)
    assert noor.is_active
    subjects = db.session.scalars(select(OutboxMail.subject).order_by(OutboxMail.id)).all()
    assert subjects == [
        "Je laatste dag in Vakspiegel",
        "Je account van Vakspiegel is gesloten",
        "Je account van Vakspiegel is weer open",
    ]


def test_the_last_administrator_who_stays_does_not_leave(client: CheckingClient, place: Organisation, marloes: User):
    other = make_person(RoleName.ADMINISTRATOR, organisation=place, password_hash="x")
    assert leave(client, other) == 303
    assert leave(client, marloes) == 422
    db.session.refresh(marloes)
    assert marloes.leaves_on is None


def test_a_last_day_is_asked(client: CheckingClient, noor: User):
    assert client.post(f"/mensen/{noor.id}/vertrek", data={"last_day": ""}).status_code == 422


def test_the_command_closes_them(app: Flask, client: CheckingClient, noor: User):
    leave(client, noor)
    with clock.fixed(THE_DAY_AFTER):
        answer = app.test_cli_runner().invoke(args=["people", "close-leavers"])
    assert "Accounts sluiten na de laatste dag: 1 account gesloten." in answer.stdout
