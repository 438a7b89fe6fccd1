from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

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
    operations.close_account(make_person(organisation=place))
    db.session.commit()
    assert "Stuur alle 2 de mail opnieuw" in client.get("/mensen/?account=wacht").text
    assert client.post("/mensen/uitnodigen?account=wacht").location == "/mensen/?account=wacht"
    assert mails() == ["bram@voorbeeldstad.example", "noor@voorbeeldstad.example"]
    page = client.get("/mensen/?account=wacht").text
    assert "2 mensen krijgen de mail opnieuw." in page
    assert "Iedereen hier kreeg het afgelopen uur een mail." in page


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
            left = invite_again(db.session.get_one(User, noor), clock.now())
            db.session.commit()
            return left

    assert sorted(at_the_same_moment(app, *[partial(send)] * 2)) == [False, True]
    assert len(mails()) == 1


def test_somebody_of_another_organisation_is_not_found(client: CheckingClient):
    assert client.post(f"/mensen/{make_person().id}/uitnodigen").status_code == 404
