"""An installation with an invented municipality in it, and empty places to put a backup of it in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.core.db import Base, db
from app.core.stores.store import files
from app.demo import story
from app.people.models import User
from tests.databases import Empty, config_for
from tests.factories.evidence import PDF, make_file, make_link


@contextmanager
def installation(url: str, folder: Path, **changes: object) -> Iterator[Flask]:
    """An application on this database with its files in this folder, in its context."""
    app = create_app(config_for(url, folder, **changes))
    with app.app_context():
        yield app
        db.session.rollback()
        db.engine.dispose()


@pytest.fixture(scope="session")
def filled(empty_database: Empty) -> str:
    """The name of a database with the municipality of the demo."""

    def put(url: str) -> None:
        with installation(url, empty_database.folder):
            story.load(date(2026, 11, 20))
            db.session.commit()

    return empty_database.fill(put)


@pytest.fixture
def town(empty_database: Empty, filled: str, tmp_path: Path) -> Iterator[Flask]:
    """The municipality, of whom one person keeps two files and a link."""
    with empty_database.copy(of=filled) as url, installation(url, tmp_path / "town") as app:
        person = db.session.scalars(sa.select(User).order_by(User.id)).first()
        assert person is not None
        make_file(person, "verslag.pdf", PDF)
        make_file(person, "notitie.txt", "één\x85twee".encode())
        make_link(person)
        yield app


def rows() -> dict[str, list[tuple[object, ...]]]:
    """All rows, as our code reads them."""
    with db.engine.connect() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }


def kept() -> dict[str, bytes]:
    """All files by their key."""
    found = {}
    for key in files().keys():  # noqa: SIM118, a store is no dictionary
        with files().open(key) as file:
            found[key] = file.read()
    return found
