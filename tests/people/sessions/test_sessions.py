from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.jobs.doing import do
from app.people import operations
from app.people.models import User, UserSession
from app.people.sessions.rules import device_of
from tests.checking import CheckingClient
from tests.conftest import NOW, ClientFor
from tests.factories.people import make_person, make_session

PASSWORD, NEW = "een zin om te onthouden", "een heel andere zin"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"


@pytest.fixture
def noor(app: Flask) -> User:
    return make_person(name="Noor Verhagen", email="noor@voorbeeldstad.example", password_hash=hash_password(PASSWORD))


def sign_in(client: CheckingClient, user_agent: str = WINDOWS, password: str = PASSWORD) -> CheckingClient:
    answer = client.post(
        "/inloggen",
        data={"email": "noor@voorbeeldstad.example", "password": password},
        headers={"User-Agent": user_agent},
    )
    assert answer.status_code == 302
    return client


def is_in(client: CheckingClient) -> bool:
    return client.get("/mijn-account/").status_code == 200


def sessions() -> list[UserSession]:
    db.session.rollback()
    return list(db.session.scalars(select(UserSession).order_by(UserSession.began_at, UserSession.device)))


def test_signing_out_ends_the_session_also_for_who_kept_the_cookie(noor: User, client_for: ClientFor):
    client, thief = sign_in(client_for(None)), client_for(None)
    cookie = client.get_cookie("vakspiegel")
    assert cookie is not None
    thief.set_cookie("vakspiegel", cookie.value)
    assert is_in(thief)
    client.post("/uitloggen")
    assert not is_in(thief)
    assert [one.ended_at for one in sessions()] == [NOW]


def test_the_table_holds_no_token(noor: User, client: CheckingClient):
    sign_in(client)
    with client.session_transaction() as session:
        assert session["token"] not in {one.id for one in sessions()}


def test_a_session_ends_ten_hours_after_its_last_use(noor: User, client: CheckingClient):
    sign_in(client)
    with clock.fixed(NOW + timedelta(hours=9, minutes=59)):
        client.get("/mijn-account/").close()
    with clock.fixed(NOW + timedelta(hours=19, minutes=58)):
        assert is_in(client)
    with clock.fixed(NOW + timedelta(hours=20)):
        assert not is_in(client)


def test_a_session_lasts_no_longer_than_a_week_however_it_is_used(noor: User, client: CheckingClient):
    sign_in(client)
    for hours in range(9, 7 * 24, 9):
        with clock.fixed(NOW + timedelta(hours=hours)):
            client.get("/mijn-account/").close()
    with clock.fixed(NOW + timedelta(days=7, minutes=-1)):
        assert is_in(client)
    with clock.fixed(NOW + timedelta(days=7)):
        assert not is_in(client)


def test_the_last_use_is_written_once_in_five_minutes(noor: User, client: CheckingClient):
    sign_in(client)
    seen = []
    for minutes in (1, 4, 5, 9, 10):
        with clock.fixed(NOW + timedelta(minutes=minutes)):
            client.get("/mijn-account/").close()
        seen.append((sessions()[0].seen_at - NOW) // timedelta(minutes=1))
    assert seen == [0, 0, 5, 5, 10]


def test_a_refused_form_is_a_use_too(noor: User, client: CheckingClient):
    sign_in(client)
    with clock.fixed(NOW + timedelta(hours=1)):
        client.post("/wachtwoord-wijzigen", data={}).close()
    assert sessions()[0].seen_at == NOW + timedelta(hours=1)


def test_my_account_says_where_i_am_signed_in(noor: User, client_for: ClientFor):
    phone = sign_in(client_for(None), PHONE)
    with clock.fixed(NOW + timedelta(hours=2)):
        page = sign_in(client_for(None)).get("/mijn-account/").text
        assert page.index("Chrome op Windows") < page.index("Dit apparaat") < page.index("Safari op een iPhone")
        assert "Laatst gebruikt vandaag om 10:00" in page
        phone.post("/uitloggen")
        assert "iPhone" not in sign_in(client_for(None)).get("/mijn-account/").text


def test_i_sign_out_on_another_device_and_stay_here(noor: User, client_for: ClientFor):
    phone, desk = sign_in(client_for(None), PHONE), sign_in(client_for(None))
    there = next(one.id for one in sessions() if "iPhone" in one.device)
    assert desk.post(f"/mijn-account/ingelogd/{there}/uitloggen").location == "/mijn-account/#sessions"
    assert "Je bent uitgelogd in Safari op een iPhone." in desk.get("/mijn-account/").text
    assert not is_in(phone)
    assert "Overal uitloggen" not in desk.get("/mijn-account/").text


def test_i_sign_out_everywhere_also_here(noor: User, client_for: ClientFor):
    phone, desk = sign_in(client_for(None), PHONE), sign_in(client_for(None))
    assert "Overal uitloggen" in desk.get("/mijn-account/").text
    answer = desk.post("/mijn-account/ingelogd/overal-uitloggen")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "Je bent overal uitgelogd." in desk.get("/inloggen").text
    assert not is_in(phone)
    assert not is_in(desk)


@pytest.mark.parametrize("path", ["/uitloggen", "/mijn-account/ingelogd/overal-uitloggen"])
def test_the_form_that_signs_out_can_be_sent_twice(noor: User, client: CheckingClient, path: str):
    sign_in(client)
    assert client.post(path, data={"operation": "abc"}).status_code < 400
    assert client.post(path, data={"operation": "abc"}).location.startswith("/inloggen")


def test_nobody_signs_another_out(noor: User, client_for: ClientFor):
    mine = sign_in(client_for(None))
    other = client_for(make_person())
    assert other.post(f"/mijn-account/ingelogd/{sessions()[0].id}/uitloggen").status_code == 404
    other.post("/mijn-account/ingelogd/overal-uitloggen")
    assert is_in(mine)


def test_a_new_password_ends_all_sessions_but_the_one_where_it_was_chosen(noor: User, client_for: ClientFor):
    sign_in(client_for(None), PHONE)
    desk = sign_in(client_for(None))
    answers = {"password": PASSWORD, "new_password": NEW, "new_password_confirm": NEW}
    desk.post("/wachtwoord-wijzigen", data=answers, headers={"User-Agent": WINDOWS})
    assert is_in(desk)
    assert [one.device for one in sessions() if one.ended_at is None] == ["Chrome op Windows"]


def test_closing_an_account_ends_all_its_sessions(noor: User, client: CheckingClient):
    sign_in(client)
    operations.close_account(noor)
    db.session.commit()
    operations.reopen_account(noor)
    db.session.commit()
    assert [one.ended_at for one in sessions()] == [NOW]
    assert not is_in(client)


def test_a_token_opens_nothing_for_another_person(noor: User, client: CheckingClient):
    other = make_person()
    with client.session_transaction() as session:
        session.update(make_session(noor) | {"_user_id": other.fs_uniquifier})
    assert not is_in(client)


def test_signing_in_as_another_ends_the_session_of_before(noor: User, client: CheckingClient):
    first, second = make_session(make_person()), make_session(noor)
    with client.session_transaction() as session:
        session.update({"token": first["token"]})
    sign_in(client)
    with client.session_transaction() as session:
        assert session["token"] not in (first["token"], second["token"])
    assert len([one for one in sessions() if one.ended_at]) == 1


def test_what_is_long_over_is_thrown_away(noor: User, client_for: ClientFor):
    sign_in(client_for(None))
    with clock.fixed(NOW + timedelta(days=7)):
        sign_in(client_for(None))
        db.session.rollback()
        do("sweep", at_once=True)
    assert len(sessions()) == 1


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (WINDOWS, "Chrome op Windows"),
        (WINDOWS + " Edg/140.0", "Edge op Windows"),
        (PHONE, "Safari op een iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox op Linux"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome op Android"),
        ("curl/8.0", "Een browser op een onbekend apparaat"),
        ("", "Een browser op een onbekend apparaat"),
    ],
)
def test_a_browser_is_told_in_words(user_agent: str, words: str):
    assert device_of(user_agent) == words
