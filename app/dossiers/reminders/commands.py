"""The command that reminds people of the dates of the register, every night."""

from __future__ import annotations

from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext

from app.config import Config
from app.core.db import db
from app.core.mail import deliver_waiting
from app.dossiers.reminders import operations


@click.command("remind")
@with_appcontext
def remind() -> None:
    """Mailt wie een datum van het register nadert: 6, 3 en 1 maanden en 2 weken ervoor, elk één keer."""
    count = operations.remind_everybody()
    db.session.commit()
    click.echo(f"{count} {'herinnering' if count == 1 else 'herinneringen'} klaargezet.")
    sent, stayed = deliver_waiting(cast(Config, current_app.extensions["vakspiegel"]))
    click.echo(f"{sent} verstuurd, {stayed} niet gelukt.")
    if stayed:
        raise SystemExit(1)
