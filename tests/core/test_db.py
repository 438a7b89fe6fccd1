import sqlite3
import threading
from datetime import datetime

import pytest
from flask import abort
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from app import create_app
from app.core.db import db
from app.people.access import Door, allow
from app.people.models import Organisation
from tests.databases import config_for, server_url
from tests.factories.people import make_organisation, make_person


@pytest.fixture
def writing_views(app):
    """Views that write and answer in different ways."""

    @app.route("/schrijf/<int:status>", methods=["GET", "POST"])
    @allow(Door.PUBLIC)
    def write(status):
        db.session.add(Organisation(name="Nieuw"))
        db.session.flush()
        if status >= 400:
            abort(status)
        return ("", status)


def names(app):
    db.session.rollback()
    return list(db.session.scalars(select(Organisation.name)))


def test_a_post_that_goes_well_is_kept(app, writing_views, client):
    client.post("/schrijf/204")
    assert names(app) == ["Nieuw"]


@pytest.mark.parametrize("status", [409, 404])
def test_a_post_that_is_refused_leaves_nothing(app, writing_views, client, status):
    client.post(f"/schrijf/{status}")
    assert names(app) == []


def test_a_get_never_writes(app, writing_views, client):
    client.get("/schrijf/204")
    assert names(app) == []


def test_a_moment_without_a_zone_is_refused(app):
    person = make_person()
    person.closed_at = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(StatementError, match="without a zone"):
        db.session.flush()


def test_a_reference_to_nothing_is_refused(app):
    make_organisation()
    with pytest.raises(IntegrityError):
        db.session.execute(text("INSERT INTO teams (organisation_id, name) VALUES (999, 'x')"))


@pytest.mark.skipif(bool(server_url()), reason="this is how SQLite is set up")
def test_sqlite_keeps_what_it_said_it_kept(database_url, tmp_path):
    with create_app(config_for(database_url, tmp_path, mode="development")).app_context():
        for pragma, value in {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": 10000,
        }.items():
            assert db.session.execute(text(f"PRAGMA {pragma}")).scalar() == value
        db.engine.dispose()


@pytest.mark.skipif(bool(server_url()), reason="PostgreSQL locks rows, not the file")
def test_a_request_that_writes_waits_for_another_instead_of_failing(app, writing_views, client):
    other = sqlite3.connect(db.engine.url.database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    release.start()
    assert client.post("/schrijf/204").status_code == 204
    release.join()
    assert names(app) == ["Nieuw"]
