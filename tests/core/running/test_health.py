from datetime import timedelta

import pytest

from app import create_app
from app.core import clock, mail
from app.core.db import db
from tests.databases import config_for


def test_it_lives_without_a_session_or_a_name_of_the_site(app):
    answer = app.test_client().get("/gezond", headers={"Host": "10.0.0.7"})
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_ready_with_its_database(app):
    answer = app.test_client().get("/gezond/klaar")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "database": "ok", "schema": "ok", "oldest_mail": 0, "worker": -1}


def test_head_says_the_same_without_words(app):
    answer = app.test_client().head("/gezond/klaar")
    assert (answer.status_code, answer.data) == (200, b"")


@pytest.mark.parametrize("method", ["post", "put"])
def test_nothing_is_sent_to_it(app, method):
    assert getattr(app.test_client(), method)("/gezond").status_code == 404


def test_on_tables_of_another_version_it_is_not_ready(app, at_version):
    at_version("0001")
    answer = app.test_client().get("/gezond/klaar")
    assert answer.status_code == 503
    assert (answer.json["status"], answer.json["schema"]) == ("stuk", "stuk")


def test_without_a_database_it_lives_and_is_not_ready(tmp_path):
    client = create_app(config_for("postgresql+psycopg://x@127.0.0.1:9/x", tmp_path)).test_client()
    assert client.get("/gezond").status_code == 200
    answer = client.get("/gezond/klaar")
    assert (answer.status_code, answer.json["database"]) == (503, "stuk")


def test_a_mail_that_waits_long_asks_for_a_look_and_no_more(app, now):
    with clock.fixed(now - timedelta(hours=2)):
        mail.queue("sem@voorbeeldstad.example", "Dag", "Een bericht.")
        db.session.commit()
    answer = app.test_client().get("/gezond/klaar")
    assert answer.status_code == 200
    assert (answer.json["status"], answer.json["oldest_mail"]) == ("let op", 7200)
    assert "sem" not in answer.text
