"""An empty database for each test, on SQLite or, with `TEST_DATABASE_URL`, on PostgreSQL."""

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
from app.core.db import Base, alembic, db

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
        "mode": "test",
        "secret_key": KEY,
        "database_url": url,
        "instance": folder,
        "mail": "file",
        "template_cache": Path(_templates.name),
        "rate_limits": False,
        "contact": "veilig@voorbeeldstad.example",
    }
    return Config(**(values | changes))  # type: ignore[arg-type]


class Empty:
    """An empty database with all tables, made once a worker, and copies of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.server = folder, server_url()
        self.name = f"vakspiegel_{os.getpid()}"
        self.names: list[str] = []
        self.clean: dict[str, list[str]] = {}
        if self.server:
            self._execute(f'DROP DATABASE IF EXISTS "{self.name}"', f'CREATE DATABASE "{self.name}"')
        url = self._url(self.name)
        app = create_app(config_for(url, folder))
        with app.app_context():
            Base.metadata.create_all(db.engine)
            alembic.stamp("heads")
            db.engine.dispose()

    @contextmanager
    def copy(self, *, bare: bool = False, of: str = "") -> Iterator[str]:
        """The address of a copy, whose content is gone after the block: of the empty one, a filled one, or `bare`.

        The address comes back for another copy of the same, so that an application can be kept for it.
        """
        template = "" if bare else of or self.name
        clean = self.clean.setdefault(template, [])
        name = clean.pop() if clean else self._new(template)
        yield self._url(name)
        self._wipe(name, template)
        clean.append(name)

    def fill(self, put: Callable[[str], None]) -> str:
        """The name of a database to make copies of, in which `put` (which gets its address) put something, once."""
        name = self._new(self.name)
        put(self._url(name))
        return name

    def _new(self, template: str) -> str:
        name = f"{self.name}_{next(_numbers)}"
        self.names.append(name)
        self._copy(template, name)
        return name

    def drop(self) -> None:
        """Take the empty one and all others away."""
        for name in (self.name, *self.names) if self.server else ():
            self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _copy(self, template: str, name: str) -> None:
        """Copy a database nobody is connected to; without a template it has no tables."""
        if self.server:
            self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template or "template1"}"')
        elif template:
            shutil.copy(self.folder / f"{template}.sqlite", self.folder / f"{name}.sqlite")

    def _wipe(self, name: str, template: str) -> None:
        """Make a copy as it was; on a server it is much quicker to empty one than to make a new one."""
        if self.server and template == self.name:
            return self._empty(name)
        if self.server:
            self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        for path in self.folder.glob(f"{name}.sqlite*"):
            path.unlink()
        self._copy(template, name)

    def _empty(self, name: str) -> None:
        others = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        tables = [f'DELETE FROM "{table.name}"' for table in reversed(Base.metadata.sorted_tables)]
        counters = "SELECT setval(quote_ident(sequencename)::regclass, 1, false) FROM pg_sequences"
        self._execute(others)
        self._execute("; ".join([*tables, f"{counters} WHERE last_value IS NOT NULL"]), on=name)

    def _url(self, name: str) -> str:
        if self.server:
            return sa.make_url(self.server).set(database=name).render_as_string(hide_password=False)
        return f"sqlite:///{self.folder / name}.sqlite"

    def _execute(self, *statements: str, on: str = "") -> None:
        url = self._url(on) if on else self.server or ""
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
