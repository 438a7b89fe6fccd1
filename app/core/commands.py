"""Commands for who runs an installation: bring the database up to date, send waiting mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import click
from flask import current_app
from flask.cli import AppGroup

from app.config import Config
from app.core.db import alembic, tables_made_anew
from app.core.mail import deliver_waiting

database_cli = AppGroup("database", help="De database.")
mail_cli = AppGroup("mail", help="De mail die nog weg moet.")


@dataclass(frozen=True, slots=True)
class Upgraded:
    """Between which migrations a database went up, and in how many steps; `before` is empty for an empty database."""

    before: str
    after: str
    steps: int

    @property
    def told(self) -> str:
        """The same in a sentence."""
        steps = f"{self.steps} {'stap' if self.steps == 1 else 'stappen'}"
        if not self.steps:
            return f"De database was al bijgewerkt: versie {self.after}."
        if not self.before:
            return f"De database was leeg en is klaargezet: versie {self.after}, in {steps}."
        return f"De database ging van versie {self.before} naar {self.after}, in {steps}."


def upgrade_database(target: str = "heads") -> Upgraded:
    """Bring the database up to and including the last migration, or another one; does nothing when it is there.

    In an application context of its own, because Alembic keeps its connection until the context ends.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.app_context(), tables_made_anew():
        before = _version()
        alembic.upgrade(target)
        after = _version()
        above = [one for one in alembic.log(start=before or "base", end=after) if one.revision != before]
        return Upgraded(before, after, len(above))


def _version() -> str:
    return ", ".join(script.revision for script in alembic.current())


@database_cli.command("upgrade")
def upgrade() -> None:
    """Brengt de database bij tot en met de laatste migratie, en zegt wat er gebeurde."""
    click.echo(upgrade_database().told)


@mail_cli.command("send")
def send() -> None:
    """Verstuurt wat in de uitgaande post is blijven liggen."""
    sent, stayed = deliver_waiting(cast(Config, current_app.extensions["vakspiegel"]))
    click.echo(f"{sent} verstuurd, {stayed} niet gelukt.")
    if stayed:
        raise SystemExit(1)
