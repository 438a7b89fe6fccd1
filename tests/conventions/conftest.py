"""The world of the policy walk, made once a worker: each test gets a copy of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.core import clock
from app.core.db import db
from app.people.models import User
from tests.checking import CheckingClient
from tests.conftest import NOW
from tests.conventions.world import World, make_world
from tests.databases import Empty, config_for


@dataclass(frozen=True)
class Made:
    """A database with the world in it, its files, the people by persona and the ids behind the addresses."""

    database: str
    folder: Path
    people: Mapping[str, int | None]
    ids: Mapping[str, Any]


@pytest.fixture(scope="session")
def made_world(empty_database: Empty, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("world")
    worlds: list[World] = []
    people: dict[str, int | None] = {}

    def put(url: str) -> None:
        app = create_app(config_for(url, folder))
        with app.app_context(), clock.fixed(NOW):
            worlds.append(make_world())
            people.update({name: one.id if one else None for name, one in worlds[0].people.items()})
            db.session.close()
            db.engine.dispose()

    database = empty_database.fill(put)
    return Made(database, folder, people, worlds[0].ids)


@pytest.fixture
def app(made_world: Made, empty_database: Empty, now: object) -> Iterator[Flask]:
    """An application on a copy of the world, inside an application context."""
    with empty_database.copy(of=made_world.database) as url:
        app = create_app(config_for(url, made_world.folder))
        app.test_client_class = CheckingClient
        with app.app_context():
            yield app
            db.session.rollback()
            db.engine.dispose()


@pytest.fixture
def world(app: Flask, made_world: Made) -> World:
    """The world in the database of this test."""
    people = {name: None if id_ is None else db.session.get(User, id_) for name, id_ in made_world.people.items()}
    return World(people, made_world.ids)
