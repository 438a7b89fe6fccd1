from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import func, select

from app import create_app
from app.core import clock
from app.core.db import db
from app.core.jobs.doing import Came, do
from app.people.models import SignInTry
from app.people.sign_in.rules import counted_as
from tests.checking import CheckingClient
from tests.conftest import NOW, used
from tests.databases import config_for
from tests.factories.people import make_person
from tests.people.sign_in.test_reset import link_in_newest_mail

PASSWORD, NEW = "een zin om te onthouden", "een heel andere zin"
NOOR = "noor@voorbeeldstad.example"
TOWN_HALL, HOME = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def app(database_url: str, tmp_path: Path, now: object) -> Iterator[Flask]:
    with used(create_app(config_for(database_url, tmp_path, rate_limits=True))) as app:
        make_person(email=NOOR, name="Noor Verhagen", password_hash=hash_password(PASSWORD))
        yield app


def tried(app: Flask, email: str = NOOR, password: str = "geraden wachtwoord", at: str = HOME, path: str = "/inloggen"):
    client = app.test_client()
    assert isinstance(client, CheckingClient)
    return client.post(path, data={"email": email, "password": password}, environ_base={"REMOTE_ADDR": at})


def guess_from_everywhere(app: Flask, times: int = 20) -> None:
    for number in range(times):
        assert tried(app, at=f"203.0.113.{number + 1}").status_code == 422


def test_another_worker_counts_along(app: Flask, database_url: str, tmp_path: Path):
    other = create_app(config_for(database_url, tmp_path, rate_limits=True))
    other.test_client_class = CheckingClient
    for _ in range(5):
        assert tried(app).status_code == 422
        assert tried(other).status_code == 422
    assert tried(app).status_code == 429
    assert tried(other).status_code == 429


def test_the_refusal_says_how_long_to_wait_and_is_not_counted_itself(app: Flask):
    for second in range(10):
        with clock.fixed(NOW + timedelta(seconds=second)):
            tried(app)
    with clock.fixed(NOW + timedelta(seconds=15)):
        refused = tried(app)
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "45")
        assert "Wacht een minuut" in refused.text
    with clock.fixed(NOW + timedelta(seconds=60)):
        assert tried(app, password=PASSWORD).status_code == 302


def test_a_program_that_sends_no_form_is_counted_for_the_account_too(app: Flask):
    client = app.test_client()
    for number in range(10):
        answer = client.post("/inloggen", json={"email": NOOR, "password": f"geraden wachtwoord {number}"})
        assert answer.status_code == 400
    assert client.post("/inloggen", json={"email": NOOR, "password": PASSWORD}).status_code == 429
    assert client.post("/inloggen", json={"email": "elders@voorbeeldstad.example", "password": "x"}).status_code == 400


def test_an_account_is_counted_as_one_however_its_address_is_written(app: Flask):
    other_signs = [NOOR.replace("@v", f"@{sign}") for sign in ("v", "V", "\uff56", "\uff36")]
    for address in other_signs * 3:
        answer = tried(app, address)
    assert answer.status_code == 429


@pytest.mark.parametrize("path", ["/inloggen", "/wachtwoord-vergeten"])
def test_an_address_of_a_book_long_is_refused_without_reading_it(app: Flask, monkeypatch, path: str):
    monkeypatch.setattr("app.people.sign_in.forms.validate_email", None)
    monkeypatch.setattr("email_validator.validate_email", None)
    assert "geen geldig e-mailadres" in tried(app, "a" * 300 + "@voorbeeldstad.example", path=path).text


@pytest.mark.parametrize("sent", [[], "tekst", {"email": ["lijst"]}, None])
def test_what_is_no_form_at_all_is_answered_in_words(app: Flask, sent: object):
    assert app.test_client().post("/inloggen", json=sent).status_code < 500


def test_who_guesses_one_account_from_everywhere_is_slowed_down(app: Flask):
    guess_from_everywhere(app)
    refused = tried(app, at="203.0.113.200")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
    with clock.fixed(NOW + timedelta(seconds=30)):
        assert tried(app, at="203.0.113.201").status_code == 422
        assert tried(app, at="203.0.113.202").status_code == 429
        assert tried(app, "iemand@voorbeeldstad.example", at="203.0.113.202").status_code == 422


def test_the_owner_gets_in_at_once_from_where_they_signed_in_before(app: Flask):
    assert tried(app, password=PASSWORD, at=TOWN_HALL).status_code == 302
    guess_from_everywhere(app)
    assert tried(app, password=PASSWORD, at=HOME).status_code == 429
    assert tried(app, password=PASSWORD, at=TOWN_HALL).status_code == 302


def test_the_owner_gets_in_from_a_new_address_by_the_link_in_the_mail(app: Flask):
    guess_from_everywhere(app)
    tried(app, at=HOME, path="/wachtwoord-vergeten")
    client = app.test_client()
    chosen = client.post(
        link_in_newest_mail(), data={"password": NEW, "password_confirm": NEW}, environ_base={"REMOTE_ADDR": HOME}
    )
    assert chosen.location == "/inloggen"
    assert tried(app, password=NEW, at=HOME).status_code == 302


def test_after_a_while_without_guesses_nobody_waits(app: Flask):
    guess_from_everywhere(app)
    with clock.fixed(NOW + timedelta(minutes=15)):
        assert tried(app, password=PASSWORD, at=HOME).status_code == 302


def test_asking_for_mail_is_counted_although_nothing_is_wrong_with_it(app: Flask):
    answers = [tried(app, path="/wachtwoord-vergeten").status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    assert tried(app, at=TOWN_HALL, path="/wachtwoord-vergeten").status_code == 200


def test_the_table_holds_no_address_of_anybody_and_forgets(app: Flask):
    tried(app)
    row = db.session.scalars(select(SignInTry)).one()
    assert NOOR not in row.account
    assert HOME not in row.address
    db.session.rollback()
    with clock.fixed(NOW + timedelta(days=1)):
        tried(app, password=PASSWORD)
        sweep()
    assert db.session.scalars(select(SignInTry.proven)).all() == [True]
    with clock.fixed(NOW + timedelta(days=31)):
        sweep()
    assert db.session.scalar(select(func.count()).select_from(SignInTry)) == 0


def sweep():
    db.session.rollback()
    assert do("sweep", at_once=True) == Came("Opgeruimd.")


@pytest.mark.parametrize(
    ("address", "counted"),
    [("192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("", ""), ("onbekend", "onbekend")],
)
def test_of_version_six_a_whole_network_is_one_address(address: str, counted: str):
    assert counted_as(address) == counted
