from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.db import db
from app.core.mail import OutboxMail
from app.people import operations
from app.people.models import Organisation, Team, TeamMembership, User
from app.people.rules import LeadKind, Period, RoleName
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.people import make_membership, make_person, make_team
from tests.races import at_the_same_moment

TODAY = date(2026, 11, 20)


def answers(**changes: object) -> dict[str, object]:
    values = {
        "name": "Sem de Wit",
        "email": "Sem@Voorbeeldstad.example",
        "job_title": "Klantmanager",
        "roles": ["professional"],
        "team": "",
        "place": "member",
        "starts_on": "2026-12-01",
    }
    return values | changes


def newest(model: type[User]) -> User:
    person = db.session.scalar(select(model).order_by(model.id.desc()))
    assert person is not None
    return person


def test_after_adding_somebody_the_next_one_is_a_press_away(client: CheckingClient):
    added = client.post("/mensen/nieuw", data=answers()).location
    assert "Voeg nog iemand toe" in client.get(added).text
    assert "Voeg nog iemand toe" not in client.get(added.split("?")[0]).text


def test_a_new_person_gets_a_mail_with_a_link_to_choose_a_password(client: CheckingClient, team: Team):
    response = client.post("/mensen/nieuw", data=answers(team=str(team.id)))
    sem = newest(User)
    assert response.location == f"/mensen/{sem.id}/?nieuw=1"
    assert (sem.email, sem.role_names) == ("sem@voorbeeldstad.example", {RoleName.PROFESSIONAL})
    assert [(m.team.name, m.starts_on) for m in sem.memberships] == [("Werk en Meedoen", date(2026, 12, 1))]
    message = db.session.scalars(select(OutboxMail)).one()
    assert message.recipient == "sem@voorbeeldstad.example"
    link = next(line for line in message.body.splitlines() if "/wachtwoord-vergeten/" in line)
    assert link.startswith("http://localhost/")


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": "  "}, "name", "Vul een naam in."),
        ({"email": ""}, "email", "Vul een e-mailadres in."),
        ({"email": "sem"}, "email", "geen geldig e-mailadres"),
        ({"email": "NOOR@voorbeeldstad.example"}, "email", "al in gebruik"),
        ({"roles": []}, "roles", "Kies minstens één rol."),
        ({"roles": ["koning"]}, "roles", ""),
        ({"team": "999"}, "team", ""),
    ],
)
def test_what_is_wrong_with_a_new_person_is_said_beside_its_field(
    client: CheckingClient, noor: User, change: dict[str, object], field: str, sentence: str
):
    response = client.post("/mensen/nieuw", data=answers(**change))
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert sentence in response.text
    assert newest(User).name != "Sem de Wit"
    assert db.session.scalars(select(OutboxMail)).all() == []


def test_a_leader_of_a_team_needs_the_role_and_a_team_needs_a_date(client: CheckingClient, team: Team):
    leader = client.post("/mensen/nieuw", data=answers(team=str(team.id), place="hierarchical"))
    assert 'id="place-error"' in leader.text
    acting = answers(team=str(team.id), place="acting", roles=["professional", "manager"])
    assert "tot en met welke dag" in client.post("/mensen/nieuw", data=acting).text
    undated = client.post("/mensen/nieuw", data=answers(team=str(team.id), starts_on=""))
    assert 'id="starts_on-error"' in undated.text


def test_who_is_new_can_act_for_a_leader_until_a_day_on_which_the_team_is_there(
    client: CheckingClient, team: Team
) -> None:
    team.closed_on = date(2026, 12, 31)
    db.session.commit()
    acting = answers(team=str(team.id), place="acting", roles=["professional", "manager"], ends_on="2027-01-01")
    late = client.post("/mensen/nieuw", data=acting)
    assert late.status_code == 422
    assert "stopt voor die dag" in late.text
    assert client.post("/mensen/nieuw", data=acting | {"ends_on": "2026-12-31"}).status_code == 303
    (place,) = db.session.scalars(select(TeamMembership).where(TeamMembership.team_id == team.id)).all()
    assert (place.lead, place.ends_on) == (LeadKind.ACTING, date(2026, 12, 31))


def test_two_administrators_who_add_the_same_address_at_once_are_both_answered(
    app: Flask, client_for: ClientFor, marloes: User
):
    def add(client: CheckingClient) -> object:
        response = client.post("/mensen/nieuw", data=answers())
        return response.status_code, "al in gebruik" in response.text

    outcomes = at_the_same_moment(app, partial(add, client_for(marloes)), partial(add, client_for(marloes)))
    assert sorted(outcomes) == [(303, False), (422, True)]
    assert len(db.session.scalars(select(OutboxMail)).all()) == 1


def test_an_administrator_changes_name_job_title_and_roles(client: CheckingClient, noor: User):
    data = {"name": "Noor de Vries", "job_title": "Teamleider", "roles": ["professional", "manager"]}
    assert client.post(f"/mensen/{noor.id}/", data=data).status_code == 303
    db.session.refresh(noor)
    assert (noor.name, noor.job_title) == ("Noor de Vries", "Teamleider")
    assert noor.role_names == {RoleName.PROFESSIONAL, RoleName.MANAGER}


def test_the_last_administrator_keeps_the_role_and_the_account(client: CheckingClient, marloes: User):
    data = {"name": marloes.name, "job_title": "", "roles": ["professional"]}
    response = client.post(f"/mensen/{marloes.id}/", data=data)
    assert response.status_code == 422
    assert "minstens één beheerder" in response.text
    closing = client.post(f"/mensen/{marloes.id}/sluiten")
    assert closing.status_code == 409
    assert "minstens één beheerder" in closing.text
    db.session.refresh(marloes)
    assert marloes.active
    assert RoleName.ADMINISTRATOR in marloes.role_names


def test_a_closed_administrator_does_not_count_as_another_one(
    client: CheckingClient, place: Organisation, marloes: User
):
    other = make_person(RoleName.ADMINISTRATOR, organisation=place)
    make_person(RoleName.ADMINISTRATOR)
    operations.close_account(other)
    db.session.commit()
    assert client.post(f"/mensen/{marloes.id}/sluiten").status_code == 409


def test_an_administrator_with_a_successor_can_leave(client: CheckingClient, place: Organisation, marloes: User):
    make_person(RoleName.ADMINISTRATOR, organisation=place)
    data = {"name": marloes.name, "job_title": "", "roles": ["professional"]}
    asked = client.post(f"/mensen/{marloes.id}/", data=data)
    assert asked.status_code == 422
    assert "Je neemt jezelf de rol Beheerder af." in asked.text
    assert client.get("/mensen/").status_code == 200
    assert client.post(f"/mensen/{marloes.id}/", data=data | {"sure": "y"}).location == "/"
    assert client.get("/mensen/").status_code == 403


def test_an_account_is_closed_after_a_question_and_can_be_opened_again(client: CheckingClient, noor: User):
    assert "Sluit je het account van Noor Verhagen?" in client.get(f"/mensen/{noor.id}/sluiten").text
    db.session.refresh(noor)
    assert noor.active
    client.post(f"/mensen/{noor.id}/sluiten")
    db.session.refresh(noor)
    assert not noor.active
    assert "Dit account is gesloten." in client.get(f"/mensen/{noor.id}/").text
    assert "Open je het account van Noor Verhagen weer?" in client.get(f"/mensen/{noor.id}/heropenen").text
    client.post(f"/mensen/{noor.id}/heropenen")
    db.session.refresh(noor)
    assert noor.active


def test_a_person_joins_a_team_from_a_day(client: CheckingClient, noor: User, team: Team):
    data = {"team": str(team.id), "place": "member", "starts_on": "1-12-2026", "ends_on": ""}
    assert client.post(f"/mensen/{noor.id}/team", data=data).status_code == 303
    db.session.refresh(noor)
    assert [m.period for m in noor.memberships] == [Period(date(2026, 12, 1))]
    assert "Begint later" in client.get(f"/mensen/{noor.id}/").text


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"starts_on": "2026-06-01"}, "starts_on", "al in dit team"),
        ({"starts_on": ""}, "starts_on", "Vul in vanaf welke dag."),
        ({"starts_on": "morgen"}, "starts_on", "Vul een datum in"),
        ({"starts_on": "2027-02-01", "ends_on": "2027-01-01"}, "ends_on", "vóór de eerste dag"),
        ({"team": ""}, "team", "Kies een team."),
        ({"place": "hierarchical"}, "place", "rol leidinggevende"),
    ],
)
def test_what_is_wrong_with_a_membership_is_said_beside_its_field(
    client: CheckingClient, noor: User, team: Team, change: dict[str, str], field: str, sentence: str
):
    make_membership(noor, team)
    data = {"team": str(team.id), "place": "member", "starts_on": "2027-01-01", "ends_on": ""}
    response = client.post(f"/mensen/{noor.id}/team", data=data | change)
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert sentence in response.text
    db.session.refresh(noor)
    assert len(noor.memberships) == 1


def test_a_membership_ends_on_a_day(client: CheckingClient, noor: User, team: Team):
    membership = make_membership(noor, team)
    page = f"/mensen/{noor.id}/team/{membership.id}/"
    assert "Wanneer stopt Noor in Werk en Meedoen?" in client.get(page).text
    assert client.post(page, data={"last_day": "2024-12-31"}).status_code == 422
    assert client.post(page, data={"last_day": "2026-11-19"}).status_code == 303
    db.session.refresh(membership)
    assert membership.ends_on == date(2026, 11, 19)
    assert "Voorbij" in client.get(f"/mensen/{noor.id}/").text


def test_a_last_day_that_runs_into_the_next_time_in_the_team_is_refused(client: CheckingClient, noor: User, team: Team):
    first = make_membership(noor, team, end=date(2026, 11, 30))
    make_membership(noor, team, start=date(2027, 1, 1))
    response = client.post(f"/mensen/{noor.id}/team/{first.id}/", data={"last_day": "2027-02-01"})
    assert response.status_code == 422
    assert "al in dit team" in response.text


def test_only_a_membership_that_has_not_begun_can_be_taken_away(client: CheckingClient, noor: User, team: Team):
    running = make_membership(noor, team, end=TODAY)
    coming = make_membership(noor, team, start=date(2026, 12, 1))
    assert client.post(f"/mensen/{noor.id}/team/{running.id}/weghalen").status_code == 409
    assert client.post(f"/mensen/{noor.id}/team/{coming.id}/weghalen").status_code == 303
    db.session.refresh(noor)
    assert [m.id for m in noor.memberships] == [running.id]


def test_a_leader_without_the_role_is_pointed_out(client: CheckingClient, noor: User, team: Team):
    make_membership(noor, team, is_manager=True)
    assert "Zonder die rol ziet deze persoon niets van het team." in client.get(f"/mensen/{noor.id}/").text


PAGES = ["", "team", "team/{membership}/", "team/{membership}/weghalen", "uitnodigen", "sluiten", "heropenen"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_people_of_another_organisation_do_not_exist_here(client: CheckingClient, page: str, method: str):
    stranger = make_person(name="Vreemde Vogel")
    membership = make_membership(stranger, make_team(stranger.organisation))
    address = f"/mensen/{stranger.id}/{page.format(membership=membership.id)}"
    response = getattr(client, method)(address)
    assert response.status_code in ((404, 405) if method == "get" else (404,))
    assert "Vreemde" not in client.get("/mensen/").text
    db.session.refresh(stranger)
    assert stranger.active


def test_a_team_of_another_organisation_does_not_exist_here(client: CheckingClient, noor: User):
    strange = make_team(name="Vreemd team")
    assert client.get(f"/mensen/teams/{strange.id}/").status_code == 404
    data = {"team": str(strange.id), "place": "member", "starts_on": "2026-12-01"}
    assert client.post(f"/mensen/{noor.id}/team", data=data).status_code == 422
    assert client.post("/mensen/nieuw", data=answers(team=str(strange.id))).status_code == 422


def test_a_membership_of_somebody_else_is_not_found_under_this_person(
    client: CheckingClient, place: Organisation, noor: User, team: Team
):
    other = make_membership(make_person(organisation=place), team)
    assert client.get(f"/mensen/{noor.id}/team/{other.id}/").status_code == 404


@pytest.mark.parametrize("role", [RoleName.PROFESSIONAL, RoleName.MANAGER, RoleName.HR])
@pytest.mark.parametrize("page", ["", "nieuw", "teams/", "{person}/", "{person}/sluiten"])
def test_only_an_administrator_gets_in(
    client_for: ClientFor, place: Organisation, noor: User, role: RoleName, page: str
):
    viewer = make_person(role, organisation=place)
    assert client_for(viewer).get(f"/mensen/{page.format(person=noor.id)}").status_code == 403


def test_a_role_that_ends_is_refused_at_the_next_request(client: CheckingClient, place: Organisation, marloes: User):
    make_person(RoleName.ADMINISTRATOR, organisation=place)
    assert client.get("/mensen/").status_code == 200
    operations.change_person(marloes, name=marloes.name, job_title="", roles=[RoleName.PROFESSIONAL])
    db.session.commit()
    assert client.get("/mensen/").status_code == 403
