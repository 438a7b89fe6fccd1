"""Commands for who runs an installation: bring the database up to date, send waiting mail."""

from __future__ import annotations

from typing import cast

import click
from flask import current_app
from flask.cli import AppGroup

from app.config import Config
from app.core.db import alembic, tables_made_anew
from app.core.mail import deliver_waiting

database_cli = AppGroup("database", help="De database.")
mail_cli = AppGroup("mail", help="De mail die nog weg moet.")


def upgrade_database(target: str = "heads") -> None:
    """Bring the database up to and including the last migration, or another one; does nothing when it is there.

    In an application context of its own, because Alembic keeps its connection until the context ends.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.app_context(), tables_made_anew():
        alembic.upgrade(target)


@database_cli.command("upgrade")
def upgrade() -> None:
    """Brengt de database bij tot en met de laatste migratie."""
    upgrade_database()


@mail_cli.command("send")
def send() -> None:
    """Verstuurt wat in de uitgaande post is blijven liggen."""
    sent, stayed = deliver_waiting(cast(Config, current_app.extensions["vakspiegel"]))
    click.echo(f"{sent} verstuurd, {stayed} niet gelukt.")
    if stayed:
        raise SystemExit(1)
