"""The world of the policy walk, made once a worker: each test gets a copy of it, in which everybody is signed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from app import create_app
from app.core import clock
from app.core.db import db
from app.people.models import User
from tests.checking import CheckingClient
from tests.conftest import NOW, ClientFor, used
from tests.conventions.world import World, make_world
from tests.databases import Empty, config_for
from tests.factories.people import make_session


@dataclass(frozen=True)
class Made:
    """A database with the world in it, its files, people and cookies, and the ids behind the addresses."""

    database: str
    folder: Path
    people: Mapping[str, int | None]
    cookies: Mapping[int, Mapping[str, object]]
    ids: Mapping[str, Any]


@pytest.fixture(scope="session")
def made_world(empty_database: Empty, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("world")
    worlds: list[World] = []
    people: dict[str, int | None] = {}
    cookies: dict[int, Mapping[str, object]] = {}

    def put(url: str) -> None:
        app = create_app(config_for(url, folder))
        with app.app_context(), clock.fixed(NOW):
            worlds.append(make_world())
            people.update({name: one.id if one else None for name, one in worlds[0].people.items()})
            cookies.update({one.id: make_session(one) for one in worlds[0].people.values() if one})
            db.session.close()
            db.engine.dispose()

    database = empty_database.fill(put)
    return Made(database, folder, people, cookies, worlds[0].ids)


class Walked:
    """The application on a copy of the world, which is another copy when something was kept in the one before."""

    def __init__(self, made: Made, databases: Empty) -> None:
        self.made, self.databases = made, databases
        self.copy = ExitStack()
        self.application_on = cache(self._application_on)
        self.changed = True

    def application(self) -> Flask:
        if self.changed:
            self.copy.close()
            url = self.copy.enter_context(self.databases.copy(of=self.made.database))
            self.app, self.changed = self.application_on(url), False
        return self.app

    def _application_on(self, url: str) -> Flask:
        app = create_app(config_for(url, self.made.folder))
        with app.app_context():
            event.listen(db.engine, "commit", self._note)
        return app

    def _note(self, connection: object) -> None:
        self.changed = True


@pytest.fixture(scope="session")
def walked(made_world: Made, empty_database: Empty) -> Iterator[Walked]:
    walked = Walked(made_world, empty_database)
    yield walked
    walked.copy.close()


@pytest.fixture
def app(walked: Walked, now: object) -> Iterator[Flask]:
    """The application of the walk, inside an application context."""
    app = walked.application()
    with used(app):
        yield app


@pytest.fixture
def world(app: Flask, made_world: Made) -> World:
    """The world in the database of this test."""
    people = {name: None if id_ is None else db.session.get(User, id_) for name, id_ in made_world.people.items()}
    return World(people, made_world.ids)


@pytest.fixture
def client_for(app: Flask, made_world: Made) -> ClientFor:
    """A client signed in as somebody of the world, or as nobody; it keeps nothing, so the copy stays as it is."""

    def make(person: User | None = None) -> CheckingClient:
        client = app.test_client()
        assert isinstance(client, CheckingClient)
        if person is not None:
            with client.session_transaction() as session:
                session.update(made_world.cookies[person.id])
        return client

    return make


@pytest.fixture(autouse=True)
def nobody_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever is asked of whatever page by whomever: no address of a person and no link is written down."""
    yield
    said = [record.getMessage() + str(record.exc_text or "") for record in caplog.get_records("call")]
    assert [one for one in said if "@" in one or "://" in one] == []
