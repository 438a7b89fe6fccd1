"""The command that reminds people of the dates of the register, for who has no worker."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from app.core import mail
from app.core.commands import carry_out
from app.dossiers.reminders.jobs import KIND


@click.command("remind")
@with_appcontext
def remind() -> None:
    """Mailt wie een datum van het register nadert: 6, 3 en 1 maanden en 2 weken ervoor, elk één keer."""
    carry_out(KIND.key, mail.KEY)
