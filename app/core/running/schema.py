"""Whether the tables are those of this version of the program, and what a database is called without its password."""

from __future__ import annotations

from functools import cache
from typing import cast

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError

from app.config import ROOT, ConfigurationError
from app.core.db import db

UPGRADE = "flask --app app database upgrade"


@cache
def _known() -> ScriptDirectory:
    return ScriptDirectory(str(ROOT / "app" / "migrations"), version_locations=[str(ROOT / "app" / "migrations")])


@cache
def newest() -> str:
    """The last migration of this version of the program."""
    return cast(str, _known().get_current_head())


def revision_of(connection: Connection) -> str | None:
    """The last migration that a database had, or None when it had none."""
    return MigrationContext.configure(connection).get_current_revision()


def refuse_another_schema() -> None:
    """Raise `ConfigurationError` when the database is away, behind, or newer. Needs an application context."""
    try:
        with db.engine.connect() as connection:
            found = revision_of(connection)
    except DBAPIError as error:
        raise ConfigurationError(f"De database antwoordt niet: {named(str(db.engine.url))}.") from error
    if found == newest():
        return
    if found is not None and found not in {one.revision for one in _known().walk_revisions()}:
        raise ConfigurationError(f"De database is van een nieuwere versie van Vakspiegel ({found}) dan deze.")
    raise ConfigurationError(f"De database is niet bij (nu {found or 'leeg'}, nodig {newest()}). Voer uit: {UPGRADE}")


def named(database_url: str) -> str:
    """A database as it may stand on a screen or in a log: without password, and without what else was handed on."""
    return make_url(database_url)._replace(password=None, query={}).render_as_string()  # type: ignore[arg-type]
