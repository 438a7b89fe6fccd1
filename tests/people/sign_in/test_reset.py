from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import select

from app.core import mail
from app.core.db import db
from app.core.mail import OutboxMail
from app.people import operations
from app.people.models import User
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.people import make_person
from tests.people.sign_in.hashes import hashes_of

OLD, NEW = "een zin om te onthouden", "een heel andere zin"
ADDRESS = "noor@voorbeeldstad.example"


@pytest.fixture
def noor(app: Flask) -> User:
    return make_person(name="Noor Verhagen", email=ADDRESS, password_hash=hash_password(OLD))


def ask(client: CheckingClient, email: str = ADDRESS):
    return client.post("/wachtwoord-vergeten", data={"email": email})


def link_in_newest_mail() -> str:
    body = db.session.scalar(select(OutboxMail.body).order_by(OutboxMail.id.desc())) or ""
    found = re.search(r"http://localhost(/wachtwoord-vergeten/\S+)", body)
    assert found, body
    return found[1]


def choose(client: CheckingClient, link: str, new: str = NEW, again: str = NEW):
    return client.post(link, data={"password": new, "password_confirm": again})


def test_the_mail_holds_a_link_to_choose_a_new_password(noor: User, client: CheckingClient):
    assert ask(client).status_code == 200
    message = db.session.scalars(select(OutboxMail)).one()
    assert message.recipient == ADDRESS
    assert message.subject == "Kies een nieuw wachtwoord voor Vakspiegel"
    assert message.body.startswith("Dag Noor,")
    link = link_in_newest_mail()
    assert "Kies een nieuw wachtwoord" in client.get(link).text
    assert choose(client, link).location == "/inloggen"
    assert "Je wachtwoord is opgeslagen" in client.get("/inloggen").text
    assert client.post("/inloggen", data={"email": ADDRESS, "password": OLD}).status_code == 422
    assert client.post("/inloggen", data={"email": ADDRESS, "password": NEW}).status_code == 302


def test_only_a_first_password_signs_in(noor: User, client: CheckingClient):
    ask(client)
    choose(client, link_in_newest_mail())
    assert client.get("/mijn-account/").status_code == 303


def test_a_first_password_that_will_not_do_signs_nobody_in(noor: User, client: CheckingClient):
    noor.password = None
    db.session.commit()
    ask(client)
    link = link_in_newest_mail()
    assert choose(client, link, "kort", "kort").status_code == 422
    assert client.get("/mijn-account/").status_code == 303
    assert choose(client, link).location == "/"
    assert client.get("/mijn-account/").status_code == 200
    assert choose(client, link).location == "/wachtwoord-vergeten"


def test_an_invitation_of_a_closed_account_signs_nobody_in(noor: User, client: CheckingClient):
    noor.password = None
    db.session.commit()
    ask(client)
    link = link_in_newest_mail()
    operations.close_account(noor)
    db.session.commit()
    assert choose(client, link).location == "/wachtwoord-vergeten"
    assert client.get("/mijn-account/").status_code == 303


def test_who_chooses_a_first_password_where_another_is_signed_in_takes_their_place(
    noor: User, client: CheckingClient, client_for: ClientFor
):
    noor.password = None
    db.session.commit()
    ask(client)
    shared = client_for(make_person(name="Marloes Dijkgraaf"))
    choose(shared, link_in_newest_mail())
    page = shared.get("/").text
    assert "Dag Noor" in page
    assert "Marloes" not in page


def test_in_development_the_mail_is_a_file_to_copy_the_link_from(noor: User, client: CheckingClient, app: Flask):
    ask(client).close()
    config = app.extensions["vakspiegel"]
    mail.deliver_waiting(config)
    (file,) = (config.instance / "mail").glob("*.eml")
    assert ADDRESS in file.read_text()
    assert link_in_newest_mail() in file.read_text()


def test_the_link_works_once(noor: User, client: CheckingClient):
    ask(client)
    link = link_in_newest_mail()
    choose(client, link)
    again = client.get(link)
    assert again.location == "/wachtwoord-vergeten"
    assert "Deze link werkt niet meer" in client.get(again.location).text
    assert choose(client, link, "nog weer iets anders", "nog weer iets anders").location == "/wachtwoord-vergeten"
    assert client.post("/inloggen", data={"email": ADDRESS, "password": NEW}).status_code == 302


def test_the_link_works_one_day(noor: User, client: CheckingClient, app: Flask, monkeypatch: pytest.MonkeyPatch):
    ask(client)
    monkeypatch.setitem(app.config, "SECURITY_RESET_PASSWORD_WITHIN", timedelta(seconds=-1))
    assert client.get(link_in_newest_mail()).location == "/wachtwoord-vergeten"
    assert "verlopen" in client.get("/wachtwoord-vergeten").text


def test_a_link_that_was_changed_is_refused(noor: User, client: CheckingClient):
    assert client.get("/wachtwoord-vergeten/verzonnen").location == "/wachtwoord-vergeten"


def test_a_new_password_ends_every_open_session(noor: User, client: CheckingClient, client_for: ClientFor):
    open_session = client_for(noor)
    ask(client)
    choose(client, link_in_newest_mail())
    assert open_session.get("/mijn-account/").status_code == 303


def test_who_got_a_new_password_gets_a_mail_about_it(noor: User, client: CheckingClient):
    ask(client)
    choose(client, link_in_newest_mail())
    subjects = db.session.scalars(select(OutboxMail.subject).order_by(OutboxMail.id)).all()
    assert subjects[-1] == "Je wachtwoord van Vakspiegel is veranderd"


def test_an_unknown_address_gets_the_same_answer_and_no_mail(noor: User, client: CheckingClient, client_for: ClientFor):
    known, unknown = ask(client), ask(client_for(None), "wie@voorbeeldstad.example")
    assert unknown.status_code == known.status_code
    assert unknown.text.replace("wie@", "noor@").split("csrf_token")[0] == known.text.split("csrf_token")[0]
    assert "Als dit adres bij ons bekend is" in unknown.text
    assert len(db.session.scalars(select(OutboxMail)).all()) == 1


def test_a_closed_account_gets_the_same_answer_and_no_mail(noor: User, client: CheckingClient):
    noor.active = False
    db.session.commit()
    assert "Als dit adres bij ons bekend is" in ask(client).text
    assert db.session.scalars(select(OutboxMail)).all() == []


@pytest.mark.parametrize(("typed", "sentence"), [("", "Vul je e-mailadres in"), ("noor", "geen geldig e-mailadres")])
def test_what_is_no_address_is_said_beside_the_field(client: CheckingClient, typed: str, sentence: str):
    response = ask(client, typed)
    assert response.status_code == 422
    assert 'id="email-error"' in response.text
    assert sentence in response.text
    assert "Als dit adres" not in response.text


@pytest.mark.parametrize(
    ("new", "again", "field"), [("kort", "kort", "password"), (NEW, "iets anders dan dat", "password_confirm")]
)
def test_a_password_that_will_not_do_leaves_the_old_one(
    noor: User, client: CheckingClient, new: str, again: str, field: str
):
    ask(client)
    response = choose(client, link_in_newest_mail(), new, again)
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert client.post("/inloggen", data={"email": ADDRESS, "password": OLD}).status_code == 302


def test_a_password_that_is_too_long_is_said_beside_the_field(noor: User, client: CheckingClient):
    ask(client)
    response = choose(client, link_in_newest_mail(), "x" * 5000, "x" * 5000)
    assert response.status_code == 422
    assert 'id="password-error"' in response.text
    assert "hoogstens 1000 tekens" in response.text


@pytest.mark.parametrize("who", ["known", "unknown", "closed", "invited"])
def test_asking_for_a_link_takes_as_long_for_whoever_asks(noor: User, client: CheckingClient, app: Flask, who: str):
    if who == "closed":
        operations.close_account(noor)
    if who == "invited":
        noor.password = None
    db.session.commit()
    with hashes_of(app) as made:
        ask(client, "wie@voorbeeldstad.example" if who == "unknown" else ADDRESS)
    assert made == ["hash"]
