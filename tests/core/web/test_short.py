"""One who is slow holds up nobody: not a phone, not a mail server, not a database that is away."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep

import pytest
from flask import Flask, request
from sqlalchemy import select
from werkzeug.serving import make_server

from app import create_app
from app.core import audit, mail
from app.core.db import db
from app.core.files import limits
from app.core.files.apart import apart
from app.core.jobs.wake import Waker
from app.core.shapes import Faulty
from app.people.access import Door, allow
from app.people.models import Organisation
from tests.databases import config_for, server_url
from tests.factories.people import make_person

only_on_sqlite = pytest.mark.skipif(bool(server_url()), reason="one writer at a time is how SQLite works")
TEXT = "Een zin die niemand kwijt wil"


@pytest.fixture
def saving(app: Flask) -> Flask:
    """An application with a page that saves; it sends a mail too when that is asked."""

    @app.post("/bewaar")
    @allow(Door.PUBLIC)
    def save():
        db.session.add(Organisation(name=request.form["name"]))
        db.session.flush()
        if "mail" in request.form:
            mail.queue("sem@voorbeeldstad.example", "Dag", "Een bericht.")
        return ("", 204)

    @app.post("/lees")
    @allow(Door.PUBLIC)
    def read():
        db.session.scalar(select(Organisation.id))
        with suppress(Faulty):
            apart(lambda: until_there(Path(request.form["name"])))
        return ("", 204)

    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def address(saving: Flask) -> Iterator[tuple[str, int]]:
    """Where that application listens, with a thread for each who asks."""
    server = make_server("127.0.0.1", 0, saving, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield "127.0.0.1", server.port
    server.shutdown()
    thread.join()


def sent(address: tuple[str, int], body: str, length: int | None = None, path: str = "/bewaar") -> socket.socket:
    """A connection over which a form was sent, or the first part of one that says it is longer."""
    connection = socket.create_connection(address, timeout=30)
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length or len(body)}\r\nConnection: close\r\n"
    connection.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}".encode())
    return connection


def seconds_of_a_save(address: tuple[str, int]) -> float:
    began = perf_counter()
    with sent(address, "name=Tweede") as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 204")
    return perf_counter() - began


def test_who_sends_half_a_form_holds_up_nobody(address):
    with sent(address, "name=Eer", length=1000):
        assert seconds_of_a_save(address) < 10


def until_there(path: Path) -> None:
    """What takes its time: it is done when this file is there."""
    while not path.exists():
        sleep(0.01)


def test_a_file_that_takes_its_full_time_holds_up_nobody(address, monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "SECONDS", 30)
    done = tmp_path / "klaar"
    with sent(address, f"name={done}", path="/lees") as reading:
        assert seconds_of_a_save(address) < 10
        reading.setblocking(False)
        with pytest.raises(BlockingIOError):
            reading.recv(100)
        done.touch()
        reading.settimeout(30)
        assert reading.recv(100).startswith(b"HTTP/1.1 204")


def test_a_redis_that_does_not_answer_holds_up_nobody(saving, address, database_url, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        before = saving.extensions["waker"]
        waker = saving.extensions["waker"] = Waker(saving, config_for(database_url, tmp_path, redis_url=url))
        waker.huey.storage.pool.connection_kwargs["socket_timeout"] = 0.5
        waker.call(["mail"])
        silent.accept()[0].settimeout(30)
        assert seconds_of_a_save(address) < 10
        waker.wait()
        saving.extensions["waker"] = before


@only_on_sqlite
@pytest.mark.parametrize(
    "trouble",
    ["PRAGMA query_only = ON", "PRAGMA max_page_count = 1", "locked"],
    ids=["kan niet schrijven", "schijf vol", "op slot"],
)
def test_a_database_that_takes_nothing_in_is_said_in_words(saving, client, trouble):
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        if trouble != "locked":
            connection.exec_driver_sql(trouble)
    other = sqlite3.connect(str(db.engine.url.database), isolation_level=None)
    if trouble == "locked":
        other.execute("BEGIN IMMEDIATE")
    answer = client.post("/bewaar", data={"name": TEXT + "x" * 5000})
    other.close()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert TEXT in answer.text
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@only_on_sqlite
def test_who_cannot_be_written_down_as_looking_is_told_why(app, client):
    person, subject = make_person(), make_person()
    db.session.commit()

    @app.get("/kijk")
    @allow(Door.PUBLIC)
    def look():
        audit.record_look(person_id, subject_id, "plan")
        return ("", 204)

    person_id, subject_id = person.id, subject.id
    db.session.rollback()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    answer = client.get("/kijk")
    assert answer.status_code == 503
    assert "niet opschrijven dat je keek" in answer.text


def test_a_database_that_is_away_is_said_once_and_soon(tmp_path):
    app = create_app(config_for("postgresql+psycopg://postgres@127.0.0.1:9/nergens", tmp_path))
    began = perf_counter()
    answer = app.test_client().get("/register/badge/sleutels")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert perf_counter() - began < 50


def test_what_went_wrong_keeps_what_was_typed(app, client):
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.post("/stuk")
    @allow(Door.PUBLIC)
    def broken():
        db.session.add(Organisation(name=None))
        db.session.flush()

    answer = client.post("/stuk", data={"text": TEXT})
    assert answer.status_code == 500
    assert TEXT in answer.text
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("chunked", [False, True], ids=["met lengte", "in stukken"])
def test_a_form_without_files_is_not_longer_than_its_fields_may_be(saving, client, chunked):
    body = BytesIO(b"name=" + b"x" * saving.extensions["vakspiegel"].max_form_bytes)
    length = {} if chunked else {"content_length": len(body.getvalue())}
    environ = {"wsgi.input_terminated": True} if chunked else {}
    answer = client.post(
        "/bewaar",
        input_stream=body,
        content_type="application/x-www-form-urlencoded",
        environ_overrides=environ,
        **length,
    )
    assert answer.status_code == 413
