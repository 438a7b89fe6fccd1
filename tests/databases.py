"""A fresh database for each test: a copy of an empty one, on SQLite or, with `TEST_DATABASE_URL`, on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from app import create_app
from app.config import Config
from app.core.db import Base, db

KEY = "a-key-for-tests-that-nobody-else-uses-anywhere"
_numbers = count(1)
_templates = TemporaryDirectory(prefix="vakspiegel-templates-")


def server_url() -> str | None:
    """The PostgreSQL server to test on, or None for SQLite."""
    url = os.environ.get("TEST_DATABASE_URL")
    return url.replace("postgresql://", "postgresql+psycopg://", 1) if url else None


def config_for(url: str, folder: Path, **changes: object) -> Config:
    """Settings of a test application."""
    values: dict[str, object] = {
        "mode": "test", "secret_key": KEY, "database_url": url, "instance": folder, "mail": "file",
        "template_cache": Path(_templates.name),
    }  # fmt: skip
    return Config(**(values | changes))  # type: ignore[arg-type]


class Empty:
    """An empty database with all tables, made once a worker, and copies of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.server = folder, server_url()
        self.name = f"vakspiegel_{os.getpid()}"
        self.filled: list[str] = []
        if self.server:
            self._execute(f'DROP DATABASE IF EXISTS "{self.name}"', f'CREATE DATABASE "{self.name}"')
        url = self._url(self.name)
        app = create_app(config_for(url, folder))
        with app.app_context():
            Base.metadata.create_all(db.engine)
            db.engine.dispose()

    @contextmanager
    def copy(self, *, bare: bool = False, of: str = "") -> Iterator[str]:
        """The address of a copy, which is gone after the block: of the empty one, of a filled one (`of`), or `bare`."""
        name = f"{self.name}_{next(_numbers)}"
        self._copy("" if bare else of or self.name, name)
        yield self._url(name)
        if self.server:
            self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        else:
            for path in self.folder.glob(f"{name}.sqlite*"):
                path.unlink()

    def fill(self, put: Callable[[str], None]) -> str:
        """The name of a database to make copies of, in which `put` (which gets its address) put something, once."""
        name = f"{self.name}_{next(_numbers)}"
        self.filled.append(name)
        self._copy(self.name, name)
        put(self._url(name))
        return name

    def drop(self) -> None:
        """Take the empty one and the filled ones away."""
        for name in (self.name, *self.filled) if self.server else ():
            self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _copy(self, template: str, name: str) -> None:
        """Copy a database nobody is connected to; without a template it has no tables."""
        if self.server:
            self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template or "template1"}"')
        elif template:
            shutil.copy(self.folder / f"{template}.sqlite", self.folder / f"{name}.sqlite")

    def _url(self, name: str) -> str:
        if self.server:
            return sa.make_url(self.server).set(database=name).render_as_string(hide_password=False)
        return f"sqlite:///{self.folder / name}.sqlite"

    def _execute(self, *statements: str) -> None:
        engine = sa.create_engine(self.server or "", isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
