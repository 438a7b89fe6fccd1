from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import select

from app import create_app
from app.core.db import db
from app.core.mail import OutboxMail
from app.people import operations, queries
from app.people.models import User
from app.people.rules import RoleName
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.databases import config_for
from tests.factories.people import make_organisation, make_person
from tests.people.sign_in.hashes import hashes_of

PASSWORD = "een zin om te onthouden"
REFUSED = "E-mailadres en wachtwoord horen niet bij elkaar"


@pytest.fixture
def noor(app: Flask) -> User:
    return make_person(name="Noor Verhagen", email="noor@voorbeeldstad.example", password_hash=hash_password(PASSWORD))


def sign_in(client: CheckingClient, email: str = "noor@voorbeeldstad.example", password: str = PASSWORD, **more: str):
    return client.post("/inloggen", data={"email": email, "password": password, **more})


def test_somebody_signs_in_with_a_real_password(noor: User, client: CheckingClient):
    response = sign_in(client)
    assert (response.status_code, response.location) == (302, "/")
    assert "Noor Verhagen" in client.get("/mijn-account/").text


def test_the_password_is_kept_as_argon2(noor: User):
    assert (noor.password or "").startswith("$argon2id$")


def test_capitals_and_blanks_in_the_address_do_not_matter(noor: User, client: CheckingClient):
    assert sign_in(client, email=" Noor@Voorbeeldstad.Example ").status_code == 302


@pytest.mark.parametrize(
    ("email", "password"), [("noor@voorbeeldstad.example", "iets anders"), ("wie@voorbeeldstad.example", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    noor: User, client: CheckingClient, email: str, password: str
):
    response = sign_in(client, email, password)
    assert response.status_code == 422
    assert response.text.count(REFUSED) == 1
    assert f'value="{email}"' in response.text


def test_a_closed_account_is_refused_with_the_same_words(noor: User, client: CheckingClient):
    operations.close_account(noor)
    db.session.commit()
    response = sign_in(client)
    assert response.status_code == 422
    assert REFUSED in response.text


def test_somebody_who_was_invited_and_has_no_password_yet_is_refused_with_the_same_words(
    app: Flask, client: CheckingClient
):
    make_person(email="sem@voorbeeldstad.example")
    response = sign_in(client, "sem@voorbeeldstad.example", "")
    assert response.status_code == 422
    assert REFUSED in sign_in(client, "sem@voorbeeldstad.example", PASSWORD).text


def test_an_empty_form_says_beside_each_field_what_is_missing(client: CheckingClient):
    response = sign_in(client, "", "")
    assert response.status_code == 422
    assert 'id="email-error"' in response.text
    assert 'id="password-error"' in response.text
    assert REFUSED not in response.text


def test_something_that_is_no_address_is_said_beside_the_field(client: CheckingClient):
    response = sign_in(client, "noor")
    assert "Dit is geen geldig e-mailadres" in response.text
    assert 'id="email-error"' in response.text


def test_after_signing_in_you_are_where_you_were_going(noor: User, client: CheckingClient):
    door = client.get("/mijn-account/wie-keek?x=1")
    assert door.location == "/inloggen?next=/mijn-account/wie-keek?x%3D1"
    page = client.get(door.location).text
    assert 'value="/mijn-account/wie-keek?x=1"' in page
    assert sign_in(client, next="/mijn-account/wie-keek?x=1").location == "/mijn-account/wie-keek?x=1"


@pytest.mark.parametrize(
    "address",
    [
        "https://elders.example/",
        "//elders.example",
        "/\\elders.example",
        "\\\\elders.example",
        "javascript:alert(1)",
        "///elders.example",
        " //elders.example",
        "https:elders.example",
    ],
)
def test_a_link_to_elsewhere_is_not_followed_after_signing_in(noor: User, client: CheckingClient, address: str):
    assert "elders" not in client.get("/inloggen", query_string={"next": address}).text
    target = sign_in(client, next=address).location
    assert target is not None
    assert urlsplit(target).netloc == ""
    assert not target.startswith(("//", "\\", "/\\"))


def test_a_form_sent_after_the_session_ended_says_that_nothing_was_saved(noor: User, client: CheckingClient):
    response = client.post("/mijn-account/", data={}, headers={"Referer": "http://localhost/mijn-account/"})
    assert response.location == "/inloggen?next=/mijn-account/"
    assert "NIET opgeslagen" in client.get(response.location).text


def test_a_form_that_came_from_elsewhere_does_not_decide_where_you_go(client: CheckingClient):
    response = client.post("/mijn-account/", data={}, headers={"Referer": "https://elders.example/mijn-account/"})
    assert response.location == "/inloggen"


def test_a_fragment_is_never_the_sign_in_page(client: CheckingClient):
    response = client.get("/mijn-account/", headers={"HX-Request": "true", "HX-Current-URL": "http://localhost/plan/"})
    assert (response.status_code, response.data) == (401, b"")
    assert response.headers["HX-Redirect"] == "/inloggen?next=/plan/"


def test_an_open_session_of_a_closed_account_is_refused_at_its_next_request(noor: User, client_for: ClientFor):
    client = client_for(noor)
    assert client.get("/mijn-account/").status_code == 200
    operations.close_account(noor)
    db.session.commit()
    assert client.get("/mijn-account/").location.startswith("/inloggen")


def test_a_reopened_account_does_not_bring_its_old_sessions_back(noor: User, client_for: ClientFor):
    client = client_for(noor)
    operations.close_account(noor)
    operations.reopen_account(noor)
    db.session.commit()
    assert client.get("/mijn-account/").status_code == 303


def test_signing_out_ends_the_session(noor: User, client_for: ClientFor):
    client = client_for(noor)
    assert client.post("/uitloggen").location == "/inloggen"
    assert client.get("/mijn-account/").status_code == 303


def test_a_link_cannot_sign_somebody_out(noor: User, client_for: ClientFor):
    assert client_for(noor).get("/uitloggen").status_code == 405


def test_too_many_tries_get_a_clear_page(database_url: str, tmp_path: Path):
    app = create_app(config_for(database_url, tmp_path, rate_limits=True))
    app.test_client_class = CheckingClient
    client = app.test_client()
    for _ in range(10):
        assert sign_in(client, "", "").status_code == 422
    response = sign_in(client, "", "")
    assert response.status_code == 429
    assert "Wacht een minuut" in response.text


def test_a_whole_town_hall_signs_in_from_one_address_while_tries_for_one_account_are_counted(
    database_url: str, tmp_path: Path
):
    app = create_app(config_for(database_url, tmp_path, rate_limits=True))
    app.test_client_class = CheckingClient
    with app.app_context():
        person = make_person(password_hash=hash_password(PASSWORD))
        db.session.commit()
        email = person.email
    for _ in range(15):
        assert sign_in(app.test_client(), email).status_code == 302
    client = app.test_client()
    assert {sign_in(client, email, "geraden wachtwoord").status_code for _ in range(10)} == {422}
    assert sign_in(client, email.upper(), "geraden wachtwoord").status_code == 429
    assert sign_in(client, "iemand@elders.example", "geraden wachtwoord").status_code == 422


@pytest.mark.parametrize("address", ["/hulp", "/privacy", "/register/badge/onbekend", "/nergens"])
def test_a_visitor_gets_no_cookie(client: CheckingClient, address: str):
    assert "Set-Cookie" not in client.get(address).headers


def test_the_cookie_of_a_session_outlives_the_browser(noor: User, client: CheckingClient):
    assert "Expires=" in sign_in(client).headers["Set-Cookie"]


def test_the_token_of_the_forms_is_a_new_one_after_signing_in(noor: User, client: CheckingClient):
    client.get("/inloggen")
    with client.session_transaction() as session:
        before = session["csrf_token"]
    sign_in(client)
    client.get("/mijn-account/")
    with client.session_transaction() as session:
        assert session["csrf_token"] != before


def test_only_a_session_signs_in_and_no_token_from_elsewhere(noor: User, client_for: ClientFor):
    answer = client_for(None).post("/inloggen?include_auth_token", json={"email": noor.email, "password": PASSWORD})
    token = answer.json["response"]["user"].get("authentication_token", "") if answer.is_json else ""
    assert client_for(None).get("/mijn-account/", headers={"Authentication-Token": token}).status_code == 303
    assert client_for(None).get("/mijn-account/", query_string={"auth_token": token}).status_code == 303


def test_changing_a_password_asks_for_the_one_of_now(noor: User, client_for: ClientFor):
    client, other_device = client_for(noor), client_for(noor)
    new = "een heel andere zin"
    answers = {"password": "fout", "new_password": new, "new_password_confirm": new}
    refused = client.post("/wachtwoord-wijzigen", data=answers)
    assert refused.status_code == 422
    assert 'id="password-error"' in refused.text
    assert client.post("/wachtwoord-wijzigen", data=answers | {"password": PASSWORD}).location == "/mijn-account/"
    assert "Je wachtwoord is veranderd." in client.get("/mijn-account/").text
    assert other_device.get("/mijn-account/").status_code == 303
    assert "is veranderd" in (db.session.scalar(select(OutboxMail.subject)) or "")


@pytest.mark.parametrize(
    ("new", "again", "field", "sentence"),
    [
        ("", "", "new_password", "Vul je wachtwoord in."),
        ("kort", "kort", "new_password", "minstens 12 tekens"),
        ("een heel andere zin", "een heel andere zun", "new_password_confirm", "niet gelijk"),
        (PASSWORD, PASSWORD, "new_password", "Kies een ander wachtwoord"),
    ],
)
def test_a_new_password_that_will_not_do_is_said_beside_its_field(
    noor: User, client_for: ClientFor, new: str, again: str, field: str, sentence: str
):
    answers = {"password": PASSWORD, "new_password": new, "new_password_confirm": again}
    response = client_for(noor).post("/wachtwoord-wijzigen", data=answers)
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert sentence in response.text


def test_without_the_demo_nobody_is_offered_and_nobody_gets_in(noor: User, client: CheckingClient):
    assert "Noor Verhagen" not in client.get("/inloggen").text
    assert client.post(f"/inloggen/demo/{noor.id}").status_code == 404


@pytest.fixture
def demo(database_url: str, tmp_path: Path) -> Flask:
    app = create_app(config_for(database_url, tmp_path, demo=True))
    app.extensions["demo_people"] = queries.everybody_for_demo
    app.test_client_class = CheckingClient
    return app


def test_the_demo_offers_everybody_with_an_open_account_by_role(demo: Flask):
    with demo.app_context():
        place = make_organisation("Gemeente Voorbeeldstad")
        noor = make_person(organisation=place, name="Noor Verhagen")
        make_person(RoleName.ADMINISTRATOR, organisation=place, name="Marloes Dijkgraaf")
        closed = make_person(organisation=place, name="Henk Oosterhuis")
        operations.close_account(closed)
        db.session.commit()
        ids = noor.id, closed.id
    client = demo.test_client()
    page = client.get("/inloggen").text
    assert page.index("Professional") < page.index("Noor Verhagen") < page.index("Marloes Dijkgraaf")
    assert "Henk Oosterhuis" not in page
    assert client.post(f"/inloggen/demo/{ids[0]}").location == "/"
    assert "Noor Verhagen" in client.get("/mijn-account/").text
    assert client.post(f"/inloggen/demo/{ids[1]}").status_code == 404


def test_the_demo_asks_for_the_token_of_the_form(demo: Flask):
    with demo.app_context():
        person_id = make_person().id
    client = demo.test_client()
    assert isinstance(client, CheckingClient)
    assert client.post(f"/inloggen/demo/{person_id}", csrf=False).status_code == 400


def test_two_of_each_role_are_in_front_and_the_others_are_one_step_away(demo: Flask):
    with demo.app_context():
        for _ in range(12):
            make_person()
    page = demo.test_client().get("/inloggen").text
    assert page.count("demo-person__name") == 12
    assert "Alle anderen (10)" in page


def test_signing_out_lets_the_browser_forget_its_pictures(client_for):
    client = client_for(make_person())
    assert client.post("/uitloggen").headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client.get("/hulp").headers


@pytest.mark.parametrize("email", ["noor@voorbeeldstad.example", "wie@voorbeeldstad.example"])
def test_a_password_that_is_too_long_is_said_beside_the_field(noor: User, client: CheckingClient, email: str):
    response = sign_in(client, email, "x" * 5000)
    assert response.status_code == 422
    assert 'id="password-error"' in response.text
    assert "hoogstens 1000 tekens" in response.text
    assert sign_in(client, email, "x" * 1000).text.count(REFUSED) == 1


@pytest.mark.parametrize("field", ["password", "new_password", "new_password_confirm"])
def test_a_new_password_that_is_too_long_is_said_beside_its_field(noor: User, client_for: ClientFor, field: str):
    new = "een heel andere zin"
    answers = {"password": PASSWORD, "new_password": new, "new_password_confirm": new} | {field: "x" * 5000}
    response = client_for(noor).post("/wachtwoord-wijzigen", data=answers)
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert "hoogstens 1000 tekens" in response.text


@pytest.mark.parametrize("who", ["known", "unknown", "closed", "invited"])
def test_a_refusal_takes_as_long_for_whoever_is_tried(noor: User, client: CheckingClient, app: Flask, who: str):
    if who == "closed":
        operations.close_account(noor)
    if who == "invited":
        noor.password = None
    db.session.commit()
    email = "wie@voorbeeldstad.example" if who == "unknown" else noor.email
    with hashes_of(app) as made:
        assert sign_in(client, email, "geraden wachtwoord").status_code == 422
    assert len(made) == 1
