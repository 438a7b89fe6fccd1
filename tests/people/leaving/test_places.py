"""What becomes of the teams of who leaves, leaves on another day, stays after all, or is closed at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.db import db
from app.core.mail import OutboxMail
from app.people import operations
from app.people.models import Organisation, Team, User
from app.people.operations import LeavesBefore, join_team
from app.people.queries import people_managed_by
from app.people.rules import Period, RoleName
from app.structure.queries import places_in
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.people import make_membership, make_organisation, make_person, make_team

TODAY = date(2026, 11, 20)
LAST_DAY = date(2026, 11, 27)
LATER = date(2026, 12, 31)


@pytest.fixture
def place(app: Flask) -> Organisation:
    return make_organisation("Gemeente Voorbeeldstad")


@pytest.fixture
def team(place: Organisation) -> Team:
    return make_team(place, "Werk en Meedoen")


@pytest.fixture
def noor(place: Organisation, team: Team) -> User:
    noor = make_person(organisation=place, name="Noor Verhagen", password_hash="x")
    make_membership(noor, team, start=date(2026, 1, 1))
    return noor


@pytest.fixture
def ruben(place: Organisation, team: Team) -> User:
    ruben = make_person(RoleName.MANAGER, organisation=place, name="Ruben Hoekstra", password_hash="x")
    make_membership(ruben, team, is_manager=True)
    return ruben


@pytest.fixture
def hanna(place: Organisation) -> User:
    return make_person(RoleName.MANAGER, organisation=place, name="Hanna Smit", password_hash="x")


@pytest.fixture
def client(place: Organisation, client_for: ClientFor) -> CheckingClient:
    return client_for(make_person(RoleName.ADMINISTRATOR, organisation=place, name="Marloes", password_hash="x"))


def leave(client: CheckingClient, person: User, day: date = LAST_DAY, **more: str) -> int:
    return client.post(f"/mensen/{person.id}/vertrek", data={"last_day": day.isoformat(), **more}).status_code


def days_of(person: User) -> list[tuple[date, date | None]]:
    db.session.expire_all()
    return [(one.starts_on, one.ends_on) for one in person.memberships]


def test_a_last_day_in_the_past_takes_away_no_place_that_had_begun(client: CheckingClient, place, noor: User):
    make_membership(noor, make_team(place, "Schulden"), start=date(2026, 11, 10))
    make_membership(noor, make_team(place, "Later"), start=date(2026, 12, 1))
    assert leave(client, noor, date(2026, 11, 2)) == 303
    assert days_of(noor) == [(date(2026, 1, 1), date(2026, 11, 2)), (date(2026, 11, 10), date(2026, 11, 10))]


def test_a_last_day_of_more_than_a_year_ago_is_refused(client: CheckingClient, noor: User):
    assert leave(client, noor, date(2016, 11, 27)) == 422
    assert days_of(noor) == [(date(2026, 1, 1), None)]


def test_another_last_day_moves_the_teams_and_who_takes_over(
    client: CheckingClient, team: Team, noor: User, ruben: User, hanna: User
):
    leave(client, ruben, **{f"team_{team.id}": str(hanna.id)})
    assert leave(client, ruben, LATER) == 303
    assert [end for _, end in days_of(ruben)] == [LATER]
    assert days_of(hanna) == [(date(2027, 1, 1), None)]
    assert people_managed_by(ruben, LATER) == [noor]


def test_who_stays_is_in_the_teams_again_and_nobody_takes_over(
    client: CheckingClient, team: Team, ruben: User, hanna: User
):
    leave(client, ruben, **{f"team_{team.id}": str(hanna.id)})
    client.post(f"/mensen/{ruben.id}/blijft")
    assert "Ruben Hoekstra blijft, ook in Werk en Meedoen." in client.get(f"/mensen/{ruben.id}/").text
    assert [end for _, end in days_of(ruben)] == [None]
    assert days_of(hanna) == []


def test_who_stays_keeps_the_end_of_a_team_that_stops(client: CheckingClient, team: Team, noor: User):
    leave(client, noor)
    team.closed_on = LATER
    db.session.commit()
    client.post(f"/mensen/{noor.id}/blijft")
    assert days_of(noor) == [(date(2026, 1, 1), LAST_DAY)]


def test_closing_now_ends_the_teams_today_and_asks_who_takes_over(
    client: CheckingClient, team: Team, noor: User, ruben: User, hanna: User
):
    page = client.get(f"/mensen/{ruben.id}/sluiten").text
    assert "De teams stoppen vandaag." in page
    assert "Wie leidt Werk en Meedoen daarna?" in page
    client.post(f"/mensen/{ruben.id}/sluiten", data={f"team_{team.id}": str(hanna.id)})
    assert [end for _, end in days_of(ruben)] == [TODAY]
    assert people_managed_by(hanna, TODAY) == [noor]
    assert [one.user for one in places_in(team, TODAY).leading] == [hanna]


def test_nobody_enters_a_team_after_the_last_day_or_stays_longer(
    client: CheckingClient, place: Organisation, noor: User
):
    leave(client, noor)
    other = make_team(place, "Schulden")
    with pytest.raises(LeavesBefore):
        join_team(noor, other, period=Period(date(2026, 11, 28)))
    assert join_team(noor, other, period=Period(TODAY)).ends_on == LAST_DAY


def test_who_became_administrator_meanwhile_is_not_changed_by_hr(place: Organisation, team: Team, noor: User):
    hr = make_person(RoleName.HR, organisation=place, password_hash="x")
    operations.change_person(noor, name=noor.name, job_title="", roles=[RoleName.ADMINISTRATOR])
    for write in (
        lambda: operations.close_account(noor, hr),
        lambda: operations.reopen_account(noor, hr),
        lambda: operations.leave_team(noor.memberships[0], TODAY, hr),
    ):
        with pytest.raises(operations.NotTheirs):
            write()


def test_an_empty_last_day_of_a_place_that_would_end_means_that_it_goes_on(
    client: CheckingClient, team: Team, noor: User
):
    place = noor.memberships[0]
    for address in (f"/mensen/{noor.id}/team/{place.id}/", f"/mensen/teams/{team.id}/plek/{place.id}/"):
        assert client.post(address, data={"last_day": "", "then": ""}).status_code == 422
        client.post(address, data={"last_day": LATER.isoformat(), "then": ""})
        assert days_of(noor) == [(date(2026, 1, 1), LATER)]
        assert "Laat leeg als er geen laatste dag meer is." in client.get(address).text
        assert client.post(address, data={"last_day": "", "then": ""}).status_code == 303
        assert days_of(noor) == [(date(2026, 1, 1), None)]


@pytest.mark.parametrize(
    ("contact", "asked"),
    [("register@beroep.example", "register@beroep.example"), ("", "Team Vakspiegel, vakspiegel@voorbeeldstad.example")],
)
def test_who_is_closed_reads_whom_to_ask_about_the_register(
    app: Flask, monkeypatch: pytest.MonkeyPatch, place: Organisation, noor: User, contact: str, asked: str
):
    monkeypatch.setitem(app.extensions, "vakspiegel", replace(app.extensions["vakspiegel"], contact=contact))
    place.contact_name, place.contact_email = "Team Vakspiegel", "vakspiegel@voorbeeldstad.example"
    operations.close_account(noor)
    assert f"Vraag het via {asked}." in db.session.scalars(select(OutboxMail.body)).one()


def test_the_list_says_until_when_somebody_is_there(client: CheckingClient, noor: User):
    leave(client, noor)
    assert "Tot en met 27 november" in client.get("/mensen/").text
