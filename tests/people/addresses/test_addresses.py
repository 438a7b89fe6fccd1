from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail
from app.people import operations
from app.people.models import EmailChange, Organisation, User
from app.people.moving.operations import move_to
from app.people.rules import AddressStatus, RoleName
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.people import make_organisation, make_person

OLD, NEW = "noor@voorbeeldstad.example", "noor.jansen@voorbeeldstad.example"
THIRD = "derde@voorbeeldstad.example"
PASSWORD = "een zin om te onthouden"


@pytest.fixture
def place(app: Flask) -> Organisation:
    return make_organisation("Gemeente Voorbeeldstad")


@pytest.fixture
def noor(place: Organisation) -> User:
    return make_person(organisation=place, name="Noor Jansen", email=OLD, password_hash=hash_password(PASSWORD))


@pytest.fixture
def marloes(place: Organisation) -> User:
    return make_person(RoleName.ADMINISTRATOR, organisation=place, name="Marloes Dijkgraaf", password_hash="x")


@pytest.fixture
def client(noor: User, client_for: ClientFor) -> CheckingClient:
    return client_for(noor)


@pytest.fixture
def visitor(client_for: ClientFor) -> CheckingClient:
    return client_for(None)


@pytest.fixture
def keeper(marloes: User, client_for: ClientFor) -> CheckingClient:
    return client_for(marloes)


def link_to(recipient: str) -> str:
    """The address in the newest mail to this mailbox."""
    body = db.session.scalars(
        select(OutboxMail.body).where(OutboxMail.recipient == recipient).order_by(OutboxMail.id.desc())
    ).first()
    assert body is not None
    return re.findall(r"http://localhost(\S+)", body)[0]


def ask(client: CheckingClient, email: str = NEW, password: str = PASSWORD) -> int:
    return client.post("/mijn-account/e-mailadres", data={"email": email, "password": password}).status_code


def address_of(person: User) -> str:
    db.session.refresh(person)
    return person.email


def test_the_old_address_works_until_the_new_one_is_confirmed(
    client: CheckingClient, visitor: CheckingClient, noor: User
):
    assert ask(client, NEW.upper()) == 303
    assert address_of(noor) == OLD
    assert NEW in client.get("/mijn-account/").text
    link = link_to(NEW)
    assert NEW in visitor.get(link).text
    assert address_of(noor) == OLD
    assert visitor.post(link).status_code == 303
    assert address_of(noor) == NEW
    signed_in = visitor.post("/inloggen", data={"email": NEW, "password": PASSWORD})
    assert signed_in.status_code == 302


def test_who_has_another_address_signs_in_anew_everywhere(client: CheckingClient, visitor: CheckingClient):
    ask(client)
    assert client.get("/mijn-account/").status_code == 200
    visitor.post(link_to(NEW))
    assert client.get("/mijn-account/").status_code == 303


def test_a_link_to_choose_a_password_that_was_mailed_to_the_old_address_stops_working(
    client: CheckingClient, visitor: CheckingClient
):
    visitor.post("/wachtwoord-vergeten", data={"email": OLD})
    reset = link_to(OLD)
    ask(client)
    visitor.post(link_to(NEW))
    assert visitor.get(reset).status_code == 302


def test_a_link_works_once_and_three_days(client: CheckingClient, visitor: CheckingClient, noor: User):
    ask(client)
    link = link_to(NEW)
    with clock.fixed(clock.now() + timedelta(days=3)):
        assert visitor.get(link).status_code == 409
        assert visitor.post(link).status_code == 409
    assert address_of(noor) == OLD
    visitor.post(link)
    assert visitor.post(link).status_code == 409


def test_the_old_mailbox_can_stop_it_before_it_is_confirmed(
    client: CheckingClient, visitor: CheckingClient, noor: User
):
    ask(client)
    confirm, stop = link_to(NEW), link_to(OLD)
    assert "Houd je e-mailadres" in visitor.get(stop).text
    assert visitor.post(stop).status_code == 303
    assert visitor.post(confirm).status_code == 409
    assert address_of(noor) == OLD


def test_the_old_mailbox_can_undo_it_for_seven_days(
    client: CheckingClient, client_for: ClientFor, visitor: CheckingClient, noor: User
):
    ask(client)
    visitor.post(link_to(NEW))
    thief = client_for(noor)
    undo = link_to(OLD)
    with clock.fixed(clock.now() + timedelta(days=7)):
        assert visitor.get(undo).status_code == 409
    assert "Zet je oude e-mailadres terug" in visitor.get(undo).text
    assert visitor.post(undo).location == "/wachtwoord-vergeten"
    assert address_of(noor) == OLD
    assert thief.get("/mijn-account/").status_code == 303
    assert visitor.post(undo).status_code == 409


def test_what_was_undone_does_not_undo_a_later_change(client: CheckingClient, visitor: CheckingClient, noor: User):
    ask(client)
    visitor.post(link_to(NEW))
    first = link_to(OLD)
    noor.email = THIRD
    db.session.commit()
    assert visitor.post(first).status_code == 409
    assert address_of(noor) == THIRD


def test_a_link_that_we_did_not_make_or_is_for_something_else_does_not_exist(
    client: CheckingClient, visitor: CheckingClient
):
    ask(client)
    stop = link_to(OLD)
    for wrong in ("/e-mailadres/1", "/e-mailadres/\x00", stop.removesuffix("/niet-ik"), link_to(NEW) + "/niet-ik"):
        assert visitor.get(wrong).status_code == 404
        assert visitor.post(wrong).status_code == 404


def test_asking_needs_the_password_and_an_address(client: CheckingClient, noor: User):
    assert ask(client, password="iets anders") == 422
    assert ask(client, email="noor") == 422
    assert ask(client, email=OLD) == 422
    assert db.session.scalars(select(EmailChange)).all() == []


def test_nobody_learns_from_asking_whose_an_address_is(client: CheckingClient, visitor: CheckingClient, noor: User):
    taken = make_person(email="bram@elders.example").email
    assert ask(client, taken) == 303
    answer = visitor.post(link_to(taken))
    assert answer.status_code == 409
    assert "hoort al bij een ander account" in answer.text
    assert address_of(noor) == OLD


def test_a_fourth_address_in_a_day_is_refused(client: CheckingClient):
    for number in range(3):
        assert ask(client, f"noor{number}@voorbeeldstad.example") == 303
    assert ask(client, "noor4@voorbeeldstad.example") == 422
    assert [one.status for one in db.session.scalars(select(EmailChange).order_by(EmailChange.id))] == [
        AddressStatus.TAKEN_BACK,
        AddressStatus.TAKEN_BACK,
        AddressStatus.ASKED,
    ]


def test_who_asked_can_take_it_back(client: CheckingClient, visitor: CheckingClient):
    ask(client)
    client.post("/mijn-account/e-mailadres/intrekken")
    assert visitor.post(link_to(NEW)).status_code == 409


def test_an_administrator_says_why_and_the_person_reads_it(
    keeper: CheckingClient, client: CheckingClient, visitor: CheckingClient, noor: User, client_for: ClientFor
):
    page = f"/mensen/{noor.id}/e-mailadres"
    assert keeper.post(page, data={"email": NEW}).status_code == 422
    assert keeper.post(page, data={"email": NEW, "reason": "De mailbox is opgeheven."}).status_code == 303
    assert "De mailbox is opgeheven." in client.get("/mijn-account/").text
    assert address_of(noor) == OLD
    visitor.post(link_to(NEW))
    again = client_for(noor).get("/mijn-account/").text
    assert "gevraagd door Marloes Dijkgraaf: De mailbox is opgeheven." in again


def test_an_administrator_takes_back_what_was_asked(keeper: CheckingClient, visitor: CheckingClient, noor: User):
    keeper.post(f"/mensen/{noor.id}/e-mailadres", data={"email": NEW, "reason": "Getrouwd."})
    assert NEW in keeper.get(f"/mensen/{noor.id}/").text
    keeper.post(f"/mensen/{noor.id}/e-mailadres/intrekken")
    assert visitor.post(link_to(NEW)).status_code == 409


def test_who_never_signed_in_gets_the_right_address_at_once(keeper: CheckingClient, visitor: CheckingClient, place):
    person = {"name": "Sem de Wit", "email": "smm@voorbeeldstad.example", "roles": ["professional"]}
    keeper.post("/mensen/nieuw", data=person | {"team": "", "place": "member", "starts_on": ""})
    wrong = link_to("smm@voorbeeldstad.example")
    sem = db.session.scalars(select(User).where(User.email == "smm@voorbeeldstad.example")).one()
    assert "logde nog niet in" in keeper.get(f"/mensen/{sem.id}/e-mailadres").text
    keeper.post(f"/mensen/{sem.id}/e-mailadres", data={"email": "sem@voorbeeldstad.example"})
    assert address_of(sem) == "sem@voorbeeldstad.example"
    assert "Kies je wachtwoord" in visitor.get(link_to("sem@voorbeeldstad.example")).text
    assert visitor.get(wrong).status_code == 302


def test_an_administrator_hears_that_an_address_is_taken(keeper: CheckingClient, noor: User):
    taken = make_person(email="bram@elders.example").email
    answer = keeper.post(f"/mensen/{noor.id}/e-mailadres", data={"email": taken, "reason": "Anders."})
    assert answer.status_code == 422
    assert "al in gebruik" in answer.text


def test_a_closed_account_keeps_its_address(client: CheckingClient, visitor: CheckingClient, noor: User):
    ask(client)
    operations.close_account(noor)
    db.session.commit()
    assert visitor.post(link_to(NEW)).status_code == 409
    assert address_of(noor) == OLD


def test_what_was_asked_before_the_account_closed_or_opened_again_is_over(
    client: CheckingClient, visitor: CheckingClient, noor: User
):
    ask(client)
    operations.close_account(noor)
    operations.reopen_account(noor)
    db.session.commit()
    assert visitor.post(link_to(NEW)).status_code == 409
    assert address_of(noor) == OLD


def test_what_was_asked_before_a_move_is_over(client: CheckingClient, visitor: CheckingClient, noor: User):
    ask(client)
    move_to(noor, make_organisation("Gemeente Elders"), clock.today())
    db.session.commit()
    assert visitor.post(link_to(NEW)).status_code == 409
    assert address_of(noor) == OLD


def test_a_link_is_over_when_the_address_became_another_in_the_meantime(
    client: CheckingClient, visitor: CheckingClient, noor: User
):
    ask(client)
    noor.email = THIRD
    db.session.commit()
    assert visitor.post(link_to(NEW)).status_code == 409
    assert address_of(noor) == THIRD


def test_the_first_mailbox_undoes_all_that_came_after_it(
    client: CheckingClient, client_for: ClientFor, visitor: CheckingClient, noor: User
):
    ask(client)
    visitor.post(link_to(NEW))
    first = link_to(OLD)
    ask(client_for(noor), THIRD)
    visitor.post(link_to(THIRD))
    second = link_to(NEW)
    assert address_of(noor) == THIRD
    assert visitor.post(first).status_code == 303
    assert address_of(noor) == OLD
    assert visitor.post(second).status_code == 409
    assert address_of(noor) == OLD


def test_nobody_else_gets_an_address_that_may_still_be_put_back(
    client: CheckingClient, client_for: ClientFor, keeper: CheckingClient, visitor: CheckingClient, noor: User
):
    ask(client)
    visitor.post(link_to(NEW))
    place = noor.organisation
    with pytest.raises(operations.EmailTaken):
        operations.add_person(place, name="Noor Bos", email=OLD.upper(), roles=[])
    other = make_person(organisation=place, password_hash="x")
    asked = keeper.post(f"/mensen/{other.id}/e-mailadres", data={"email": OLD, "reason": "Anders."})
    assert (asked.status_code, "al in gebruik" in asked.text) == (422, True)
    operations.check_free(OLD, noor)
    with clock.fixed(clock.now() + timedelta(days=7)):
        operations.check_free(OLD)


def test_the_mailbox_of_the_employer_before_takes_nobody_back(
    client: CheckingClient, visitor: CheckingClient, noor: User
):
    ask(client)
    visitor.post(link_to(NEW))
    undo = link_to(OLD)
    with clock.fixed(clock.now() + timedelta(days=1)):
        move_to(noor, make_organisation("Gemeente Elders"), clock.today())
        db.session.commit()
        assert visitor.get(undo).status_code == 409
        assert visitor.post(undo).status_code == 409
    assert address_of(noor) == NEW


def test_a_change_that_somebody_else_asked_is_undone_also_after_a_move(
    keeper: CheckingClient, visitor: CheckingClient, noor: User
):
    keeper.post(f"/mensen/{noor.id}/e-mailadres", data={"email": NEW, "reason": "Anders."})
    visitor.post(link_to(NEW))
    with clock.fixed(clock.now() + timedelta(days=1)):
        move_to(noor, make_organisation("Gemeente Elders"), clock.today())
        db.session.commit()
        assert visitor.post(link_to(OLD)).status_code == 303
    assert address_of(noor) == OLD


@pytest.mark.parametrize("role", [RoleName.BOARD, RoleName.COMMITTEE])
def test_nobody_asks_another_address_for_who_decides_at_the_register(
    keeper: CheckingClient, place: Organisation, role: RoleName
):
    member = make_person(role, organisation=place, password_hash="x")
    answer = keeper.post(f"/mensen/{member.id}/e-mailadres", data={"email": NEW, "reason": "Anders."})
    assert (answer.status_code, "verandert het e-mailadres zelf" in answer.text) == (422, True)
    assert db.session.scalars(select(EmailChange)).all() == []
