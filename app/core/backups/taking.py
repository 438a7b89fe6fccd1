"""Making a backup while people work: all rows of one moment, and every file that one of those rows names.

The database gives the moment: a transaction that only reads, and sees nothing of what is written meanwhile. Files lie
outside it. Those that are there are copied first, and those that came since at the beginning of the moment; when one is
gone by then, so is its row, and another moment is taken.
"""

from __future__ import annotations

import hmac
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext

from app.config import Config
from app.core import clock
from app.core.backups.archive import FORMAT, Manifest, Member, Writer, written
from app.core.backups.rows import write_rows
from app.core.db import Base, db
from app.core.files.store import STORED, NotThere, Store, Stored, store_of
from app.core.problems import NotNow

MOMENTS = 100
"""So many moments are tried; at each only the files are left to copy that came since the one before."""
SPOOL = 16 * 1024 * 1024
"""A packed table up to this many bytes stays in memory."""

Files = dict[str, str]
"""The SHA-256 that a row knows by the key that it names."""


class KeepsChanging(NotNow):
    """Files are taken away faster than they can be copied."""

    sentence = "De back-up is niet gelukt: er wordt te veel tegelijk weggehaald. Probeer het straks nog eens."


def take_backup(config: Config, path: Path) -> Manifest:
    """Write a backup of this installation to a file that is not there yet. Needs an application context."""
    with written(path) as writer:
        manifest = _Taking(config, writer).take()
        writer.finish(manifest)
    return manifest


def fingerprint(secret_key: str) -> str:
    """What tells one key from another: passwords and links are of no use with another key than they were made with."""
    return hmac.new(secret_key.encode(), b"which key is this", "sha256").hexdigest()[:16]


class _Taking:
    def __init__(self, config: Config, writer: Writer) -> None:
        self._config, self._writer = config, writer
        self._store: Store = store_of(config)
        self._copied: dict[str, Member] = {}

    def take(self) -> Manifest:
        with _moment() as connection:
            self._copy(_named(connection))
        for _ in range(MOMENTS):
            with _moment() as connection:
                named, made_at = _named(connection), clock.now()
                missing = self._copy(named)
                if missing and missing != self._still_named(missing):
                    continue
                return Manifest(
                    format=FORMAT,
                    schema=MigrationContext.configure(connection).get_current_revision() or "",
                    made_at=made_at.isoformat(),
                    database=connection.dialect.name,
                    key=fingerprint(self._config.secret_key),
                    tables=tuple(self._tables(connection)),
                    files=tuple(self._copied[key] for key in sorted(named.keys() - missing)),
                    missing=tuple(sorted(missing)),
                )
        raise KeepsChanging

    def _tables(self, connection: sa.Connection) -> Iterator[Member]:
        for number, table in enumerate(Base.metadata.sorted_tables, 1):
            with tempfile.SpooledTemporaryFile(max_size=SPOOL) as file:
                rows = write_rows(connection, table, file)
                file.seek(0)
                place = f"tables/{number:03}-{table.name}.jsonl.gz"
                yield self._writer.add(table.name, place, file, rows)

    def _copy(self, named: Files) -> set[str]:
        """Copy what was not copied yet; answers what is not there as it was put there."""
        missing = set()
        for key in sorted(named.keys() - self._copied.keys()):
            try:
                with self._store.open(key, named[key]) as file:
                    self._copied[key] = self._writer.add(key, f"files/{key}", file)
            except NotThere:
                missing.add(key)
        return missing

    def _still_named(self, keys: set[str]) -> set[str]:
        with _moment() as connection:
            return keys & _named(connection).keys()


@contextmanager
def _moment() -> Iterator[sa.Connection]:
    """A connection to which nothing changes until the end of the block; nobody waits for it."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


def _named(connection: sa.Connection) -> Files:
    """Every file that a row names."""
    named = {}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            stored = column.info.get(STORED)
            if isinstance(stored, Stored):
                rows = connection.execute(sa.select(column, table.c[stored.sha256]).where(column != ""))
                named.update({stored.key_of(name): sha256 for name, sha256 in rows})
    return named
