import sqlite3
import threading
from datetime import datetime

import pytest
from flask import abort
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from app import create_app
from app.core.db import db, find_or_add, lock, only_once
from app.core.problems import Gone
from app.people.access import Door, allow
from app.people.models import Organisation, Team
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


def in_another_transaction(app, job):
    """What comes out of a job that runs to its commit with a connection of its own."""
    outcome = []

    def run():
        with app.app_context():
            outcome.append(job())
            db.session.commit()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return outcome[0]


def add_organisation(name):
    row = Organisation(name=name)
    db.session.add(row)
    db.session.flush()
    return row.id


def test_of_two_who_add_the_same_the_second_gets_the_row_of_the_first(app):
    looks = []

    def find():
        found = db.session.scalar(select(Organisation).where(Organisation.name == "Nieuw"))
        if not looks:
            db.session.rollback()
            looks.append(in_another_transaction(app, lambda: add_organisation("Nieuw")))
        return found

    assert find_or_add(find, lambda: Organisation(name="Nieuw")).id == looks[0]


def test_what_cannot_be_added_for_another_reason_fails(app):
    with pytest.raises(IntegrityError):
        find_or_add(lambda: None, lambda: Team(organisation_id=999, name="x"))


def test_who_comes_second_gets_the_refusal_and_the_rest_of_the_work_stays(app):
    organisation = make_organisation()
    with pytest.raises(LookupError), only_once(lambda: LookupError()):
        db.session.add(Organisation(name=organisation.name))
    assert names_now() == [organisation.name]


def names_now():
    return list(db.session.scalars(select(Organisation.name)))


def test_a_locked_row_says_what_the_last_one_wrote(app):
    organisation = make_organisation(name="Oud")
    organisation_id = organisation.id
    db.session.commit()
    assert organisation.name == "Oud"
    db.session.rollback()
    in_another_transaction(app, lambda: rename(organisation_id, "Nieuw"))
    lock(organisation)
    assert organisation.name == "Nieuw"


def test_under_a_lock_all_is_read_again_and_what_is_gone_is_said(app):
    held, other, gone = make_organisation("Hier"), make_organisation("Daar"), make_organisation("Weg")
    ids = [one.id for one in (other, gone)]
    assert (held.name, other.name, gone.name) == ("Hier", "Daar", "Weg")
    in_another_transaction(app, lambda: rename(ids[0], "Ginds"))
    in_another_transaction(app, lambda: db.session.delete(db.session.get(Organisation, ids[1])))
    lock(held)
    assert other.name == "Ginds"
    with pytest.raises(Gone):
        lock(held, gone)


def rename(organisation_id, name):
    row = db.session.get_one(Organisation, organisation_id)
    lock(row)
    row.name = name
