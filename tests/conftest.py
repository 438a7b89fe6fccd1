"""What every test can ask for: a database, an application, a checking client, people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from shutil import rmtree

import pytest
from flask import Flask
from hypothesis import settings

from app import create_app
from app.core import clock
from app.core.db import db
from app.core.files import workbooks
from app.people.models import User
from tests.checking import CheckingClient
from tests.databases import Empty, config_for, server_url
from tests.examples import SAME
from tests.factories.people import make_session
from tests.locks import pytest_sessionfinish as pytest_sessionfinish
from tests.locks import pytest_terminal_summary as pytest_terminal_summary
from tests.locks import pytest_testnodedown as pytest_testnodedown

assert workbooks  # imported before any test imports openpyxl: it says how that reads
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

settings.load_profile(SAME)

ClientFor = Callable[[User | None], CheckingClient]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--only-database`: for a second run on another database. `--rounds`: how often two meet in `tests/pairs.py`."""
    parser.addoption("--only-database", action="store_true", help="run only the tests that use a database")
    parser.addoption("--rounds", type=int, default=1, help="how often every two acts meet at the same moment")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark where two meet; leave out what uses no database when that was asked."""
    for item in items:
        if "rounds" in getattr(item, "fixturenames", ()):
            item.add_marker("pairs")
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


@pytest.fixture
def rounds(pytestconfig: pytest.Config) -> int:
    """How often every two acts meet."""
    return int(pytestconfig.getoption("--rounds"))


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


@pytest.fixture(scope="session")
def application_on(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Flask]:
    """The application on a database: made once, because to make it and to read its templates costs more than a test."""
    return cache(lambda url: create_app(config_for(url, tmp_path_factory.mktemp("instance"))))


@pytest.fixture
def app(database_url: str, application_on: Callable[[str], Flask], now: datetime) -> Iterator[Flask]:
    """An application with an empty database and no files, inside an application context.

    It is used again, so a test may not add pages to it; who wants to has `own_app`.
    """
    app = application_on(database_url)
    settings = app.extensions["vakspiegel"]
    with used(app):
        yield app
    app.extensions["vakspiegel"] = settings
    rmtree(settings.instance)
    settings.instance.mkdir()


@pytest.fixture
def own_app(database_url: str, tmp_path: Path, now: datetime) -> Iterator[Flask]:
    """An application that no other test uses."""
    with used(create_app(config_for(database_url, tmp_path))) as app:
        yield app


@contextmanager
def used(app: Flask) -> Iterator[Flask]:
    """An application in its context, with a checking client; after the block no connection is left."""
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
                session.update(make_session(person))
        return client

    return make


@pytest.fixture
def client(client_for: ClientFor) -> CheckingClient:
    return client_for(None)
