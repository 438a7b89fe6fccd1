"""The database: one declarative base, one session a request, one commit a request.

SQLite runs with a write-ahead log, full synchronisation and foreign keys on. A transaction begins as one that only
reads, and takes the write lock at its first statement that writes, sets a savepoint or asks `FOR UPDATE`
(docs/decisions, 0024): what takes long, a slow phone, a password, a workbook, stands before it and holds up nobody.
What was read before it may have changed since, as on PostgreSQL: what is decided on is locked and read again (`lock`).
In tests nothing is synchronised: a database that is gone after the test need not survive the machine.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from inspect import iscoroutinefunction
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from flask_alembic import Alembic
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Index,
    MetaData,
    TypeDecorator,
    event,
    insert,
    inspect,
    text,
)
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, InstanceState

from app.config import Config
from app.core.problems import Gone

Row = TypeVar("Row", bound="Base")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|SAVEPOINT|CREATE|ALTER|DROP)\b|.*/\* FOR UPDATE \*/$", re.DOTALL)


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment. Stored without a zone as UTC, because SQLite keeps none; a naive value is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a zone cannot be stored.")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: aware, in UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


def enum_type(kind: type[StrEnum]) -> Enum:
    """A column type for one of our enums: its value as text, so that the database can be read without our code."""
    return Enum(
        kind,
        native_enum=False,
        length=20 if all(len(one) <= 20 for one in kind) else 40,
        create_constraint=False,
        values_callable=lambda members: [member.value for member in members],
    )


def one_while(name: str, *columns: str, condition: str) -> Index:
    """An index by which these columns are unique among the rows for which a condition holds."""
    where = text(condition)
    return Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


class Base(DeclarativeBase):
    """The base of all tables; constraint names are fixed, so that a migration can name what it changes."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UTCDateTime}


db = SQLAlchemy()
alembic = Alembic(metadatas=Base.metadata, run_mkdir=False)
logging.getLogger("alembic").setLevel(logging.WARNING)


def init_app(app: Flask, config: Config) -> None:
    """Give the application its engine, its migrations and its commit at the end of a writing request."""
    engine_options: dict[str, Any] = {"url": config.database_url, "hide_parameters": config.mode == "production"}
    if config.database_url.startswith("sqlite"):
        engine_options["connect_args"] = {"timeout": 10}
    else:
        connect = {"connect_timeout": 5, "options": "-c lock_timeout=10s"}
        engine_options |= {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 10, "connect_args": connect}
    app.config["SQLALCHEMY_ENGINES"] = {"default": engine_options}
    app.config["ALEMBIC_CONTEXT"] = {"render_as_batch": True, "compare_type": True, "compare_server_default": False}
    db.init_app(app)
    # The extension also closes asynchronous sessions, in an event loop that it makes for each request; we have none.
    app.teardown_appcontext_funcs = [one for one in app.teardown_appcontext_funcs if not iscoroutinefunction(one)]
    alembic.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _prepare_sqlite(db.engine, synchronous="OFF" if config.mode == "test" else "FULL")
    app.after_request(_commit)


def lock(*rows: Base) -> None:
    """Hold rows, in this order, until this transaction ends: who comes second finds what the first did.

    All that was read before, also of other rows, is read again when it is asked; raises `Gone` when one of these was
    taken away. What comes first is the same for all that must wait for each other: the person whom a file is about, the
    organisation, the plan. A row that only refers to these is not held up.
    """
    db.session.flush()
    db.session.expire_all()
    for row in rows:
        state: InstanceState[Base] = inspect(row)
        columns = [one.key for one in state.mapper.column_attrs]
        try:
            db.session.refresh(row, columns, with_for_update={"key_share": True})
        except InvalidRequestError as error:
            raise Gone from error


def find_or_add(find: Callable[[], Row | None], make: Callable[[], Row]) -> Row:
    """What is there, or else a new row; of two who add it at once the second gets the row of the first."""
    found = find()
    if found is not None:
        return found
    try:
        with db.session.begin_nested():
            made = make()
            db.session.add(made)
    except IntegrityError:
        found = find()
        if found is None:
            raise
        return found
    return made


def insert_once(model: type[Base], values: Mapping[str, Any]) -> bool:
    """Whether the row is ours: somebody else may insert it between our look and this."""
    try:
        with db.session.begin_nested():
            db.session.execute(insert(model).values(values))
    except IntegrityError:
        return False
    return True


@contextmanager
def only_once(refused: Callable[[], Exception | None]) -> Iterator[None]:
    """Write what may be there once: who comes second, also by a hair, gets the exception that `refused` makes.

    The failure of the database itself is what they get when it makes none: then it was about something else.
    """
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as error:
        refusal = refused()
        if refusal is None:
            raise
        raise refusal from error


def _prepare_sqlite(engine: Engine, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON", "busy_timeout=10000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.info["may_write"] = False
        connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "before_cursor_execute")
    def take_the_write_lock(connection: Connection, cursor: object, statement: str, *_: object) -> None:
        if connection.info.get("may_write") is False and _WRITES.match(statement):
            connection.info["may_write"] = True
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    engine.dialect.statement_compiler = _Compiler


@contextmanager
def tables_made_anew() -> Iterator[None]:
    """Migrate in this block: SQLite changes a table by making it anew, and dropping the old one takes no rows along.

    With foreign keys on, `DROP TABLE` deletes its rows first, and all that refers to them with `ON DELETE CASCADE`.
    Raises `IntegrityError` when something refers to nothing afterwards. What Alembic was asked before in this
    application left it a connection that has them on: that one goes first, with the end of a context.
    """
    with current_app.app_context():
        pass
    engine = db.engine
    if engine.dialect.name != "sqlite":
        yield
        return

    def look_away(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA foreign_keys = OFF")

    engine.dispose()
    event.listen(engine, "connect", look_away)
    try:
        yield
    finally:
        event.remove(engine, "connect", look_away)
        engine.dispose()
    with engine.connect() as connection:
        if lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise IntegrityError(f"{len(lost)} rows refer to nothing, first in {lost[0][0]}.", None, ValueError())


class _Compiler(SQLiteCompiler):
    """SQLite has no `FOR UPDATE`; what asks it says so in a remark, and takes the lock of the whole database."""

    def for_update_clause(self, select: Any, **kw: Any) -> str:
        """The remark."""
        return " /* FOR UPDATE */"


def _commit(response: Response) -> Response:
    """Commit once, and only for an unsafe method that went well: a GET never writes, a refusal leaves nothing."""
    if request.method not in SAFE_METHODS and response.status_code < 400:
        db.session.commit()
    else:
        db.session.rollback()
    return response
