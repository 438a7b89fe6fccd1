"""A fresh database for each test: a copy of an empty one, on SQLite or, with `TEST_DATABASE_URL`, on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import sqlalchemy as sa

from app import create_app
from app.config import Config
from app.core.db import Base, db

KEY = "a-key-for-tests-that-nobody-else-uses-anywhere"
_numbers = count(1)


def server_url() -> str | None:
    """The PostgreSQL server to test on, or None for SQLite."""
    url = os.environ.get("TEST_DATABASE_URL")
    return url.replace("postgresql://", "postgresql+psycopg://", 1) if url else None


def config_for(url: str, folder: Path, **changes: object) -> Config:
    """Settings of a test application."""
    values: dict[str, object] = {
        "mode": "test", "secret_key": KEY, "database_url": url, "instance": folder, "mail": "file",
    }  # fmt: skip
    return Config(**(values | changes))  # type: ignore[arg-type]


class Empty:
    """An empty database with all tables, made once a worker, and copies of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.server = folder, server_url()
        self.name = f"vakspiegel_{os.getpid()}"
        if self.server:
            self._execute(f'DROP DATABASE IF EXISTS "{self.name}"', f'CREATE DATABASE "{self.name}"')
        url = self._url(self.name)
        app = create_app(config_for(url, folder))
        with app.app_context():
            Base.metadata.create_all(db.engine)
            db.engine.dispose()

    @contextmanager
    def copy(self, *, bare: bool = False) -> Iterator[str]:
        """The address of a copy (or, `bare`, of a database without tables), which is gone after the block."""
        name = f"{self.name}_{next(_numbers)}"
        if self.server:
            template = "template1" if bare else self.name
            self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        elif not bare:
            shutil.copy(self.folder / f"{self.name}.sqlite", self.folder / f"{name}.sqlite")
        yield self._url(name)
        if self.server:
            self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        else:
            for path in self.folder.glob(f"{name}.sqlite*"):
                path.unlink()

    def drop(self) -> None:
        """Take the empty one away."""
        if self.server:
            self._execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _url(self, name: str) -> str:
        if self.server:
            return sa.make_url(self.server).set(database=name).render_as_string(hide_password=False)
        return f"sqlite:///{self.folder / name}.sqlite"

    def _execute(self, *statements: str) -> None:
        engine = sa.create_engine(self.server or "", isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
