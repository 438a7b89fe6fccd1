"""What every test can ask for: a database, an application, a checking client, people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings

from app import create_app
from app.core import clock
from app.core.db import db
from app.people.models import User
from tests.checking import CheckingClient
from tests.databases import Empty, config_for, server_url
from tests.examples import SAME

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

settings.load_profile(SAME)

ClientFor = Callable[[User | None], CheckingClient]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--only-database`: for a second run on another database, without the tests that use none."""
    parser.addoption("--only-database", action="store_true", help="run only the tests that use a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what uses no database when that was asked."""
    if not config.getoption("--only-database"):
        return
    uses: dict[bool, list[pytest.Item]] = {True: [], False: []}
    for item in items:
        uses["empty_database" in getattr(item, "fixturenames", ())].append(item)
    config.hook.pytest_deselected(items=uses[False])
    items[:] = uses[True]


def pytest_report_header() -> str:
    """Say which database the tests run on."""
    return "database: PostgreSQL" if server_url() else "database: SQLite (set TEST_DATABASE_URL for PostgreSQL)"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Empty]:
    empty = Empty(tmp_path_factory.mktemp("databases"))
    yield empty
    empty.drop()


@pytest.fixture
def database_url(empty_database: Empty) -> Iterator[str]:
    with empty_database.copy() as url:
        yield url


@pytest.fixture
def bare_database_url(empty_database: Empty) -> Iterator[str]:
    with empty_database.copy(bare=True) as url:
        yield url


@pytest.fixture
def now() -> Iterator[datetime]:
    """The clock stands still on a Friday morning."""
    with clock.fixed(NOW):
        yield NOW


@pytest.fixture
def app(database_url: str, tmp_path: Path, now: datetime) -> Iterator[Flask]:
    """An application with an empty database, inside an application context."""
    app = create_app(config_for(database_url, tmp_path))
    app.test_client_class = CheckingClient
    with app.app_context():
        yield app
        db.session.rollback()
        db.engine.dispose()


@pytest.fixture
def client_for(app: Flask) -> ClientFor:
    """A client signed in as somebody, or as nobody. CSRF stays on; `post` of the client adds the token."""

    def make(person: User | None = None) -> CheckingClient:
        client = app.test_client()
        assert isinstance(client, CheckingClient)
        if person is not None:
            with client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = person.fs_uniquifier, True
        return client

    return make


@pytest.fixture
def client(client_for: ClientFor) -> CheckingClient:
    return client_for(None)
