from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import event, select

from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail
from app.people import operations
from app.people.invitations.operations import invite_again
from app.people.models import Organisation, User
from app.people.rules import RoleName
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.people import make_membership, make_organisation, make_person, make_team
from tests.races import at_the_same_moment

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)


@pytest.fixture
def place(app: Flask) -> Organisation:
    return make_organisation("Gemeente Voorbeeldstad")


@pytest.fixture
def client(place: Organisation, client_for: ClientFor) -> CheckingClient:
    return client_for(
        make_person(RoleName.ADMINISTRATOR, organisation=place, name="Marloes Dijkgraaf", password_hash="x")
    )


def mails() -> list[str]:
    return list(db.session.scalars(select(OutboxMail.recipient).order_by(OutboxMail.recipient)))


def test_all_who_never_signed_in_get_the_mail_again_and_nobody_else(client: CheckingClient, place: Organisation):
    for name in ("noor", "bram"):
        make_person(organisation=place, email=f"{name}@voorbeeldstad.example")
    make_person(organisation=place, password_hash="x")
    make_person(email="elders@elders.example")
    make_person(organisation=place).active = False
    db.session.commit()
    assert "Nodig 2 mensen uit" in client.get("/mensen/?account=wacht").text
    assert client.post("/mensen/uitnodigen?account=wacht").location == "/mensen/?account=wacht"
    assert mails() == ["bram@voorbeeldstad.example", "noor@voorbeeldstad.example"]
    page = client.get("/mensen/?account=wacht").text
    assert "2 mensen krijgen een uitnodiging." in page
    assert "Iedereen hier kreeg het afgelopen uur een mail." in page


def test_only_who_had_a_mail_gets_it_again(client: CheckingClient, place: Organisation):
    noor = make_person(organisation=place)
    address = "/mensen/uitnodigen?account=wacht"
    with clock.fixed(NOON):
        client.post(f"/mensen/{noor.id}/uitnodigen")
        assert "De uitnodiging is verstuurd" in client.get(f"/mensen/{noor.id}/").text
    with clock.fixed(NOON + timedelta(hours=1)):
        make_person(organisation=place)
        assert "Stuur alle 2 de mail<" in client.get("/mensen/?account=wacht").text
        assert "2 mensen krijgen de mail." in client.get(client.post(address).location).text
    with clock.fixed(NOON + timedelta(hours=2)):
        assert "Stuur alle 2 de mail opnieuw" in client.get("/mensen/?account=wacht").text
        assert "2 mensen krijgen de mail opnieuw." in client.get(client.post(address).location).text


def test_people_are_held_in_the_order_of_their_ids_before_they_are_marked(app: Flask, place: Organisation):
    noor, said = make_person(organisation=place), list[str]()

    def keep(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", keep)
    try:
        with app.test_request_context():
            invite_again(noor, clock.now())
    finally:
        event.remove(db.engine, "before_cursor_execute", keep)
    marks = next(number for number, one in enumerate(said) if one.startswith("UPDATE users"))
    assert "ORDER BY users.id" in said[marks - 1]


def test_until_the_first_day_the_invitation_says_which_day_that_is(app: Flask, place: Organisation):
    place.starts_on = date(2026, 12, 4)
    noor = make_person(organisation=place)
    with app.test_request_context(), clock.fixed(NOON):
        assert "Vanaf vrijdag 4 december 2026 kun je een zelfscan maken." in operations.invitation_to(noor).body
    with app.test_request_context(), clock.fixed(NOON + timedelta(days=30)):
        assert "kun je een zelfscan maken" not in operations.invitation_to(noor).body


def test_only_those_who_are_listed_get_the_mail(client: CheckingClient, place: Organisation):
    team = make_team(place)
    make_membership(make_person(organisation=place, email="in@voorbeeldstad.example"), team)
    make_person(organisation=place)
    client.post(f"/mensen/uitnodigen?account=wacht&team={team.id}")
    assert mails() == ["in@voorbeeldstad.example"]


def test_nobody_gets_two_within_an_hour(client: CheckingClient, place: Organisation):
    noor = make_person(organisation=place)
    with clock.fixed(NOON):
        client.post(f"/mensen/{noor.id}/uitnodigen")
    for later, count in ((59, 1), (60, 2)):
        with clock.fixed(NOON + timedelta(minutes=later)):
            client.post(f"/mensen/{noor.id}/uitnodigen")
            client.post("/mensen/uitnodigen")
        assert len(mails()) == count


def test_who_has_a_password_is_not_invited(client: CheckingClient, place: Organisation):
    noor = make_person(organisation=place, password_hash="x")
    assert "Er ging geen mail" in client.get(client.post(f"/mensen/{noor.id}/uitnodigen").location).text
    assert mails() == []


def test_two_who_send_it_at_once_send_one(app: Flask, place: Organisation):
    noor = make_person(organisation=place).id

    def send() -> bool:
        with app.test_request_context():
            left = bool(invite_again(db.session.get_one(User, noor), clock.now()).count)
            db.session.commit()
            return left

    assert sorted(at_the_same_moment(app, *[partial(send)] * 2)) == [False, True]
    assert len(mails()) == 1


def test_somebody_of_another_organisation_is_not_found(client: CheckingClient):
    assert client.post(f"/mensen/{make_person().id}/uitnodigen").status_code == 404


def test_the_invited_person_chooses_a_password_and_is_in_at_once(place: Organisation, client_for: ClientFor):
    sem = make_person(organisation=place, name="Sem de Wit", email="sem@voorbeeldstad.example")
    client_for(make_person(RoleName.ADMINISTRATOR, organisation=place)).post(f"/mensen/{sem.id}/uitnodigen")
    body = db.session.scalars(select(OutboxMail.body)).one()
    link = next(line for line in body.splitlines() if "/wachtwoord-vergeten/" in line).removeprefix("http://localhost")
    visitor, password = client_for(None), "een zin om te onthouden"
    page = visitor.get(link).text
    assert "Kies je wachtwoord" in page
    assert "Daarna ben je meteen ingelogd." in page
    chosen = visitor.post(link, data={"password": password, "password_confirm": password})
    assert chosen.location == "/"
    start = visitor.get("/").text
    assert "<h1>Dag Sem</h1>" in start
    assert "Welkom bij Vakspiegel. Je wachtwoord is opgeslagen en je bent ingelogd." in start
    assert "Log in met je nieuwe wachtwoord" not in start
    later = client_for(None).post("/inloggen", data={"email": "sem@voorbeeldstad.example", "password": password})
    assert later.status_code == 302
    notice = db.session.scalars(select(OutboxMail.body).order_by(OutboxMail.id.desc())).first()
    assert notice is not None
    assert "Je hebt een wachtwoord gekozen" in notice


@pytest.mark.parametrize(
    ("roles", "words", "others"),
    [
        ([RoleName.PROFESSIONAL], "maakt een plan", ["Als leidinggevende", "Als HR", "Als beheerder", "Als lid"]),
        ([RoleName.MANAGER], "Als leidinggevende lees je", ["maakt een plan", "Als HR"]),
        ([RoleName.HR], "Als HR-adviseur bepaal je", ["maakt een plan", "Als beheerder"]),
        ([RoleName.ADMINISTRATOR, RoleName.HR], "Als beheerder zorg je", ["maakt een plan"]),
        ([RoleName.COMMITTEE], "Als lid van de kwaliteitscommissie", ["maakt een plan", "Als bestuurslid"]),
        ([RoleName.BOARD], "Als bestuurslid", ["maakt een plan", "Als lid van de kwaliteitscommissie"]),
    ],
)
def test_the_invitation_fits_the_roles(app: Flask, roles: list[RoleName], words: str, others: list[str]):
    with app.test_request_context():
        operations.invite(make_person(*roles))
        body = db.session.scalars(select(OutboxMail.body)).one()
    assert words in body
    assert [one for one in others if one in body] == []
    assert "\n\n\n" not in body
